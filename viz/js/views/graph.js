// V5: the neighbourhood of one thing, drawn by vis-network at given positions, and the same as a table.
KG.views.graph = (() => {
  const N = KG.neighbours;
  const SIZE = 14;
  const GAP = 46;
  const ROW = 60;
  const LEAST = 760;
  let network = null;
  let drawn = null;

  const laneNames = () => [t("institution"), `${t("section")} / ${t("commitment")}`, t("programme"), t("indicator")];
  const opened = (state) => new Set((state.x || "").split(",").map((id) => D.byId.get(id)).filter(Boolean));
  // How many of each lane are drawn: `u` in the address counts the times that a lane was unfolded.
  const room = (state) => [0, 1, 2, 3].map((n) => N.MOST * (1 + (Number((state.u || "")[n]) || 0)));

  // Programmes in most places first.
  const shared = () => D.programmes.map((p) => [p, new Set(p.commitments.map((c) => c.doc.region)).size]).sort(([a, m], [b, n]) => n - m || b.commitments.length - a.commitments.length).map(([p]) => p);
  function centreOf(state) {
    const item = D.byId.get(state.c || state.sel);
    return item && (item.kind === "document" || N.LANE[item.kind] !== undefined) ? item : shared()[0] || D.documents[0];
  }
  function find(centre, state) {
    return centre.kind === "document" ? N.ofDocument(centre) : N.around(centre, state.h === "2" ? 2 : 1, opened(state), KG.filter.docs());
  }

  // A label in at most two lines that fit the box; Chinese has no blanks where a line could break.
  function wrapped(text, most) {
    const lines = [""];
    let used = 0;
    for (const c of text) {
      const width = c.charCodeAt(0) > 0x2e7f ? 1 : 0.62;
      if (used + width > most) {
        if (lines.length === 2) { lines[1] = `${lines[1].slice(0, -1)}…`; break; }
        lines.push("");
        used = 0;
      }
      lines[lines.length - 1] += c;
      used += width;
    }
    // No character stands alone.
    if (lines[1] && lines[1].length === 1) { lines[1] = lines[0].slice(-1) + lines[1]; lines[0] = lines[0].slice(0, -1); }
    return lines.join("\n");
  }

  function label(item) {
    if (item.kind === "section") return KG.format.path(item);
    if (item.kind === "commitment") return `${KG.format.statusSign(item.status)} ${item.name}`;
    return KG.nameOf(item);
  }

  // Where each box stands: lanes side by side, each in the middle of the height.
  function layout(laned, width) {
    const lane = (width - 3 * GAP) / 4;
    const counts = laned.shown.map((list, n) => list.length + (laned.folded[n] ? 1 : 0));
    const rows = Math.max(...counts);
    const spots = counts.map((count, n) => Array.from({ length: count }, (_, at) => ({ x: n * (lane + GAP) + lane / 2, y: (rows / 2 - count / 2 + at + 0.5) * ROW })));
    return { lane, spots, width, height: rows * ROW };
  }

  function elements(centre, found, laned, place) {
    const css = getComputedStyle(KG.root);
    const get = (name) => css.getPropertyValue(name).trim();
    const tint = (kind, soft) => get(`--k-${kind === "section" ? "commitment" : kind}${soft ? "-soft" : ""}`);
    const nodes = [];
    const most = (place.lane - 40) / SIZE;
    laned.shown.forEach((list, n) => {
      list.forEach(({ item }, at) => {
        const main = item === centre;
        const ground = tint(item.kind, !main);
        nodes.push({ id: item.id, label: wrapped(label(item), most), ...place.spots[n][at], color: { background: ground, border: tint(item.kind), highlight: { background: ground, border: get("--ink") } },
          font: { color: get(main ? "--surface" : "--ink") }, borderWidth: main ? 2 : 1, shapeProperties: { borderRadius: 8, borderDashes: item.kind === "commitment" && item.status === "planned" ? [4, 3] : false } });
      });
      if (laned.folded[n]) nodes.push({ id: `fold-${n}`, label: t("folded", { n: laned.folded[n] }), ...place.spots[n][list.length], color: { background: get("--paper"), border: get("--rule-strong") }, font: { color: get("--ink-2") }, shapeProperties: { borderRadius: 8, borderDashes: [2, 3] } });
    });
    const there = new Set(nodes.map((n) => n.id));
    const edges = found.edges.filter((e) => there.has(e.from.id) && there.has(e.to.id)).map((e) => ({ from: e.from.id, to: e.to.id, relation: e.relation, color: { color: get("--rule-strong"), highlight: get("--accent") }, dashes: e.relation === "partOf" }));
    return { nodes, edges };
  }

  function unfold(n, state) {
    const u = [0, 1, 2, 3].map((k) => Math.min(9, (Number((state.u || "")[k]) || 0) + (k === n ? 1 : 0))).join("");
    KG.state.set({ u });
  }
  function expand(item, state) {
    const list = (state.x || "").split(",").filter(Boolean);
    KG.state.set({ x: (list.includes(item.id) ? list.filter((id) => id !== item.id) : [...list, item.id]).join(",") || null, sel: item.id });
  }
  const centreOn = (item) => KG.pick(item, { c: item.id, x: null, u: null, pg: null });

  function draw(root, state) {
    const centre = centreOf(state);
    if (network) { network.destroy(); network = null; }
    const whole = centre.kind === "document";
    const found = find(centre, state);
    const laned = N.lanes(found, room(state));
    const holder = h("div", { class: "canvas", role: "img", "aria-label": t("graphLabel", { n: KG.nameOf(centre) }) });
    KG.fill(root, h("h1", { class: "title" }, h("small", { class: `kind k-${centre.kind}` }, t(whole ? "document" : "centre")), KG.label(label(centre))), offer(),
      h("div", { class: "tools" }, whole ? null : KG.choices(t("step"), [1, 2].map((n) => [n, t(`hop${n}`)]), state.h === "2" ? 2 : 1, (n) => KG.state.set({ h: n === 2 ? "2" : null })),
        h("span", { id: "chosen", class: "chosen" }), state.x || state.u ? h("button", { class: "quiet", onclick: () => KG.state.set({ x: null, u: null }) }, t("foldAll")) : null, h("button", { class: "quiet", onclick: () => home() }, t("fit"))),
      h("div", { class: "lanes scroll", tabindex: "0", role: "region", "aria-label": t("v_graph") }, h("div", { class: "lanehead", "aria-hidden": "true" }, laneNames().map((n, at) => h("span", { class: `k-${["institution", "commitment", "programme", "indicator"][at]}` }, n, h("small", null, laned.shown[at].length + laned.folded[at])))), holder),
      h("p", { class: "legend" }, t("drag")), () => [h("h2", null, t("twin")), twin(centre, found, state)]);
    start(holder, centre, found, laned);
  }

  const home = () => network && network.moveTo({ position: { x: drawn.place.width / 2, y: drawn.place.height / 2 }, scale: 1 });

  function start(holder, centre, found, laned) {
    const place = layout(laned, Math.max(LEAST, holder.clientWidth) - 12);
    holder.style.height = `${place.height + 12}px`;
    drawn = { place, ...elements(centre, found, laned, place) };
    const options = JSON.parse(JSON.stringify(D.raw.vis));
    options.nodes.widthConstraint = { minimum: place.lane - 20, maximum: place.lane - 20 };
    network = new vis.Network(holder, { nodes: drawn.nodes, edges: drawn.edges }, options);
    home();
    if (KG.narrow()) holder.parentNode.scrollLeft = (N.LANE[centre.kind] ?? 1) * (place.lane + GAP) - 90;
    holder.network = network;
    network.on("click", (e) => {
      const id = e.nodes[0];
      if (!id) return;
      if (id.startsWith("fold-")) unfold(Number(id.slice(5)), KG.state.get()); else KG.pick(D.byId.get(id));
    });
    network.on("doubleClick", (e) => { const item = D.byId.get(e.nodes[0]); if (item) centreOn(item); });
  }

  // What can be done with a node, beside the picture and in each row of the table.
  function actions(item, centre, state) {
    if (item === centre || N.LANE[item.kind] === undefined) return null;
    const isOpen = (state.x || "").split(",").includes(item.id);
    return [centre.kind === "document" ? null : h("button", { class: "quiet", onclick: () => expand(item, KG.state.get()) }, t(isOpen ? "foldOne" : "expand")), " ",
      h("button", { class: "quiet", onclick: () => centreOn(item) }, t("centreIt"))];
  }

  function twin(centre, found, state) {
    const near = new Map(found.nodes.map((n) => [n.item, []]));
    for (const e of found.edges) { near.get(e.from).push(e.to); near.get(e.to).push(e.from); }
    const rows = [...found.nodes].sort((a, b) => N.LANE[a.item.kind] - N.LANE[b.item.kind] || a.step - b.step);
    return h("div", { class: "twin" }, KG.grid.table({ size: 60, list: rows, caption: t("twin"), head: [t("lane"), t("name"), t("with"), t("acts")], row: ({ item }) => [
      h("span", { class: `kind k-${item.kind}` }, t(item.kind)), KG.grid.head(item, null, KG.label(label(item))),
      near.get(item).slice(0, 5).map((n) => label(n)).join("；") + (near.get(item).length > 5 ? ` …(${near.get(item).length})` : ""), { cls: "where", node: actions(item, centre, state) }] }));
  }

  function offer() {
    const list = (items) => h("ul", { class: "offers" }, items.map((p) => h("li", null, h("a", { class: "button", href: KG.state.link({ c: p.id, sel: p.id, x: null, u: null, pg: null }) }, KG.named(p)))));
    return h("details", { class: "outline" }, h("summary", null, t("otherCentre")), () => [h("p", { class: "legend" }, t("pickCentre")), list(shared().slice(0, 12)), h("p", { class: "legend" }, t("wholeDocs")), list(D.documents.slice(0, 40))]);
  }

  function mark(root, state) {
    KG.markRow(root, state);
    const item = D.byId.get(state.sel);
    const centre = centreOf(state);
    const bar = root.querySelector("#chosen");
    if (bar) KG.fill(bar, item && item !== centre && drawn.nodes.some((n) => n.id === item.id) ? [KG.label(KG.nameOf(item)), " ", actions(item, centre, state)] : null);
    if (network) { if (drawn.nodes.some((n) => n.id === state.sel)) network.selectNodes([state.sel]); else if (network.getSelectedNodes()[0]) network.unselectAll(); }
  }

  // The picture as vectors, for export: the same boxes and lines at the same places.
  function vector() {
    const { s } = KG.marks;
    const { nodes, edges, place } = drawn;
    const half = place.lane / 2 - 8;
    const at = new Map(nodes.map((n) => [n.id, n]));
    const line = (e) => {
      const [a, b] = [at.get(e.from), at.get(e.to)].sort((m, n) => m.x - n.x);
      const [x, z] = a.x === b.x ? [a.x + half, b.x + half] : [a.x + half, b.x - half];
      const bend = a.x === b.x ? x + GAP : (x + z) / 2;
      return s("path", { d: `M${x} ${a.y}C${bend} ${a.y} ${bend} ${b.y} ${z} ${b.y}`, fill: "none", stroke: e.color.color, "stroke-width": 1.2, "stroke-dasharray": e.dashes ? "5 4" : null });
    };
    const font = getComputedStyle(document.body).fontFamily;
    return [edges.map(line), nodes.map((n) => {
      const rows = n.label.split("\n");
      return [s("rect", { x: n.x - half, y: n.y - 24, width: 2 * half, height: 48, rx: 8, fill: n.color.background, stroke: n.color.border, "stroke-width": n.borderWidth || 1, "stroke-dasharray": (n.shapeProperties.borderDashes || []).join(" ") || null }),
        rows.map((row, k) => s("text", { x: n.x - half + 9, y: n.y + 5 + (k - (rows.length - 1) / 2) * 18, "font-size": SIZE, "font-family": font, fill: n.font.color }, row))];
    })];
  }

  const escaped = (text) => KG.picture.plain(String(text)).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  // The neighbourhood with all that is folded, for Gephi; `kg graph` writes the whole graph.
  function gexf() {
    const found = find(centreOf(KG.state.get()), KG.state.get());
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" version="1.3">', '<graph defaultedgetype="directed">', '<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>', "<nodes>",
      ...found.nodes.map(({ item }) => `<node id="${escaped(item.id)}" label="${escaped(item.name)}"><attvalues><attvalue for="kind" value="${item.kind}"/></attvalues></node>`), "</nodes>", "<edges>",
      ...found.edges.map((e, n) => `<edge id="${n}" source="${escaped(e.from.id)}" target="${escaped(e.to.id)}" label="${e.relation}"/>`), "</edges>", "</graph>", "</gexf>", ""].join("\n");
  }

  function rows(state) {
    const centre = centreOf(state);
    const found = find(centre, state);
    return { name: `${t("v_graph")}-${centre.name}`, head: ["from", "kind", "relation", "to", "kind of to"], rows: found.edges.map((e) => [e.from.name, e.from.kind, e.relation, e.to.name, e.to.kind]) };
  }
  return { number: 5, keys: ["c", "h", "x", "u", "pg", "theme"], draw, mark, rows, vector, gexf };
})();
