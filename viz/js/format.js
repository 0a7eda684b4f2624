// Figures and places as words and signs.
KG.format = (() => {
  const SIGN = { ">=": "▷", ">": "▷", "<=": "◁", "<": "◁", "~": "~", "=": "" };
  const STATUS = { planned: "○", achieved: "●", ongoing: "◐" };

  function shortPlace(region) {
    if (!region) return t("unknown");
    if (KG.lang === "en" && region.en) return region.en;
    return /..[市区县省]$/.test(region.name) && !/自治[区县]$/.test(region.name) ? region.name.slice(0, -1) : region.name;
  }
  const docName = (doc) => `${shortPlace(doc.region)} ${doc.period}`.trim();
  const number = (n) => (n === null ? "" : String(+n.toFixed(6)).replace(/^-?\d{5,}/, (all) => all.replace(/\B(?=(\d{3})+$)/g, ",")));
  const sign = (f) => SIGN[f.op] ?? f.op;
  const statusSign = (status) => STATUS[status] || "○";

  // A figure as it was printed, behind its comparator; the printed form already holds the unit.
  function figure(f) {
    const written = f.printed || `${number(f.value)}${f.max === null ? "" : `–${number(f.max)}`}${f.unit}`;
    const change = f.measure === "increase" ? "＋" : f.measure === "decrease" ? "−" : "";
    return `${sign(f)}${change}${written}`.trim();
  }
  function figureChip(f) {
    const title = [t(f.status), f.deadline, f.baseline === null ? "" : `${t("baseline")} ${number(f.baseline)}`].filter(Boolean).join(" · ");
    return h("span", { class: `chip value ${f.status}`, title }, `${statusSign(f.status)} `, KG.label(figure(f), "zh-Hans", "num"),
      f.notes.length ? h("span", { class: "warn", title: f.notes.map((n) => t(n.reason)).join("; ") }, " ⚠") : null);
  }
  const path = (section) => (section ? (section.number ? `${section.number} ` : "") + section.name : "");
  return { shortPlace, docName, number, sign, statusSign, figure, figureChip, path };
})();
