// The neighbourhood of a thing in four lanes: bodies, tasks and commitments, programmes, indicators.
KG.neighbours = (() => {
  const LANE = { institution: 0, section: 1, commitment: 1, programme: 2, indicator: 3 };

  // [neighbour, relation, forward]: the three relations of the graph, and what lies between them.
  function next(item) {
    const out = [];
    const add = (to, relation, forward = true) => { if (to && to !== item) out.push([to, relation, forward]); };
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

  // Everything within `hops` steps: nodes [{item, step}] and edges [{from, to, relation}], each once. From a
  // commitment or task one more step is always taken, to show the body and the indicator at its ends.
  function around(centre, hops) {
    const steps = new Map([[centre, 0]]);
    const edges = new Map();
    const queue = [centre];
    const reach = LANE[centre.kind] === 1 ? hops : hops + 1;
    while (queue.length && steps.size < 600) {
      const item = queue.shift();
      const step = steps.get(item);
      for (const [to, relation, forward] of next(item)) {
        if (LANE[to.kind] === undefined) continue;
        if (!steps.has(to)) {
          if (step >= reach) continue;
          steps.set(to, step + 1);
          queue.push(to);
        }
        const [a, b] = forward ? [item, to] : [to, item];
        edges.set(`${a.id} ${b.id} ${relation}`, { from: a, to: b, relation });
      }
    }
    return { nodes: [...steps].map(([item, step]) => ({ item, step })), edges: [...edges.values()] };
  }

  // At most `most` a lane, nearest first; then each lane in the order of what it is joined to, to cross fewer lines.
  function lanes(found, most) {
    const all = [[], [], [], []];
    for (const node of found.nodes) all[LANE[node.item.kind]].push(node);
    const shown = all.map((list) => list.sort((a, b) => a.step - b.step).slice(0, most));
    const rank = new Map();
    const renumber = () => shown.forEach((list) => list.forEach((n, at) => rank.set(n.item, (at + 0.5) / list.length)));
    renumber();
    for (let round = 0; round < 4; round++) {
      for (const list of shown) {
        const middle = new Map(list.map((n) => {
          const near = found.edges.filter((e) => e.from === n.item || e.to === n.item).map((e) => rank.get(e.from === n.item ? e.to : e.from)).filter((r) => r !== undefined);
          return [n, near.length ? near.reduce((a, b) => a + b, 0) / near.length : rank.get(n.item)];
        }));
        list.sort((a, b) => middle.get(a) - middle.get(b));
      }
      renumber();
    }
    return { shown, folded: all.map((list, n) => list.length - shown[n].length) };
  }
  return { around, lanes, LANE };
})();
