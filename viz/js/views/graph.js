// V5: the neighbourhood of one thing, drawn by vis-network at given positions, and the same as a table.
KG.views.graph = (() => {
  const D = KG.data;
  const t = KG.t;
  const MOST = 15;
  const SIZE = 14;
  const GAP = 46;
  const ROW = 60;
  let network = null;

  const lanesNames = () => [t("institution"), `${t("section")} / ${t("commitment")}`, t("programme"), t("indicator")];

  // A label in at most two lines that fit the box; Chinese has no blanks where a line could break.
  function wrapped(text, room) {
    const lines = [""];
    let used = 0;
    for (const c of text) {
      const width = c.charCodeAt(0) > 0x2e7f ? 1 : 0.56;
      if (used + width > room) {
        if (lines.length === 2) { lines[1] = `${lines[1].slice(0, -1)}…`; break; }
        lines.push("");
        used = 0;
      }
      lines[lines.length - 1] += c;
      used += width;
    }
    return lines.join("\n");
  }

  function label(item) {
    if (item.kind === "section") return KG.format.path(item);
    if (item.kind === "commitment") return `${KG.format.statusSign(item.status)} ${item.name}`;
    return KG.nameOf(item);
  }

  function layout(laned, width) {
    const lane = (width - 3 * GAP) / 4;
    const rows = Math.max(...laned.shown.map((list, n) => list.length + (laned.folded[n] ? 1 : 0)));
    const spots = laned.shown.map((list, n) => {
      const count = list.length + (laned.folded[n] ? 1 : 0);
      return Array.from({ length: count }, (_, at) => ({ x: n * (lane + GAP) + lane / 2, y: (rows / 2 - count / 2 + at + 0.5) * ROW }));
    });
    return { lane, spots, height: rows * ROW };
  }

  function colours() {
    const css = getComputedStyle(KG.root);
    const get = (name) => css.getPropertyValue(name).trim();
    const kinds = { institution: "--k-institution", section: "--k-commitment", commitment: "--k-commitment", programme: "--k-programme", indicator: "--k-indicator" };
    return { get, of: (kind) => get(kinds[kind]), soft: (kind) => get(`${kinds[kind]}-soft`) };
  }

  function elements(centre, found, laned, place) {
    const c = colours();
    const nodes = [];
    const room = Math.floor((place.lane - 22) / SIZE);
    laned.shown.forEach((list, n) => {
      list.forEach(({ item }, at) => {
        const main = item === centre;
        nodes.push({ id: item.id, label: wrapped(label(item), room), ...place.spots[n][at], color: { background: main ? c.of(item.kind) : c.soft(item.kind), border: c.of(item.kind), highlight: { background: main ? c.of(item.kind) : c.soft(item.kind), border: c.get("--ink") } },
          font: { color: main ? c.get("--surface") : c.get("--ink") }, borderWidth: main ? 2 : 1, shapeProperties: { borderRadius: 8, borderDashes: item.kind === "commitment" && item.status === "planned" ? [4, 3] : false } });
      });
      if (laned.folded[n]) nodes.push({ id: `fold-${n}`, label: t("folded", { n: laned.folded[n] }), ...place.spots[n][list.length], color: { background: c.get("--paper"), border: c.get("--rule-strong") }, font: { color: c.get("--ink-2") } });
    });
    const drawn = new Set(nodes.map((n) => n.id));
    const edges = found.edges.filter((e) => drawn.has(e.from.id) && drawn.has(e.to.id)).map((e) => ({ from: e.from.id, to: e.to.id, color: { color: c.get("--rule-strong"), highlight: c.get("--accent") }, dashes: e.relation === "partOf" }));
    return { nodes, edges };
  }

  function draw(root, state) {
    const centre = D.byId.get(state.c || state.sel);
    if (network) { network.destroy(); network = null; }
    if (!centre || KG.neighbours.LANE[centre.kind] === undefined) { offer(root); return; }
    const hops = state.h === "2" ? 2 : 1;
    const found = KG.neighbours.around(centre, hops);
    const laned = KG.neighbours.lanes(found, MOST);
    const holder = KG.h("div", { class: "canvas", role: "img", "aria-label": t("graphLabel", { n: KG.nameOf(centre) }) });
    const table = twin(found);
    KG.fill(root, KG.h("h1", { class: "title" }, KG.h("small", { class: `k-${centre.kind}` }, t("centre")), KG.label(label(centre))),
      KG.h("div", { class: "tools" }, KG.h("span", { class: "switch", role: "group", "aria-label": t("step") }, [1, 2].map((n) => KG.h("button", { "aria-pressed": hops === n ? "true" : "false", onclick: () => KG.state.set({ h: n === 2 ? "2" : null }) }, t(`hop${n}`)))),
        KG.h("button", { class: "quiet", onclick: () => centreIt() }, t("fit")), KG.h("p", { class: "hint" }, t("drag"))),
      KG.h("div", { class: "lanes scroll", tabindex: "0", role: "region", "aria-label": t("v_graph") }, KG.h("div", { class: "lanehead", "aria-hidden": "true" }, lanesNames().map((n) => KG.h("span", null, n))), holder),
      KG.h("h2", null, t("twin")), table);
    KG.grid.rove(table);
    start(holder, centre, found, laned);
  }

  let view = null;
  const centreIt = () => network && network.moveTo({ position: view, scale: 1 });

  function start(holder, centre, found, laned) {
    const width = Math.max(760, holder.clientWidth);
    const place = layout(laned, width - 12);
    holder.style.height = `${place.height + 12}px`;
    const data = elements(centre, found, laned, place);
    const options = JSON.parse(JSON.stringify(D.raw.vis));
    options.nodes.widthConstraint = { minimum: place.lane - 20, maximum: place.lane - 20 };
    network = new vis.Network(holder, data, options);
    view = { x: (width - 12) / 2, y: place.height / 2 };
    centreIt();
    holder.network = network;
    network.on("click", (e) => {
      const id = e.nodes[0];
      if (!id) return;
      if (id.startsWith("fold-")) document.querySelector(".twin").scrollIntoView({ block: "start" });
      else KG.state.set({ sel: id, at: null, ev: null });
    });
    network.on("doubleClick", (e) => { if (e.nodes[0] && !e.nodes[0].startsWith("fold-")) KG.state.set({ c: e.nodes[0], sel: e.nodes[0] }); });
  }

  function twin(found) {
    const near = (item) => found.edges.filter((e) => e.from === item || e.to === item).map((e) => (e.from === item ? e.to : e.from));
    const rows = [...found.nodes].sort((a, b) => KG.neighbours.LANE[a.item.kind] - KG.neighbours.LANE[b.item.kind] || a.step - b.step);
    return KG.h("div", { class: "twin" }, KG.grid.table({ cls: "reading", caption: t("twin"), head: [t("lane"), t("name"), t("step"), t("with")], rows: rows.slice(0, 200).map(({ item, step }) => [
      KG.h("span", { class: `kind k-${item.kind}` }, t(item.kind)), { row: true, cls: "thing", node: KG.h("button", { "data-row": item.id, onclick: () => KG.state.set({ sel: item.id, at: null, ev: null }) }, KG.label(label(item))) }, { cls: "n", node: step },
      near(item).slice(0, 5).map((n) => label(n)).join("；")]) }));
  }

  function offer(root) {
    const most = [...D.programmes].sort((a, b) => new Set(b.commitments.map((c) => c.doc.region)).size - new Set(a.commitments.map((c) => c.doc.region)).size || b.commitments.length - a.commitments.length).slice(0, 12);
    KG.fill(root, KG.h("h1", { class: "title" }, t("v_graph")), KG.h("p", null, t("pickCentre")), KG.h("ul", { class: "offers" }, most.map((p) => KG.h("li", null, KG.h("a", { class: "button", href: KG.state.link({ c: p.id, sel: p.id }) }, KG.named(p))))));
  }

  function mark(root, state) {
    KG.markRow(root, state);
    if (network && D.byId.has(state.sel)) try { network.selectNodes([state.sel]); } catch { network.unselectAll(); }
  }
  function csv(state) {
    const centre = D.byId.get(state.c || state.sel);
    const found = centre ? KG.neighbours.around(centre, state.h === "2" ? 2 : 1) : { edges: [] };
    return { name: t("v_graph"), head: ["from", "relation", "to"], rows: found.edges.map((e) => [e.from.name, e.relation, e.to.name]) };
  }
  return { number: 5, keys: ["c", "h", "theme"], draw, mark, csv, facets: false };
})();
