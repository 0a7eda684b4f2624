// The block of data as linked objects. Columns: kg/explore/things.py and facts.py.
const D = (() => {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map();
  const table = (rows, kind, columns, more) => rows.map((row, n) => {
    const item = { kind, n };
    columns.forEach((name, i) => { item[name] = row[i]; });
    more(item);
    byId.set(item.id, item);
    return item;
  });
  const COMMON = "id name en alt py".split(" ");
  const FACT = ["doc", "key"];
  const at = (list, n) => (n >= 0 ? list[n] : null);

  const regions = table(raw.regions, "region", [...COMMON, "up", "code"], (r) => Object.assign(r, { docs: [], parts: [], key: r.code || r.id }));
  const places = new Map([...(raw.shelf ? raw.shelf.regions.map(([key, name]) => [key, { key, name }]) : []), ...regions.map((r) => [r.key, r])]);
  for (const r of regions) if ((r.up = at(regions, r.up))) r.up.parts.push(r);

  const documents = raw.documents.map((row, n) => {
    const doc = { ...row, kind: "document", n, key: row.id, id: `document/${row.id}`, name: row.title, sections: [],
      commitments: [], figures: [], duties: [], notes: [], text: raw.texts[n], region: at(regions, row.region) };
    if (doc.region) doc.region.docs.push(doc);
    byId.set(doc.id, doc);
    return doc;
  });

  const institutions = table(raw.institutions, "institution", [...COMMON, "ups", "type", "region"], (i) => {
    Object.assign(i, { duties: [], parts: [], region: at(regions, i.region) });
  });
  const programmes = table(raw.programmes, "programme", [...COMMON, "ups", "unlike"], (p) => Object.assign(p, { commitments: [], parts: [] }));
  for (const p of programmes) p.unlike = p.unlike.map((n) => programmes[n]);
  for (const list of [institutions, programmes]) {
    for (const item of list) for (const up of (item.ups = item.ups.map((n) => list[n]))) up.parts.push(item);
  }
  const indicators = table(raw.indicators, "indicator", [...COMMON, "unit", "better"], (i) => Object.assign(i, { figures: [] }));

  const fact = (kind, item) => {
    item.doc = documents[item.doc];
    item.id = `document/${item.doc.key}/${kind}/${item.key}`;
    item.notes = [];
  };
  const sections = table(raw.sections, "section", [...FACT, "name", "up", "start", "end"], (s) => {
    fact("section", s);
    Object.assign(s, { number: s.key.split("~")[0], parts: [], commitments: [], duties: [] });
    s.doc.sections.push(s);
  });
  for (const s of sections) if ((s.up = at(sections, s.up))) s.up.parts.push(s);

  const CLAIM = [...FACT, ..."section name status deadline programmes start end words rule action".split(" ")];
  const commitments = table(raw.commitments, "commitment", CLAIM, (c) => {
    fact("commitment", c);
    Object.assign(c, { section: at(sections, c.section), programmes: c.programmes.map((n) => programmes[n]), figures: [], duties: [] });
    c.doc.commitments.push(c);
    if (c.section) c.section.commitments.push(c);
    for (const p of c.programmes) p.commitments.push(c);
  });
  const FIGURE = [...FACT, ..."commitment indicator population measure op value max unit printed baseline deadline status start end words rule region".split(" ")];
  const figures = table(raw.figures, "figure", FIGURE, (f) => {
    fact("figure", f);
    Object.assign(f, { commitment: at(commitments, f.commitment), indicator: at(indicators, f.indicator), region: at(regions, f.region) || f.doc.region });
    f.name = f.indicator ? f.indicator.name : f.printed;
    f.doc.figures.push(f);
    if (f.commitment) f.commitment.figures.push(f);
    if (f.indicator) f.indicator.figures.push(f);
  });
  const DUTY = [...FACT, ..."institution section commitment role basis start end words rule".split(" ")];
  const duties = table(raw.duties, "responsibility", DUTY, (d) => {
    fact("responsibility", d);
    Object.assign(d, { institution: at(institutions, d.institution), section: at(sections, d.section), commitment: at(commitments, d.commitment) });
    d.name = d.institution ? d.institution.name : "";
    d.doc.duties.push(d);
    for (const item of [d.institution, d.section, d.commitment]) if (item) item.duties.push(d);
  });
  for (const [doc, path, spans, printed, because] of raw.mentions) {
    const thing = byId.get(path);
    if (thing) (thing.mentions ||= []).push({ doc: documents[doc], spans, printed, because: at(raw.reasons, because) });
  }
  const notes = raw.notes.map(([doc, key, about, reason, start, end, words]) => ({ kind: "note", id: `document/${documents[doc].key}/note/${key}`, name: reason, doc: documents[doc], key, about: byId.get(about), reason, start, end, words, notes: [] }));
  for (const note of notes) {
    byId.set(note.id, note);
    note.doc.notes.push(note);
    if (note.about && note.about.notes && note.about !== note.doc) note.about.notes.push(note);
  }
  const inTextOrder = (a, b) => a.doc.n - b.doc.n || a.start - b.start || a.end - b.end || (a.key < b.key ? -1 : 1);
  for (const list of [sections, commitments, figures, duties, notes]) list.sort(inTextOrder);
  for (const doc of documents) for (const key of ["sections", "commitments", "figures", "duties", "notes"]) doc[key].sort(inTextOrder);
  for (const item of [...sections, ...commitments, ...programmes, ...institutions, ...indicators]) {
    for (const key of ["commitments", "figures", "duties"]) if (item[key]) item[key].sort(inTextOrder);
  }
  return { raw, byId, place: (key) => places.get(key), regions, documents, institutions, programmes, indicators, sections, commitments, figures, duties, notes };
})();
