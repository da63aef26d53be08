// A page's layout as a small picture: blocks as bars from top to bottom, insertions in colour.
const WIDTH = 84, TALL = 132;
const INDENTED = new Set(["list", "quote", "code"]);
const SOLID = new Set(["figure", "gallery", "embed", "table", "info-box", "newsletter", "share", "author", "related", "code"]);

function thumbnail(row) {
  const whole = row.bars.reduce((sum, [, px]) => sum + px, 0);
  const scale = Math.min(0.045, (TALL - 4) / Math.max(whole, 1));
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${TALL}`, width: WIDTH, height: TALL, role: "img", class: "thumbnail" });
  const title = svg("title");
  title.textContent = say("thumbnail", { ads: row.ads, boxes: row.boxes, blocks: row.bars.filter(([kind]) => kind[0] !== "+").length });
  drawing.append(title);
  let top = 2;
  for (const [kind, px] of row.bars) {
    const height = px * scale;
    drawing.append(...shape(kind, top, height));
    top += height;
  }
  return drawing;
}

function shape(kind, top, height) {
  const rect = (look, x, y, width, tall) => svg("rect", { class: look, x, y, width, height: Math.max(0.8, tall), rx: 1 });
  if (kind === "+ad") return [rect("t-ad", 6, top + 0.5, WIDTH - 12, Math.max(2.4, height - 1))];
  if (kind === "+box") return [rect("t-box", 6, top + 0.5, WIDTH - 12, Math.max(2.4, height - 1))];
  if (kind === "ad") return [rect("t-own", 6, top + 0.5, WIDTH - 12, height - 1)];
  if (kind === "heading" || kind === "pseudo-heading") return [rect("t-heading", 6, top + height * 0.35, 38, Math.min(3, height * 0.5))];
  const left = INDENTED.has(kind) ? 12 : 6;
  if (SOLID.has(kind)) return [rect("t-solid", left, top + 0.7, WIDTH - 6 - left, height - 1.4)];
  const lines = Math.max(1, Math.round((height - 1) / 2.6));
  return Array.from({ length: lines }, (_, line) =>
    rect("t-line", left, top + 0.7 + line * ((height - 1) / lines), (WIDTH - 6 - left) * (line === lines - 1 && lines > 1 ? 0.6 : 1), 1));
}
