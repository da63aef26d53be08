// For each marked element that holds words: which of them a reader sees, and why not the others.
() => {
  const LEAST_PX = 12, LEAST_CONTRAST = 4.5; // WCAG 2.2, 1.4.3; 12 px is the German courts' "legible"
  const sheet = document.createElement("style");
  sheet.textContent = "* { pointer-events: auto !important }"; // hit tests skip what takes no clicks
  document.head.append(sheet);

  const rgba = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const background = (element) => {
    if (!element) return [255, 255, 255, 1];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, background(element.parentElement));
  };
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (element) => {
    const below = background(element);
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), below)), light(below)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const hidden = (text) => {
    const element = text.parentElement;
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    if (!element.checkVisibility(options)) return "not rendered";
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = Array.from(range.getClientRects()).find((one) => one.width > 1 && one.height > 1);
    if (!box) return "no area";
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "outside of the page";
    if (!document.elementsFromPoint(x, y).includes(element)) return "clipped";
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < LEAST_PX) return `small: ${size}px`;
    const ratio = contrast(element);
    return ratio < LEAST_CONTRAST ? `contrast ${ratio.toFixed(1)}` : null;
  };
  const texts = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (text.data.trim() && !text.parentElement.closest("style, script, template")) found.push(text);
    return found;
  };
  // The page's own longer texts nearest to an insertion: where none of them is seen, the page itself hides the place.
  const own = texts(document.body).filter(
    (text) => text.data.trim().length >= 20 && !text.parentElement.closest("[data-adlayout]"));
  const unseen = (root) => {
    const before = (text) => root.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING;
    const near = [own.findLast(before), own.find((text) => !before(text))].filter(Boolean);
    const reasons = near.map(hidden).map((why) => (why && /^(small|contrast)/.test(why) ? null : why));
    return reasons.length && reasons.every(Boolean) ? reasons[0] : "";
  };
  const words = (root, nth) => {
    const judged = texts(root).map((text) => [text.data.trim(), hidden(text)]);
    return {
      name: root.getAttribute("data-adlayout"), nth, place: unseen(root),
      seen: judged.filter(([, why]) => !why).map(([text]) => text),
      hidden: judged.filter(([, why]) => why),
    };
  };
  const roots = Array.from(document.querySelectorAll("[data-adlayout]")).map(words);
  return JSON.stringify(roots.filter((one) => one.seen.length || one.hidden.length));
}
