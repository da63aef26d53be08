"use strict";
// Without this script the page can be read as it is. With it, tables can be sorted and searched.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.n === undefined ? cell.textContent : Number(cell.dataset.n);
  };

  function sort(table, column, head) {
    const downward = head.getAttribute("aria-sort") === "none" ? head.classList.contains("n") || head.dataset.first === "down" : head.getAttribute("aria-sort") === "ascending";
    const order = new Intl.Collator(words.language, { numeric: true });
    const rows = [...table.tBodies[0].rows].map((row) => [key(row, column), row]);
    const compare = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : order.compare(one, other));
    rows.sort(([one], [other]) => (downward ? compare(other, one) : compare(one, other)));
    table.tBodies[0].append(...rows.map(([, row]) => row));
    for (const one of table.tHead.rows[0].cells) one.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", downward ? "descending" : "ascending");
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      if (!button.textContent) return;
      head.append(button);
      head.setAttribute("aria-sort", "none");
      if (table.tBodies[0].rows[0].cells[column].dataset.n !== undefined) head.dataset.first = "down";
      button.addEventListener("click", () => sort(table, column, head));
    });
    if (table.dataset.find !== undefined) search(table);
  }

  function search(table) {
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = words.find;
    input.setAttribute("aria-label", words.find);
    input.addEventListener("input", () => {
      const sought = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !sought.every((word) => text.includes(word));
      }
    });
    table.parentElement.before(input);
  }

  const html = document.documentElement;
  const turn = document.createElement("button");
  turn.type = "button";
  turn.className = "plain";
  turn.textContent = words["light-dark"];
  turn.addEventListener("click", () => {
    const dark = html.dataset.scheme === "dark" || (html.dataset.scheme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
    html.dataset.scheme = dark ? "light" : "dark";
  });
  document.querySelector("header").append(turn);
  html.dataset.ready = "1";
})();
