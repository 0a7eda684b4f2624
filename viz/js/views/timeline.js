// V7: one indicator over the years, place by place. A band is a document; where there is none, nothing is known.
KG.views.timeline = (() => {
  const M = KG.marks;
  const PAGE = 30;
  const LINE = 28;
  // Narrow windows get a narrower picture, not a smaller one.
  const size = () => (KG.narrow() ? { W: innerWidth - 66, LEFT: 62 } : { W: 760, LEFT: 150 });

  const yearsOf = (text) => (String(text).match(/(?:19|20)\d\d/g) || []).map(Number);
  // First and last year of a document, as numbers on the axis (the end of the last one).
  function span(doc) {
    const years = yearsOf(doc.period || doc.issued);
    if (!years.length) return null;
    const half = /H1/.test(doc.period);
    return [years[0] + (/H2/.test(doc.period) ? 0.5 : 0), years[years.length - 1] + (half ? 0.5 : 1)];
  }
  // When a figure holds: a target at its deadline, else in the last year of its document.
  function when(f) {
    const own = f.status === "achieved" ? null : yearsOf(f.deadline)[0];
    const month = /^\d{4}-(\d\d)/.exec(f.deadline || "");
    if (own) return own + (month ? (Number(month[1]) - 0.5) / 12 : 0.5);
    const whole = span(f.doc);
    return whole ? Math.max(whole[1] - 0.5, whole[0] + 0.25) : null;
  }

  function lanes(list, x, W) {
    const ends = [];
    return list.map((f) => {
      const at = x(when(f));
      const wide = M.room(M.value(f)) + 46;
      const from = at + wide > W ? at - wide : at - 20;
      let lane = ends.findIndex((end) => end <= from);
      if (lane < 0) lane = ends.length;
      ends[lane] = Math.max(at + 20, from + wide);
      return { f, at, lane };
    });
  }

  function table(i, figures, docs) {
    const places = D.regions.filter((r) => r.docs.some((d) => docs.has(d)) || figures.some((f) => f.region === r));
    const list = places.map((r) => ({ r, docs: r.docs.filter((d) => docs.has(d)), figures: figures.filter((f) => f.region === r && when(f)).sort((a, b) => when(a) - when(b) || a.start - b.start) }));
    return list.sort((a, b) => (b.figures.length > 0) - (a.figures.length > 0) || (a.r.code < b.r.code ? -1 : 1));
  }

  function axis(list) {
    const all = list.flatMap((row) => [...row.docs.map(span).filter(Boolean).flat(), ...row.figures.map(when)]);
    const first = Math.floor(Math.min(...all));
    const last = Math.ceil(Math.max(...all));
    return Array.from({ length: Math.min(40, last - first) }, (_, n) => first + n);
  }

  function plot(i, list, years) {
    const { s } = M;
    const { W, LEFT } = size();
    const wide = (W - LEFT) / years.length;
    const x = (v) => LEFT + (v - years[0]) * wide;
    const every = Math.ceil(44 / wide);
    let y = 30;
    const rows = list.map((row) => {
      const placed = lanes(row.figures, x, W);
      const height = Math.max(1, ...placed.map((p) => p.lane + 1)) * LINE + 8;
      const top = y;
      y += height;
      return s("g", null, row.docs.map((d) => span(d)).filter(Boolean).map(([a, b]) => s("rect", { class: "band", x: x(a) + 2, y: top + 3, width: Math.max(4, x(b) - x(a) - 4), height: height - 6, rx: 6 })),
        s("text", { x: LEFT - 14, y: top + height / 2 + 5, "text-anchor": "end", class: "place" }, KG.format.shortPlace(row.r)),
        placed.map(({ f, at, lane }) => {
          const line = top + 4 + lane * LINE + LINE / 2;
          const begin = span(f.doc);
          return M.hit(f, begin && f.status !== "achieved" && at - x(begin[0]) > wide ? s("line", { class: "until", x1: x(begin[0]) + 8, x2: at - 6, y1: line, y2: line }) : null, M.mark(f, at, line, W - 2));
        }),
        row.figures.length ? null : row.docs.map(span).filter(Boolean).slice(0, 1).map(([a]) => s("text", { class: "silent", x: Math.min(x(a) + 10, W - M.room(t("notMentioned"))), y: top + height / 2 + 4 }, t("notMentioned"))),
        s("line", { class: "tick", x1: LEFT, x2: W, y1: top + height, y2: top + height }));
    });
    return h("figure", { class: "plot" }, h("figcaption", null, KG.label(KG.nameOf(i), KG.nameLang(i))), KG.wide(t("v_timeline"),
      s("svg", { viewBox: `0 0 ${W} ${y + 4}`, role: "img", "aria-label": list.flatMap((row) => row.figures.map(M.spoken)).join("；") || t("notMentioned") },
        years.map((year, n) => [s("line", { class: "tick", x1: x(year), x2: x(year), y1: 24, y2: y }), n % every ? null : s("text", { class: "tick", x: x(year + 0.5), y: 16, "text-anchor": "middle" }, year)]), rows)));
  }

  // The same as a table: a place a row, a year a column; no document and no mention are told apart.
  function twin(i, list, years) {
    const cell = (row, year) => {
      const here = row.figures.filter((f) => Math.floor(when(f)) === year);
      if (here.length) return { node: here.map((f) => h("button", { class: "bare", "data-row": f.id, "aria-label": M.spoken(f), onclick: () => KG.pick(f) }, KG.format.figureChip(f))) };
      const doc = row.docs.some((d) => { const whole = span(d); return whole && whole[0] < year + 1 && whole[1] > year; });
      return { cls: "missing", node: t(doc ? "notMentioned" : "noDocument") };
    };
    return KG.grid.table({ cls: "reading years", caption: i.name, head: [t("place"), ...years], list, row: (row) => [{ row: true, cls: "where", node: KG.label(KG.format.shortPlace(row.r)) }, ...years.map((year) => cell(row, year))] });
  }

  function draw(root, state) {
    const i = M.chosen(state, true);
    if (!i) { KG.fill(root, h("h1", { class: "title" }, t("v_timeline")), h("p", { class: "missing" }, t("noFigures"))); return; }
    const list = table(i, M.figures(i), KG.filter.docs());
    const page = KG.grid.page(state.pg, PAGE, list.length);
    const shown = list.slice(page * PAGE, page * PAGE + PAGE);
    const years = axis(list);
    KG.fill(root, h("h1", { class: "sr" }, t("v_timeline")), h("div", { class: "tools" }, M.picker(i)), h("p", { class: "legend" }, t("legendMarks"), "　", t("legendTime")),
      years.length ? plot(i, shown, years) : null, KG.grid.pager("pg", page, PAGE, list.length, "rows"), () => [h("h2", null, t("twin")), twin(i, shown, years)]);
  }
  function rows(state) {
    const i = M.chosen(state, true);
    return { name: t("v_timeline"), ...M.rows(i ? [{ i, figures: M.figures(i) }] : []) };
  }
  return { number: 7, keys: ["i", "pg"], indicator: true, draw, mark: KG.markRow, rows };
})();
