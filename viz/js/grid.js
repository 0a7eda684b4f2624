// Tables: one way to draw them, arrow keys between the cells that can be opened.
KG.grid = (() => {
  const BUTTON = "button, [data-cell]";
  const FIRST = 20;
  const PIECE = 40;

  // head: cells; row(item) gives those of an item of `list`: text, a node, or {node|text, cls, row: true for a row's head, cell: what
  // it opens}. With `size` a page of the list is shown, the one that `key` of the address names. `widths` (px) spares the browser from
  // measuring every cell; such a table is a grid, whose cells themselves can be opened.
  function table({ head, list, row, size, key = "pg", caption, cls = "reading", widths }) {
    const at = size ? page(KG.state.get()[key], size, list.length) : 0;
    const shown = size ? list.slice(at * size, at * size + size) : list;
    // In narrow windows cells stand below each other, without the heads; numbers keep theirs.
    const narrow = KG.narrow();
    const cell = (tag, value, of) => {
      const spec = value && typeof value === "object" && !(value instanceof Node) && !Array.isArray(value) ? value : { node: value };
      return h(spec.row ? "th" : tag, { class: spec.cls, "aria-label": spec.label, "data-cell": spec.cell, style: spec.style, scope: spec.row ? "row" : tag === "th" ? "col" : null }, narrow && of && spec.cls === "n" ? [h("small", null, of.node), " "] : null, spec.node);
    };
    const rows = (from, to) => shown.slice(from, to).map((item) => h("tr", null, row(item).map((c, n) => cell("td", c, head[n]))));
    const pieces = [];
    for (let n = FIRST; n < shown.length; n += PIECE) pieces.push(() => rows(n, n + PIECE).map(rove));
    const box = KG.wide(caption,
      h("table", { class: widths ? `${cls} fixed` : cls, role: widths && "grid", style: widths && `width:${widths.reduce((a, b) => a + b)}px` }, h("caption", { class: "sr" }, caption), widths && widths.map((width) => h("col", { width })),
        h("thead", null, h("tr", null, head.map((c) => cell("th", c)))), h("tbody", null, rows(0, FIRST), pieces)));

    // Roving tabindex: one button or cell of the table takes the focus, arrows go on from it.
    const rove = (part) => { for (const b of part.querySelectorAll("button")) b.tabIndex = -1; return part; };
    let now = rove(box).querySelector(BUTTON);
    if (now) now.tabIndex = 0;
    box.addEventListener("focusin", (e) => {
      const b = e.target.closest(BUTTON);
      if (!b) return;
      now.tabIndex = -1;
      now = b;
      b.tabIndex = 0;
    });
    box.addEventListener("keydown", (e) => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
      const b = e.target.closest(BUTTON);
      if (b && b.tagName !== "BUTTON" && (e.key === "Enter" || e.key === " ")) { b.click(); e.preventDefault(); }
      if (!step || !b) return;
      const next = neighbour(b, ...step);
      if (next) { next.tabIndex = 0; next.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
      e.preventDefault();
    });
    return size ? [box, pager(key, at, size, list.length, "rows")] : box;
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
      const found = to.matches(BUTTON) ? to : to.querySelector(BUTTON);
      if (found) return found;
    }
  }

  // The head of a row: opens a thing.
  const head = (item, more, words = KG.named(item), lang = null) => ({ row: true, cls: "thing", node: h("button", { lang, "data-row": item.id, onclick: () => KG.pick(item, more) }, words) });

  // The page of a list that the address asks for, if there is one.
  const page = (asked, size, total) => Math.max(0, Math.min(Number(asked) || 0, Math.ceil(total / size) - 1));

  function pager(key, page, size, total, words) {
    if (total <= size) return null;
    const told = t(words, { a: page * size + 1, b: Math.min(total, (page + 1) * size), n: total });
    const go = (to) => KG.state.set({ [key]: to || null });
    const last = Math.ceil(total / size) - 1;
    return h("nav", { class: "pager", "aria-label": told },
      h("button", { class: "quiet", disabled: page === 0, onclick: () => go(page - 1), "aria-label": t("prev") }, "‹"),
      h("span", null, told),
      h("button", { class: "quiet", disabled: page >= last, onclick: () => go(page + 1), "aria-label": t("next") }, "›"));
  }
  return { table, head, page, pager };
})();
