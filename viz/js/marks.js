// Figures as marks, alike in every view: target or achieved, at least or at most, range, about; and as a table.
KG.marks = (() => {
  const s = (tag, props, ...rest) => h(`svg:${tag}`, props, ...rest);
  const SIDE = { ">=": 1, ">": 1, "<=": -1, "<": -1 };

  // The figures of an indicator that the facets leave.
  const figures = (i, docs = KG.filter.docs()) => i.figures.filter((f) => docs.has(f.doc) && KG.filter.has("fu", f.unit));

  // All indicators that have any, those of most places first.
  function all() {
    const docs = KG.filter.docs();
    return D.indicators.map((i) => ({ i, figures: figures(i, docs) })).filter((r) => r.figures.length)
      .map((r) => ({ ...r, places: new Set(r.figures.map((f) => f.region)).size })).sort((a, b) => b.places - a.places || b.figures.length - a.figures.length || (a.i.name < b.i.name ? -1 : 1));
  }

  // The people that a figure counts, where the name of the indicator does not say so already.
  const people = (f) => (f.indicator && f.indicator.name.includes(f.population) ? "" : f.population);

  // Figures that may share an axis: one unit, one kind of measure, one population.
  function series(list) {
    const groups = new Map();
    for (const f of list) {
      const key = [f.unit, f.measure, people(f)].join("|");
      if (f.value !== null) groups.set(key, [...(groups.get(key) || []), f]);
    }
    return [...groups.values()].sort((a, b) => b.length - a.length);
  }
  const unitOf = (f) => [f.unit, f.measure === "level" ? "" : t(f.measure), people(f)].filter(Boolean).join(" · ");

  // A place, with the larger place it lies in where that one is beside it.
  function placeOf(f, list) {
    const up = f.region && f.region.up;
    const within = up && list.some((o) => o.region === up) ? t("within", { r: KG.format.shortPlace(up) }) : "";
    return KG.format.shortPlace(f.region) + within;
  }

  const value = (f) => (f.measure === "increase" ? "＋" : f.measure === "decrease" ? "−" : "") + (f.printed || KG.format.number(f.value));
  const room = (text) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 14 : 8.4), 0);

  // One mark at x(value) and its value beside it; `limit` is where the text turns to the left.
  function mark(f, at, y, limit, top = at) {
    const side = SIDE[f.op] || 0;
    const parts = [top === at ? null : s("path", { class: `range ${f.status}`, d: `M${at} ${y - 5}v10M${at} ${y}H${top}M${top} ${y - 5}v10` }),
      s("circle", { class: `dot ${f.status}`, cx: at, cy: y, r: 6 })];
    if (f.status === "ongoing") parts.push(s("path", { class: "half", d: `M${at} ${y - 6}a6 6 0 0 0 0 12z` }));
    if (side) parts.push(s("path", { class: `arrow ${f.status}`, d: `M${at + side * 9} ${y - 5}l${side * 8} 5l${side * -8} 5z` }));
    if (f.op === "~") parts.push(s("text", { x: at - 19, y: y + 5, class: "num" }, "~"));
    const text = value(f) + (f.notes.length ? " ⚠" : "");
    const right = Math.max(at, top) + (side === 1 ? 22 : 12);
    const flip = right + room(text) > limit;
    parts.push(s("text", { x: flip ? Math.min(at, top) - (side === -1 || f.op === "~" ? 24 : 12) : right, y: y + 5, "text-anchor": flip ? "end" : "start", class: `num ${f.status}` }, text));
    return parts;
  }

  const spoken = (f) => `${KG.format.shortPlace(f.region)} ${f.doc.period} ${t(f.status)} ${KG.format.figure(f)}`;
  const hit = (f, ...rest) => s("g", { class: "row", "data-id": f.id, onclick: () => KG.pick(f) }, s("title", null, spoken(f)), rest);

  // The same figures as a table, each with its words.
  function twin(list, caption) {
    return KG.grid.table({ caption, list, head: [t("place"), t("period"), t("value"), t("status"), t("population"), t("deadline"), t("quoteHead")], row: (f) => [
      { row: true, cls: "where", node: KG.label(placeOf(f, list)) }, f.doc.period, { node: KG.format.figureChip(f) }, `${t(f.status)}${f.measure === "level" ? "" : " · " + t(f.measure)}`, KG.label(f.population), f.deadline,
      { cls: "thing", node: h("button", { "data-row": f.id, lang: "zh", onclick: () => KG.pick(f) }, KG.evidence.shownWords(f.commitment || f)) }] });
  }

  // The indicator in the address, or the one of most places.
  function chosen(state, first) {
    const item = D.byId.get(state.i);
    return item && item.kind === "indicator" ? item : first ? (all()[0] || {}).i : null;
  }
  function picker(now, none) {
    const list = all();
    return h("select", { "aria-label": t("indicator"), class: "wide", onchange: (e) => KG.state.set({ i: e.target.value || null, sel: e.target.value || null, at: null, ev: null, pg: null }) },
      none ? h("option", { value: "" }, none) : null,
      (now && !list.some((r) => r.i === now) ? [{ i: now, places: 0 }, ...list] : list).map((r) => h("option", { value: r.i.id, selected: r.i === now }, `${KG.nameOf(r.i)} (${r.places})`)));
  }
  const HEAD = "indicator place period status operator value value_max unit printed measure population baseline deadline document start end words".split(" ");
  const row = (i) => (f) => [i.name, f.region ? f.region.name : "", f.doc.period, t(f.status), f.op, f.value, f.max, f.unit, f.printed, t(f.measure), f.population, f.baseline, f.deadline, f.doc.name, f.start, f.end, KG.evidence.words(f.commitment || f)];
  const rows = (list) => ({ head: HEAD.map((k) => (KG.words[k] ? t(k) : k)), rows: list.flatMap(({ i, figures: own }) => own.map(row(i))) });

  return { s, figures, all, series, unitOf, placeOf, mark, spoken, hit, twin, chosen, picker, rows, room, value };
})();
