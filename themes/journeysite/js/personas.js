// Personas are switched on and off: their lines, marks and words come and go, and the lowest point is that of those who are shown.
(function () {
  "use strict";

  /** Who is off after a switch is pressed. Nobody is ever left alone with an empty map: the last one brings all back. */
  function toggled(off, id, all) {
    var next = off.indexOf(id) >= 0 ? off.filter(function (other) { return other !== id; }) : off.concat(id);
    return next.length >= all.length ? [] : next;
  }

  /** The lowest of the marks that are shown: on a drawing, y grows downward. */
  function lowest(marks) {
    return marks.reduce(function (low, mark) { return !low || Number(mark.getAttribute("y")) > Number(low.getAttribute("y")) ? mark : low; }, null);
  }

  function moveRing(root, off) {
    var drawing = root.querySelector("[data-jy-drawing] > svg"), ring = drawing && drawing.querySelector("circle[data-jy-persona]");
    if (!ring) return;
    if (!ring.dataset.jyHome) ring.dataset.jyHome = ring.getAttribute("cx") + " " + ring.getAttribute("cy");
    var place = ring.dataset.jyHome.split(" "), isAway = off.indexOf(ring.dataset.jyPersona) >= 0;
    var mark = isAway && lowest(Array.from(drawing.querySelectorAll("g:not([data-jy-off]) > use")));
    if (mark) place = [mark.getAttribute("x"), mark.getAttribute("y")];
    ring.setAttribute("cx", place[0]);
    ring.setAttribute("cy", place[1]);
    ring.toggleAttribute("data-jy-off", isAway && !mark);
  }

  /* The only place that touches the page. */
  function show(root, off) {
    root.querySelectorAll("[data-jy-persona]").forEach(function (part) { part.toggleAttribute("data-jy-off", off.indexOf(part.dataset.jyPersona) >= 0); });
    root.querySelectorAll("[data-jy-toggle]").forEach(function (button) { button.setAttribute("aria-pressed", String(off.indexOf(button.dataset.jyToggle) < 0)); });
    moveRing(root, off);
  }

  document.addEventListener("jy-state", function (event) {
    var state = event.detail.state, before = event.detail.before, root = event.target;
    root.jyOff = state.off;
    if (!before ? state.off.length : before.off !== state.off) show(root, state.off);
  });

  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-jy-toggle]");
    if (!button) return;
    var root = button.closest("[data-jy-root]");
    var all = Array.from(root.querySelectorAll("[data-jy-toggle]")).map(function (one) { return one.dataset.jyToggle; });
    root.dispatchEvent(new CustomEvent("jy-want", { detail: { off: toggled(root.jyOff || [], button.dataset.jyToggle, all) } }));
  });
})();
