// Facets: which documents, bodies and figures the views count.
KG.filter = (() => {
  const D = KG.data;
  const has = (key, value) => { const list = KG.state.list(key); return !list.length || list.includes(value); };
  const namesOwner = new Set(D.duties.filter((d) => d.basis === "stated").map((d) => d.doc));
  const FACETS = [
    { key: "fr", title: "place", views: null, values: () => D.regions.filter((r) => r.docs.length).map((r) => [r.code || r.id, KG.format.shortPlace(r), r.docs.length]) },
    { key: "fy", title: "year", views: null, values: () => count(D.documents, (d) => d.period, (v) => v || KG.t("unknown")) },
    { key: "fg", title: "genre", views: null, values: () => count(D.documents, (d) => d.genre, KG.t) },
    { key: "fo", title: "owner", views: null, values: () => count(D.documents, (d) => (namesOwner.has(d) ? "withOwner" : "noOwner"), KG.t) },
    { key: "ft", title: "instType", views: ["owners"], values: () => count(D.institutions.filter((i) => i.duties.length), (i) => i.type, KG.t) },
    { key: "fu", title: "unit", views: ["indicators", "timeline"], values: () => count(D.figures, (f) => f.unit, (v) => v || KG.t("unknown")) },
  ];

  function count(items, of, shown) {
    const counts = new Map();
    for (const item of items) counts.set(of(item), (counts.get(of(item)) || 0) + 1);
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, n]) => [value || "-", shown(value), n]);
  }
  const doc = (d) => has("fr", d.region ? d.region.code || d.region.id : "-") && has("fy", d.period || "-") && has("fg", d.genre)
    && has("fo", namesOwner.has(d) ? "withOwner" : "noOwner");
  const docs = () => new Set(D.documents.filter(doc));
  const active = () => FACETS.flatMap((f) => KG.state.list(f.key));

  function toggle(key, value) {
    const list = KG.state.list(key);
    const next = list.includes(value) ? list.filter((v) => v !== value) : [...list, value];
    KG.state.set({ [key]: next.join(",") || null, pg: null });
  }

  function draw(root, state) {
    const groups = FACETS.filter((f) => !f.views || f.views.includes(state.v)).map((f) => [f, f.values()]).filter(([, values]) => values.length > 1);
    KG.fill(root, groups.map(([f, values]) => KG.h("fieldset", null, KG.h("legend", null, KG.t(f.title)), KG.h("div", { class: "facet" },
      values.map(([value, shown, n]) => KG.h("label", null,
        KG.h("input", { type: "checkbox", checked: KG.state.list(f.key).includes(value), onchange: () => toggle(f.key, value), "data-facet": `${f.key}:${value}` }),
        KG.label(shown), KG.h("small", null, n)))))),
    active().length ? KG.h("button", { class: "quiet", onclick: () => KG.state.set({ fr: null, fy: null, fg: null, fo: null, ft: null, fu: null, pg: null }) }, KG.t("clear")) : null);
  }
  return { docs, doc, has, draw, active, namesOwner };
})();
