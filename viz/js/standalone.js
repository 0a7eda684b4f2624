// graph.html, the picture of one neighbourhood that pyvis wrote: draws it and gives the same as a table.
(() => {
  "use strict";
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const facts = read("facts");
  const add = (to, tag, text) => {
    const el = to.appendChild(document.createElement(tag));
    el.textContent = text;
    return el;
  };
  document.getElementById("title").textContent = facts.title;
  for (const head of facts.heads) {
    add(document.getElementById("heads"), "span", head);
    add(document.getElementById("columns"), "th", head).scope = "col";
  }
  const rows = Math.max(...facts.lanes.map((lane) => lane.length));
  for (let n = 0; n < rows; n++) {
    const row = add(document.getElementById("rows"), "tr", "");
    for (const lane of facts.lanes) add(row, "td", lane[n] ? lane[n][1] : "");
  }
  const holder = document.getElementById("picture");
  holder.style.height = `${facts.height}px`;
  for (const part of [holder, document.getElementById("heads")]) {
    part.style.width = `${facts.width}px`;
    part.style.marginInline = "auto";
  }
  const network = new vis.Network(holder, { nodes: read("nodes"), edges: read("edges") }, read("options"));
  network.moveTo({ position: { x: facts.width / 2, y: facts.height / 2 }, scale: 1 });
  document.body.dataset.ready = "1";
})();
