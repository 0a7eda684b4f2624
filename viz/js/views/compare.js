// V2: two places side by side, programme by programme, in the words of their documents.
KG.views.compare = (() => {
  const MOST = 3;
  const places = () => { const docs = KG.filter.docs(); return D.regions.filter((r) => r.docs.some((d) => docs.has(d))); };

  function pair(state) {
    const list = D.regions.filter((r) => r.docs.length);
    const find = (key, not) => list.find((r) => r.key === key) || list.find((r) => r !== not) || list[0];
    const a = find(state.a, null);
    return [a, find(state.b, a)];
  }

  function groups(a, b) {
    const docs = KG.filter.docs();
    const facts = (p, r) => p.commitments.filter((c) => c.doc.region === r && docs.has(c.doc));
    const named = (p, r) => (p.mentions || []).some((m) => m.doc.region === r && docs.has(m.doc));
    const out = { both: [], a: [], b: [] };
    for (const p of D.programmes) {
      const row = { p, a: facts(p, a), b: facts(p, b) };
      const inA = row.a.length || named(p, a);
      const inB = row.b.length || named(p, b);
      if (inA || inB) out[inA && inB ? "both" : inA ? "a" : "b"].push(row);
    }
    for (const list of Object.values(out)) list.sort((x, y) => y.a.length + y.b.length - x.a.length - x.b.length || (x.p.name < y.p.name ? -1 : 1));
    return out;
  }

  function words(facts, row, r) {
    if (!facts.length) return h("span", { class: "missing" }, t("notMentioned"));
    const one = (c) => h("li", null, h("button", { class: "link", lang: "zh", onclick: () => KG.pick(c) }, KG.evidence.shownWords(c)), c.figures.map(KG.format.figureChip));
    return h("ul", { class: "words" }, facts.slice(0, MOST).map(one),
      facts.length > MOST ? h("li", null, h("button", { class: "link more", onclick: () => KG.pick(row.p, { at: r.key }) }, t("more", { n: facts.length - MOST }))) : null);
  }

  function choice(which, now, other) {
    return h("select", { "aria-label": `${t("place")} ${which.toUpperCase()}`, onchange: (e) => KG.state.set({ [which]: e.target.value, pg: null }) },
      places().filter((r) => r !== other).map((r) => h("option", { value: r.key, selected: r === now }, KG.nameOf(r))));
  }

  function draw(root, state) {
    const [a, b] = pair(state);
    const found = groups(a, b);
    const tabs = [["both", t("bothHave")], ["a", t("onlyIn", { r: KG.format.shortPlace(a) })], ["b", t("onlyIn", { r: KG.format.shortPlace(b) })]];
    const tab = found[state.g] ? state.g : "both";
    const list = found[tab];
    const sides = tab === "both" ? ["a", "b"] : [tab];
    const at = { a, b };
    const table = KG.grid.table({ cls: "reading beside", size: 20, list, caption: t("v_compare"), head: [t("programme"), ...sides.map((s) => t("quote", { r: KG.format.shortPlace(at[s]) }))], row: (row) => [
      KG.grid.head(row.p), ...sides.map((s) => ({ node: words(row[s], row, at[s]) }))] });
    KG.fill(root, h("h1", { class: "title" }, choice("a", a, b), h("span", { "aria-hidden": "true" }, "×"), choice("b", b, a)),
      h("div", { class: "tools" }, KG.choices(t("v_compare"), tabs.map(([value, word]) => [value, word, found[value].length]), tab, (value) => KG.state.set({ g: value === "both" ? null : value, pg: null }))),
      table, h("p", { class: "legend" }, t("legendCell")));
  }

  function rows(state) {
    const [a, b] = pair(state);
    const found = groups(a, b);
    const text = (facts) => facts.map((c) => KG.evidence.words(c)).join("；") || t("notMentioned");
    const rows = [["both", t("bothHave")], ["a", t("onlyIn", { r: a.name })], ["b", t("onlyIn", { r: b.name })]]
      .flatMap(([k, word]) => found[k].map((row) => [word, row.p.name, text(row.a), text(row.b)]));
    return { name: `${a.name}-${b.name}`, head: ["", t("programme"), a.name, b.name], rows };
  }
  const title = (state) => pair(state).map(KG.format.shortPlace).join(" × ");
  return { title, number: 2, keys: ["a", "b", "g", "pg", "m"], draw, mark: KG.markRow, rows };
})();
