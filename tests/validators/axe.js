// What axe-core finds on the page, each with the way to its element: child numbers from <html> down, insertions not
// counted; "ours" is the name of the insertion that it stands in.
async () => {
  // axe takes a page for a modal if something large is laid over it, and asks no headings and landmarks of it then: an
  // insertion above would undo that. So it is asked the same of all pages.
  const heading = "h1:not([role], [aria-level]), :is(h1, [role=heading])[aria-level=1], [role=heading][aria-level=1]";
  axe.configure({ checks: [
    { id: "page-has-main", options: { selector: "main:not([role]), [role='main']", passForModal: false } },
    { id: "page-has-heading-one", options: { selector: heading, passForModal: false } },
  ] });
  const way = (element) => {
    const steps = [];
    for (let each = element; each.parentElement; each = each.parentElement) {
      const beside = [...each.parentElement.children].filter((one) => !one.hasAttribute("data-adlayout"));
      steps.unshift(beside.indexOf(each));
    }
    return steps;
  };
  const found = await axe.run(document, { resultTypes: ["violations"], elementRef: true, iframes: false });
  return found.violations.flatMap(({ id, nodes }) => nodes.filter((node) => node.element).map((node) => ({
    rule: id, way: way(node.element), html: node.html.slice(0, 200),
    ours: node.element.closest("[data-adlayout]")?.getAttribute("data-adlayout") ?? "",
  })));
}
