// V3: what each body answers for, and what has no owner in the source.
KG.views.owners = (() => {
  const MOST = 4;

  function bodies() {
    const docs = KG.filter.docs();
    return D.institutions.map((i) => ({ i, duties: i.duties.filter((d) => docs.has(d.doc)) })).filter((r) => r.duties.length && KG.filter.has("ft", r.i.type))
      .sort((x, y) => y.duties.length - x.duties.length || (x.i.name < y.i.name ? -1 : 1));
  }
  const unowned = (doc) => doc.commitments.filter(KG.unowned);

  function silence() {
    const docs = [...KG.filter.docs()].map((d) => [d, unowned(d).length]).filter(([, n]) => n);
    if (!docs.length) return null;
    return h("section", { class: "silence" }, h("h2", null, t("unowned")), h("ul", null, docs.map(([d, n]) => h("li", null,
      h("a", { href: KG.state.link({ none: d.key, o: null, sel: null }) }, KG.label(`${KG.format.shortPlace(d.region)} ${d.period}`), " ", h("b", null, n))))));
  }

  function overview(root) {
    const list = bodies();
    KG.fill(root, h("h1", { class: "sr" }, t("v_owners")), silence(), list.length ? KG.grid.table({ size: 60, list, caption: t("v_owners"), head: [t("institution"), t("instType"), t("place"), { cls: "n", node: t("duty") }],
      row: ({ i, duties }) => [KG.grid.head(i, { o: i.id }), t(i.type), KG.label(KG.format.shortPlace(i.region)), { cls: "n", node: duties.length }] })
      : h("p", { class: "unowned" }, t("unowned")));
  }

  function together(d) {
    const list = (d.section || d.commitment || { duties: [] }).duties;
    const others = list.filter((o) => o !== d && o.institution && o.basis !== "expanded");
    return [others.slice(0, MOST).map((o) => h("button", { class: "chip k-institution", onclick: () => KG.go(o.institution) }, KG.named(o.institution))),
      others.length > MOST ? h("button", { class: "link more", onclick: () => KG.pick(d.section || d.commitment) }, t("more", { n: others.length - MOST })) : null];
  }

  function body(root, i) {
    const docs = KG.filter.docs();
    const duties = i.duties.filter((d) => docs.has(d.doc));
    const row = (d) => {
      const what = d.section || d.commitment;
      const figures = d.section ? KG.within(d.section).flatMap((c) => c.figures) : d.commitment ? d.commitment.figures : [];
      return [{ cls: "where", node: KG.label(`${KG.format.shortPlace(d.doc.region)} ${d.doc.period}${d.section ? " · " + d.section.number : ""}`) },
        what ? KG.grid.head(what) : "",
        { node: figures.slice(0, 4).map(KG.format.figureChip) }, { node: together(d) }, { cls: "where", node: [d.role, d.basis].filter((w) => w !== "responsible").map(t).join(" · ") }];
    };
    KG.fill(root, h("h1", { class: "title" }, KG.named(i), h("small", null, t("tasks", { n: duties.length }))), h("p", { class: "legend" }, t("ownersOrder")),
      duties.length ? KG.grid.table({ size: 60, list: duties, row, caption: i.name, head: [t("document"), t("duty"), t("target"), t("together"), t("basis")] }) : h("p", { class: "missing" }, t("notMentioned")), silence());
  }

  function none(root, doc) {
    const list = unowned(doc);
    KG.fill(root, h("h1", { class: "title" }, KG.named(doc), h("small", null, `${t("unowned")} · ${list.length}`)), KG.grid.table({ size: 60, list, caption: t("noOwnerRow"), head: [t("section"), t("commitment"), t("target")], row: (c) => [
      { cls: "where", node: KG.label(c.section ? c.section.number : "") }, KG.grid.head(c, null, KG.evidence.shownWords(c), "zh"), { node: c.figures.map(KG.format.figureChip) }] }));
  }

  function draw(root, state) {
    const doc = state.none && D.documents.find((d) => d.key === state.none);
    const item = state.o && D.byId.get(state.o);
    if (doc) none(root, doc);
    else if (item && item.kind === "institution") body(root, item);
    else overview(root);
  }
  function rows() {
    return { name: t("v_owners"), head: [t("institution"), t("instType"), t("document"), t("duty"), t("status"), t("quoteHead")],
      rows: bodies().flatMap(({ i, duties }) => duties.map((d) => [i.name, t(i.type), d.doc.name, (d.section || d.commitment || {}).name, t(d.basis), KG.evidence.words(d)])) };
  }
  return { number: 3, keys: ["o", "none", "pg", "m"], draw, mark: KG.markRow, rows };
})();
