KG.root = document.documentElement;

// Elements. Text reaches the page as text nodes only; no string is ever read as markup.
const h = (tag, props, ...children) => {
  const el = tag.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4)) : document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else if (key === "style") el.style = value;
    else el.setAttribute(key, value === true ? "" : String(value));
  }
  KG.put(el, children);
  return el;
};

// A child that is a function gives what lies below the first screen: it is drawn in its place once that screen is painted.
KG.put = (el, children) => {
  for (const child of [children].flat(9)) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === "function") KG.later(el.appendChild(document.createComment("")), child);
    else el.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return el;
};

// One piece after the other, so that keys and clicks come between; paper and files do not wait.
KG.later = (() => {
  const main = document.getElementById("main");
  const waiting = [];
  function next(all) {
    do { const draw = waiting.shift(); if (draw) draw(); } while (all && waiting.length);
    if (waiting.length) setTimeout(next); else main.ariaBusy = null;
  }
  const later = (spot, draw) => {
    if (!waiting.length) setTimeout(next, 90);
    main.ariaBusy = "true";
    waiting.push(() => { if (spot.isConnected) spot.replaceWith(KG.put(document.createDocumentFragment(), draw())); });
  };
  later.finish = () => next(true);
  addEventListener("beforeprint", later.finish);
  return later;
})();

KG.fill = (el, ...children) => {
  el.replaceChildren();
  return KG.put(el, children);
};

// A label from a document or a register: its own direction, its own language.
KG.label = (text, lang = "zh-Hans", cls = "") => h("bdi", { lang, class: cls || null }, text);

// What may be wider than the window, in a part that scrolls by itself.
KG.wide = (label, ...children) => h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, children);

// One of a few: [value, word, count] each.
KG.choices = (label, list, now, choose) => h("span", { class: "switch", role: "group", "aria-label": label }, list.map(([value, word, count]) =>
  h("button", { "aria-pressed": String(value === now), onclick: () => choose(value) }, word, count === undefined ? null : h("small", null, count))));

KG.say = (text) => {
  document.getElementById("live").textContent = text;
};
