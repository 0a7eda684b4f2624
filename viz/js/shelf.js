// A graph that is larger than a page: which documents are here, the way to the others, and a search over all of them.
KG.shelf = (() => {
  const own = D.raw.shelf;
  const served = location.protocol !== "file:";
  const asked = new URLSearchParams(location.search);
  const address = (patch, state = "") => {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(patch)) if (value === "") query.delete(key); else query.set(key, value);
    return `/explorer/part?${query}${state}`;
  };

  function draw(root) {
    if (!own) return;
    const turn = (page, key, sign) => h("a", { class: "quiet", href: page >= 0 && page < own.pages ? address({ page }) : null, "aria-label": t(key) }, sign);
    KG.fill(root, h("p", null, t("shelf", own), " ", served ? null : t("shelfHow")), served ? h("p", { class: "pager" },
      h("select", { "aria-label": t("place"), onchange: (e) => { location.href = address({ regions: e.target.value, documents: "", page: "" }); } }, h("option", { value: "" }, t("allPlaces")),
        own.regions.map(([code, name, n]) => h("option", { value: code, selected: asked.get("regions") === code }, `${name} (${n})`))),
      turn(own.page - 1, "prev", "‹"), `${own.page + 1} / ${own.pages}`, turn(own.page + 1, "next", "›")) : null);
  }

  // Hits in the documents that are not here; each leads to the page of its document.
  let waiting = 0;
  function find(words, then) {
    clearTimeout(waiting);
    if (!own || !served || !words.trim()) return;
    waiting = setTimeout(() => fetch(`/explorer/find?q=${encodeURIComponent(words)}`).then((r) => r.json()).then((hits) => then(hits.filter((hit) => !D.byId.has(`document/${hit.document}`))), () => {}), 200);
  }
  const open = (hit) => { location.href = address({ documents: hit.document, regions: "", page: "" }, `#sel=${encodeURIComponent(hit.id)}`); };
  return { draw, find, open };
})();
