// The words of the interface, Chinese and English: viz/words.json.
KG.words = JSON.parse(document.getElementById("words").textContent);

const t = (key, vars) => {
  const pair = KG.words[key];
  let text = pair ? pair[KG.lang === "en" ? 1 : 0] : key;
  for (const [name, value] of Object.entries(vars || {})) text = text.split(`{${name}}`).join(value);
  return text;
};

// The name of a thing in the language of the interface, where it has one.
KG.nameOf = (item) => (KG.lang === "en" && item.en ? item.en : item.name);
KG.nameLang = (item) => (KG.lang === "en" && item.en ? "en" : "zh-Hans");
KG.named = (item, cls) => KG.label(KG.nameOf(item), KG.nameLang(item), cls);
