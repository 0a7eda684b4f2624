// Evidence: the words of the source with the span marked, and the way to it.
KG.evidence = (() => {
  const mode = () => (KG.state.get().m === "clean" ? "clean" : "raw");
  const modeSwitch = () => KG.choices(`${t("raw")} / ${t("clean")}`, ["raw", "clean"].map((m) => [m, t(m)]), mode(), (m) => KG.state.set({ m: m === "raw" ? null : m }, true));

  function words(fact) {
    if (KG.text.has(fact.doc)) return KG.text.plain(fact.doc, fact.start, fact.end, mode());
    return fact.words || fact.name || "";
  }

  // The same as nodes, with what cleaning takes out made small.
  function shownWords(fact) {
    return KG.text.has(fact.doc) && fact.start >= 0 ? KG.text.paint(fact.doc, fact.start, fact.end, [], mode()) : words(fact);
  }

  function quote(fact) {
    if (fact.start < 0) return h("p", { class: "missing" }, t("noText"));
    if (!KG.text.has(fact.doc)) {
      return h("div", null, fact.words ? h("blockquote", { lang: "zh" }, h("mark", null, fact.words)) : null,
        h("p", { class: "missing" }, t("noText"), "。", h("small", null, t("noTextHow"))));
    }
    const [first, last] = KG.text.around(fact.doc, fact.start, fact.end);
    const spans = [{ start: fact.start, end: fact.end, cls: "hit" }];
    return h("blockquote", { lang: "zh" }, KG.text.paint(fact.doc, first, last, spans, mode()));
  }

  function copy(fact) {
    const doc = fact.doc;
    const from = [doc.issuer >= 0 ? D.institutions[doc.issuer].name : doc.issuerName, `《${doc.name}》`, doc.number, doc.issued, t("chars", { a: fact.start, b: fact.end })];
    KG.copy(`“${words(fact)}”（${from.filter(Boolean).join("，")}）`, t("copied"));
  }

  function card(fact, extra) {
    const doc = fact.doc;
    return h("article", { class: "evidence" }, quote(fact), extra,
      h("footer", null,
        h("span", null, h("button", { class: "link plain", title: doc.name, onclick: () => KG.go(doc) }, KG.label(KG.format.docName(doc))), fact.section && fact.section.number ? ` · ${fact.section.number}` : "",
          " · ", t("chars", { a: fact.start, b: fact.end })),
        h("span", { class: "acts" },
          h("button", { class: "link", onclick: () => copy(fact), title: t("copy"), "aria-label": t("copy") }, h("svg:svg", { viewBox: "0 0 20 20", class: "copy", "aria-hidden": "true" }, h("svg:path", { d: "M7 7V3h10v10h-4M3 7h10v10H3z" }))),
          h("button", { class: "link source", onclick: () => open(fact), "aria-label": t("openSource") }, "↗ ", t("text")))));
  }
  // A fact among those of its kind in its document, and the way to the one before and behind it.
  const KINDS = { commitment: "commitments", figure: "figures", responsibility: "duties", section: "sections", note: "notes" };
  function goTo(fact) {
    const inText = KG.state.get().v === "source" && fact.start >= 0;
    KG.state.set({ sel: fact.id, at: null, ev: null, ...(inText ? { doc: fact.doc.key, span: `${fact.start}-${fact.end}` } : {}) });
  }
  function neighbours(fact) {
    const list = KINDS[fact.kind] ? fact.doc[KINDS[fact.kind]] : [];
    const n = list.indexOf(fact);
    if (n < 0) return null;
    const turn = (to, key, sign) => h("button", { class: "icon", disabled: !list[to], "data-turn": key, "aria-label": t(key), title: t(key), onclick: () => goTo(list[to]) }, sign);
    return h("span", { class: "stepper" }, turn(n - 1, "factBefore", "‹"), h("span", { class: "num", title: t("inDocument") }, `${n + 1} / ${list.length}`), turn(n + 1, "factAfter", "›"));
  }

  const open = (fact) => KG.state.set({ v: "source", doc: fact.doc.key, span: `${fact.start}-${fact.end}`, sel: fact.id || null, at: null });

  function step(by) {
    KG.later.finish();
    const all = cards();
    const n = (Number(KG.state.get().ev || 0) + by + all.length) % all.length;
    KG.state.set({ ev: n || null }, true);
    if (all[n]) all[n].scrollIntoView({ block: "nearest" });
  }
  const cards = () => [...document.querySelectorAll("#panel .evidence")];
  // The one of the panel's cards that the address names.
  function mark(state) {
    if (state.ev) KG.later.finish();
    cards().forEach((el, n) => el.classList.toggle("now", n === Number(state.ev || 0)));
  }
  return { card, words, shownWords, step, modeSwitch, mode, mark, open, neighbours };
})();
