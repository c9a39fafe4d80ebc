// A map by stages, by steps or as text; and one stage at a time, in its place: the columns of the others are folded and the drawing is cut to it.
(function () {
  "use strict";

  /** The stages of a table, with their first columns and how many each has. The span of each is kept: it is cut with the table. */
  function stagesOf(root) {
    var from = 0;
    return Array.from(root.querySelectorAll("[data-jy-map] [data-jy-stage]")).map(function (head) {
      var count = Number(head.dataset.jySpan || head.colSpan), stage = { id: head.dataset.jyStage, name: head.querySelector("a").textContent, head: head, from: from, count: count };
      head.dataset.jySpan = count;
      from += count;
      return stage;
    });
  }

  function levelOf(root, state) { return state.view === "text" ? "text" : state.stage ? "steps" : state.view || root.dataset.jyFirst; }

  function showLevel(root, state) {
    var level = levelOf(root, state);
    // A telephone shows the story where nothing was chosen; the style sheet decides it by the same width.
    var isTold = !state.view && !state.stage && matchMedia("(max-width: 720px)").matches && root.querySelector("[data-jy-view='text']");
    root.dataset.jyLevelNow = state.view || state.stage ? level : "";
    root.toggleAttribute("data-jy-by-stage", level === "stages" && !isTold);
    root.querySelectorAll("[data-jy-level]").forEach(function (part) {
      part.hidden = level !== "text" && part.dataset.jyLevel !== level;
      if ("open" in part && level === "steps") part.open = true;
    });
    root.querySelectorAll("[data-jy-view]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.jyView === (isTold ? "text" : level)));
    });
  }

  /** Cuts a table to some of its columns; count: all of them, to undo it. */
  function cut(table, from, count) {
    var columns = Number(table.dataset.jyMap), frame = table.parentElement;
    Array.from(table.rows).forEach(function (row) {
      if (row.querySelector("[data-jy-stage]")) return;
      if (row.cells.length === columns + 1) {
        for (var column = 0; column < columns; column += 1) row.cells[column + 1].hidden = column < from || column >= from + count;
        return;
      }
      var last = row.cells[row.cells.length - 1], extra = Number(last.dataset.jyExtra || last.colSpan - columns);
      last.dataset.jyExtra = extra;
      last.colSpan = count + extra;
    });
    table.querySelector("col + col").span = count;
    frame.style.setProperty("--jy-columns", count);
    frame.style.setProperty("--jy-all", columns);
    table.dataset.jyFrom = from;
    frame.style.setProperty("--jy-skip", from);
    frame.style.setProperty("--jy-from", getComputedStyle(table).direction === "rtl" ? columns - from - count : from);
    table.toggleAttribute("data-jy-cut", count < columns);
    frame.scrollLeft = 0;
  }

  function showStage(root, state) {
    var table = root.querySelector("[data-jy-map]"), stages = stagesOf(root), bar = root.querySelector("[data-jy-stage-bar]");
    var place = stages.findIndex(function (stage) { return stage.id === state.stage; }), open = stages[place];
    if (!table || (!open && !table.hasAttribute("data-jy-cut"))) return;
    stages.forEach(function (stage) { stage.head.hidden = Boolean(open) && stage !== open; });
    cut(table, open ? open.from : 0, open ? open.count : Number(table.dataset.jyMap));
    bar.hidden = !open;
    if (!open) return;
    [stages[place - 1], open, stages[place + 1]].forEach(function (stage, slot) {
      var name = bar.querySelectorAll("[data-jy-name]")[slot], button = name.closest("button");
      name.textContent = stage ? stage.name : "";
      if (button) { button.value = stage ? stage.id : ""; button.style.visibility = stage ? "" : "hidden"; }
    });
    var words = bar.querySelector("[data-jy-place]");
    words.textContent = words.dataset.jyPlace.replace("{number}", place + 1).replace("{all}", stages.length);
  }

  document.addEventListener("jy-state", function (event) {
    var state = event.detail.state, before = event.detail.before, root = event.target;
    root.jyStage = state.stage;
    if (!before || before.view !== state.view || before.stage !== state.stage) showLevel(root, state);
    if (!before ? state.stage : before.stage !== state.stage) showStage(root, state);
    if (before && !before.stage && state.stage) root.querySelector("[data-jy-stage-bar]").scrollIntoView({ block: "nearest" });
    // What stands over the bar on a telephone comes and goes.
    if (before && before.view !== state.view) root.querySelector("[data-jy-bar]").scrollIntoView({ block: "nearest" });
  });

  /** On paper all of it is there; the screen is as it was afterwards. */
  function showAll(isAll) {
    document.querySelectorAll("[data-jy-root]").forEach(function (root) { if (root.jyStage) showStage(root, { stage: isAll ? "" : root.jyStage }); });
  }

  addEventListener("beforeprint", function () { showAll(true); });
  addEventListener("afterprint", function () { showAll(false); });

  function wanted(target) {
    if (target.closest("[data-jy-view]")) return { view: target.closest("[data-jy-view]").dataset.jyView, stage: "" };
    if (target.closest("[data-jy-open]")) return { stage: target.closest("[data-jy-open]").dataset.jyOpen, view: "" };
    if (target.closest("[data-jy-stage-bar] [data-jy-go]")) return { stage: target.closest("[data-jy-go]").value };
    return target.closest("[data-jy-all]") ? { stage: "", view: "" } : null;
  }

  document.addEventListener("click", function (event) {
    var root = event.target instanceof Element && event.target.closest("[data-jy-root][data-jy-live]");
    var detail = root && !event.ctrlKey && !event.metaKey && !event.shiftKey && wanted(event.target);
    if (!detail) return;
    event.preventDefault();
    root.dispatchEvent(new CustomEvent("jy-want", { detail: detail }));
  });
})();
