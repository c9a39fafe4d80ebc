// Shows only some of the map: steps with findings, moments of truth, one channel, what changed, and those that somebody who is shown takes.
// The curve stays whole, or it would lie about the way between; a step that is not asked for keeps its name and its place.
(function () {
  "use strict";

  var LANES = { findings: ["findings", "opportunities", "actions"] };

  function words(text) { return (text || "").split(" ").filter(Boolean); }

  /** step: what the header of a column says of it. */
  function fits(step, state, since) {
    var asked = !state.show || (state.show === "changed" ? Boolean(step.changed) && step.changed >= since : step.shows.indexOf(state.show) >= 0);
    return asked && (!step.only.length || step.only.some(function (id) { return state.off.indexOf(id) < 0; }));
  }

  function read(head) {
    return { id: head.dataset.jyStep, shows: words(head.dataset.jyShows), only: words(head.dataset.jyOnly), changed: head.dataset.changed || "" };
  }

  function sinceOf(root, state) {
    var field = root.querySelector("[data-jy-since]");
    return state.since || (field ? field.value : "");
  }

  /** Runs of columns that are not asked for, as [first, count]. */
  function runs(fitting) {
    return fitting.reduce(function (found, fit, column) {
      var last = found[found.length - 1];
      if (fit) return found;
      if (last && last[0] + last[1] === column) last[1] += 1; else found.push([column, 1]);
      return found;
    }, []);
  }

  function veil(table, fitting, mirrored) {
    table.querySelectorAll("[data-jy-veil]").forEach(function (rect) { rect.remove(); });
    var drawing = table.querySelector("[data-jy-drawing] > svg");
    if (drawing) runs(fitting).forEach(function (run) {
      var rect = document.createElementNS("http://www.w3.org/2000/svg", "rect"), share = 100 / fitting.length;
      var first = mirrored ? fitting.length - run[0] - run[1] : run[0];
      var places = { x: first * share + "%", width: run[1] * share + "%", y: 0, height: "100%", class: "jy-curve-veil", "data-jy-veil": "" };
      Object.keys(places).forEach(function (name) { rect.setAttribute(name, places[name]); });
      drawing.append(rect);
    });
  }

  function showRow(row, fitting, state) {
    var isFull = row.cells.length === fitting.length + 1, hasAny = !isFull || !state.show;
    var cells = isFull ? Array.from(row.cells) : [];
    if (isFull) fitting.forEach(function (fit, column) {
      var cell = cells[column + 1];
      cell.toggleAttribute("data-jy-dim", !fit);
      hasAny = hasAny || (fit && cell.firstElementChild !== null);
    });
    var lanes = LANES[state.show], lane = row.dataset.jyLane;
    if (lane) row.toggleAttribute("data-jy-off", !hasAny || Boolean(lanes && lanes.indexOf(lane) < 0));
  }

  /* The only place that touches the page. */
  function show(root, table, state) {
    var steps = Array.from(table.querySelectorAll("[data-jy-step]")).map(read), since = sinceOf(root, state);
    var fitting = steps.map(function (step) { return fits(step, state, since); });
    // A large map has thousands of cells: most switches of a persona change none of its columns.
    var shown = state.show + fitting.join();
    if (shown === table.jyShown) return;
    table.jyShown = shown;
    var mirrored = getComputedStyle(table).direction === "rtl";
    Array.from(table.rows).forEach(function (row) { showRow(row, fitting, state); });
    veil(table, fitting, mirrored);
    table.toggleAttribute("data-jy-some", fitting.indexOf(false) >= 0);
    var stories = steps.map(function (step) { return document.getElementById(step.id); });
    stories.forEach(function (told, column) { if (told) told.toggleAttribute("data-jy-off", !fitting[column]); });
    new Set(stories.map(function (told) { return told && told.closest("section"); })).forEach(function (stage) {
      if (stage) stage.toggleAttribute("data-jy-off", !stage.querySelector("article:not([data-jy-off])"));
    });
    var field = root.querySelector("[data-jy-show]"), count = fitting.filter(Boolean).length;
    if (!field) return;
    field.value = state.show;
    root.querySelector("[data-jy-fitting]").textContent = count === steps.length ? "" : field.dataset.jyWords.replace("{count}", count).replace("{all}", steps.length);
  }

  document.addEventListener("jy-state", function (event) {
    var state = event.detail.state, before = event.detail.before, table = event.target.querySelector("[data-jy-map]");
    var isAsked = before ? before.show !== state.show || before.since !== state.since || before.off !== state.off : state.show || state.off.length;
    if (table && isAsked) show(event.target, table, state);
  });

  document.addEventListener("change", function (event) {
    var field = event.target instanceof Element && event.target.closest("[data-jy-show], [data-jy-since]"), root = field && field.closest("[data-jy-root]");
    if (!root) return;
    var since = root.querySelector("[data-jy-since]"), isSince = field.hasAttribute("data-jy-since");
    var value = isSince ? root.querySelector("[data-jy-show]") && root.querySelector("[data-jy-show]").value : field.value;
    var wanted = value === "changed" ? { since: since ? since.value : "" } : isSince ? {} : { since: "" };
    if (!isSince) wanted.show = value;
    root.dispatchEvent(new CustomEvent("jy-want", { detail: wanted }));
  });
})();
