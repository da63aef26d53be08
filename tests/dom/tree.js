// The document as a flat list of [depth, kind, value, attributes], in document order.
// Asked of a page's own document, or of one in a frame of it: that one has other classes, so names tell a template.
// Getters are taken from the prototypes: <input name=attributes> would hide a form's own ones.
(given) => {
  const page = given ?? document;
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (node) => get.call(node);
  };
  const first = getter(Node, "firstChild"), next = getter(Node, "nextSibling"), type = getter(Node, "nodeType");
  const name = getter(Element, "localName"), space = getter(Element, "namespaceURI");
  const attributes = getter(Element, "attributes"), data = getter(CharacterData, "data");
  const content = getter(HTMLTemplateElement, "content"), shadow = getter(Element, "shadowRoot");
  const spaces = {
    "http://www.w3.org/1999/xhtml": "",
    "http://www.w3.org/2000/svg": "svg ",
    "http://www.w3.org/1998/Math/MathML": "math ",
  };
  // A policy sent by HTTP makes the browser hide nonces in the attribute, not in the property.
  const nonce = (node, attribute) => (typeof node.nonce === "string" ? node.nonce : attribute.value);
  const out = [];
  const children = (node, depth) => {
    for (let child = first(node); child; child = next(child)) write(child, depth);
  };
  const element = (node, depth) => {
    const pairs = Array.from(attributes(node), (one) => [one.name, one.name === "nonce" ? nonce(node, one) : one.value]);
    out.push([depth, "element", (spaces[space(node)] ?? space(node) + " ") + name(node), pairs]);
    const inner = name(node) === "template" && !spaces[space(node)] ? content(node) : null;
    if (inner) out.push([depth + 1, "content", "", []]), children(inner, depth + 2);
    const root = shadow(node);
    if (root) out.push([depth + 1, "shadow", root.mode, []]), children(root, depth + 2);
    children(node, depth + 1);
  };
  const write = (node, depth) => {
    if (type(node) === 1) element(node, depth);
    else if (type(node) === 3) out.push([depth, "text", data(node), []]);
    else if (type(node) === 8) out.push([depth, "comment", data(node), []]);
    else if (type(node) === 10) out.push([depth, "doctype", [node.name, node.publicId, node.systemId].join("|"), []]);
  };
  const mode = getter(Document, "characterSet")(page) + " " + getter(Document, "compatMode")(page);
  out.push([0, "document", mode.toLowerCase(), []]);
  children(page, 1);
  return JSON.stringify(out);
}
