// How documents spell a thing, and why each spelling was taken to be it.
KG.linked = (() => {

  function rows(item) {
    return (item.mentions || []).map((m) => [KG.format.docName(m.doc), m.printed.join("；"), m.because ? m.because[KG.lang === "en" ? 1 : 0] : "", m]);
  }

  function draw(item) {
    const found = rows(item);
    if (!found.length && !item.alt.length) return null;
    const first = (m) => m.spans[0] || [-1, -1];
    return h("details", { class: "linked" }, h("summary", null, t(found.length ? "linked" : "aliases"), h("small", null, found.length || item.alt.length)),
      () => [h("ul", null, found.map(([doc, printed, because, m]) => h("li", null,
        h("button", { class: "link", lang: "zh", onclick: () => KG.evidence.open({ doc: m.doc, start: first(m)[0], end: first(m)[1], id: item.id }) }, KG.label(printed || item.name)),
        h("small", null, KG.label(doc)), because ? h("p", null, because) : null))),
      item.alt.length ? h("p", null, t("aliases"), "：", KG.label(item.alt.join("；"))) : null]);
  }
  return { draw };
})();
