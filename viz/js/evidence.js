// Evidence: the words of the source with the span marked, and the way to it.
KG.evidence = (() => {
  let shown = [];

  const mode = () => (KG.state.get().m === "clean" ? "clean" : "raw");
  const modeSwitch = () => KG.h("span", { class: "switch", role: "group", "aria-label": `${KG.t("raw")} / ${KG.t("clean")}` }, ["raw", "clean"].map((m) =>
    KG.h("button", { "aria-pressed": mode() === m ? "true" : "false", onclick: () => KG.state.set({ m: m === "raw" ? null : m }, true) }, KG.t(m))));

  function words(fact) {
    if (KG.text.has(fact.doc)) return KG.text.plain(fact.doc, fact.start, fact.end, mode());
    return fact.words || fact.name || "";
  }

  // The same as nodes, with what cleaning takes out made small.
  function shownWords(fact) {
    return KG.text.has(fact.doc) && fact.start >= 0 ? KG.text.paint(fact.doc, fact.start, fact.end, [], mode()) : words(fact);
  }

  function quote(fact) {
    if (fact.start < 0) return KG.h("p", { class: "missing" }, KG.t("noText"));
    if (!KG.text.has(fact.doc)) {
      return KG.h("div", null, fact.words ? KG.h("blockquote", { lang: "zh" }, KG.h("mark", null, fact.words)) : null,
        KG.h("p", { class: "missing" }, KG.t("noText"), "。", KG.h("small", null, KG.t("noTextHow"))));
    }
    const [first, last] = KG.text.around(fact.doc, fact.start, fact.end);
    const spans = [{ start: fact.start, end: fact.end, cls: "hit" }];
    return KG.h("blockquote", { lang: "zh" }, KG.text.paint(fact.doc, first, last, spans, mode()));
  }

  function copy(fact) {
    const doc = fact.doc;
    const from = [doc.issuer >= 0 ? KG.data.institutions[doc.issuer].name : doc.issuerName, `《${doc.name}》`, doc.number, doc.issued, KG.t("chars", { a: fact.start, b: fact.end })];
    KG.copy(`“${words(fact)}”（${from.filter(Boolean).join("，")}）`, KG.t("copied"));
  }

  function card(fact, extra) {
    const n = shown.push(fact) - 1;
    const now = Number(KG.state.get().ev || 0) === n;
    const doc = fact.doc;
    return KG.h("article", { class: `evidence${now ? " now" : ""}`, "data-ev": n }, quote(fact), extra,
      KG.h("footer", null,
        KG.h("span", null, KG.h("button", { class: "link plain", title: doc.name, onclick: () => KG.go(doc) }, KG.label(KG.format.docName(doc))), fact.section && fact.section.number ? ` · ${fact.section.number}` : "",
          " · ", KG.t("chars", { a: fact.start, b: fact.end })),
        KG.h("span", { class: "acts" },
          KG.h("button", { class: "link", onclick: () => copy(fact), title: KG.t("copy"), "aria-label": `${KG.t("copy")} ${n + 1}` }, KG.h("svg:svg", { viewBox: "0 0 20 20", class: "copy", "aria-hidden": "true" }, KG.h("svg:path", { d: "M7 7V3h10v10h-4M3 7h10v10H3z" }))),
          KG.h("button", { class: "link source", onclick: () => open(fact), "aria-label": `${KG.t("openSource")} ${n + 1}` }, "↗ ", KG.t("text")))));
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
    const turn = (to, key, sign) => KG.h("button", { class: "icon", disabled: !list[to], "data-turn": key, "aria-label": KG.t(key), title: KG.t(key), onclick: () => goTo(list[to]) }, sign);
    return KG.h("span", { class: "stepper" }, turn(n - 1, "factBefore", "‹"), KG.h("span", { class: "num", title: KG.t("inDocument") }, `${n + 1} / ${list.length}`), turn(n + 1, "factAfter", "›"));
  }

  const open = (fact) => KG.state.set({ v: "source", doc: fact.doc.key, span: `${fact.start}-${fact.end}`, sel: fact.id || null, at: null });

  function step(by) {
    if (!shown.length) return;
    const n = (Number(KG.state.get().ev || 0) + by + shown.length) % shown.length;
    KG.state.set({ ev: n || null }, true);
    const el = document.querySelector(`[data-ev="${n}"]`);
    if (el) el.scrollIntoView({ block: "nearest" });
  }
  return { card, words, shownWords, step, modeSwitch, mode, start: () => { shown = []; }, open, neighbours };
})();
