// The search box: a combobox whose list is painted on every key press.
KG.searchbox = (() => {
  const input = document.getElementById("q");
  const list = document.getElementById("hits");
  let hits = [];
  let at = -1;
  let wide = "";

  function open(hit) {
    hide();
    clearTimeout(resting);
    input.value = "";
    if (hit.kind === "text") KG.state.set({ v: "source", doc: hit.doc.key, span: hit.span.join("-"), sel: null, at: null, q: null });
    else KG.go(hit.item, { q: null });
    KG.say(hit.item ? KG.nameOf(hit.item) : hit.doc.name);
  }

  function meta(hit) {
    const item = hit.item;
    if (hit.kind === "text") return KG.format.shortPlace(hit.doc.region) + " " + hit.doc.period;
    if (hit.kind === "section" || hit.kind === "commitment") return KG.format.shortPlace(item.doc.region) + " " + item.doc.period;
    if (hit.kind === "institution" && item.region) return KG.format.shortPlace(item.region);
    if (hit.kind === "programme") return t("sumCommitments", { n: item.commitments.length });
    return "";
  }

  const shownName = (hit) => (hit.kind === "text"
    ? h("bdi", { lang: "zh-Hans" }, "…", hit.snippet[0], h("mark", null, hit.snippet[1]), hit.snippet[2], "…")
    : KG.named(hit.item));

  // What the server finds in documents that are not on this page comes below, a moment later.
  let remote = null;
  function ask(query) {
    remote = null;
    KG.shelf.find(query, (found) => {
      if (input.value !== query || !found.length) return;
      remote = [h("li", { role: "presentation", class: "group" }, t("elsewhere")), found.map((hit) => h("li", { role: "option", class: "hit", "aria-selected": "false", onmousedown: (e) => e.preventDefault(), onclick: () => KG.shelf.open(hit) }, KG.label(hit.label), h("small", null, hit.document)))];
      paint();
    });
  }

  function paint() {
    const query = input.value;
    if (!query.trim()) { hide(); return; }
    const found = KG.search.find(query, wide);
    hits = found.hits;
    at = hits.length ? 0 : -1;
    let kind = "";
    const rows = [];
    hits.forEach((hit, n) => {
      if (hit.kind !== kind) rows.push(group((kind = hit.kind), found.counts[kind], hits.filter((h) => h.kind === kind).length));
      rows.push(h("li", { role: "option", id: `hit-${n}`, class: `hit k-${hit.kind}`, "aria-selected": n === at ? "true" : "false",
        onmousedown: (e) => e.preventDefault(), onclick: () => open(hit) }, shownName(hit), h("small", null, meta(hit))));
    });
    if (remote) rows.push(remote);
    if (!hits.length) rows.push(h("li", { role: "presentation", class: "none" }, t("noHits", { q: query.trim() })));
    KG.fill(list, rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
    KG.say(t("results", { n: hits.length }));
  }

  // The head of a group; where not all of it is shown, a click shows it.
  function group(kind, all, seen) {
    return h("li", { role: "presentation", class: "group", "data-group": kind, onmousedown: (e) => e.preventDefault(), onclick: all > seen ? () => { wide = kind; paint(); } : null },
      t(kind), h("small", null, all > seen ? t("someOf", { a: seen, b: all }) : all));
  }

  function mark() {
    list.querySelectorAll("[role=option][id]").forEach((el, n) => {
      el.setAttribute("aria-selected", n === at ? "true" : "false");
      if (n === at) el.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) input.setAttribute("aria-activedescendant", `hit-${at}`); else input.removeAttribute("aria-activedescendant");
  }

  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function key(e) {
    if (e.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (list.hidden) { paint(); return; }
      at = (at + (e.key === "ArrowDown" ? 1 : -1) + hits.length) % (hits.length || 1);
      mark();
      e.preventDefault();
    } else if (e.key === "Enter" && !list.hidden && hits[at]) {
      open(hits[at]);
      e.preventDefault();
    } else if (e.key === "Escape") {
      if (list.hidden) input.blur(); else hide();
      e.stopPropagation();
    }
  }
  // The address follows once the typing rests.
  let resting = 0;
  input.addEventListener("input", () => {
    wide = "";
    ask(input.value);
    paint();
    clearTimeout(resting);
    resting = setTimeout(() => KG.state.set({ q: input.value.trim() ? input.value : null }, true), 250);
  });
  input.addEventListener("keydown", key);
  input.addEventListener("focus", () => { KG.search.prepare(); if (input.value) paint(); });
  input.addEventListener("blur", hide);
  document.addEventListener("click", (e) => { if (!e.target.closest(".search")) hide(); });
  // The words in the address: kept on the way back, and in a copied link.
  function restore(state) {
    if ((state.q || "") === input.value) return;
    clearTimeout(resting);
    input.value = state.q || "";
    if (state.q) { KG.search.prepare(); paint(); } else hide();
  }
  return { focus: () => { input.focus(); input.select(); }, restore };
})();
