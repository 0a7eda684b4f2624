// V8: places as tiles, grouped by province and prefecture; darker is more. No borders are drawn.
KG.views.regions = (() => {
  const M = KG.marks;

  // The figure of a place that the tile shows: of the unit that most places share, achieved before planned, latest first.
  function measured(i, docs) {
    const figures = M.figures(i, docs);
    const main = M.series(figures).sort((a, b) => new Set(b.map((f) => f.region)).size - new Set(a.map((f) => f.region)).size)[0] || [];
    const out = new Map();
    for (const f of [...figures].sort((a, b) => main.includes(b) - main.includes(a) || (b.status === "achieved") - (a.status === "achieved") || (a.doc.period < b.doc.period ? 1 : -1))) {
      if (!out.has(f.region)) out.set(f.region, { value: main.includes(f) ? f.value : null, f });
    }
    return out;
  }
  function counted(docs) {
    const out = new Map();
    for (const d of docs) if (d.region) out.set(d.region, { value: ((out.get(d.region) || {}).value || 0) + d.commitments.length });
    return out;
  }

  const chain = (r) => (r ? [...chain(r.up), r] : []);

  // Province and prefecture of a place; a prefecture stands beside its own districts.
  function grouped(places) {
    const provinces = new Map();
    for (const r of places) {
      const way = chain(r);
      const [province, city] = [way[0], way[1] || way[0]];
      const cities = provinces.get(province) || provinces.set(province, new Map()).get(province);
      cities.set(city, [...(cities.get(city) || []), r]);
    }
    return provinces;
  }

  function tile(r, found, most, least, i) {
    const c = found.get(r);
    const level = !c || c.value === null ? 0 : most === least ? 2 : 1 + Math.min(3, Math.floor(((c.value - least) / (most - least)) * 3.999));
    const text = !c ? t(i ? "notMentioned" : "noDocument") : c.f ? `${KG.format.statusSign(c.f.status)} ${KG.format.figure(c.f)}` : t("sumCommitments", { n: c.value });
    return h("button", { class: `tile heat${level}`, "data-row": r.id, "aria-label": `${KG.nameOf(r)}：${text}`, onclick: () => KG.state.set({ sel: c && c.f ? c.f.id : r.id, at: null, ev: null }) },
      KG.label(KG.format.shortPlace(r)), h("small", null, text));
  }

  function block(province, cities, draw) {
    return h("section", { class: "province" }, h("h2", null, KG.label(province ? KG.format.shortPlace(province) : t("unknown"))),
      h("div", { class: "cities" }, [...cities].map(([city, list]) => h("div", { class: "city" },
        city === province ? null : h("p", null, KG.label(KG.format.shortPlace(city))), h("div", { class: "tiles" }, list.map(draw))))));
  }

  function twin(places, found, i) {
    const here = KG.filter.docs();
    return KG.grid.table({ caption: t("v_regions"), list: places, head: [t("place"), t("partOf"), t("code"), { cls: "n", node: t("docs") }, { cls: "n", node: t("commitment") }, i ? t("value") : { cls: "n", node: t("noOwner") }], row: (r) => {
      const docs = r.docs.filter((d) => here.has(d));
      const claims = docs.flatMap((d) => d.commitments);
      const c = found.get(r);
      return [KG.grid.head(r), KG.label(chain(r.up).map((u) => KG.format.shortPlace(u)).join(" › ")), r.code,
        { cls: "n", node: docs.length }, { cls: "n", node: claims.length }, i ? (c && c.f ? KG.format.figureChip(c.f) : t("notMentioned")) : { cls: "n", node: claims.filter(KG.unowned).length }];
    } });
  }

  function state8(state) {
    const docs = KG.filter.docs();
    const i = M.chosen(state);
    const found = i ? measured(i, docs) : counted(docs);
    const places = D.regions.filter((r) => found.has(r) || r.docs.some((d) => docs.has(d)));
    return { i, found, places };
  }

  function draw(root, state) {
    const { i, found, places } = state8(state);
    const values = [...found.values()].map((c) => c.value).filter((v) => v !== null);
    const [most, least] = [Math.max(...values), Math.min(...values)];
    KG.fill(root, h("h1", { class: "sr" }, t("v_regions")), h("div", { class: "tools" }, M.picker(i, t("byCommitments")),
      values.length ? h("p", { class: "scale", "aria-hidden": "true" }, h("span", null, KG.format.number(least)), [1, 2, 3, 4].map((n) => h("i", { class: `heat${n}` })), h("span", null, KG.format.number(most))) : null),
    h("p", { class: "legend" }, t("legendTiles"), i ? ` ${t("legendMarks")}` : ""),
    [...grouped(places)].map(([province, cities]) => block(province, cities, (r) => tile(r, found, most, least, i))), () => [h("h2", null, t("twin")), twin(places, found, i)]);
  }

  function rows(state) {
    const { i, found, places } = state8(state);
    const docs = KG.filter.docs();
    return { name: t("v_regions"), head: [t("place"), t("code"), t("partOf"), t("docs"), t("commitment"), i ? i.name : t("noOwner")], rows: places.map((r) => {
      const own = r.docs.filter((d) => docs.has(d));
      const claims = own.flatMap((d) => d.commitments);
      const c = found.get(r);
      return [r.name, r.code, chain(r.up).map((u) => u.name).join("/"), own.length, claims.length, i ? (c && c.f ? KG.format.figure(c.f) : t("notMentioned")) : claims.filter(KG.unowned).length];
    }) };
  }
  return { number: 8, keys: ["i"], indicator: true, draw, mark: KG.markRow, rows };
})();
