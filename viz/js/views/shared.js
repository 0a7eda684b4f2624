// V1, the landing view: programmes by places. A table, never a graph.
KG.views.shared = (() => {
  const COLUMNS = 24;

  function matrix() {
    const docs = KG.filter.docs();
    const places = D.regions.filter((r) => r.docs.some((d) => docs.has(d)));
    const rows = D.programmes.map((p) => ({ p, cells: cells(p, docs), total: 0 })).filter((r) => r.cells.size);
    for (const r of rows) r.total = [...r.cells.values()].reduce((sum, c) => sum + c.n, 0);
    rows.sort((a, b) => b.cells.size - a.cells.size || b.total - a.total || (a.p.name < b.p.name ? -1 : 1));
    return { docs, places, rows };
  }

  function cells(p, docs) {
    const found = new Map();
    const at = (region) => found.get(region) || found.set(region, { n: 0 }).get(region);
    for (const c of p.commitments) if (docs.has(c.doc)) at(c.doc.region).n++;
    for (const m of p.mentions || []) if (docs.has(m.doc)) at(m.doc.region);
    return found;
  }

  function summary(docs) {
    const list = [...docs];
    const count = (key, test) => list.reduce((n, d) => n + d[key].filter(test || (() => true)).length, 0);
    const silent = list.filter((d) => !d.owner).length;
    const notes = count("notes");
    const part = (key, vars, patch) => h("li", { class: patch ? "warn" : null }, patch ? h("a", { href: KG.state.link({ sel: null, at: null, pg: null, ...patch }) }, t(key, vars)) : h("span", null, t(key, vars)));
    const noted = list.find((d) => d.notes.length);
    return h("ul", { class: "summary" }, part("sumPlaces", { n: new Set(list.map((d) => d.region)).size }), part("sumDocs", { n: list.length }),
      part("sumCommitments", { n: count("commitments") }), part("sumTargets", { n: count("figures", (f) => f.status !== "achieved") }),
      part("sumAchieved", { n: count("figures", (f) => f.status === "achieved") }),
      silent ? part("sumNoOwner", { n: silent, all: list.length }, { v: "owners", o: null }) : null, notes ? part("sumNotes", { n: notes }, { v: "source", doc: noted.key, layer: "note" }) : null);
  }

  function pick(r) {
    const first = KG.state.get().a;
    if (first && first !== r.key) KG.state.set({ v: "compare", b: r.key });
    else KG.state.set({ a: first ? null : r.key, b: null });
  }

  function cell(row, r, most) {
    const c = row.cells.get(r);
    const names = { p: KG.nameOf(row.p), r: KG.nameOf(r) };
    if (!c) return { cls: "none", label: t("cellNone", names), node: "·" };
    const level = c.n ? Math.min(4, 1 + Math.floor((c.n / most) * 3.99)) : 0;
    names.n = c.n;
    return { cls: `heat${level}`, cell: `${row.p.id}|${r.key}`, label: t(c.n ? "cell" : "cellMention", names), node: c.n || t("mentionMark") };
  }

  function head(r, a) {
    return { cls: "place", node: h("button", { "aria-pressed": a === r.key ? "true" : "false", title: KG.nameOf(r), "data-place": r.key, onclick: () => pick(r) }, KG.label(KG.format.shortPlace(r))) };
  }

  function draw(root, state) {
    const { docs, places, rows } = matrix();
    const shared = rows.filter((r) => r.cells.size > 1);
    const all = state.all === "1" || !shared.length;
    const list = all ? rows : shared;
    const wide = KG.narrow() ? 2 : COLUMNS;
    const column = KG.grid.page(state.pc, wide, places.length);
    const seen = places.slice(column * wide, (column + 1) * wide);
    const most = Math.max(4, ...list.flatMap((r) => [...r.cells.values()].map((c) => c.n)));
    const row = (row) => [
      KG.grid.head(row.p),
      { cls: "coverage", style: `--n:${row.cells.size / places.length}`, node: `${row.cells.size}/${places.length}` }, ...seen.map((r) => cell(row, r, most))];
    const first = KG.narrow() ? Math.max(150, innerWidth - 32 - 84 - 62 * seen.length) : 236;
    const [table, pager] = KG.grid.table({ cls: "matrix", size: 40, list, row, widths: [first, KG.narrow() ? 84 : 96, ...seen.map(() => (KG.narrow() ? 62 : 56))], caption: t("v_shared"), head: [t("programme"), { cls: "coverage", node: t("coverage") }, ...seen.map((r) => head(r, state.a))] });
    const chosen = state.a && D.place(state.a);
    KG.fill(root, h("h1", { class: "sr" }, t("v_shared")), summary(docs),
      h("div", { class: "tools" }, KG.choices(t("v_shared"), [["", t("sharedScope"), shared.length], ["1", t("allScope"), rows.length]], all ? "1" : "", (value) => KG.state.set({ all: value || null, pg: null })),
      h("p", { class: `hint${chosen ? " on" : ""}` }, chosen ? t("picked", { a: KG.format.shortPlace(chosen) }) : t("pickTwo"))),
      table, h("div", { class: "tools" }, pager, KG.grid.pager("pc", column, wide, places.length, "cols")),
      h("p", { class: "legend" }, t("legendCell")));
    table.addEventListener("click", (e) => {
      const cell = e.target.closest("[data-cell]");
      if (cell) { const [id, at] = cell.dataset.cell.split("|"); KG.pick(D.byId.get(id), { at }); }
    });
  }

  function mark(root, state) {
    root.querySelectorAll("[data-cell], [data-row]").forEach((b) => {
      const on = b.dataset.cell ? b.dataset.cell === `${state.sel}|${state.at}` : b.dataset.row === state.sel && !state.at;
      if (on) b.setAttribute("aria-current", "true"); else b.removeAttribute("aria-current");
    });
  }

  function rows() {
    const { places, rows } = matrix();
    return { name: t("v_shared"), head: [t("programme"), t("coverage"), ...places.map((r) => r.name)],
      rows: rows.map((row) => [row.p.name, row.cells.size, ...places.map((r) => { const c = row.cells.get(r); return c ? c.n || t("mentionedOnly") : t("notMentioned"); })]) };
  }
  return { number: 1, keys: ["a", "all", "pg", "pc"], draw, mark, rows };
})();
