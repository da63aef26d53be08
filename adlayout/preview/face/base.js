// What both faces share: the data, words, and elements made from values. Nothing of a page is ever read as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const html = document.documentElement;
let language = html.lang;

/** A word of the table in the language shown, with {…} filled in. */
function say(word, values = {}) {
  const phrases = data.words[word];
  if (!phrases) return word;
  return phrases[language].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

/** A rule's or reason's name as a sentence, or the name where there is none. */
const meaning = (word) => say(word);

const number = (value) => new Intl.NumberFormat(language).format(value);

/** An element: attributes, "on…" listeners, "class"; children are elements or text. */
function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.entries(value).forEach(([one, said]) => made.style.setProperty(one, said));
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** The same for pictures drawn in SVG. */
function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Buttons of which one is pressed. */
function choice(label, options, chosen, choose) {
  const buttons = options.map(([value, text]) =>
    h("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => choose(value) }, text));
  return h("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

/** Light or dark, language: what both faces have in their upper right corner. */
function settings(redraw) {
  const other = language === "de" ? "en" : "de";
  const turn = () => {
    const dark = getComputedStyle(html).colorScheme === "dark" ||
      (html.dataset.scheme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
    html.dataset.scheme = dark ? "light" : "dark";
  };
  const speak = () => {
    language = html.lang = other;
    redraw();
    document.querySelector(".settings .language").focus();
  };
  return h("div", { class: "settings" },
    h("button", { type: "button", class: "plain language", lang: other, onclick: speak }, say("language-other")),
    h("button", { type: "button", class: "plain scheme", "aria-label": say("light-dark"), title: say("light-dark"), onclick: turn },
      svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
        svg("circle", { cx: 8, cy: 8, r: 6.25, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }),
        svg("path", { d: "M8 1.75a6.25 6.25 0 0 1 0 12.5z", fill: "currentColor" }))));
}
