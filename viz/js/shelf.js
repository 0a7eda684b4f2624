// A graph that is larger than a page: which documents are here, the way to the others, and a search over all of them.
KG.shelf = (() => {
  const own = D.raw.shelf;
  const served = location.protocol !== "file:";
  const query = () => new URLSearchParams(location.pathname.endsWith("part") ? location.search : own.query);
  const address = (patch, state = "") => {
    const now = query();
    now.delete("page");
    for (const [key, value] of Object.entries(patch)) { now.delete(key); for (const v of [value].flat()) if (v) now.append(key, v); }
    return (String(now) ? `/explorer/part?${now}` : "/explorer") + state;
  };
  const elsewhere = { regions: "", documents: "", about: "" };

  function draw(root) {
    if (!own) return;
    const turn = (page, key, sign) => h("a", { class: "quiet", href: page >= 0 && page < own.pages ? address({ page }, location.hash) : null, "aria-label": t(key) }, sign);
    // What the facets choose that is not here.
    const fit = KG.filter.active().length ? KG.filter.fitting() : [];
    const m = fit.filter((d) => !D.byId.has(`document/${d.key}`)).length;
    KG.fill(root, h("p", null, t("shelf", own), " ", served ? null : t("shelfHow")), m ? h("p", { class: "warn" }, t("shelfFit", { n: fit.length, m }), " ",
      served ? h("a", { href: address({ ...elsewhere, documents: fit.map((d) => d.key) }, location.hash) }, t("shelfLoad")) : null) : null, served ? h("p", { class: "pager" },
      h("select", { "aria-label": t("place"), onchange: (e) => { location.href = address({ ...elsewhere, regions: e.target.value }); } }, h("option", { value: "" }, t("allPlaces")),
        own.regions.map(([code, name, n]) => h("option", { value: code, selected: query().get("regions") === code }, `${name} (${n})`))),
      turn(own.page - 1, "prev", "‹"), `${own.page + 1} / ${own.pages}`, turn(own.page + 1, "next", "›")) : null);
  }

  // The way to all documents that name a thing.
  const about = (item) => (own && served && /^(progr|inst|indi|region)/.test(item.kind) ? h("a", { class: "button", href: address({ ...elsewhere, about: item.id }, `#sel=${encodeURIComponent(item.id)}`) }, t("shelfAbout")) : null);

  // Hits in the documents that are not here; each leads to the page of its document.
  let waiting = 0;
  function find(words, then) {
    clearTimeout(waiting);
    if (!own || !served || !words.trim()) return;
    waiting = setTimeout(() => fetch(`/explorer/find?q=${encodeURIComponent(words)}`).then((r) => r.json()).then((hits) => then(hits.filter((hit) => !D.byId.has(`document/${hit.document}`))), () => {}), 200);
  }
  const open = (hit) => { location.href = address({ ...elsewhere, documents: hit.document }, `#sel=${encodeURIComponent(hit.id)}`); };
  return { draw, find, open, about };
})();
