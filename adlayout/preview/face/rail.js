// The article from top to bottom as a list: blocks as bars, and between them each place as a button.

/** The list of one version. One button can be reached by Tab; arrow keys go on from there. */
function rail(version) {
  const { seams = [], article, plan } = version.explained;
  const items = [];
  const outside = plan.insertions.map((one, index) => [one, index]).filter(([one]) => one.seam === null);
  const start = seams.length ? seams[0].offset : Infinity;
  const beside = ([one, index]) => h("li", {}, placeButton({ insertion: index }, `taken-${one.kind}`,
    say("insertion-outside", { name: called(version, index), kind: say(one.kind), at: one.at }),
    h("b", {}, called(version, index)), h("span", {}, one.at)));
  items.push(...outside.filter(([one]) => one.offset < start).map(beside));
  seams.forEach((seam, index) => {
    const isLast = index === seams.length - 1;
    if (!isLast || takenBy(version, index)) items.push(h("li", {}, seamButton(version, seam, index)));
    if (seam.before !== null) items.push(bar(article, seam.before));
  });
  items.push(...outside.filter(([one]) => one.offset >= start).map(beside));
  const list = h("ol", { onkeydown: walk }, items);
  return h("nav", { class: "rail", "aria-label": say("outline") },
    h("h2", {}, say("outline")), list, h("p", { class: "quiet" }, say("outline-help")), legend());
}

function bar(article, index) {
  const block = article.blocks[index];
  const tied = (article.groups || []).some((group) => group.first <= index && index < group.last);
  const height = Math.round(Math.min(56, Math.max(16, block.height.mobile / 9)));
  return h("li", { class: `bar ${block.kind}${tied ? " tied" : ""}`, style: { "--height": `${height}px` } },
    h("span", { class: "kind" }, say(`kind-${block.kind}`)), h("span", { class: "excerpt", "data-block": index }));
}

function seamButton(version, seam, index) {
  const taken = takenBy(version, index);
  const number = version.explained.plan.insertions.indexOf(taken);
  const target = taken ? { seam: index, insertion: number } : { seam: index };
  if (taken) {
    const name = called(version, number);
    const text = say("seam-taken", { n: index + 1, name, kind: say(taken.kind), cost: taken.cost });
    return placeButton(target, tone(seam, taken), text, h("b", {}, name), h("span", {}, sizeOn(taken, "mobile")));
  }
  const rule = seam.forbidden && meaning(seam.forbidden.rule);
  const text = rule ? say("seam-barred", { n: index + 1, rule }) : say("seam-free", { n: index + 1, cost: seam.cost });
  return placeButton(target, tone(seam, null), text, h("i", {}, rule ? "" : String(seam.cost)));
}

function placeButton(target, look, text, ...children) {
  return h("button", {
    type: "button", class: `place ${look}`, "aria-label": text, title: text, tabindex: "-1",
    "data-seam": target.seam, "data-insertion": target.insertion,
    onclick: () => select(target), onfocus: () => select(target),
  }, children);
}

/** Arrow keys, Home and End go through the places, the page keys through the insertions. */
function walk(event) {
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const filledIn = (from, step) => {
    for (let next = from + step; next >= 0 && next < all.length; next += step) if (all[next].dataset.insertion) return next;
    return from;
  };
  const next = {
    ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1,
    PageDown: filledIn(at, 1), PageUp: filledIn(at, -1),
  }[event.key];
  if (next === undefined || !all[next]) return;
  event.preventDefault();
  all[next].focus();
}

function legend() {
  const row = (look, sign, word) => h("li", {}, h("span", { class: `mark still ${look}`, "aria-hidden": "true" }, sign), say(word));
  return h("ul", { class: "legend" }, row("cost-0", "0", "legend-free"), row("cost-3", "14", "legend-dear"),
    row("barred", "", "legend-barred"), row("taken-ad", "", "ad"), row("taken-box", "", "box"));
}

/** Marks the chosen place and makes it the one that Tab reaches. */
function lightRail(list) {
  const all = [...list.querySelectorAll("button.place")];
  const same = (one) => (chosen.seam !== undefined ? Number(one.dataset.seam) === chosen.seam && one.dataset.seam !== undefined
    : one.dataset.insertion !== undefined && Number(one.dataset.insertion) === chosen.insertion);
  const current = all.find(same);
  for (const one of all) {
    one.classList.toggle("chosen", one === current);
    one.setAttribute("aria-current", String(one === current));
    one.tabIndex = one === (current || all[0]) ? 0 : -1;
  }
  if (current) current.scrollIntoView({ block: "nearest" });
}
