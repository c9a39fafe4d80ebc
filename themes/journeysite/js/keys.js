// The map by keyboard: one cell of the table is in the order of the tab key, arrows move from it.
(function () {
  "use strict";

  var ROWS = { ArrowDown: 1, ArrowUp: -1 }, COLUMNS = { ArrowRight: 1, ArrowLeft: -1 };

  function isThere(cell) { return cell && cell.offsetParent !== null; }

  /** The cell of a row at a column, or the one that spans it. */
  function cellAt(row, column) {
    var at = 0;
    return Array.from(row.cells).find(function (cell) { at += cell.hidden ? 0 : cell.colSpan; return at > column && !cell.hidden; });
  }

  function columnOf(cell) {
    var before = Array.from(cell.parentElement.cells).slice(0, cell.cellIndex);
    return before.reduce(function (sum, one) { return sum + (one.hidden ? 0 : one.colSpan); }, 0);
  }

  /** The first columns of the stages, the header of the lanes not counted. */
  function stageStarts(table) {
    var row = table.querySelector("tr:has(> [data-jy-stage])"), at = 0, starts = [];
    if (row) Array.from(row.cells).forEach(function (cell) {
      if (at) starts.push(at);
      at += cell.hidden ? 0 : cell.colSpan;
    });
    return starts;
  }

  function down(table, cell, by, column) {
    var rows = Array.from(table.rows), place = rows.indexOf(cell.parentElement) + by, found;
    while (rows[place] && !found) {
      var there = cellAt(rows[place], column);
      found = isThere(there) && !there.matches("thead td") ? there : null;
      place += by;
    }
    return found;
  }

  function along(table, cell, key, column) {
    var row = cell.parentElement, last = columnOf(row.cells[row.cells.length - 1]);
    if (key === "Home") return cellAt(row, 1);
    if (key === "End") return cellAt(row, last);
    var starts = stageStarts(table);
    if (key === "PageDown") return cellAt(row, starts.find(function (start) { return start > column; }) || last);
    if (key === "PageUp") return cellAt(row, starts.reverse().find(function (start) { return start < column; }) || 1);
    var by = COLUMNS[key] * (getComputedStyle(table).direction === "rtl" ? -1 : 1);
    return cellAt(row, by > 0 ? column + cell.colSpan : column - 1);
  }

  /** column: where the focus was before it came to a cell that spans several. */
  function next(table, cell, key, column) {
    return ROWS[key] ? down(table, cell, ROWS[key], column) : along(table, cell, key, column);
  }

  function step(table, cell) {
    var head = table.querySelectorAll("[data-jy-step]")[columnOf(cell) - 1];
    return cell.colSpan === 1 && head ? head.dataset.jyStep : null;
  }

  /* The only place that touches the page. */
  function focus(table, cell) {
    table.querySelectorAll("[tabindex]").forEach(function (one) { one.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    var table = event.target instanceof Element && event.target.closest("[data-jy-root] [data-jy-frame] > table");
    if (!table || event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    var cell = event.target.closest("th, td");
    if (event.key === "Enter" && event.target === cell) {
      var link = cell.querySelector("[data-jy-open]"), id = step(table, cell);
      if (link) link.click();
      else if (id) table.dispatchEvent(new CustomEvent("jy-want", { bubbles: true, detail: { step: id } }));
    }
    if (!ROWS[event.key] && !COLUMNS[event.key] && !/^(Home|End|PageUp|PageDown)$/.test(event.key)) return;
    event.preventDefault();
    var column = ROWS[event.key] && cell.colSpan > 1 && table.jyColumn ? table.jyColumn : columnOf(cell);
    var found = next(table, cell, event.key, column);
    if (!isThere(found)) return;
    table.jyColumn = ROWS[event.key] ? column : columnOf(found);
    focus(table, found);
  });

  document.addEventListener("jy-state", function (event) {
    if (event.detail.before) return;
    event.target.querySelectorAll("[data-jy-frame][tabindex]").forEach(function (frame) {
      // The cells take its place: two stops for one map are one too many.
      frame.removeAttribute("tabindex");
      var first = frame.querySelector("thead th");
      if (first) first.tabIndex = 0;
    });
  });
})();
