// With --serve: limits and weights to turn, planned again by the server's planner; and news when a file has changed.
const turned = {};
let asking = null;

function knobCard() {
  if (!data.served) return null;
  const limits = data.knobs.filter((one) => one.unit !== "points");
  const weights = data.knobs.filter((one) => one.unit === "points");
  const lines = h("pre", { class: "rule-lines", hidden: true, tabindex: "0", "aria-label": say("show-lines") });
  const copy = h("button", { type: "button", hidden: true, onclick: () => copied(copy, lines.textContent) }, say("copy"));
  return h("section", { class: "card knobs", "aria-labelledby": "knobs-title" }, h("h2", { id: "knobs-title" }, say("knobs-title")),
    limits.map(knob), h("details", {}, h("summary", {}, say("more-knobs")), weights.map(knob)),
    h("p", { class: "actions" },
      h("button", { type: "button", class: "strong", onclick: () => showLines(lines, copy) }, say("show-lines")),
      h("button", { type: "button", onclick: reset }, say("reset")),
      h("label", { class: "check" }, h("input", { type: "checkbox", class: "beside", checked: beside, onchange: (event) => besideFile(event.target.checked) }), say("beside-file"))),
    lines, h("p", { class: "actions" }, copy), h("p", { class: "said", role: "status", "aria-live": "polite" }));
}

function knob(one) {
  const id = `knob-${one.key.replaceAll(".", "-")}`;
  const told = (value) => say(`unit-${one.unit}`, { value: number(value) });
  const value = turned[one.key] ?? one.value;
  const output = h("output", { for: id, class: value === one.value ? "" : "changed" }, told(value));
  const slider = h("input", {
    id, type: "range", min: one.least, max: Math.max(one.most, one.value), step: one.step, value, "aria-valuetext": told(value),
    oninput: (event) => {
      const now = Number(event.target.value);
      output.textContent = told(now);
      output.classList.toggle("changed", now !== one.value);
      event.target.setAttribute("aria-valuetext", told(now));
      if (now === one.value) delete turned[one.key];
      else turned[one.key] = now;
      planAgain();
    },
  });
  slider.value = String(value);
  return h("p", { class: "knob" }, h("label", { for: id }, say(one.word, { name: one.name })), output, slider);
}

/** Asks for a plan with the knobs as they are; of several at once the last counts. */
async function planAgain() {
  if (asking) { asking.again = true; return; }
  asking = { again: false };
  const answer = await posted("plan", { page: data.served, knobs: turned, files: data.assets.length });
  const again = asking.again;
  asking = null;
  if (again) { planAgain(); return; }
  if (answer) await replaced(answer);
}

async function replaced(answer) {
  data.assets = answer.assets ?? data.assets;
  const [version] = answer.versions;
  if (Object.keys(turned).length) version.rules = say("your-change", { rules: short(data.file.rules) });
  data.versions = [version, ...data.versions.slice(1)];
  tell(say("planned-again", { ads: version.facts.ads, boxes: version.facts.boxes, cost: version.explained.plan.cost }));
  await refresh();
}

async function posted(where, what) {
  try {
    const answer = await fetch(`/${where}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(what) });
    const said = await answer.json();
    if (answer.ok) return said;
    tell(say("went-wrong", { message: said.error }));
  } catch {
    tell(say("server-gone"));
  }
  return null;
}

const tell = (text) => { const said = document.querySelector(".knobs .said"); if (said) said.textContent = text; };

async function showLines(lines, copy) {
  const answer = await posted("lines", { page: data.served, knobs: turned });
  if (!answer) return;
  lines.textContent = answer.lines || say("no-lines", { rules: short(data.versions[0].rules) });
  lines.hidden = false;
  copy.hidden = !answer.lines;
  lines.focus();
}

async function copied(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = say("copied");
}

function reset() {
  for (const key of Object.keys(turned)) delete turned[key];
  drawPanel();
  planAgain();
}

/** Shows the file as it is on the right, or goes back to the two profiles. */
function besideFile(isOn) {
  beside = isOn;
  data.versions = [data.versions[0], ...(isOn ? [data.file] : data.against ? [data.against] : [])];
  view = data.versions.length > 1 ? "mobile" : "both";
  redraw();
  document.querySelector(".beside").focus();
}

/** Loads anew when the page or its rules have changed on disk; what is turned is kept. */
function listen() {
  const news = new EventSource(`/news?${new URLSearchParams({ page: data.served })}`);
  news.onmessage = () => {
    sessionStorage.setItem("turned", JSON.stringify([data.served, turned]));
    location.reload();
  };
}

function remembered() {
  const [page, kept] = JSON.parse(sessionStorage.getItem("turned") || "[null, {}]");
  sessionStorage.removeItem("turned");
  if (page !== data.served) return;
  const known = new Set(data.knobs.map((one) => one.key));
  for (const [key, value] of Object.entries(kept)) if (known.has(key)) turned[key] = value;
  if (Object.keys(turned).length) { drawPanel(); planAgain(); }
}
