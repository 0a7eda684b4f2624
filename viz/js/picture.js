// The view as one vector picture: boxes, lines and texts where the browser has put them; drawings are taken over, their
// tables left out.
KG.picture = (() => {
  const PAD = 24;
  const PAINT = "fill stroke stroke-width stroke-dasharray font-family font-size font-weight text-anchor opacity".split(" ");
  const LEFT_OUT = ".sr, .tools, .pager, .acts, select, .switch, .outline, #main > h2, #main > h2 ~ *";
  const s = (tag, props, ...rest) => h(`svg:${tag}`, props, ...rest);
  // Without what XML does not allow.
  const plain = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  const clear = (colour) => !colour || colour === "transparent" || /, 0\)$/.test(colour);

  function box(el, css, at) {
    const out = [];
    const widths = ["Top", "Right", "Bottom", "Left"].map((side) => (css[`border${side}Style`] === "none" ? 0 : parseFloat(css[`border${side}Width`])));
    const even = widths.every((w) => w === widths[0]);
    if (!clear(css.backgroundColor) || (even && widths[0])) {
      out.push(s("rect", { x: at.x, y: at.y, width: at.width, height: at.height, rx: parseFloat(css.borderTopLeftRadius) || null, fill: clear(css.backgroundColor) ? "none" : css.backgroundColor,
        stroke: even && widths[0] ? css.borderTopColor : null, "stroke-width": even && widths[0] ? widths[0] : null, "stroke-dasharray": css.borderTopStyle === "dashed" ? "3 2" : null }));
    }
    if (!even && widths[2]) out.push(s("path", { d: `M${at.x} ${at.y + at.height}h${at.width}`, stroke: css.borderBottomColor, "stroke-width": widths[2] }));
    return out;
  }

  // A text node line by line: the browser alone knows where it broke them.
  function lines(node, css, place) {
    const range = document.createRange();
    const out = [];
    let line = null;
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const rect = range.getBoundingClientRect();
      if (!rect.width) continue;
      if (!line || Math.abs(rect.top - line.top) > 3) out.push((line = { top: rect.top, x: rect.left, height: rect.height, text: "" }));
      line.text += node.data[i];
    }
    return out.map((l) => { const at = place({ x: l.x, y: l.top + l.height * 0.78 }); return s("text", { x: at.x, y: at.y, fill: css.color, "font-family": css.fontFamily, "font-size": css.fontSize, "font-weight": css.fontWeight, "xml:space": "preserve" }, l.text); });
  }

  function drawing(el, rect) {
    const copy = el.cloneNode(true);
    const from = [el, ...el.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((node, n) => {
      const css = getComputedStyle(from[n]);
      for (const name of PAINT) node.setAttribute(name, css.getPropertyValue(name));
      for (const name of ["class", "tabindex", "role", "aria-label"]) node.removeAttribute(name);
    });
    for (const [name, value] of Object.entries(rect)) copy.setAttribute(name, value);
    return copy;
  }

  function svg() {
    KG.later.finish();
    const root = document.getElementById("main");
    const zero = root.getBoundingClientRect();
    const place = ({ x, y }) => ({ x: x - zero.left, y: y - zero.top });
    const out = [];
    const reach = { x: 0, y: 0 };
    const walk = (el) => {
      if (el.nodeType === 3) { if (el.data.trim()) out.push(...lines(el, getComputedStyle(el.parentNode), place)); return; }
      if (el.nodeType !== 1 || el.matches(LEFT_OUT)) return;
      const rect = el.getBoundingClientRect();
      const at = { ...place(rect), width: rect.width, height: rect.height };
      reach.x = Math.max(reach.x, at.x + at.width);
      reach.y = Math.max(reach.y, at.y + at.height);
      if (el.tagName === "svg") { out.push(drawing(el, at)); return; }
      if (el.classList.contains("canvas")) { out.push(s("g", { transform: `translate(${at.x} ${at.y})` }, KG.views.graph.vector())); return; }
      out.push(...box(el, getComputedStyle(el), at));
      el.childNodes.forEach(walk);
    };
    root.childNodes.forEach(walk);
    const [width, height] = [Math.ceil(reach.x + PAD), Math.ceil(reach.y + PAD)];
    const paper = getComputedStyle(KG.root).getPropertyValue("--paper").trim();
    const all = s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height }, s("rect", { width, height, fill: paper }), out);
    return plain(new XMLSerializer().serializeToString(all));
  }

  function png(then) {
    const text = svg();
    const image = new Image();
    image.onload = () => {
      const canvas = h("canvas", null);
      // Browsers refuse canvases of more than some 200 million points.
      const scale = Math.min(2, Math.sqrt(1e8 / (image.width * image.height)));
      canvas.width = image.width * scale;
      canvas.height = image.height * scale;
      const ink = canvas.getContext("2d");
      ink.scale(scale, scale);
      ink.drawImage(image, 0, 0);
      canvas.toBlob(then, "image/png");
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  }
  return { svg, png, plain };
})();
