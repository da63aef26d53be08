// Why here, why not there: the card of what is chosen.

function reasons(version, texts) {
  const { plan, seams = [] } = version.explained;
  const body = chosen.insertion !== undefined ? whyHere(version, plan.insertions[chosen.insertion])
    : chosen.seam !== undefined ? whySeam(seams[chosen.seam])
    : [h("p", { class: "quiet" }, say("why-nothing"))];
  const seam = seams[chosen.seam];
  return h("section", { class: "card why", "aria-labelledby": "why-title" },
    h("h2", { id: "why-title" }, say("why")), body, seam && between(version, seam, texts));
}

function whyHere(version, one) {
  const rows = Object.entries(one.parts).map(([name, cost]) => [meaning(name), cost]);
  return [
    h("p", { class: "headline" }, h("span", { class: `dot taken-${one.kind}` }), h("b", {}, called(version, chosen.insertion)), ` ${say(one.kind)}`),
    h("dl", { class: "pairs" }, pair("wanted-at", one.at), one.kind === "ad" && pair("size", one.size.replaceAll("x", " × "))),
    h("p", {}, say("best-here"), " ", instead(version.explained.plan, one)),
    costs(rows, one.cost),
  ];
}

/** What the best plan would be without this place. */
function instead(plan, one) {
  if (one.instead === null || one.instead === undefined) return "";
  if (one.instead_lost) return say("without-place-lost", { lost: one.instead_lost });
  return say(one.instead === plan.cost ? "same-without" : "without-place", { instead: one.instead, cost: plan.cost });
}

function whySeam(seam) {
  const place = say("seam-n", { n: chosen.seam + 1 });
  if (seam.forbidden) {
    const { rule, required, actual } = seam.forbidden;
    return [
      h("p", { class: "headline" }, h("span", { class: "dot barred" }), h("b", {}, place), ` ${say("barred-title")}`),
      h("p", {}, meaning(rule), " ", h("code", {}, rule)),
      h("dl", { class: "pairs" }, pair("needed", asked(required)), pair("there-is", asked(actual))),
    ];
  }
  return [
    h("p", { class: "headline" }, h("span", { class: `dot ${tone(seam, null)}` }), h("b", {}, place), ` ${say("free-title")}`),
    costs(Object.entries(seam.parts).map(([name, cost]) => [meaning(name), cost]), seam.cost),
  ];
}

/** What a rule asks, or what there is, as explain says it: a length, a sentence of the table, or text as it is. */
function asked(text) {
  const length = /^(\d+)(?: (words|characters|paragraphs)|px (mobile|desktop))$/.exec(text);
  if (length) return say(`length-${length[2] || length[3]}`, { n: number(length[1]) });
  const inside = /^(inside of|inside a group):? (.*)$/.exec(text);
  if (inside) return say(inside[1], { what: inside[2] });
  return data.words[`kind-${text}`] ? say(`kind-${text}`) : say(text);
}

const pair = (word, value) => [h("dt", {}, say(word)), h("dd", {}, value)];

/** The parts of a cost as bars, and their sum. */
function costs(rows, total) {
  if (!rows.length) return h("p", { class: "quiet" }, say("no-cost"));
  const most = Math.max(...rows.map(([, cost]) => cost), 10);
  const line = ([text, cost]) => h("tr", {}, h("th", { scope: "row" }, text),
    h("td", {}, h("span", { class: "cost-bar", style: { width: `${(100 * cost) / most}%` } })), h("td", { class: "n" }, String(cost)));
  return h("table", { class: "costs" }, h("caption", {}, say("seam-cost")), h("tbody", {}, rows.map(line)),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, say("total")), h("td"), h("td", { class: "n" }, String(total)))));
}

/** The words right above and below a place. */
function between(version, seam, texts) {
  const blocks = version.explained.article.blocks;
  const part = (index, end) => index === null ? h("p", { class: "quiet" }, say(end ? "start-of-text" : "end-of-text"))
    : h("p", {}, h("span", { class: "kind" }, say(`kind-${blocks[index].kind}`)), " ", excerpt(texts[index] || "", end));
  return h("div", { class: "between" }, part(seam.after, true), h("hr"), part(seam.before, false));
}

function excerpt(text, end, most = 110) {
  if (text.length <= most) return text;
  return end ? `… ${text.slice(-most).replace(/^\S*\s/, "")}` : `${text.slice(0, most).replace(/\s\S*$/, "")} …`;
}
