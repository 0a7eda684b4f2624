// V4: one indicator in all places, on one axis where unit and definition agree, and everything as a table.
KG.views.indicators = (() => {
  const D = KG.data;
  const t = KG.t;
  const PAGE = 40;
  const W = 640;
  const LEFT = 170;
  const ROW = 34;

  function all() {
    const docs = KG.filter.docs();
    return D.indicators.map((i) => ({ i, figures: i.figures.filter((f) => docs.has(f.doc) && KG.filter.has("fu", f.unit || "-")) })).filter((r) => r.figures.length)
      .map((r) => ({ ...r, places: new Set(r.figures.map((f) => f.region)).size })).sort((a, b) => b.places - a.places || b.figures.length - a.figures.length || (a.i.name < b.i.name ? -1 : 1));
  }

  function overview(root, state) {
    const list = all();
    const page = Math.min(Number(state.pg) || 0, Math.max(0, Math.ceil(list.length / PAGE) - 1));
    const rows = list.slice(page * PAGE, page * PAGE + PAGE).map(({ i, figures, places }) => [
      { row: true, cls: "thing", node: KG.h("button", { "data-row": i.id, onclick: () => KG.state.set({ i: i.id, sel: i.id, at: null, ev: null }) }, KG.named(i)) },
      { cls: "n", node: places }, { node: figures.slice(0, 5).map((f) => [KG.h("span", { class: "pv" }, KG.label(KG.format.shortPlace(f.region)), " ", KG.format.figureChip(f))]) }]);
    const table = KG.grid.table({ cls: "reading", caption: t("v_indicators"), head: [t("indicator"), { cls: "n", node: t("n_places") }, t("values")], rows });
    KG.fill(root, KG.h("h1", { class: "title" }, t("pickIndicator")), KG.h("p", { class: "legend" }, t("legendMarks")), table, KG.grid.pager("pg", page, PAGE, list.length, "rows"));
    KG.grid.rove(table);
  }

  // Figures that may share an axis: same unit, same kind of measure, same population.
  function axes(figures) {
    const groups = new Map();
    for (const f of figures) {
      const key = [f.unit, f.measure, f.population].join("|");
      if (f.value !== null) groups.set(key, [...(groups.get(key) || []), f]);
    }
    return [...groups.values()].sort((a, b) => b.length - a.length);
  }

  function ticks(low, high) {
    const rough = (high - low) / 4 || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough);
    const first = Math.floor(low / step) * step;
    const out = [];
    for (let v = first; v <= high + step * 0.999 && out.length < 9; v += step) out.push(Number(v.toPrecision(10)));
    return out;
  }

  function mark(f, x, y) {
    const s = (tag, props, ...rest) => KG.h(`svg:${tag}`, props, ...rest);
    const side = { ">=": 1, ">": 1, "<=": -1, "<": -1 }[f.op];
    const top = f.max === null ? x(f.value) : x(f.max);
    const at = x(f.value);
    const parts = [f.max === null ? null : s("path", { class: "range", d: `M${at} ${y - 5}v10M${at} ${y}H${top}M${top} ${y - 5}v10` }), s("circle", { class: `dot ${f.status}`, cx: at, cy: y, r: 6 })];
    if (side) parts.push(s("path", { class: "arrow", d: `M${at + side * 10} ${y - 5}l${side * 8} 5l${side * -8} 5z` }));
    if (f.op === "~") parts.push(s("text", { x: at - 18, y: y + 5, class: "about" }, "~"));
    const right = Math.max(at, top) + (side === 1 ? 24 : 13);
    const flip = right > W - 90;
    parts.push(s("text", { x: flip ? Math.min(at, top) - (side === -1 || f.op === "~" ? 26 : 13) : right, y: y + 5, "text-anchor": flip ? "end" : "start", class: "num" }, f.printed || KG.format.number(f.value)));
    return parts;
  }

  function plot(figures) {
    const s = (tag, props, ...rest) => KG.h(`svg:${tag}`, props, ...rest);
    const values = figures.flatMap((f) => [f.value, f.max === null ? f.value : f.max]);
    const marks = ticks(Math.min(...values), Math.max(...values));
    const low = marks[0];
    const span = marks[marks.length - 1] - low || 1;
    const x = (v) => LEFT + 40 + ((v - low) / span) * (W - LEFT - 130);
    const height = figures.length * ROW + 34;
    const rows = figures.map((f, n) => {
      const y = n * ROW + 20;
      return s("g", { class: "row", "data-id": f.id, onclick: () => KG.state.set({ sel: f.id, ev: null }) }, s("line", { class: "guide", x1: LEFT + 10, x2: W - 10, y1: y, y2: y }),
        s("text", { x: LEFT, y: y + 5, "text-anchor": "end", class: "place" }, `${KG.format.shortPlace(f.region)} ${f.doc.period}`.slice(0, 16)), mark(f, x, y));
    });
    const unit = figures[0].unit;
    const label = [unit, figures[0].measure === "level" ? "" : t(figures[0].measure), figures[0].population].filter(Boolean).join(" · ");
    return KG.h("figure", { class: "plot" }, KG.h("figcaption", null, KG.label(label || t("value"))), KG.h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label || t("value") },
      s("svg", { viewBox: `0 0 ${W} ${height}`, role: "img", "aria-label": figures.map((f) => `${KG.format.shortPlace(f.region)} ${f.doc.period} ${t(f.status)} ${KG.format.figure(f)}`).join("；") },
        marks.map((v) => [s("line", { class: "tick", x1: x(v), x2: x(v), y1: 4, y2: height - 26 }), s("text", { x: x(v), y: height - 8, "text-anchor": "middle", class: "tick" }, KG.format.number(v))]), rows)));
  }

  function twin(figures, caption) {
    return KG.grid.table({ cls: "reading", caption, head: [t("place"), t("period"), t("value"), t("status"), t("population"), t("deadline"), t("commitment")], rows: figures.map((f) => [
      { row: true, cls: "where", node: KG.label(KG.format.shortPlace(f.region)) }, f.doc.period, { node: KG.format.figureChip(f) }, `${t(f.status)}${f.measure === "level" ? "" : " · " + t(f.measure)}`, KG.label(f.population), f.deadline,
      { cls: "thing", node: KG.h("button", { "data-row": f.id, lang: "zh", onclick: () => KG.state.set({ sel: f.id, at: null, ev: null }) }, KG.evidence.shownWords(f.commitment || f)) }]) });
  }

  function one(root, i) {
    const docs = KG.filter.docs();
    const figures = i.figures.filter((f) => docs.has(f.doc) && KG.filter.has("fu", f.unit || "-"));
    const groups = axes(figures);
    const shown = groups.filter((g, n) => n === 0 || g.length > 1).slice(0, 4).map((g) => g.slice(0, 40));
    const table = twin(figures, i.name);
    const facts = [i.unit, i.better ? t(`better_${i.better}`) : ""].filter(Boolean).join(" · ");
    KG.fill(root, KG.h("p", { class: "crumb" }, KG.h("a", { href: KG.state.link({ i: null, sel: null, ev: null }) }, "‹ ", t("v_indicators"))),
      KG.h("h1", { class: "title" }, KG.named(i), facts ? KG.h("small", null, facts) : null), KG.h("p", { class: "legend" }, t("legendMarks")), shown.map(plot),
      KG.h("p", { class: "legend" }, t("sameAxis")), KG.h("h2", null, t("twin")), table);
    KG.grid.rove(table);
  }

  function draw(root, state) {
    const item = state.i && D.byId.get(state.i);
    if (item && item.kind === "indicator") one(root, item); else overview(root, state);
  }
  function csv(state) {
    const list = all().filter((r) => !state.i || r.i.id === state.i);
    return { name: t("v_indicators"), head: ["indicator", "place", "period", "status", "operator", "value", "value_max", "unit", "printed", "measure", "population", "baseline", "deadline", "document", "start", "end"].map((k) => (KG.words[k] ? t(k) : k)),
      rows: list.flatMap(({ i, figures }) => figures.map((f) => [i.name, f.region ? f.region.name : "", f.doc.period, t(f.status), f.op, f.value, f.max, f.unit, f.printed, t(f.measure), f.population, f.baseline, f.deadline, f.doc.name, f.start, f.end])) };
  }
  return { number: 4, keys: ["i", "pg", "m"], draw, mark: KG.markRow, csv, facets: true };
})();
