// graph.html, the picture that pyvis wrote: draws it, folds and unfolds its lanes, and gives the same as a table.
(() => {
  "use strict";
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const facts = read("facts");
  const boxes = new Map(read("nodes").map((node) => [node.id, node]));
  const edges = read("edges");
  const labels = new Map(facts.lanes.flat().map(([id, label, place]) => [id, { label, place }]));
  const room = facts.lanes.map(() => facts.most);
  const holder = document.getElementById("picture");
  const chosen = document.getElementById("chosen");
  const KINDS = ["institution", "commitment", "programme", "indicator"];
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(name).trim();
  const add = (to, tag, text) => {
    const el = to.appendChild(document.createElement(tag));
    el.textContent = text;
    return el;
  };

  // The boxes that are drawn now: each lane up to its room, and one that stands for its rest.
  function drawn() {
    const shown = facts.lanes.map((lane, n) => lane.slice(0, room[n]));
    const counts = shown.map((lane, n) => lane.length + (facts.lanes[n].length > room[n] ? 1 : 0));
    const rows = Math.max(...counts);
    const spot = (n, at) => ({ x: n * (facts.lane + facts.gap) + facts.lane / 2, y: (rows / 2 - counts[n] / 2 + at + 0.5) * facts.row });
    const nodes = shown.flatMap((lane, n) => lane.map(([id], at) => ({ ...boxes.get(id), ...spot(n, at), font: { color: colour("--ink") },
      color: { background: colour(`--k-${KINDS[n]}-soft`), border: colour(`--k-${KINDS[n]}`), highlight: { background: colour(`--k-${KINDS[n]}-soft`), border: colour("--ink") } } })));
    shown.forEach((lane, n) => {
      const rest = facts.lanes[n].length - lane.length;
      if (rest) nodes.push({ id: `fold-${n}`, label: `+${rest}，点此展开`, ...spot(n, lane.length), font: { color: colour("--ink-2") }, color: { background: colour("--paper"), border: colour("--rule-strong") }, shapeProperties: { borderRadius: 8, borderDashes: [2, 3] } });
    });
    const there = new Set(nodes.map((node) => node.id));
    return { nodes, height: rows * facts.row, edges: edges.filter((e) => there.has(e.from) && there.has(e.to)).map((e) => ({ ...e, color: { color: colour("--rule-strong"), highlight: colour("--accent") } })) };
  }

  function tell(id) {
    chosen.replaceChildren();
    const { label, place } = labels.get(id);
    add(chosen, "h2", label);
    if (place) add(chosen, "p", place);
    const list = add(chosen, "ul", "");
    for (const e of edges) if (e.from === id || e.to === id) add(list, "li", labels.get(e.from === id ? e.to : e.from).label);
  }

  let network = null;
  function draw() {
    const { nodes, edges: lines, height } = drawn();
    if (network) network.destroy();
    holder.style.height = `${height}px`;
    network = new vis.Network(holder, { nodes, edges: lines }, read("options"));
    network.moveTo({ position: { x: facts.width / 2, y: height / 2 }, scale: 1 });
    network.on("click", ({ nodes: [id] }) => {
      if (!id) return;
      if (!id.startsWith("fold-")) { tell(id); return; }
      room[Number(id.slice(5))] += facts.most;
      draw();
    });
    holder.network = network;
  }

  document.getElementById("title").textContent = facts.title;
  for (const head of facts.heads) {
    add(document.getElementById("heads"), "span", head);
    add(document.getElementById("columns"), "th", head).scope = "col";
  }
  for (let n = 0; n < Math.max(...facts.lanes.map((lane) => lane.length)); n++) {
    const row = add(document.getElementById("rows"), "tr", "");
    for (const lane of facts.lanes) add(row, "td", lane[n] ? lane[n][1] : "");
  }
  for (const part of [holder, document.getElementById("heads")]) {
    part.style.width = `${facts.width}px`;
    part.style.marginInline = "auto";
  }
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  document.body.dataset.ready = "1";
})();
