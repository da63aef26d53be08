// The trees of many pages, given as text: each is written into one frame, by the parser that reads pages from the net.
// TREE is the function of tree.js.
(pages) => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const found = pages.map((page) => {
    const written = frame.contentDocument;
    written.open(), written.write(page), written.close();
    return TREE(written);
  });
  frame.remove();
  return found;
}
