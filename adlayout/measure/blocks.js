// What each block measures as it stands: its box, its margins, its type, and its first picture.
// `wanted`: per block the child numbers from <html> down, the names met there, and for a run of text the number of
// elements before it and behind its last one.
(wanted) => {
  const follow = ({ path, names }) => {
    let here = document.documentElement;
    for (let i = 0; i < path.length; i++) {
      here = here.children[path[i]];
      if (!here || here.localName !== names[i]) return null;
    }
    return here;
  };
  const range = (element, run) => {
    const found = document.createRange();
    found.selectNodeContents(element);
    if (run && run[0] > 0) found.setStartAfter(element.children[run[0] - 1]);
    if (run && run[1] < element.children.length) found.setEndBefore(element.children[run[1]]);
    return found;
  };
  const texts = (found) => {
    const top = found.commonAncestorContainer;
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = top.nodeType === 3 ? top : walk.nextNode(); node; node = walk.nextNode()) {
      if (node.data.trim() && found.intersectsNode(node) && node.parentElement.getClientRects().length) nodes.push(node);
    }
    return nodes;
  };
  // The type that most of the text is set in, and the width of the box its lines break in.
  const type = (nodes) => {
    let most = null;
    for (const node of nodes) if (!most || node.data.length > most.data.length) most = node;
    if (!most) return null;
    const style = getComputedStyle(most.parentElement);
    const part = document.createRange();
    part.selectNodeContents(most);
    const rects = [...part.getClientRects()];
    let box = most.parentElement;
    while (getComputedStyle(box).display.startsWith("inline") && box.parentElement) box = box.parentElement;
    const outer = getComputedStyle(box);
    const width = box.clientWidth - parseFloat(outer.paddingLeft) - parseFloat(outer.paddingRight);
    const shown = most.data.replace(/\s+/g, " ").length;
    const line = style.lineHeight === "normal" ? (rects[0] || { height: 0 }).height : parseFloat(style.lineHeight);
    return {
      line, width,
      glyph: rects.reduce((sum, one) => sum + one.width, 0) / shown,
      wraps: !["pre", "nowrap"].includes(style.whiteSpace) && style.textWrapMode !== "nowrap",
    };
  };
  const picture = (element) => {
    const found = element.matches("img,svg") ? element : element.querySelector("img,svg");
    if (!found) return null;
    const box = found.getBoundingClientRect();
    return [box.width, box.height];
  };
  return wanted.map((one) => {
    const element = follow(one);
    if (!element) return null;
    const inside = range(element, one.run);
    const box = (one.run ? inside : element).getBoundingClientRect();
    const style = getComputedStyle(element);
    const margins = one.run ? [0, 0] : [parseFloat(style.marginTop) || 0, parseFloat(style.marginBottom) || 0];
    return { top: box.top, bottom: box.bottom, margins, type: type(texts(inside)), picture: picture(element) };
  });
}
