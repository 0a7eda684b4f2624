// V6: the document as found or cleaned, every fact where it stands, and the chosen span marked.
KG.views.source = (() => {
  const LAYERS = { commitment: ["commitments", "lCommitment"], figure: ["figures", "lFigure"], responsibility: ["duties", "lDuty"], note: ["notes", "lNote"] };

  const docOf = (state) => D.documents.find((d) => d.key === state.doc) || (D.byId.get(state.sel) || {}).doc || [...KG.filter.docs()][0] || D.documents[0];
  const span = (state) => (/^\d+-\d+$/.test(state.span || "") ? state.span.split("-").map(Number) : null);
  const layerOf = (state) => (LAYERS[state.layer] ? state.layer : "commitment");

  function facts(doc) {
    return Object.entries(LAYERS).flatMap(([kind, [list]]) => doc[list].filter((f) => f.start >= 0).map((f) => ({ start: f.start, end: f.end, cls: `fact f-${kind}`, id: f.id })));
  }

  function body(doc, state) {
    const text = KG.text.of(doc);
    const here = span(state);
    const spans = facts(doc);
    if (here) spans.push({ start: here[0], end: here[1], cls: "hit" });
    spans.sort((a, b) => a.start - b.start);
    const heads = new Set(doc.sections.filter((s) => s.parts.length && s.start >= 0).map((s) => s.start));
    const out = h("div", { class: "page", lang: "zh", id: "page" });
    let at = 0;
    let first = 0;
    for (const line of text.cut(0, text.length).split("\n")) {
      const end = at + Array.from(line).length;
      while (first < spans.length && spans[first].end <= at && spans[first].start < at) first++;
      const near = [];
      for (let i = first; i < spans.length && spans[i].start < end; i++) if (spans[i].end > at) near.push(spans[i]);
      if (KG.text.plain(doc, at, end, KG.evidence.mode()).trim()) {
        const start = at;
        out.append(h("p", { "data-at": start, class: [...heads].some((h) => h >= start && h < end) ? "head" : null }, KG.text.paint(doc, at, end, near, KG.evidence.mode())));
      }
      at = end + 1;
    }
    out.addEventListener("click", (e) => {
      const el = e.target.closest("[data-id]");
      if (el && !String(getSelection())) choose(D.byId.get(el.dataset.id));
    });
    return out;
  }

  const choose = (f) => KG.state.set({ doc: f.doc.key, span: `${f.start}-${f.end}`, sel: f.id, at: null, ev: null });

  // Where the chosen span stands among the facts of the layer: at one of them, or behind `before`.
  function around(doc, state) {
    const list = doc[LAYERS[layerOf(state)][0]].filter((f) => f.start >= 0);
    const here = span(state);
    const at = here ? list.findIndex((f) => f.start === here[0] && f.end === here[1]) : -1;
    const before = here ? list.reduce((n, f, i) => (f.start < here[0] ? i : n), -1) : -1;
    return { list, at, up: list[at < 0 ? before : at - 1], down: list[(at < 0 ? before : at) + 1] };
  }
  function step(by) {
    const { up, down } = around(docOf(KG.state.get()), KG.state.get());
    const to = by > 0 ? down : up;
    if (to) choose(to);
  }

  function stepper(doc, state) {
    const { list, at, up, down } = around(doc, state);
    return h("span", { class: "stepper" }, h("select", { "aria-label": t("layer"), onchange: (e) => KG.state.set({ layer: e.target.value === "commitment" ? null : e.target.value }) },
      Object.entries(LAYERS).map(([kind, [, word]]) => h("option", { value: kind, selected: kind === layerOf(state) }, t(word)))),
      h("span", { class: "num" }, t("nth", { a: at >= 0 ? at + 1 : "–", b: list.length })),
      h("button", { class: "icon", "aria-label": t("upward"), title: t("upward"), disabled: !up, onclick: () => choose(up) }, "↑"),
      h("button", { class: "icon", "aria-label": t("downward"), title: t("downward"), disabled: !down, onclick: () => choose(down) }, "↓"));
  }

  function outline(doc) {
    const parts = doc.sections.filter((s) => s.start >= 0);
    if (!parts.length) return null;
    return h("details", { class: "outline" }, h("summary", null, t("outline"), h("small", null, parts.length)), () => h("ol", null, parts.map((s) =>
      h("li", { class: s.number.includes("/") ? "deep" : null }, h("button", { class: "link", onclick: () => choose({ ...s, end: Math.min(s.end, s.start + 30) }) }, KG.label(KG.format.path(s)))))));
  }

  function draw(root, state) {
    const doc = docOf(state);
    const picker = h("select", { "aria-label": t("doc"), onchange: (e) => KG.state.set({ doc: e.target.value, span: null, sel: null }) }, [...new Set([doc, ...KG.filter.docs()])].sort((a, b) => a.n - b.n).map((d) => h("option", { value: d.key, selected: d === doc }, `${KG.format.docName(d)} · ${d.name}`)));
    const bar = h("div", { class: "tools sticky" }, picker, KG.text.has(doc) ? [KG.evidence.modeSwitch(), stepper(doc, state)] : null);
    const placed = doc.notes.filter((n) => n.start >= 0);
    const note = doc.notes.length ? h("p", { class: "warn" }, "⚠ ", placed.length ? h("button", { class: "link warn", onclick: () => { KG.state.set({ layer: "note" }, true); choose(placed[0]); } }, t("sumNotes", { n: doc.notes.length })) : t("sumNotes", { n: doc.notes.length })) : null;
    KG.fill(root, h("h1", { class: "title" }, KG.named(doc), h("small", null, [doc.number, doc.issued].filter(Boolean).join(" · "))), bar, note, outline(doc),
      KG.text.has(doc) ? body(doc, state) : h("div", { class: "empty" }, h("p", null, t("noText")), h("p", null, t("noTextHow"))));
  }

  function mark(root, state) {
    const hit = root.querySelector("mark");
    if (hit && root.dataset.span !== state.span + state.doc) hit.scrollIntoView({ block: "center" });
    root.dataset.span = (state.span || "") + (state.doc || "");
  }
  function rows(state) {
    const doc = docOf(state);
    return { name: doc.key, head: [t("section"), t("commitment"), t("status"), t("owners"), "start", "end"],
      rows: doc.commitments.map((c) => [KG.format.path(c.section), KG.evidence.words(c), t(c.status), KG.owners(c).map((o) => o.institution.name).join("；") || t("unowned"), c.start, c.end]) };
  }
  return { number: 6, keys: ["doc", "span", "m", "layer"], draw, mark, rows, step };
})();
