// Search over names, spellings, pinyin initials and the cleaned text: a plain scan, folded for script and width.
KG.search = (() => {
  const simple = new Map();
  const pairs = Array.from(D.raw.script);
  for (let i = 0; i + 1 < pairs.length; i += 2) simple.set(pairs[i], pairs[i + 1]);
  const ORDER = ["programme", "institution", "indicator", "region", "section", "commitment", "document"];
  const MOST = { programme: 8, institution: 8, indicator: 6, region: 4, section: 5, commitment: 6, document: 3, text: 6 };
  let entries = null;
  let texts = null;

  const fold = (text) => {
    let out = "";
    for (const c of text.normalize("NFKC").toLowerCase()) out += simple.get(c) || c;
    return out.replace(/[\s“”"'‘’「」《》]/g, "");
  };

  function prepare() {
    if (entries) return;
    const kinds = { programme: D.programmes, institution: D.institutions, indicator: D.indicators, region: D.regions, section: D.sections, commitment: D.commitments, document: D.documents };
    entries = [];
    for (const kind of ORDER) {
      for (const item of kinds[kind]) {
        const names = [item.name, item.en, ...(item.alt || [])].filter(Boolean).map(fold);
        entries.push({ item, kind, names, py: item.py || "", weight: (item.commitments || item.figures || item.duties || []).length });
      }
    }
    texts = D.documents.filter(KG.text.has).map((doc) => {
      const runs = KG.text.runs(doc, 0, KG.text.of(doc).length, "clean");
      let at = 0;
      const starts = runs.map((r) => { const s = at; at += r.text.length; return s; });
      return { doc, runs, starts, plain: runs.map((r) => r.text).join(""), lower: null };
    });
    for (const t of texts) t.lower = Array.from(t.plain.toLowerCase(), (c) => simple.get(c) || c).join("");
  }

  // Smaller is better; -1 is no hit. Whole name, beginning, inside, then pinyin initials.
  function rank(entry, terms, letters) {
    let best = -1;
    for (const name of entry.names) {
      if (!terms.every((t) => name.includes(t))) continue;
      const score = name === terms[0] ? 0 : name.startsWith(terms[0]) ? 1 : 2;
      if (best < 0 || score < best) best = score;
    }
    if (best < 0 && letters && entry.py.includes(terms[0])) best = entry.py.startsWith(terms[0]) ? 3 : 4;
    return best;
  }

  function inTexts(needle, most, each) {
    const out = [];
    if (needle.length < 2) return out;
    for (const t of texts) {
      let at = t.lower.indexOf(needle);
      for (let n = 0; at >= 0 && n < each; n++) {
        out.push({ kind: "text", doc: t.doc, span: [place(t, at, false), place(t, at + needle.length - 1, true)], snippet: [t.plain.slice(Math.max(0, at - 12), at), t.plain.slice(at, at + needle.length), t.plain.slice(at + needle.length, at + needle.length + 18)] });
        at = t.lower.indexOf(needle, at + needle.length);
      }
      if (out.length > most) break;
    }
    return out;
  }

  // The offset in the source of a character of the cleaned text (`last`: of its end).
  function place(t, at, last) {
    let low = 0;
    let high = t.starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (t.starts[mid] <= at) low = mid; else high = mid - 1;
    }
    const run = t.runs[low];
    const even = run.text.length === run.end - run.start;
    if (!even) return last ? run.end : run.start;
    return run.start + (at - t.starts[low]) + (last ? 1 : 0);
  }

  // The hits, and how many there are of each kind; of the kind `wide` up to 200 come, of others a few.
  function find(query, wide) {
    prepare();
    const terms = query.trim().split(/\s+/).map(fold).filter(Boolean);
    if (!terms.length) return { hits: [], counts: {} };
    const most = (kind) => (kind === wide ? 200 : MOST[kind]);
    const letters = terms.length === 1 && /^[a-z0-9]{2,}$/.test(terms[0]);
    const groups = {};
    for (const entry of entries) {
      const score = rank(entry, terms, letters);
      if (score >= 0) (groups[entry.kind] ||= []).push({ kind: entry.kind, item: entry.item, score, weight: entry.weight });
    }
    const out = [];
    const counts = {};
    for (const kind of ORDER) {
      const hits = (groups[kind] || []).sort((a, b) => a.score - b.score || b.weight - a.weight || a.item.name.length - b.item.name.length || (a.item.id < b.item.id ? -1 : 1));
      counts[kind] = hits.length;
      out.push(...hits.slice(0, most(kind)));
    }
    const inText = inTexts(fold(query), most("text"), wide === "text" ? 20 : 2);
    counts.text = inText.length;
    return { hits: out.concat(inText.slice(0, most("text"))), counts };
  }
  return { find, fold, prepare };
})();
