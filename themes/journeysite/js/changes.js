// Shows of the change log what its address asks for: changes/?since=2026-10-01&kind=journey&weight=structure. What is chosen goes into the address, to be sent on.
(function () {
  "use strict";

  var WEIGHTS = ["wording", "meaning", "structure"];

  function asked(search) {
    var fields = {};
    new URLSearchParams(search).forEach(function (value, name) { if (value) fields[name] = value; });
    return fields;
  }

  function address(fields, known) {
    var query = new URLSearchParams();
    known.forEach(function (name) { if (fields[name]) query.set(name, fields[name]); });
    var words = query.toString().replace(/%3A/g, ":");
    return words ? "?" + words : "";
  }

  function heavyEnough(weight, least) { return WEIGHTS.indexOf(weight) >= WEIGHTS.indexOf(least || "wording"); }

  function fits(card, day, fields) {
    var lists = ["kind", "about", "journey", "team"];
    return (!fields.since || day >= fields.since) && heavyEnough(card.weight, fields.weight) &&
      lists.every(function (name) { return !fields[name] || card[name].split(" ").indexOf(fields[name]) >= 0; });
  }

  function show(log, form, fields) {
    var shown = 0, all = 0;
    log.querySelectorAll("[data-jy-day]").forEach(function (day) {
      var kept = 0;
      day.querySelectorAll("[data-jy-change]").forEach(function (card) {
        card.hidden = !fits(card.dataset, day.dataset.jyDay, fields);
        kept += card.hidden ? 0 : 1;
        all += 1;
      });
      day.querySelectorAll("[data-jy-step]").forEach(function (step) { step.hidden = !step.querySelector("[data-jy-change]:not([hidden])"); });
      day.hidden = !kept;
      shown += kept;
    });
    log.querySelectorAll("[data-jy-weight]").forEach(function (line) { line.hidden = !heavyEnough(line.dataset.jyWeight, fields.weight); });
    log.querySelectorAll("[data-jy-month]").forEach(function (month) { month.hidden = !month.querySelector("[data-jy-day]:not([hidden])"); });
    log.querySelector("[data-jy-none]").hidden = shown > 0;
    var hasMore = log.querySelector("[data-jy-keep]");
    log.querySelector("[data-jy-older]").hidden = !hasMore || (fields.since && fields.since >= log.dataset.oldest);
    var output = form.querySelector("[data-jy-shown]"), some = output.dataset.jySome.replace("{shown}", shown).replace("{all}", all);
    var only = fields.about ? output.dataset.jyOnly.replace("{thing}", function () { return fields.about; }) : "";
    output.textContent = [shown === all ? "" : some, only].filter(Boolean).join(", ");
    log.querySelectorAll("[data-jy-keep]").forEach(function (link) { link.search = location.search; });
  }

  function fill(form, fields) {
    Array.from(form.elements).forEach(function (field) { if (field.name) field.value = fields[field.name] || ""; });
  }

  function read(form) {
    var fields = {};
    Array.from(form.elements).forEach(function (field) { if (field.name && field.value) fields[field.name] = field.value; });
    return fields;
  }

  function mount(log) {
    var form = log.querySelector("[data-jy-choices]");
    if (!form || !form.hidden) return;
    var known = Array.from(form.elements).map(function (field) { return field.name; }).filter(Boolean);
    var update = function () {
      var fields = read(form);
      // A page that was opened as a file may not change its address.
      try { history.replaceState(history.state, "", address(fields, known) + location.hash || location.pathname); } catch (error) { /* only the address stays */ }
      show(log, form, fields);
    };
    form.hidden = false;
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) { event.preventDefault(); fill(form, {}); update(); });
    log.querySelector("[data-jy-clear]").addEventListener("click", function () { fill(form, {}); update(); });
    var fields = asked(location.search);
    fill(form, fields);
    // What the lists do not offer, such as a map that is no more, is asked for all the same.
    show(log, form, Object.assign({}, fields, read(form)));
  }

  function mountAll() { document.querySelectorAll("[data-jy-changelog]").forEach(mount); }

  if (window.document$) window.document$.subscribe(mountAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
  else mountAll();
})();
