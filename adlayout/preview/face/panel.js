// The plan as a whole: what stands where, what was left out, density and gaps, two rule files, the page's files.

function planCard(version) {
  const { plan } = version.explained;
  const line = (one, index) => h("li", {}, h("button", { type: "button", class: "line", onclick: () => select(targetOf(one, index)) },
    h("span", { class: `dot taken-${one.kind}` }), h("b", {}, called(version, index)), h("span", { class: "quiet" }, one.at),
    h("span", { class: "n", title: say("plan-cost") }, String(one.cost))));
  return h("section", { class: "card", "aria-labelledby": "plan-title" }, h("h2", { id: "plan-title" }, say("plan-title")),
    plan.insertions.length ? h("ul", { class: "lines" }, plan.insertions.map(line)) : h("p", { class: "quiet" }, say("nothing-placed")),
    plan.left_out.length ? [h("h3", {}, say("left-out-title")), h("ul", { class: "out" }, plan.left_out.map(leftOut))] : null);
}

const targetOf = (one, index) => (one.seam === null ? { insertion: index } : { seam: one.seam, insertion: index });

function leftOut(one) {
  const times = one.copies > 1 ? ` × ${one.copies}` : "";
  const against = one.forbidden;
  return h("li", {}, h("b", {}, one.name + times), " ", meaning(one.limit || one.reason),
    against && h("span", { class: "quiet" }, " ", say("needs", { required: asked(against.required), actual: asked(against.actual) })));
}

/** Px and shares as the frame really shows them. */
function seenDensity(version, seen) {
  const { plan, article } = version.explained;
  if (!seen || !article) return null;
  const tall = (box) => (box ? box.height : 0);
  const ours = plan.insertions.map((one, index) => (one.height.mobile || one.height.desktop ? tall(seen.insertions[index]) + 24 : 0));
  const own = article.blocks.map((block, index) => (block.kind === "ad" ? tall(seen.blocks[index]) : 0));
  const text = article.blocks.map((block, index) => (block.kind === "ad" ? 0 : tall(seen.blocks[index])));
  const sum = (all) => all.reduce((one, other) => one + other, 0);
  const ads = sum(ours) + sum(own);
  return ads + sum(text) ? (100 * ads) / (ads + sum(text)) : null;
}

function densityCard(version, panes) {
  const rows = Object.entries(version.facts.density).map(([profile, one]) => {
    const pane = panes.find((other) => other.profile === profile && other.version === version);
    const seen = pane && seenDensity(version, pane.seen);
    const full = Math.min(100, (100 * one.share) / Math.max(one.limit, 1));
    return h("li", {}, h("span", { class: "profile" }, say(profile)),
      h("span", { class: "meter", "aria-hidden": "true" }, h("span", { class: one.share > one.limit ? "over" : "", style: { width: `${full}%` } })),
      h("span", {}, say("density-row", { share: number(one.share), limit: one.limit }),
        seen === null || seen === undefined ? "" : ` · ${say("density-seen", { share: number(Math.round(seen)) })}`));
  });
  return h("section", { class: "card", "aria-labelledby": "density-title" }, h("h2", { id: "density-title" }, say("density-title")),
    h("ul", { class: "density" }, rows), gapTable(version));
}

function gapTable(version) {
  const { gaps } = version.facts;
  const name = (index) => called(version, index);
  if (!gaps.length) return h("p", { class: "quiet" }, say("no-gaps"));
  const units = ["words", "mobile", "desktop"];
  const cell = (gap, unit) => h("td", { class: "n" }, number(gap.actual[unit]),
    gap.asked[unit] === undefined ? null : h("small", {}, say("gap-least", { least: number(gap.asked[unit]) })));
  const row = (gap) => h("tr", {}, h("th", { scope: "row" }, say("gap-row", { above: name(gap.above), below: name(gap.below) })), units.map((unit) => cell(gap, unit)));
  return h("table", { class: "gaps" }, h("caption", { class: "hidden" }, say("gaps")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("gaps")), units.map((unit) => h("th", { scope: "col", class: "n" }, say(`gap-${unit}`))))),
    h("tbody", {}, gaps.map(row)));
}

/** Two versions in numbers; what differs stands out. */
function compareCard(versions) {
  if (versions.length < 2) return null;
  const density = (version, profile) => { const one = version.facts.density[profile]; return one ? `${number(one.share)} %` : "–"; };
  const gap = (version) => { const all = version.facts.gaps.map((one) => one.actual.words); return all.length ? number(Math.min(...all)) : "–"; };
  const rows = [
    ["ads", (one) => one.facts.ads], ["boxes", (one) => one.facts.boxes], ["left-out-count", (one) => one.facts.out],
    ["plan-cost", (one) => one.explained.plan.cost], ["density-mobile", (one) => density(one, "mobile")],
    ["density-desktop", (one) => density(one, "desktop")], ["rule-words", gap],
    ["evenness-of-gaps", (one) => (one.facts.uneven === null ? "–" : number(one.facts.uneven))],
  ];
  const row = ([word, read]) => {
    const values = versions.map((one) => String(read(one)));
    return h("tr", { class: values[0] === values[1] ? "" : "differs" }, h("th", { scope: "row" }, say(word)), values.map((one) => h("td", { class: "n" }, one)));
  };
  return h("section", { class: "card", "aria-labelledby": "compare-title" }, h("h2", { id: "compare-title" }, say("compare-title")),
    h("table", { class: "gaps" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("compare-row")),
      versions.map((one, index) => h("th", { scope: "col", class: "n", title: one.rules }, `${"AB"[index]} ${short(one.rules)}`)))), h("tbody", {}, rows.map(row))));
}

const short = (name) => name.split("/").at(-1);

function fileCard(version) {
  const { warnings } = version.explained;
  const away = Object.entries(data.away).map(([kind, names]) => h("details", {},
    h("summary", {}, say(`files-${kind}`, { count: number(names.length) })), h("ul", { class: "addresses" }, names.map((one) => h("li", {}, one)))));
  const size = data.bytes > 1e6 ? `${number(Math.round(data.bytes / 1e5) / 10)} MB` : `${number(Math.ceil(data.bytes / 1e3))} kB`;
  return h("section", { class: "card", "aria-labelledby": "page-title" }, h("h2", { id: "page-title" }, say("page-title")),
    warnings.length ? [h("h3", {}, say("warnings")), h("ul", { class: "out" }, warnings.map((one) => h("li", {}, one)))] : null,
    h("p", {}, say("files-came", { count: number(data.assets.length), size })), away,
    h("p", { class: "quiet" }, say("no-scripts-run")));
}
