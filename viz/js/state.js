// The whole state of the page is its address behind the #, so that back, forward and a copied link work from a file.
KG.state = (() => {
  const parse = () => {
    const out = { v: "shared" };
    for (const [key, value] of new URLSearchParams(location.hash.slice(1))) out[key] = value;
    if (!Object.hasOwn(KG.views, out.v)) out.v = "shared";
    return out;
  };
  const format = (state) => {
    const shown = (value) => encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",");
    return "#" + Object.entries(state).filter(([, v]) => v !== "" && v !== null && v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}=${shown(v)}`).join("&");
  };
  let now = {};
  // Change some keys (null takes one out). `quiet` replaces the entry in the history instead of adding one.
  function set(patch, quiet) {
    const next = format({ ...now, ...patch });
    if (next === format(now)) return;
    if (quiet) history.replaceState(null, "", next); else history.pushState(null, "", next);
    read();
  }
  function read() {
    now = parse();
    KG.lang = now.l === "en" || (now.l !== "zh" && KG.preferred === "en") ? "en" : "zh";
    KG.render(now);
  }
  const list = (key) => (now[key] ? now[key].split(",") : []);
  // A whole address, not its end alone: a tab scrolled out of sight would pass for a link that skips.
  const link = (patch) => location.href.split("#")[0] + format({ ...now, ...patch });
  return { get: () => now, set, read, list, link };
})();

// Choose a thing: the panel tells of it.
KG.pick = (item, more) => KG.state.set({ sel: item.id, at: null, ev: null, ...more });
