// The way to what is shown, made from the address: view, what it is about, what is chosen.
KG.crumbs = (() => {
  const OWN = { compare: ["a", "b", "g"], owners: ["o", "none"], indicators: ["i"], graph: ["c", "x", "u", "h"], source: ["doc", "span"] };

  function subject(state) {
    const { v } = state;
    if (v === "owners" && state.none) return D.documents.find((d) => d.key === state.none);
    if (v === "graph") return D.byId.get(state.c || state.sel);
    if (v === "source") return D.documents.find((d) => d.key === state.doc);
    return D.byId.get(v === "owners" ? state.o : KG.views[v].indicator ? state.i : "");
  }

  function trail(state) {
    const out = [[t(`v_${state.v}`), { ...Object.fromEntries((OWN[state.v] || []).map((k) => [k, null])), sel: null, at: null, ev: null, pg: null }]];
    const main = subject(state);
    if (state.v === "compare") out.push([KG.views.compare.title(state), { sel: null, at: null, ev: null }]);
    if (main) out.push([KG.nameOf(main), { sel: null, at: null, ev: null, span: null }]);
    const item = D.byId.get(state.sel);
    if (item && item !== main) out.push([KG.nameOf(item) || t(item.kind), { at: null, ev: null }]);
    const place = item && D.place(state.at);
    if (place) out.push([KG.format.shortPlace(place), {}]);
    return out;
  }

  function draw(root, state) {
    const found = trail(state);
    const last = found.length - 1;
    KG.fill(root, last ? h("ol", null, found.map(([name, patch], n) => h("li", null,
      n === last ? h("span", { "aria-current": "location" }, KG.label(name, null)) : h("a", { href: KG.state.link(patch) }, KG.label(name, null))))) : null);
  }
  return { draw };
})();
