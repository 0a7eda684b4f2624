// What is on the screen as a file: table (CSV), data (JSON), picture (PNG, SVG), graph (GEXF), paper, or a link.
KG.exports = (() => {
  const button = document.getElementById("export");
  const menu = document.getElementById("exports");

  function save(name, type, ...parts) {
    const link = h("a", { download: name.replace(/[\\/:*?"<>|\s]+/g, "-") });
    link.href = URL.createObjectURL(new Blob(parts, { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    KG.say(t("saved", { name: link.download }));
  }

  // A cell that begins like a formula is kept as text by a leading apostrophe: spreadsheets would run it.
  const quote = (value) => `"${String(value ?? "").replace(/^([=+\-@\t\r])(?![\d.]+$)/, "'$1").replace(/"/g, '""')}"`;
  const shown = () => { const state = KG.state.get(); return { state, view: KG.views[state.v], ...KG.views[state.v].rows(state) }; };

  function csv() {
    const { name, head, rows } = shown();
    save(`${name}.csv`, "text/csv;charset=utf-8", "\ufeff", [head, ...rows].map((row) => row.map(quote).join(",")).join("\r\n"), "\r\n");
  }
  function json() {
    const { name, head, rows, state } = shown();
    const data = { view: state.v, state, version: D.raw.version, rows: rows.map((row) => Object.fromEntries(row.map((value, n) => [head[n] || t("groupColumn"), value ?? null]))) };
    save(`${name}.json`, "application/json", `${JSON.stringify(data, null, 1)}\n`);
  }
  const svg = () => save(`${shown().name}.svg`, "image/svg+xml", KG.picture.svg());
  const png = () => { const { name } = shown(); return KG.picture.png((blob) => save(`${name}.png`, "image/png", blob)); };
  const gexf = () => save(`${shown().name}.gexf`, "application/xml", KG.views.graph.gexf());
  const address = () => KG.copy(location.href, t("copiedLink"));

  const KINDS = { csv, json, png, svg, gexf, link: address, print: () => print() };
  function open(now) {
    menu.hidden = !now;
    button.setAttribute("aria-expanded", String(now));
    if (!now) return;
    KG.fill(menu, Object.keys(KINDS).filter((kind) => kind !== "gexf" || KG.state.get().v === "graph").map((kind) =>
      h("li", null, h("button", { "data-export": kind, onclick: () => { open(false); button.focus(); KINDS[kind](); } }, t(`export_${kind}`)))));
  }
  button.addEventListener("click", () => open(menu.hidden));
  document.addEventListener("click", (e) => { if (!e.target.closest(".exports")) open(false); });
  menu.parentNode.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !menu.hidden) { open(false); button.focus(); e.stopPropagation(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || menu.hidden) return;
    const all = [...menu.querySelectorAll("button")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    e.preventDefault();
  });
})();

// Put a text on the clipboard, also where a browser gives a file no clipboard.
KG.copy = (text, said) => {
  const old = () => {
    const area = h("textarea", { class: "sr", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    KG.say(said);
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => KG.say(said), old); else old();
};
