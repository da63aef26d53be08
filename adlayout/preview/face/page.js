// One page: what is shown, what is chosen, and who draws it.
let view = data.versions.length > 1 ? "mobile" : "both";
let chosen = {};
let panes = [];
let beside = false;
data.file = data.versions[0];
data.against = data.versions[1];

/** Which frames stand side by side: the two profiles, one of them, or one profile by two rule files. */
function wanted() {
  if (data.versions.length > 1) return data.versions.flatMap((version) => (view === "both" ? ["mobile", "desktop"] : [view]).map((profile) => [version, profile]));
  return (view === "both" ? ["mobile", "desktop"] : [view]).map((profile) => [data.versions[0], profile]);
}

function header() {
  const version = data.versions[0];
  const { plan, article, status, reason } = version.explained;
  const fact = (word, value, more = "") => h("div", {}, h("dt", {}, say(word)), h("dd", {}, value, more && h("small", {}, more)));
  const second = plan.runner_up === null ? "" : say("plan-cost-second", { second: plan.runner_up });
  return h("header", {},
    h("div", { class: "name" }, data.back && h("a", { href: data.back }, say("back")),
      h("h1", {}, data.title || data.page), h("p", { class: "quiet" }, data.page, " · ", data.versions.map((one) => short(one.rules)).join(" | "))),
    h("dl", { class: "facts" },
      status === "passed" ? fact("unchanged", meaning(reason)) : null,
      fact("ads", String(version.facts.ads)), fact("boxes", String(version.facts.boxes)), fact("left-out-count", String(version.facts.out)),
      status === "passed" ? null : fact("plan-cost", String(plan.cost), second), article ? fact("article-words", number(article.words)) : null),
    choice(say("view"), [["both", say("both")], ["mobile", say("mobile")], ["desktop", say("desktop")]], view, (next) => { view = next; redraw(); document.querySelector("header .choice [aria-pressed=true]").focus(); }),
    settings(redraw));
}

/** Builds everything anew. */
function redraw() {
  const stage = h("main", { class: "stage", "aria-label": data.title || data.page });
  const panel = h("aside", { class: "panel", "aria-label": say("plan-title") });
  const body = h("div", { class: "app" }, header(), rail(data.versions[0]), stage, panel);
  document.querySelector(".app")?.remove();
  document.body.append(body);
  panes = [];
  drawPanel();
  lightRail(document.querySelector(".rail"));
  return showFrames(stage);
}

/** Puts new frames behind the old ones and changes them when they are ready, so that nothing flickers. */
async function showFrames(stage) {
  if (data.versions[0].frame === null) {
    stage.replaceChildren(h("p", { class: "quiet none" }, say("no-frame")));
    html.dataset.ready = "1";
    return;
  }
  const made = wanted().map(([version, profile]) => pane(version, profile));
  const before = panes.map((one) => one.scroller.scrollTop);
  const isSwap = stage.childElementCount === made.length;
  if (!isSwap) stage.replaceChildren();
  made.forEach((one) => { if (isSwap) one.root.classList.add("coming"); stage.append(one.root); });
  await Promise.all(made.map(async (one) => { one.seen = await one.ready; }));
  if (panes.length && isSwap) panes.forEach((one) => one.root.remove());
  panes = made;
  made.forEach((one, index) => {
    one.root.classList.remove("coming");
    if (isSwap) one.scroller.scrollTop = before[index] || 0;
  });
  fit();
  texts();
  lightAll();
  drawWhy();
  drawResults();
  html.dataset.ready = String(Number(html.dataset.ready || 0) + 1);
}

const refresh = () => {
  const { plan } = data.versions[0].explained;
  if (chosen.insertion !== undefined && !plan.insertions[chosen.insertion]) chosen = {};
  if (chosen.seam !== undefined) chosen = { seam: chosen.seam, ...insertionAt(chosen.seam) };
  document.querySelector("header").replaceWith(header());
  const list = document.querySelector(".rail");
  list.replaceWith(rail(data.versions[0]));
  lightRail(document.querySelector(".rail"));
  drawResults();
  return showFrames(document.querySelector(".stage"));
};

function insertionAt(seam) {
  const index = data.versions[0].explained.plan.insertions.findIndex((one) => one.seam === seam);
  return index < 0 ? {} : { insertion: index };
}

