// How documents spell a thing, and why each spelling was taken to be it.
KG.linked = (() => {
  const t = KG.t;

  function rows(item) {
    return (item.mentions || []).map((m) => [KG.format.docName(m.doc), m.printed.join("；"), m.because ? m.because[KG.lang === "en" ? 1 : 0] : "", m]);
  }

  function draw(item) {
    const found = rows(item);
    if (!found.length && !item.alt.length) return null;
    const first = (m) => m.spans[0] || [-1, -1];
    return KG.h("details", { class: "linked" }, KG.h("summary", null, t(found.length ? "linked" : "aliases"), KG.h("small", null, found.length || item.alt.length)),
      KG.h("ul", null, found.map(([doc, printed, because, m]) => KG.h("li", null,
        KG.h("button", { class: "link", lang: "zh", onclick: () => KG.evidence.open({ doc: m.doc, start: first(m)[0], end: first(m)[1], id: item.id }) }, KG.label(printed || item.name)),
        KG.h("small", null, KG.label(doc)), because ? KG.h("p", null, because) : null))),
      item.alt.length ? KG.h("p", null, t("aliases"), "：", KG.label(item.alt.join("；"))) : null);
  }
  return { draw };
})();
