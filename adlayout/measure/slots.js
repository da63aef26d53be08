// What a reader meets of each marked slot in this viewport, in light and in dark as the page is shown now.
// `labels`: for each marked element in document order its label, or null where there is none to look for.
(labels) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    ink.clearRect(0, 0, 1, 1);
    ink.fillStyle = colour;
    ink.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = ink.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const faded = (colour, by) => [colour[0], colour[1], colour[2], colour[3] * by];
  // What is behind and in front at an element, seen through all that is around it; null where a picture is behind.
  const ground = (element) => {
    if (!element) return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const style = getComputedStyle(element);
    const own = rgba(style.backgroundColor);
    if (style.backgroundImage !== "none") return null;
    if (own[3] === 1 && style.opacity === "1") return own;
    const below = ground(element.parentElement);
    return below && over(faded(own, Number(style.opacity)), below);
  };
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (element) => {
    const behind = ground(element);
    if (!behind) return null;
    let clear = 1;
    for (let each = element; each; each = each.parentElement) clear *= Number(getComputedStyle(each).opacity);
    const text = over(faded(rgba(getComputedStyle(element).webkitTextFillColor), clear), behind);
    const [a, b] = [light(text), light(behind)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const SHOWN = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
  const reachable = (box) => box.right + scrollX > 0 && box.left + scrollX < document.documentElement.scrollWidth
    && box.bottom + scrollY > 0;
  const unseen = (text) => {
    const element = text.parentElement;
    if (!element.checkVisibility(SHOWN)) return "not rendered";
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = [...range.getClientRects()].find((one) => one.width > 1 && one.height > 1);
    if (!box) return "without area";
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "outside of the page";
    return document.elementsFromPoint(x, y).includes(element) ? "" : "clipped";
  };
  // Whether what the slot stands in is hidden as a whole: then the page hides it, and not the slot.
  const column = (root) => {
    const parent = root.parentElement;
    if (!parent.checkVisibility(SHOWN)) return "not rendered";
    const box = parent.getBoundingClientRect();
    if (!reachable(box)) return "outside of the page";
    return getComputedStyle(parent).overflow !== "visible" && box.height * box.width === 0 ? "without area" : "";
  };
  const first = (root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (text.data.trim().split(/\s+/).join(" ") === wanted) return text;
    return null;
  };
  document.querySelectorAll("style[amp-boilerplate]").forEach((one) => one.remove()); // it hides until AMP's script runs
  const sheet = document.createElement("style");
  sheet.textContent = "* { pointer-events: auto !important }"; // hit tests skip what takes no clicks
  document.head.append(sheet);
  const found = [...document.querySelectorAll("[data-adlayout]")].map((root, nth) => {
    const wanted = labels[nth];
    const text = wanted ? first(root, wanted) : null;
    if (!text) return null;
    const hidden = column(root);
    if (hidden) return { nth, column: hidden };
    return {
      nth, column: "", unseen: unseen(text), contrast: contrast(text.parentElement),
      size: parseFloat(getComputedStyle(text.parentElement).fontSize), height: root.getBoundingClientRect().height,
    };
  });
  sheet.remove();
  return found.filter(Boolean);
}
