// Facets: which documents, bodies and figures the views count. Each count is what a choice would give with all other facets as they are.
KG.filter = (() => {
  for (const d of D.duties) if (d.basis === "stated") d.doc.owner = 1;
  // Of a graph that is larger than a page, facets count all documents.
  const ALL = D.raw.shelf ? D.raw.shelf.books.map(([key, place, period, genre, owner]) => ({ key, region: place && D.place(place), period, genre, owner })) : D.documents;
  const has = (key, value) => { const list = KG.state.list(key); return !list.length || list.includes(value || "-"); };
  // Of documents: title, value of one, how a value is shown.
  const OF_DOCS = {
    fr: ["place", (d) => d.region && d.region.key, (v) => KG.format.shortPlace(D.place(v))],
    fy: ["year", (d) => d.period, (v) => (v === "-" ? t("unknown") : v)],
    fg: ["genre", (d) => d.genre, (v) => t(v)],
    fo: ["owner", (d) => (d.owner ? "withOwner" : "noOwner"), (v) => t(v)],
  };
  const KEYS = [...Object.keys(OF_DOCS), "ft", "fu"];

  const passes = (d, but) => Object.entries(OF_DOCS).every(([key, [, of]]) => key === but || has(key, of(d)));
  // Asked many times for one address.
  let asked = null;
  let chosen = null;
  function docs() {
    if (asked !== KG.state.get()) { asked = KG.state.get(); chosen = new Set(D.documents.filter((d) => passes(d))); }
    return chosen;
  }
  const active = () => KEYS.flatMap((key) => KG.state.list(key));

  function count(items, of) {
    const counts = new Map();
    for (const item of items) { const v = of(item) || "-"; counts.set(v, (counts.get(v) || 0) + 1); }
    return counts;
  }

  function groups(state) {
    const out = Object.entries(OF_DOCS).map(([key, [title, of, shown]]) => {
      const all = count(ALL, of);
      const now = count(ALL.filter((d) => passes(d, key)), of);
      return { key, title, shown, values: [...all.keys()].map((v) => [v, now.get(v) || 0]) };
    });
    docs();
    if (state.v === "owners") out.push({ key: "ft", title: "instType", shown: (v) => t(v), values: [...count(D.institutions.filter((i) => i.duties.some((d) => chosen.has(d.doc))), (i) => i.type)] });
    if (KG.views[state.v].indicator) out.push({ key: "fu", title: "unit", shown: (v) => (v === "-" ? t("unknown") : v), values: [...count(D.figures.filter((f) => chosen.has(f.doc)), (f) => f.unit)] });
    for (const g of out) {
      if (g.key === "fr") g.values.sort(([a], [b]) => (a < b ? -1 : 1)); else if (g.key === "fy") g.values.sort(([a], [b]) => (a < b ? 1 : -1)); else g.values.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    }
    return out.filter((g) => g.values.length > 1 || KG.state.list(g.key).length);
  }

  function toggle(key, value) {
    const list = KG.state.list(key);
    KG.state.set({ [key]: (list.includes(value) ? list.filter((v) => v !== value) : [...list, value]).join(",") || null, pg: null, pc: null });
  }
  const none = () => ({ ...Object.fromEntries(KEYS.map((k) => [k, null])), pg: null, pc: null });

  function draw(root, state) {
    KG.fill(root, groups(state).map((g) => h("fieldset", null, h("legend", null, t(g.title)), h("div", { class: "facet" }, g.values.map(([value, n]) =>
      h("label", { class: n ? null : "zero" },
        h("input", { type: "checkbox", checked: KG.state.list(g.key).includes(value), onchange: () => toggle(g.key, value), "data-facet": `${g.key}:${value}` }),
        KG.label(g.shown(value)), h("small", null, n)))))),
    active().length ? h("button", { class: "quiet", onclick: () => KG.state.set(none()) }, t("clear")) : null);
    document.querySelector(".facetbox summary").textContent = t("facets") + (active().length ? ` (${active().length})` : "");
  }
  return { docs, has, draw, KEYS, active, fitting: () => ALL.filter((d) => passes(d)) };
})();
