// Tables: one way to draw them, arrow keys between the cells that can be opened.
KG.grid = (() => {
  // head: cells, rows: arrays of cells; a cell is text, a node, or {node|text, cls, row: true for a row's head}.
  // `widths` (px) spares the browser from measuring every cell.
  function table({ head, rows, caption, cls, widths }) {
    const cell = (tag, value) => {
      const spec = value && typeof value === "object" && !(value instanceof Node) && !Array.isArray(value) ? value : { node: value };
      return h(spec.row ? "th" : tag, { class: spec.cls, title: spec.title, "aria-label": spec.label, scope: spec.row ? "row" : tag === "th" ? "col" : null }, spec.node);
    };
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      h("table", { class: widths ? `${cls} fixed` : cls, width: widths && widths.reduce((a, b) => a + b) }, h("caption", { class: "sr" }, caption), widths && widths.map((width) => h("col", { width })), h("thead", null, h("tr", null, head.map((c) => cell("th", c)))),
        h("tbody", null, rows.map((row) => h("tr", null, row.map((c) => cell("td", c)))))));
  }

  // Roving tabindex: one button of the table takes the focus, arrows go on from it. In large tables they are `role=button`, of which
  // a browser lays out a thousand in half the time.
  const BUTTON = "button, [role=button]";
  function rove(root) {
    const all = root.querySelectorAll(BUTTON);
    let now = all[0];
    all.forEach((b, n) => { b.tabIndex = n ? -1 : 0; });
    root.addEventListener("focusin", (e) => {
      const b = e.target.closest(BUTTON);
      if (!b) return;
      now.tabIndex = -1;
      now = b;
      b.tabIndex = 0;
    });
    root.addEventListener("keydown", (e) => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
      const b = e.target.closest(BUTTON);
      if (b && b.tagName !== "BUTTON" && (e.key === "Enter" || e.key === " ")) { b.click(); e.preventDefault(); }
      if (!step || !b) return;
      const next = neighbour(b, ...step);
      if (next) { next.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
      e.preventDefault();
    });
  }

  function neighbour(button, down, right) {
    const cell = button.closest("td, th");
    const rows = [...cell.closest("table").rows];
    let y = rows.indexOf(cell.parentNode);
    let x = [...cell.parentNode.cells].indexOf(cell);
    for (;;) {
      y += down;
      x += right;
      const to = rows[y] && rows[y].cells[x];
      if (!to) return null;
      const found = to.querySelector(BUTTON);
      if (found) return found;
    }
  }

  // The page of a list that the address asks for, if there is one.
  const page = (asked, size, total) => Math.max(0, Math.min(Number(asked) || 0, Math.ceil(total / size) - 1));

  function pager(key, page, size, total, words) {
    if (total <= size) return null;
    const go = (to) => KG.state.set({ [key]: to || null });
    const last = Math.ceil(total / size) - 1;
    return h("nav", { class: "pager", "aria-label": t(words, { a: page * size + 1, b: Math.min(total, (page + 1) * size), n: total }) },
      h("button", { class: "quiet", disabled: page === 0, onclick: () => go(page - 1), "aria-label": t("prev") }, "‹"),
      h("span", null, t(words, { a: page * size + 1, b: Math.min(total, (page + 1) * size), n: total })),
      h("button", { class: "quiet", disabled: page >= last, onclick: () => go(page + 1), "aria-label": t("next") }, "›"));
  }
  return { table, rove, page, pager };
})();
