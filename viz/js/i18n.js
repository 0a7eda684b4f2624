// The words of the interface, Chinese and English: viz/words.json.
KG.words = JSON.parse(document.getElementById("words").textContent);

const t = (key, vars) => {
  const pair = KG.words[key];
  const text = pair ? pair[KG.lang === "en" ? 1 : 0] : key;
  return vars ? text.replace(/\{(\w+)\}/g, (all, name) => vars[name] ?? all) : text;
};

// The name of a thing in the language of the interface, where it has one.
KG.nameOf = (item) => (KG.lang === "en" && item.en ? item.en : item.name);
KG.nameLang = (item) => (KG.lang === "en" && item.en ? "en" : "zh-Hans");
KG.named = (item, cls) => KG.label(KG.nameOf(item), KG.nameLang(item), cls);
