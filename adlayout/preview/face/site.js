// The list of a site's pages: search, one reason at a time, and a card for each page.
const REASONS = ["out", "unsure", "dense", "uneven", "warning", "passed", "failed"];
const AT_ONCE = 300;
let reason = "";
let sought = "";
let most = AT_ONCE;

function matching() {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  return data.rows.filter((row) => {
    const text = `${row.title} ${row.name}`.toLowerCase();
    const why = row.why.map(([word]) => word);
    const isOf = !reason || why.includes(reason) || (reason === "passed" && row.status === "passed");
    return isOf && words.every((word) => text.includes(word));
  });
}

function card(row) {
  const name = row.title || row.name;
  const density = (profile) => (row.density[profile] ? number(Math.round(row.density[profile].share)) : "–");
  return h("li", { class: "row" }, thumbnail(row),
    h("div", {},
      h("h2", {}, row.link ? h("a", { href: row.link }, name) : name),
      h("p", { class: "quiet path" }, row.name),
      row.status === "finished" ? [
        h("p", { class: "quiet" }, say("row-numbers", { words: number(row.words), ads: row.ads, boxes: row.boxes })),
        h("p", { class: "quiet" }, say("row-density", { mobile: density("mobile"), desktop: density("desktop") })),
      ] : h("p", { class: "quiet" }, meaning(row.reason || "")),
      h("p", { class: "chips" }, row.why.length ? row.why.map(([word, count]) => h("span", { class: `chip ${word}` }, say(`why-${word}`, { count })))
        : h("span", { class: "chip fine" }, row.status === "passed" ? say("passed") : say("all-well"))),
      row.link ? null : h("p", { class: "quiet" }, say("not-written"))));
}

function showRows() {
  const rows = matching();
  const list = document.querySelector(".rows");
  list.replaceChildren(...rows.slice(0, most).map(card));
  document.querySelector(".more").hidden = rows.length <= most;
  document.querySelector(".count").textContent = rows.length ? say("found", { count: number(rows.length), all: number(data.rows.length) }) : say("none-found");
}

/** The next cards; the first of them takes the focus, since the button may be gone. */
function showMore() {
  const from = most;
  most += AT_ONCE;
  showRows();
  const first = document.querySelector(".rows").children[from];
  first.tabIndex = -1;
  first.focus();
}

function redraw() {
  const used = REASONS.filter((one) => data.rows.some((row) => row.why.some(([word]) => word === one) || (one === "passed" && row.status === "passed")));
  const input = h("input", { type: "search", id: "search", value: sought, autocomplete: "off", placeholder: say("search"), "aria-label": say("search"), oninput: (event) => { sought = event.target.value; most = AT_ONCE; showRows(); } });
  const pick = (next) => { reason = next; most = AT_ONCE; redraw(); document.querySelector(".filters [aria-pressed=true]").focus(); };
  document.querySelector(".site")?.remove();
  document.body.append(h("div", { class: "site" },
    h("header", {}, h("div", { class: "name" }, h("h1", {}, data.site), h("p", { class: "quiet" }, say("site-lead", { count: number(data.rows.length) }))),
      input, settings(redraw)),
    h("main", {},
      h("div", { class: "filters" }, choice(say("only"), [["", say("everything")], ...used.map((one) => [one, say(`filter-${one}`)])], reason, pick),
        h("p", { class: "quiet count", role: "status" })),
      h("ul", { class: "rows" }),
      h("button", { type: "button", class: "more", onclick: showMore }, say("more-pages", { count: AT_ONCE })))));
  showRows();
  html.dataset.ready = "1";
}

redraw();
