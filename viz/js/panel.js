// The panel on the right: what is chosen, with the sentences that prove it.
KG.panel = (() => {
  const FIRST = 12;

  const chips = (items, cls) => items.map((item) => h("button", { class: `chip k-${item.kind} ${cls || ""}`, onclick: () => KG.go(item) }, KG.named(item)));
  const row = (key, value) => (value && (!Array.isArray(value) || value.length) ? [h("dt", null, t(key)), h("dd", null, value)] : null);

  function heading(item, actions) {
    return h("header", null, h("p", { class: `kind k-${item.kind}` }, t(item.kind)), h("h2", { tabindex: "-1" }, KG.named(item)),
      actions && actions.length ? h("p", { class: "acts" }, actions.map(([key, patch]) => h("a", { class: "button", href: KG.state.link(patch) }, t(key))), KG.shelf.about(item)) : null);
  }

  // Owners in text order with the way each was found; none is an answer of its own.
  function owners(item) {
    const found = KG.owners(item);
    if (!found.length) return h("p", { class: "unowned" }, t("unowned"));
    const how = (o) => o && [o.role === "responsible" ? "" : t(o.role), t(o.basis)].filter(Boolean).join(" · ");
    return h("p", { class: "owners" }, h("b", null, t("owners")), found.map((o, n) => [
      h("button", { class: `chip k-institution ${o.basis}`, title: how(o), onclick: () => KG.go(o.institution) }, KG.named(o.institution)),
      how(o) === how(found[n + 1]) ? null : h("small", null, how(o))]));
  }

  const state = (c) => h("span", { class: `state ${c.status}` }, KG.format.statusSign(c.status), " ", t(c.status), c.deadline ? ` · ${c.deadline}` : "");
  const warnings = (item) => item.notes.map((n) => h("p", { class: "warn" }, "⚠ ", t("notesHere", { r: t(n.reason) })));

  function commitmentCard(c) {
    return KG.evidence.card(c, h("div", { class: "about" }, state(c), c.figures.map(KG.format.figureChip), owners(c), warnings(c)));
  }

  // A list that shows its first rows and the rest on demand.
  function listed(items, draw, first = FIRST, now = 4) {
    const some = (from, to) => items.slice(from, to).map((item) => draw(item));
    const show = (e) => e.target.replaceWith(...some(first));
    return [some(0, now), items.length > now ? () => [some(now, first), items.length > first ? h("button", { class: "quiet", onclick: show }, t("more", { n: items.length - first })) : null] : null];
  }

  function byPlace(facts, draw) {
    const groups = new Map();
    for (const fact of facts) { const place = fact.region || fact.doc.region; groups.set(place, [...(groups.get(place) || []), fact]); }
    return listed([...groups], ([place, list]) => h("section", null,
      h("h3", null, KG.label(KG.format.shortPlace(place)), h("small", null, list.length)), listed(list, draw, groups.size > 1 ? 4 : FIRST)), 6, 1);
  }

  function mentionFacts(item) {
    return (item.mentions || []).flatMap((m) => m.spans.map(([start, end]) => ({ doc: m.doc, start, end, words: m.printed[0], name: item.name, id: item.id, notes: [] })));
  }

  function programme(p, at) {
    const docs = KG.filter.docs();
    const here = (f) => (at ? f.doc.region && f.doc.region.key === at : docs.has(f.doc));
    const facts = p.commitments.filter(here);
    const told = new Set(facts.map((f) => f.doc));
    const named = mentionFacts(p).filter((f) => here(f) && !told.has(f.doc));
    const place = at && D.place(at);
    const indicators = [...new Set(facts.flatMap((c) => c.figures.map((f) => f.indicator)).filter(Boolean))];
    return [heading(p, [["openGraph", { v: "graph", c: p.id, sel: p.id, at: null }]]),
      h("p", { class: "sum" }, place ? [KG.named(place), " · "] : [t("sumPlaces", { n: new Set(facts.map((f) => f.doc.region)).size }), " · "], t("sumCommitments", { n: facts.length }),
        place ? [" ", h("a", { href: KG.state.link({ at: null }) }, t("allPlaces"))] : null),
      h("dl", null, row("broader", chips(p.ups)), row("narrower", chips(p.parts)), row("unlike", chips(p.unlike)), row("indicator", chips(indicators))), KG.linked.draw(p),
      facts.length || named.length ? [byPlace(facts, commitmentCard), () => byPlace(named, (f) => KG.evidence.card(f))] : h("p", { class: "missing" }, t("notMentioned"))];
  }

  function commitment(c) {
    return [heading(c, [["openGraph", { v: "graph", c: c.id, sel: c.id }]]),
      h("dl", null, row("section", c.section && h("button", { class: "chip k-section", onclick: () => KG.go(c.section) }, KG.label(KG.format.path(c.section)))),
        row("programme", chips(c.programmes)), row("indicator", chips([...new Set(c.figures.map((f) => f.indicator).filter(Boolean))])), row("document", chips([c.doc])), row("rule", c.rule && h("code", null, c.rule))),
      commitmentCard(c)];
  }

  function section(s) {
    const duties = s.duties.filter((d) => d.start >= 0);
    const inside = KG.within(s);
    return [heading(s, [["openGraph", { v: "graph", c: s.id, sel: s.id }]]), owners(s), h("p", { class: "sum" }, t("ownersOrder")),
      h("dl", null, row("document", chips([s.doc]))),
      duties.length ? KG.evidence.card({ ...duties[0], end: Math.max(...duties.map((d) => d.end)), section: s, id: s.id }) : KG.evidence.card({ ...s, section: s, end: Math.min(s.end, s.start + 60) }),
      h("h3", null, t("commitment"), h("small", null, inside.length)), listed(inside, commitmentCard)];
  }

  function institution(i) {
    const tasks = i.duties;
    const named = tasks.length ? [] : mentionFacts(i);
    return [heading(i, [["openOwners", { v: "owners", o: i.id, none: null, sel: i.id }], ["openGraph", { v: "graph", c: i.id, sel: i.id }]]),
      h("dl", null, row("instType", t(i.type)), row("place", i.region && chips([i.region])), row("partOf", chips(i.ups)), row("parts", chips(i.parts))), KG.linked.draw(i),
      h("h3", null, t("duty"), h("small", null, tasks.length)),
      listed(tasks, (d) => KG.evidence.card({ ...d, section: d.section || (d.commitment && d.commitment.section) }, h("p", { class: "about" },
        chips([d.section || d.commitment].filter(Boolean)), h("small", null, t(d.basis))))),
      listed(named, (f) => KG.evidence.card(f))];
  }

  function indicator(i) {
    const docs = KG.filter.docs();
    const figures = i.figures.filter((f) => docs.has(f.doc));
    return [heading(i, [["openIndicator", { v: "indicators", i: i.id, sel: i.id }], ["openGraph", { v: "graph", c: i.id, sel: i.id }]]),
      h("dl", null, row("unit", i.unit), row("direction", i.better && t(`better_${i.better}`))), KG.linked.draw(i),
      byPlace(figures, figureCard)];
  }
  const figureCard = (f) => KG.evidence.card(f, h("p", { class: "about" }, KG.format.figureChip(f), h("small", null, t(f.status), f.population ? [" · ", KG.label(f.population)] : null)));

  function figure(f) {
    return [heading(f), h("dl", null, row("indicator", f.indicator && chips([f.indicator])), row("commitment", f.commitment && chips([f.commitment])), row("population", f.population),
      row("baseline", KG.format.number(f.baseline)), row("deadline", f.deadline), row("rule", f.rule)), figureCard(f), warnings(f)];
  }

  function responsibility(d) {
    const what = d.section || d.commitment;
    return [heading(d), h("dl", null, row("institution", d.institution && chips([d.institution])), row("duty", what && chips([what])), row("status", t(d.basis)), row("rule", d.rule)), KG.evidence.card(d)];
  }

  function doc(d) {
    return [heading(d, [["openSource", { v: "source", doc: d.key, span: null }], ["openGraph", { v: "graph", c: d.id, x: null, u: null }]]),
      h("dl", null, row("place", d.region && chips([d.region])), row("period", d.period), row("genre", t(d.genre)), row("number", d.number), row("issued", d.issued), row("file", d.source.split("/").pop()),
        row("issuer", d.issuer >= 0 ? chips([D.institutions[d.issuer]]) : d.issuerName)),
      h("p", { class: "sum" }, t("sumCommitments", { n: d.commitments.length }), " · ", t("sumTargets", { n: d.figures.length })),
      d.owner ? null : h("p", { class: "unowned" }, t("unowned")),
      d.notes.length ? [h("h3", null, "⚠ ", t("sumNotes", { n: d.notes.length })), listed(d.notes, (n) => KG.evidence.card(n, h("p", { class: "warn" }, t(n.reason))))] : null];
  }

  function note(n) {
    return [heading({ ...n, name: t(n.reason) }), h("dl", null, row("about", n.about && n.about !== n.doc && chips([n.about])), row("document", chips([n.doc]))), KG.evidence.card({ ...n, id: n.id })];
  }

  function region(r) {
    const other = D.regions.find((o) => o !== r && o.docs.length);
    const sum = (key) => r.docs.reduce((n, d) => n + d[key].length, 0);
    return [heading(r, r.docs.length ? [["v_shared", { v: "shared", fr: r.key }], other && ["v_compare", { v: "compare", a: r.key, b: other.key }], ["v_owners", { v: "owners", fr: r.key, o: null }]].filter(Boolean) : []),
      r.docs.length ? h("p", { class: "sum" }, t("sumDocs", { n: r.docs.length }), " · ", t("sumCommitments", { n: sum("commitments") }), " · ", t("sumTargets", { n: sum("figures") })) : h("p", { class: "missing" }, t("noDocument")),
      KG.linked.draw(r), h("dl", null, row("code", r.code), row("partOf", r.up && chips([r.up])), row("parts", chips(r.parts)), row("document", chips(r.docs)))];
  }

  function welcome() {
    return [h("header", null, h("h2", { tabindex: "-1" }, t("welcome"))), h("ol", { class: "welcome" }, [1, 2, 3, 4].map((n) => h("li", null, t(`welcome${n}`, { n: KG.order.length })))),
      h("h3", null, t("docs"), h("small", null, D.documents.length)),
      h("div", { class: "docs" }, listed(D.documents, (d) => h("div", null, h("button", { class: "link", onclick: () => KG.go(d) }, KG.label(d.name)),
        h("small", null, [d.period, t(d.genre), t("sumCommitments", { n: d.commitments.length }), d.notes.length && `⚠ ${d.notes.length}`].filter(Boolean).join(" · ")))))];
  }

  const KINDS = { programme, commitment, section, institution, indicator, figure, responsibility, document: doc, region, note };
  function draw(root, now) {
    const item = now.sel && D.byId.get(now.sel);
    const body = item && KINDS[item.kind] ? KINDS[item.kind](item, now.at) : welcome();
    KG.fill(root, h("div", { class: "bar" }, KG.evidence.modeSwitch(), item ? KG.evidence.neighbours(item) : null,
      item ? h("button", { class: "icon", onclick: () => KG.state.set({ sel: null, at: null, ev: null }), "aria-label": t("close"), title: `${t("close")} (Esc)` }, "×") : null), body);
    root.classList.toggle("open", Boolean(item));
  }
  return { draw };
})();
