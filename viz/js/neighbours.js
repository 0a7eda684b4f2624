// The neighbourhood of a thing, or of all things of a document, in four lanes: bodies, tasks and commitments, programmes, indicators.
KG.neighbours = (() => {
  const LANE = { institution: 0, section: 1, commitment: 1, programme: 2, indicator: 3 };
  const MOST = 15;

  // [neighbour, relation, forward]: the three relations of the graph, and what lies between them; only of documents that the facets leave.
  function next(item, docs) {
    const out = [];
    const add = (to, relation, forward = true) => { if (to && to !== item && (!to.doc || docs.has(to.doc))) out.push([to, relation, forward]); };
    if (item.kind === "institution") {
      for (const d of item.duties) add(d.section || d.commitment, "responsibleFor");
      for (const up of item.ups) add(up, "partOf");
      for (const part of item.parts) add(part, "partOf", false);
    } else if (item.kind === "section") {
      for (const d of item.duties) add(d.institution, "responsibleFor", false);
      for (const c of item.commitments) add(c, "partOf", false);
    } else if (item.kind === "commitment") {
      for (const o of KG.owners(item)) add(o.institution, "responsibleFor", false);
      for (const p of item.programmes) add(p, "program");
      for (const f of item.figures) add(f.indicator, "targets");
    } else if (item.kind === "programme") {
      for (const c of item.commitments) add(c, "program", false);
      for (const up of item.ups) add(up, "partOf");
      for (const part of item.parts) add(part, "partOf", false);
    } else if (item.kind === "indicator") {
      for (const f of item.figures) add(f.commitment, "targets", false);
    }
    return out;
  }

  // Everything within `hops` steps, and the neighbours of what was opened: nodes [{item, step}] and edges [{from, to, relation}], each
  // once. From a body, programme or indicator one more step is taken, to show the body and the indicator at the other end.
  function around(centre, hops, opened, docs) {
    const steps = new Map([[centre, 0]]);
    const edges = new Map();
    const queue = [centre];
    const reach = LANE[centre.kind] === 1 ? hops : hops + 1;
    const put = (to, step) => { if (!steps.has(to)) { steps.set(to, step); queue.push(to); } };
    while (queue.length && steps.size < 2000) {
      const item = queue.shift();
      const step = steps.get(item);
      for (const [to, relation, forward] of next(item, docs)) {
        if (LANE[to.kind] === undefined) continue;
        if (step < reach || opened.has(item)) put(to, step + 1);
        if (!steps.has(to)) continue;
        const [a, b] = forward ? [item, to] : [to, item];
        edges.set(`${a.id} ${b.id} ${relation}`, { from: a, to: b, relation });
      }
    }
    return { nodes: [...steps].map(([item, step]) => ({ item, step })), edges: [...edges.values()] };
  }

  // A whole document: its tasks (or its commitments, where it has no parts) and all that they are joined to.
  function ofDocument(doc) {
    const nodes = new Map();
    const edges = new Map();
    const join = (from, to, relation) => {
      if (!from || !to) return;
      for (const item of [from, to]) if (!nodes.has(item)) nodes.set(item, { item, step: 1 });
      edges.set(`${from.id} ${to.id} ${relation}`, { from, to, relation });
    };
    for (const c of doc.commitments) {
      const task = c.section || c;
      nodes.set(task, { item: task, step: c.section ? 0 : 1 });
      for (const o of KG.owners(c)) join(o.institution, task, "responsibleFor");
      for (const p of c.programmes) join(task, p, "program");
      for (const f of c.figures) join(task, f.indicator, "targets");
    }
    return { nodes: [...nodes.values()], edges: [...edges.values()] };
  }

  // At most `room[lane]` a lane, nearest and most joined first; then each lane in the order of what it is joined to, to cross fewer lines.
  function lanes(found, room) {
    const all = [[], [], [], []];
    for (const node of found.nodes) all[LANE[node.item.kind]].push(node);
    const joined = new Map();
    for (const e of found.edges) for (const item of [e.from, e.to]) joined.set(item, (joined.get(item) || 0) + 1);
    const shown = all.map((list, n) => list.sort((a, b) => a.step - b.step || (joined.get(b.item) || 0) - (joined.get(a.item) || 0)).slice(0, room[n]));
    const drawn = new Set(shown.flat().map((n) => n.item));
    const near = new Map([...drawn].map((item) => [item, []]));
    for (const e of found.edges) if (drawn.has(e.from) && drawn.has(e.to)) { near.get(e.from).push(e.to); near.get(e.to).push(e.from); }
    const rank = new Map();
    const renumber = () => shown.forEach((list) => list.forEach((n, at) => rank.set(n.item, (at + 0.5) / list.length)));
    renumber();
    for (let round = 0; round < 4; round++) {
      for (const list of shown) {
        const middle = new Map(list.map((n) => { const to = near.get(n.item); return [n, to.length ? to.reduce((sum, o) => sum + rank.get(o), 0) / to.length : rank.get(n.item)]; }));
        list.sort((a, b) => middle.get(a) - middle.get(b));
      }
      renumber();
    }
    return { shown, folded: all.map((list, n) => list.length - shown[n].length) };
  }
  return { around, ofDocument, lanes, LANE, MOST };
})();