/** A frame with its heading, in a pane of its own that scrolls. */
function pane(version, profile) {
  const { frame, ready } = open(version, profile);
  const over = h("div", { class: "over" });
  const page = h("div", { class: "page" }, frame, over);
  const letter = data.versions.length > 1 ? `${"AB"[data.versions.indexOf(version)]} ${short(version.rules)} · ` : "";
  const density = version.facts.density[profile];
  const heading = h("h2", {}, `${letter}${say(profile)} `, h("span", { class: "quiet" }, `${WIDTHS[profile]} px`),
    density && h("span", { class: "quiet right" }, say("density-short", { share: number(density.share), limit: density.limit })));
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": say("frame-title", { profile: `${letter}${say(`on-${profile}`)}`, width: WIDTHS[profile] }) }, page);
  const made = { version, profile, frame, over, page, scroller, ready, scale: 1, root: h("section", { class: `pane ${profile}` }, heading, scroller) };
  scroller.addEventListener("scroll", () => follow(made));
  return made;
}

/** Scales each frame to the room its pane has; a phone is never drawn larger than it is. */
function fit() {
  for (const one of panes) {
    if (!one.seen) continue;
    const room = one.scroller.clientWidth - GUTTER - 16;
    one.scale = Math.min(1, room / WIDTHS[one.profile]);
    one.frame.style.transform = `scale(${one.scale})`;
    one.page.style.width = `${GUTTER + WIDTHS[one.profile] * one.scale}px`;
    one.page.style.height = `${one.seen.height * one.scale}px`;
    draw(one, one.scale);
  }
}

/** The words of each block into the list, from the frame that has them. */
function texts() {
  const [first] = panes;
  for (const one of document.querySelectorAll(".rail .excerpt")) one.textContent = excerpt(first.seen.texts[Number(one.dataset.block)] || "", false, 60);
}

/** Where a pane is scrolled to, the others follow: at the same place of the text, not at the same height. */
let leading = null;
function follow(one) {
  if (leading && leading !== one) return;
  leading = one;
  clearTimeout(follow.end);
  follow.end = setTimeout(() => { leading = null; }, 120);
  const middle = one.scroller.scrollTop + one.scroller.clientHeight / 2;
  for (const other of panes) {
    if (other === one || !other.seen || !one.seen) continue;
    other.scroller.scrollTop = same(one, other, middle) - other.scroller.clientHeight / 2;
  }
}

/** The height in one pane that is the same place of the text as a height in another. */
function same(from, to, height) {
  const stops = [[0, 0]];
  from.seen.blocks.forEach((box, index) => {
    const there = to.seen.blocks[index];
    const [a, b] = [box && box.top * from.scale, there && there.top * to.scale];
    if (box && there && a > stops.at(-1)[0] && b >= stops.at(-1)[1]) stops.push([a, b]);
  });
  stops.push([from.seen.height * from.scale, to.seen.height * to.scale]);
  const next = Math.max(1, stops.findIndex(([at]) => at > height));
  const [[a, b], [c, d]] = [stops[next - 1], stops[next]];
  return c > a ? b + ((height - a) / (c - a)) * (d - b) : b;
}

function drawPanel() {
  const panel = document.querySelector(".panel");
  panel.replaceChildren(...[reasons(data.versions[0], panes[0]?.seen?.texts || []), knobCard(), h("div", { class: "results" })].filter(Boolean));
  drawResults();
}

function drawResults() {
  const [version] = data.versions;
  document.querySelector(".results").replaceChildren(...[compareCard(data.versions), planCard(version), densityCard(version, panes), fileCard(version)].filter(Boolean));
}

function drawWhy() {
  document.querySelector(".why").replaceWith(reasons(data.versions[0], panes[0]?.seen?.texts || []));
}

/** Chooses a place or an insertion: lights it everywhere, says why, and brings it into view. */
function select(target) {
  chosen = target.seam === undefined ? fromInsertion(target.insertion) : { seam: target.seam, ...insertionAt(target.seam) };
  drawWhy();
  lightAll();
  lightRail(document.querySelector(".rail"));
  panes.forEach(reveal);
}

function fromInsertion(index) {
  const one = data.versions[0].explained.plan.insertions[index];
  return one && one.seam !== null ? { seam: one.seam, insertion: index } : { insertion: index };
}

function reveal(one) {
  if (!one.seen) return;
  const box = chosen.insertion === undefined || one.version !== data.versions[0] ? null : one.seen.insertions[chosen.insertion];
  const at = box ? box.top + box.height / 2 : one.seen.seams[chosen.seam];
  if (at === null || at === undefined) return;
  const top = at * one.scale - one.scroller.clientHeight / 2;
  if (Math.abs(top - one.scroller.scrollTop) < one.scroller.clientHeight / 3) return;
  leading = one;
  clearTimeout(follow.end);
  follow.end = setTimeout(() => { leading = null; }, 120);
  one.scroller.scrollTop = top;
}

const lightAll = () => panes.forEach((one) => { if (one.seen) light(one); });

new ResizeObserver(() => { if (panes.length) { fit(); lightAll(); } }).observe(html);
redraw();
if (data.served) { listen(); remembered(); }
