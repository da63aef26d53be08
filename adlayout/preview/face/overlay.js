// What is drawn over and beside a frame: insertions outlined and named, a mark for each seam.
const GUTTER = 44;

/** The colour class of a seam: by its cost, or barred, or taken. */
function tone(seam, taken) {
  if (taken) return taken.kind === "ad" ? "taken-ad" : "taken-box";
  if (seam.forbidden) return "barred";
  const steps = [0, 6, 12, 20];
  const step = steps.findIndex((most) => seam.cost <= most);
  return `cost-${step < 0 ? steps.length : step}`;
}

/** The insertion that stands on a seam, if one does. */
const takenBy = (version, index) => version.explained.plan.insertions.find((one) => one.seam === index);

/** How people call an insertion: its name, and which copy of it. */
function called(version, index) {
  const all = version.explained.plan.insertions;
  const same = all.filter((one) => one.name === all[index].name);
  return same.length > 1 ? `${all[index].name} ${same.indexOf(all[index]) + 1}` : all[index].name;
}

/** The size of an insertion on a profile, as "300 × 250". */
function sizeOn(one, profile) {
  const sizes = one.size.split(" / ");
  return (sizes[profile === "desktop" ? sizes.length - 1 : 0] || "").replace("x", " × ");
}

/** Draws all of it anew at a scale. */
function draw(pane, scale) {
  const { version, seen, profile } = pane;
  pane.over.replaceChildren();
  const insertions = version.explained.plan.insertions;
  seen.insertions.forEach((box, index) => {
    if (box && insertions[index]) pane.over.append(outline(pane, box, index, scale));
  });
  let last = -Infinity;
  (version.explained.seams || []).forEach((seam, index) => {
    const isEndOfBox = index === version.explained.seams.length - 1 && !takenBy(version, index);
    if (seen.seams[index] === null || isEndOfBox) return;
    const number = insertions.findIndex((one) => one.seam === index);
    const box = number >= 0 ? seen.insertions[number] : null;
    const top = (box ? box.top + box.height / 2 : seen.seams[index]) * scale;
    last = Math.max(top, last + 15);
    pane.over.append(mark(pane, seam, index, last));
  });
  pane.line = h("div", { class: "seam-line", hidden: true });
  pane.over.append(pane.line);
}

function outline(pane, box, index, scale) {
  const one = pane.version.explained.plan.insertions[index];
  const place = { left: `${GUTTER + box.left * scale}px`, top: `${box.top * scale}px`, width: `${box.width * scale}px`, height: `${box.height * scale}px` };
  const size = one.kind === "ad" ? sizeOn(one, pane.profile) : "";
  return h("div", { class: `outline ${one.kind}`, style: place, "data-insertion": index, onclick: () => select({ insertion: index }) },
    h("span", { class: "tab" }, called(pane.version, index), size && h("i", {}, size)));
}

function mark(pane, seam, index, top) {
  const taken = takenBy(pane.version, index);
  const text = taken ? "" : seam.forbidden ? "" : String(seam.cost);
  return h("span", {
    class: `mark ${tone(seam, taken)}`, style: { top: `${top}px` }, "data-seam": index, "aria-hidden": "true",
    onclick: () => select({ seam: index }), onmouseenter: () => hint(pane, index), onmouseleave: () => hint(pane, null),
  }, text);
}

/** A line across the page at the seam under the pointer, or at the chosen one. */
function hint(pane, index) {
  const shown = index ?? chosen.seam ?? null;
  const at = shown === null || shown === undefined ? null : pane.seen.seams[shown];
  pane.line.hidden = at === null || at === undefined || Boolean(takenBy(pane.version, shown));
  if (pane.line.hidden) return;
  const blocks = pane.seen.blocks.filter(Boolean);
  const seam = pane.version.explained.seams[shown];
  const near = pane.seen.blocks[seam.after ?? seam.before] || blocks[0];
  pane.line.style.top = `${at * pane.scale}px`;
  pane.line.style.left = `${GUTTER - 6}px`;
  pane.line.style.width = `${(near.left + near.width) * pane.scale + 6}px`;
  pane.line.classList.toggle("barred", Boolean(seam.forbidden));
}

/** Shows what is chosen. */
function light(pane) {
  const isFirst = pane.version === data.versions[0];
  const insertion = isFirst ? chosen.insertion : pane.version.explained.plan.insertions.findIndex((one) => one.seam === chosen.seam);
  for (const one of pane.over.children) {
    const isChosen = (one.dataset.seam !== undefined && Number(one.dataset.seam) === chosen.seam) ||
      (one.dataset.insertion !== undefined && Number(one.dataset.insertion) === insertion);
    one.classList.toggle("chosen", isChosen);
  }
  hint(pane, null);
}
