// The frame: which view is drawn when, the keys, the switches.
KG.narrow = () => matchMedia("(max-width: 640px)").matches;

KG.markRow = (root, state) => root.querySelectorAll("[data-row]").forEach((b) => {
  if (b.dataset.row === state.sel) b.setAttribute("aria-current", "true"); else b.removeAttribute("aria-current");
});

// Open a thing where it is answered best: bodies in V3, indicators in V4, texts in V6, all others in the panel.
KG.go = (item, more) => {
  const now = KG.state.get();
  const patch = { pg: null, ...more };
  if (item.kind === "indicator") Object.assign(patch, { i: item.id }, now.v === "graph" || KG.views[now.v].indicator ? {} : { v: "indicators" });
  if (item.kind === "institution" && now.v !== "graph") Object.assign(patch, { v: "owners", o: item.id, none: null });
  if (item.kind === "programme" && !["shared", "graph", "compare"].includes(now.v)) patch.v = "shared";
  KG.pick(item, patch);
};

KG.render = (() => {
  const frame = Object.fromEntries(["main", "panel", "facets", "tabs", "facetbox", "crumbs"].map((id) => [id, document.getElementById(id)]));
  const SHARED_KEYS = ["v", "l", ...KG.filter.KEYS];
  let last = {};
  let lastState = {};

  function changed(name, value) {
    if (last[name] === value) return false;
    last[name] = value;
    return true;
  }
  const pick = (state, keys) => JSON.stringify(keys.map((k) => (k === "theme" ? KG.root.dataset.theme : state[k] || "")));

  function words() {
    KG.root.lang = KG.lang === "en" ? "en" : "zh-Hans";
    document.title = t("brand");
    for (const el of document.querySelectorAll("[data-t]")) el.textContent = t(el.dataset.t);
    for (const el of document.querySelectorAll("[data-l]")) { el.setAttribute("aria-label", t(el.dataset.l)); el.title = t(el.dataset.l); }
    document.getElementById("q").placeholder = t("search");
    document.getElementById("lang").textContent = KG.lang === "en" ? "中" : "EN";
  }

  function tabs(state) {
    if (changed("tabs", state.v + KG.lang)) {
      KG.fill(frame.tabs, KG.order.map((name) => h("a", { "aria-current": state.v === name ? "page" : null, "data-view": name }, t(`v_${name}`), h("kbd", { "aria-hidden": "true" }, KG.views[name].number))));
      // Where it stands is asked once the browser has laid all out; asking now would make it do so twice.
      requestAnimationFrame(() => {
        const now = frame.tabs.querySelector("[aria-current]");
        if (now) frame.tabs.scrollLeft = Math.max(0, now.offsetLeft + now.offsetWidth + 24 - frame.tabs.clientWidth);
      });
    }
    for (const tab of frame.tabs.children) tab.href = KG.state.link({ v: tab.dataset.view, pg: null, ev: null });
  }

  function keepFocus(root, draw) {
    const el = document.activeElement;
    const name = el && root.contains(el) && ["cell", "row", "place", "facet"].find((k) => el.dataset[k]);
    const value = name && el.dataset[name];
    draw();
    const again = name && [...root.querySelectorAll(`[data-${name}]`)].find((e) => e.dataset[name] === value);
    if (again) again.focus();
  }

  const render = (state) => {
    const view = KG.views[state.v];
    document.body.dataset.view = state.v;
    if (changed("lang", KG.lang)) words();
    tabs(state);
    KG.shelf.draw(document.getElementById("shelf"));
    if (changed("facets", pick(state, SHARED_KEYS.slice(1)) + [state.v === "owners", view.indicator])) keepFocus(frame.facets, () => KG.filter.draw(frame.facets, state));
    frame.facetbox.hidden = !frame.facets.childElementCount;
    KG.crumbs.draw(frame.crumbs, state);
    KG.searchbox.restore(state);
    if (changed("view", pick(state, [...SHARED_KEYS, ...view.keys]))) {
      keepFocus(frame.main, () => view.draw(frame.main, state));
      if (lastState.v !== state.v) { scrollTo(0, 0); KG.foldFacets(); }
    }
    if (changed("panel", pick(state, ["sel", "at", "m", ...SHARED_KEYS.slice(1)]))) {
      KG.panel.draw(frame.panel, state);
      requestAnimationFrame(() => { frame.panel.scrollTop = 0; });
    }
    KG.evidence.mark(state);
    if (view.mark) view.mark(frame.main, state);
    lastState = state;
  };
  // Draw all again, for what the address does not hold: the width of the window.
  render.again = () => { last = {}; KG.state.read(); };
  return render;
})();

KG.theme = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = (key, value) => { try { if (value === undefined) return localStorage.getItem(key); localStorage.setItem(key, value); } catch { /* a browser may forbid storage for files */ } return null; };
  const set = (name) => { KG.root.dataset.theme = name; };
  set(stored("theme") || (dark.matches ? "dark" : "light"));
  KG.preferred = stored("lang") || (navigator.language || "zh").slice(0, 2);
  dark.addEventListener("change", () => { if (!stored("theme")) { set(dark.matches ? "dark" : "light"); KG.state.read(); } });
  return { stored, flip: () => { const next = KG.root.dataset.theme === "dark" ? "light" : "dark"; set(next); stored("theme", next); KG.state.read(); } };
})();

KG.keys = (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.target.type !== "checkbox";
  if (typing) return;
  const state = KG.state.get();
  if (e.key === "/") { KG.searchbox.focus(); e.preventDefault(); }
  else if (/^[1-8]$/.test(e.key)) { const name = KG.order.find((n) => KG.views[n].number === Number(e.key)); if (name) KG.state.set({ v: name, pg: null, ev: null }); }
  else if (e.key === "[" || e.key === "]") { const by = e.key === "]" ? 1 : -1; if (state.v === "source") KG.views.source.step(by); else KG.evidence.step(by); }
  else if (e.key === "Escape") { if (state.sel) KG.state.set({ sel: null, at: null, ev: null }); else if (state.a && state.v === "shared") KG.state.set({ a: null }); }
};

KG.start = () => {
  KG.order = Object.keys(KG.views).sort((a, b) => KG.views[a].number - KG.views[b].number);
  document.addEventListener("keydown", KG.keys);
  window.addEventListener("popstate", KG.state.read);
  document.getElementById("theme").addEventListener("click", KG.theme.flip);
  document.getElementById("lang").addEventListener("click", () => { const l = KG.lang === "en" ? "zh" : "en"; KG.theme.stored("lang", l); KG.state.set({ l }, true); });
  const wide = matchMedia("(min-width: 1101px)");
  // Wide windows have the facets at the side, but the two widest views have them folded above, as all have in narrow ones.
  KG.foldFacets = () => { document.querySelector(".facetbox details").open = wide.matches && !["graph", "source"].includes(KG.state.get().v); };
  wide.addEventListener("change", KG.foldFacets);
  matchMedia("(max-width: 640px)").addEventListener("change", () => KG.render.again());
  KG.state.read();
  document.body.dataset.ready = "1";
  setTimeout(KG.search.prepare, 300);
};
KG.start();
