// Source texts: as found, or cleaned; offsets are always those of the text as found, in characters.
KG.text = (() => {
  const ready = new Map();
  const ASTRAL = /[\ud800-\udbff]/;

  function of(doc) {
    if (!doc.text) return null;
    if (ready.has(doc)) return ready.get(doc);
    const chars = ASTRAL.test(doc.text.o) ? Array.from(doc.text.o) : doc.text.o;
    const edits = [];
    let at = 0;
    for (let i = 0; i < doc.text.e.length; i += 3) {
      const start = at + doc.text.e[i];
      const end = start + doc.text.e[i + 1];
      const put = doc.text.e[i + 2];
      edits.push({ start, end, put, even: Array.from(put).length === end - start });
      at = end;
    }
    const text = { chars, edits, length: chars.length, cut: (s, e) => (typeof chars === "string" ? chars.slice(s, e) : chars.slice(s, e).join("")) };
    ready.set(doc, text);
    return text;
  }

  function firstEdit(edits, start) {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (edits[mid].end <= start) low = mid + 1; else high = mid;
    }
    return low;
  }

  // The text from start to end as runs {start, end, text, noise}: what cleaning takes out is noise.
  function runs(doc, start, end, mode) {
    const text = of(doc);
    const out = [];
    const push = (s, e, shown, noise) => { if (shown) out.push({ start: s, end: e, text: shown, noise }); };
    let at = start;
    for (let i = firstEdit(text.edits, start); i < text.edits.length && text.edits[i].start < end; i++) {
      const edit = text.edits[i];
      const from = Math.max(edit.start, start);
      const to = Math.min(edit.end, end);
      push(at, from, text.cut(at, from), false);
      if (mode !== "clean") push(from, to, text.cut(from, to), edit.put === "");
      else if (edit.even) push(from, to, Array.from(edit.put).slice(from - edit.start, to - edit.start).join(""), false);
      else if (from === edit.start) push(from, to, edit.put, false);
      at = to;
    }
    push(at, end, text.cut(at, end), false);
    return out;
  }

  const plain = (doc, start, end, mode = "clean") => runs(doc, start, end, mode).map((r) => r.text).join("");

  // The span with its sentence around it, at most 60 characters on either side.
  function around(doc, start, end) {
    const text = of(doc);
    const stop = /[。；！？;!?\n]/;
    let first = start;
    let last = end;
    while (first > 0 && start - first < 60 && !stop.test(text.chars[first - 1])) first--;
    while (last < text.length && last - end < 60 && !stop.test(text.chars[last])) last++;
    if (last < text.length && text.chars[last] !== "\n") last++;
    return [first, last];
  }

  // Paint start..end; `spans` [{start, end, cls, id, on}] may nest, the shortest one at a place gives the look.
  function paint(doc, start, end, spans, mode) {
    const cuts = new Set([start, end]);
    const near = spans.filter((s) => s.start < end && s.end > start);
    for (const s of near) for (const c of [s.start, s.end]) if (c > start && c < end) cuts.add(c);
    const edges = [...cuts].sort((a, b) => a - b);
    const out = document.createDocumentFragment();
    for (let i = 0; i + 1 < edges.length; i++) {
      const over = near.filter((s) => s.start <= edges[i] && s.end >= edges[i + 1]).sort((a, b) => a.end - a.start - b.end + b.start);
      const hit = over.find((s) => s.cls === "hit");
      const look = over.find((s) => s.cls !== "hit");
      let into = out;
      if (hit) into = into.appendChild(h("mark", null));
      if (look) into = into.appendChild(h("span", { class: look.cls, "data-id": look.id }));
      for (const run of runs(doc, edges[i], edges[i + 1], mode)) {
        into.append(run.noise ? h("span", { class: "noise" }, run.text) : document.createTextNode(run.text));
      }
    }
    return out;
  }
  return { of, runs, plain, around, paint, has: (doc) => Boolean(doc.text) };
})();
