// V4: one indicator in all places, on one axis where unit and definition agree, and everything as a table.
KG.views.indicators = (() => {
  const M = KG.marks;

  function overview(root) {
    const row = ({ i, figures, places }) => [
      KG.grid.head(i, { i: i.id }),
      { cls: "n", node: places }, { node: figures.slice(0, 5).map((f) => [h("span", { class: "pv" }, KG.label(KG.format.shortPlace(f.region)), " ", KG.format.figureChip(f))]) }];
    KG.fill(root, h("h1", { class: "title" }, t("pickIndicator")), h("p", { class: "legend" }, t("legendMarks")),
      KG.grid.table({ size: 40, list: M.all(), row, caption: t("v_indicators"), head: [t("indicator"), { cls: "n", node: t("n_places") }, t("values")] }));
  }

  function ticks(low, high) {
    const rough = (high - low) / 4 || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((v) => v >= rough);
    const first = Math.floor(low / step) * step;
    const out = [];
    for (let v = first; v <= high + step * 0.999 && out.length < 9; v += step) out.push(Number(v.toPrecision(10)));
    return out;
  }

  function plot(figures) {
    const { s } = M;
    // Narrow windows have the place above its line.
    const narrow = KG.narrow();
    const [W, LEFT, ROW, FIRST] = narrow ? [innerWidth - 66, -22, 50, 36] : [680, 196, 34, 20];
    const values = figures.flatMap((f) => [f.value, f.max === null ? f.value : f.max]);
    const marks = ticks(Math.min(...values), Math.max(...values));
    const low = marks[0];
    const span = marks[marks.length - 1] - low || 1;
    const x = (v) => LEFT + 40 + ((v - low) / span) * (W - LEFT - 130);
    const height = figures.length * ROW + 34;
    const rows = figures.map((f, n) => {
      const y = n * ROW + FIRST;
      return M.hit(f, s("line", { class: "guide", x1: Math.max(4, LEFT + 10), x2: W - 10, y1: y, y2: y }),
        s("text", { x: narrow ? 4 : LEFT, y: narrow ? y - 14 : y + 5, "text-anchor": narrow ? "start" : "end", class: "place" }, `${M.placeOf(f, figures)} ${f.doc.period}`), M.mark(f, x(f.value), y, W - 4, x(f.max === null ? f.value : f.max)));
    });
    const label = M.unitOf(figures[0]) || t("value");
    return h("figure", { class: "plot" }, h("figcaption", null, KG.label(label)), KG.wide(label,
      s("svg", { viewBox: `0 0 ${W} ${height}`, role: "img", "aria-label": figures.map(M.spoken).join("；") },
        marks.map((v) => [s("line", { class: "tick", x1: x(v), x2: x(v), y1: 4, y2: height - 26 }), s("text", { x: x(v), y: height - 8, "text-anchor": "middle", class: "tick" }, KG.format.number(v))]), rows)));
  }

  function one(root, i) {
    const figures = M.figures(i);
    const shown = M.series(figures).filter((g, n) => n === 0 || g.length > 1).slice(0, 4).map((g) => g.slice(0, 40));
    const left = figures.length - shown.flat().length;
    const facts = [i.unit, i.better ? t(`better_${i.better}`) : ""].filter(Boolean).join(" · ");
    KG.fill(root, h("h1", { class: "title" }, KG.named(i), facts ? h("small", null, facts) : null), h("p", { class: "legend" }, t("legendMarks")), shown.map(plot),
      h("p", { class: "legend" }, t("sameAxis"), left ? t("leftOver", { n: left }) : ""), () => [h("h2", null, t("twin")), M.twin(figures, i.name)]);
  }

  function draw(root, state) {
    const item = M.chosen(state);
    if (item) one(root, item); else overview(root);
  }
  const rows = (state) => ({ name: t("v_indicators"), ...M.rows(M.all().filter((r) => !state.i || r.i.id === state.i)) });
  return { number: 4, keys: ["i", "pg", "m"], indicator: true, draw, mark: KG.markRow, rows };
})();
