// Filters a list by words and facets, as its address asks: touchpoints/?owner=store-it&words=scale. What is chosen goes into the address, to be sent on.
// Not ?q=, which opens the search of the whole site.
// Rows say the places of their values as "0|2 5|", one part a facet. Of a list of several pages a script knows all rows; it is loaded when one filters.
(function () {
  "use strict";

  var SHOWN = 200;

  function read(form) {
    return {
      words: form.querySelector("[data-jy-words]").value.toLocaleLowerCase().split(/\s+/).filter(Boolean),
      facets: Array.from(form.querySelectorAll("[data-jy-facet]")).map(function (select) { return select.selectedIndex - 1; }),
    };
  }

  function isEmpty(filter) { return !filter.words.length && filter.facets.every(function (place) { return place < 0; }); }

  function hasWords(row, filter) { return filter.words.every(function (word) { return row.text.indexOf(word) >= 0; }); }

  function hasValue(row, filter, facet) { return filter.facets[facet] < 0 || row.values[facet].indexOf(String(filter.facets[facet])) >= 0; }

  function fits(row, filter) {
    return hasWords(row, filter) && filter.facets.every(function (_, facet) { return hasValue(row, filter, facet); });
  }

  /** How many rows each value of each facet would show, were it chosen beside what the others say. */
  function counted(rows, filter) {
    var counts = filter.facets.map(function () { return {}; });
    rows.forEach(function (row) {
      if (!hasWords(row, filter)) return;
      var missed = filter.facets.map(function (_, facet) { return hasValue(row, filter, facet) ? -1 : facet; }).filter(function (facet) { return facet >= 0; });
      filter.facets.forEach(function (_, facet) {
        if (missed.length && (missed.length > 1 || missed[0] !== facet)) return;
        row.values[facet].forEach(function (value) { counts[facet][value] = (counts[facet][value] || 0) + 1; });
      });
    });
    return counts;
  }

  function address(form) {
    var query = new URLSearchParams();
    Array.from(form.elements).forEach(function (field) { if (field.name && field.value.trim()) query.set(field.name, field.value.trim()); });
    var words = query.toString();
    return words ? "?" + words : "";
  }

  function rowOf(element) {
    return {
      element: element,
      text: element.textContent.toLocaleLowerCase(),
      values: element.dataset.jyRow.split("|").map(function (part) { return part.split(" ").filter(Boolean); }),
    };
  }

  function rowOfAll(row) {
    return {
      title: row[0], href: row[1], cells: row[3],
      text: (row[0] + " " + row[3].join(" ")).toLocaleLowerCase(),
      values: row[2].split("|").map(function (part) { return part.split(" ").filter(Boolean); }),
    };
  }

  // What touches the page ----------------------------------------------------------------------------------------------

  function line(row, root, labels) {
    var tr = document.createElement("tr"), th = document.createElement("th"), link = document.createElement("a");
    th.scope = "row";
    link.href = root + row.href;
    link.textContent = row.title;
    th.append(link);
    tr.append(th);
    row.cells.forEach(function (words, place) {
      var td = document.createElement("td");
      td.dataset.label = labels[place];
      td.textContent = words;
      tr.append(td);
    });
    return tr;
  }

  function showFound(list, found, isFiltering, form) {
    var table = list.querySelector("[data-jy-found]");
    var labels = Array.from(table.querySelectorAll("thead th")).slice(1).map(function (th) { return th.textContent; });
    var body = document.createElement("tbody");
    if (isFiltering) found.slice(0, SHOWN).forEach(function (row) { body.append(line(row, list.dataset.jyRoot, labels)); });
    table.tBodies[0].replaceWith(body);
    table.hidden = !isFiltering || !found.length;
    list.querySelectorAll("[data-jy-group], [data-jy-whole], [data-jy-board]").forEach(function (part) { part.hidden = isFiltering; });
    return isFiltering && found.length > SHOWN ? " " + form.dataset.jyMore.replace("{more}", found.length - SHOWN) : "";
  }

  function showHere(list, rows, filter) {
    rows.forEach(function (row) { row.element.hidden = !fits(row, filter); });
    list.querySelectorAll("[data-jy-group]").forEach(function (group) { group.hidden = !group.querySelector("[data-jy-row]:not([hidden])"); });
    return "";
  }

  function show(list, form, rows) {
    var filter = read(form), isFiltering = !isEmpty(filter);
    var found = rows.filter(function (row) { return fits(row, filter); });
    var more = list.dataset.jyRows ? showFound(list, found, isFiltering, form) : showHere(list, rows, filter);
    list.querySelector("[data-jy-none]").hidden = found.length > 0;
    form.querySelector("[data-jy-shown]").textContent =
      found.length === rows.length ? "" : form.dataset.jySome.replace("{shown}", found.length).replace("{all}", rows.length) + more;
    var counts = counted(rows, filter);
    form.querySelectorAll("[data-jy-facet]").forEach(function (select, facet) {
      Array.from(select.options).slice(1).forEach(function (option, place) {
        option.textContent = option.dataset.jyTitle + " (" + (counts[facet][place] || 0) + ")";
      });
    });
  }

  /** Hands over the rows of all pages, which come as a script: a page that was opened as a file may load nothing else. */
  function load(list, then) {
    var script = document.createElement("script");
    window.journeysiteRows = function (rows) { then(rows.map(rowOfAll)); };
    script.src = list.dataset.jyRows;
    document.head.append(script);
  }

  function mount(list) {
    var form = list.querySelector("[data-jy-filter]");
    if (!form || !form.hidden) return;
    var rows = list.dataset.jyRows ? null : Array.from(list.querySelectorAll("[data-jy-row]")).map(rowOf);
    var isLoading = false;
    var update = function () {
      // A page that was opened as a file may not change its address.
      try { history.replaceState(history.state, "", (address(form) || location.pathname) + location.hash); } catch (error) { /* only the address stays */ }
      draw();
    };
    var draw = function () {
      if (rows) return show(list, form, rows);
      if (isEmpty(read(form)) || isLoading) return;
      isLoading = true;
      load(list, function (all) { rows = all; show(list, form, rows); });
    };
    var asked = new URLSearchParams(location.search);
    // What the address asks for, and nothing that a browser kept of an earlier visit. A team owns: ?team= is another word for ?owner=.
    Array.from(form.elements).forEach(function (field) {
      if (field.name) field.value = asked.get(field.name) || (field.name === "owner" && asked.get("team")) || "";
      if (field.selectedIndex === -1) field.value = "";
    });
    form.hidden = false;
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(update); });
    list.querySelector("[data-jy-clear]").addEventListener("click", function () { form.reset(); });
    draw();
  }

  function mountAll() { document.querySelectorAll("[data-jy-index]").forEach(mount); }

  if (window.document$) window.document$.subscribe(mountAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
  else mountAll();
})();
