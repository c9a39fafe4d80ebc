// Filters a list by words and facets. Rows say the places of their values as "0|2 5|", one part a facet.
(function () {
  "use strict";

  function wanted(form) {
    var words = form.querySelector("[data-jy-words]").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var facets = Array.from(form.querySelectorAll("[data-jy-facet]")).map(function (select) { return select.value; });
    return { words: words, facets: facets };
  }

  function fits(row, filter) {
    return filter.words.every(function (word) { return row.text.indexOf(word) >= 0; }) &&
      filter.facets.every(function (value, place) { return value === "" || row.values[place].indexOf(value) >= 0; });
  }

  function read(element) {
    return {
      element: element,
      text: element.textContent.toLocaleLowerCase(),
      values: element.dataset.jyRow.split("|").map(function (part) { return part.split(" "); }),
    };
  }

  function show(list, rows, form) {
    var filter = wanted(form);
    var shown = 0;
    rows.forEach(function (row) {
      var keep = fits(row, filter);
      row.element.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    list.querySelectorAll("[data-jy-group]").forEach(function (group) {
      group.hidden = !group.querySelector("[data-jy-row]:not([hidden])");
    });
    list.querySelector("[data-jy-none]").hidden = shown > 0;
    form.querySelector("[data-jy-shown]").textContent = shown === rows.length ? "" : shown + " of " + rows.length;
  }

  function mount(list) {
    var form = list.querySelector("[data-jy-filter]");
    if (!form || !form.hidden) return;
    var rows = Array.from(list.querySelectorAll("[data-jy-row]")).map(read);
    var update = function () { show(list, rows, form); };
    form.hidden = false;
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(update); });
    list.querySelector("[data-jy-clear]").addEventListener("click", function () { form.reset(); });
    // A browser keeps what was chosen when one comes back to a page.
    update();
  }

  function mountAll() { document.querySelectorAll("[data-jy-index]").forEach(mount); }

  if (window.document$) window.document$.subscribe(mountAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
  else mountAll();
})();
