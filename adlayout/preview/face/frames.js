// The page itself, in frames that run no scripts, and where its blocks and insertions are in them.
//
// A frame may share our origin, so that we can measure it, because nothing in it can run: the sandbox lacks
// allow-scripts and allow-forms, the policy of this document holds in it, too, and it is inert. A page may give
// elements the names of a document's functions, so these are taken from the prototype and never from the document.
const WIDTHS = { mobile: 390, desktop: 1280 };
const HEIGHTS = { mobile: 844, desktop: 900 };
const TALLEST = 200000;

const ask = {
  root: Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get,
  all: Document.prototype.querySelectorAll,
  walker: Document.prototype.createTreeWalker,
};

/** The frame's document with its place-holders filled in: files of the page, and px of a hundredth of the window. */
function filled(text, profile) {
  const [width, height] = [WIDTHS[profile], HEIGHTS[profile]];
  const px = { vh: height / 100, vmin: Math.min(width, height) / 100, vmax: Math.max(width, height) / 100 };
  const holder = new RegExp(data.token + "(\\d+|vh|vmin|vmax)-", "g");
  const fill = (given) => given.replace(holder, (_, name) => (name in px ? `${px[name]}px` : fill(data.assets[name] || "data:,")));
  return fill(text);
}

/** A frame that shows a version on a profile, and what is known of it once it has loaded. */
function open(version, profile) {
  const width = WIDTHS[profile];
  const frame = h("iframe", {
    sandbox: "allow-same-origin", scrolling: "no", tabindex: "-1", inert: true, "aria-hidden": "true",
    title: say("frame-title", { profile: say(`on-${profile}`), width }), width, height: HEIGHTS[profile],
  });
  const ready = loaded(frame).then(() => {
    const shown = loaded(frame);
    write(frame.contentDocument, filled(version.frame, profile));
    return shown;
  }).then(() => settled(frame)).then(() => measured(frame, version));
  return { frame, ready };
}

const loaded = (frame) => new Promise((done) => frame.addEventListener("load", done, { once: true }));

/** Written, and not given as srcdoc, so that a page without doctype is laid out as browsers lay it out (quirks mode). */
function write(page, text) {
  page.open();
  page.write(text);
  page.close();
}

/** Resolves when the frame's pictures and fonts have their sizes; they are all in the document already. */
async function settled(frame) {
  const pictures = [...ask.all.call(frame.contentDocument, "img")];
  await Promise.all(pictures.map((one) => HTMLImageElement.prototype.decode.call(one).catch(() => null)));
}

/** Heights and places in px of the page: blocks and insertions in order, each null where it is not shown. */
function measured(frame, version) {
  const page = frame.contentDocument;
  const root = ask.root.call(page);
  // A style sheet may change with the frame's height: the second look is at what is shown.
  const usual = HEIGHTS[frame.width < 1000 ? "mobile" : "desktop"];
  const fit = () => (frame.height = Math.min(TALLEST, Math.max(usual, root.scrollHeight)));
  fit();
  // What is as high as the window (without a doctype, any height in percent) would grow with the frame, without end.
  if (root.scrollHeight > frame.height && frame.height < TALLEST) root.style.height = `${usual}px`, fit();
  const blocks = blocksOf(page);
  const roots = [...ask.all.call(page, "[data-adlayout]")].filter((one) => !["STYLE", "SCRIPT", "LINK"].includes(one.tagName));
  const own = roots.filter((one) => !roots.some((other) => other !== one && Node.prototype.contains.call(other, one)));
  const insertions = own.map((one) => rect(Element.prototype.getBoundingClientRect.call(one)));
  return { height: Number(frame.height), blocks, insertions, texts: textsOf(page), seams: seamsOf(version, blocks) };
}

/** Each block's range, from its two comments. */
function ranges(page) {
  const begin = [], found = [];
  const walker = ask.walker.call(page, page, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const said = walker.currentNode.data;
    if (!said.startsWith(data.token)) continue;
    const [kind, index] = [said[data.token.length], Number(said.slice(data.token.length + 1))];
    if (kind === "b") begin[index] = walker.currentNode;
    else if (begin[index]) {
      found[index] = new Range();
      found[index].setStartAfter(begin[index]);
      found[index].setEndBefore(walker.currentNode);
    }
  }
  return found;
}

const blocksOf = (page) => Array.from(ranges(page), (one) => (one ? rect(one.getBoundingClientRect()) : null));
const textsOf = (page) => Array.from(ranges(page), (one) => (one ? one.toString().replace(/\s+/g, " ").trim() : ""));

function rect({ left, top, width, height }) {
  return width || height ? { left, top, width, height, bottom: top + height } : null;
}

/** The height of each seam: between its blocks, or at the one that is shown. */
function seamsOf(version, blocks) {
  const seams = version.explained.seams || [];
  return seams.map(({ after, before }) => {
    const above = blocks.slice(0, after === null ? 0 : after + 1).filter(Boolean).at(-1);
    const below = before === null ? null : blocks.slice(before).filter(Boolean)[0];
    if (!above && !below) return null;
    if (!above) return below.top;
    return below && below.top >= above.bottom ? (above.bottom + below.top) / 2 : above.bottom;
  });
}
