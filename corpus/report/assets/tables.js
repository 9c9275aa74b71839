// Sorting the documents by a click on a column's head.
function sortTable(table, place, numeric, down) {
  const body = table.tBodies[0];
  const key = (row) => {
    const cell = row.cells[place];
    const value = cell.dataset.key ?? cell.textContent.trim();
    return numeric ? Number(value) : value;
  };
  const order = (a, b) => (numeric ? key(a) - key(b) : key(a).localeCompare(key(b), "nl"));
  body.append(...[...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
}

function wireTables() {
  for (const head of document.querySelectorAll(".sortable thead th")) {
    head.tabIndex = 0;
    const sort = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sortTable(head.closest("table"), head.cellIndex, head.dataset.sort === "number", down);
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
  }
}
