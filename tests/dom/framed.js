// The tree of a page in a frame: a third of what it costs to go to the page. The tree is what tree.js says, put in.
async ([data, type, scripting]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const frame = document.createElement("iframe");
  if (!scripting) frame.sandbox = "allow-same-origin"; // and not "allow-scripts"
  const loaded = new Promise((done) => (frame.onload = done));
  frame.src = address;
  document.body.append(frame);
  await loaded;
  try {
    return (TREE)(frame.contentDocument);
  } finally {
    frame.remove();
    URL.revokeObjectURL(address);
  }
}
