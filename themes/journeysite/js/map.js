/* Lights the column of the step that the pointer or the focus is on, from its header down to the last lane. */
(function () {
  "use strict";

  /** The column of a cell, from 0; -1 for a lane's header and for a cell that spans several. */
  function columnOf(cell, columns) {
    return cell.parentElement.cells.length === columns + 1 ? cell.cellIndex - 1 : -1;
  }

  function cellsOf(table, column, columns) {
    return Array.from(table.rows)
      .filter(function (row) { return row.cells.length === columns + 1; })
      .map(function (row) { return row.cells[column + 1]; });
  }

  /* The only place that touches the page. */
  function light(table, column) {
    var columns = Number(table.dataset.jyMap);
    if (Number(table.dataset.jyColumn || -1) === column) return;
    table.querySelectorAll("[data-jy-lit]").forEach(function (cell) { cell.removeAttribute("data-jy-lit"); });
    if (column < 0) {
      delete table.dataset.jyColumn;
      return;
    }
    table.dataset.jyColumn = column;
    // Of the columns that are there: a stage may be open alone.
    var all = Number(getComputedStyle(table).getPropertyValue("--jy-columns")), place = column - Number(table.dataset.jyFrom || 0);
    var fromLeft = getComputedStyle(table).direction === "rtl" ? all - 1 - place : place;
    table.style.setProperty("--jy-lit", fromLeft);
    cellsOf(table, column, columns).forEach(function (cell) { cell.setAttribute("data-jy-lit", ""); });
  }

  function watch(event) {
    var target = event.target instanceof Element ? event.target : null;
    var table = target && target.closest("[data-jy-map]");
    if (!table) return;
    var cell = target.closest("td, th");
    light(table, cell ? columnOf(cell, Number(table.dataset.jyMap)) : -1);
  }

  function leave(event) {
    if (event.target instanceof Element && event.target.matches("[data-jy-map]")) light(event.target, -1);
  }

  document.addEventListener("pointerover", watch);
  document.addEventListener("focusin", watch);
  document.addEventListener("pointerleave", leave, true);
})();
