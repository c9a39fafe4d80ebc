// Personas are switched on and off: their lines, marks and words come and go, and the lowest point is that of those who are shown.
(function () {
  "use strict";

  /** Who is off after a switch is pressed. Nobody is ever left alone with an empty map: the last one brings all back. */
  function toggled(off, id, all) {
    var next = off.indexOf(id) >= 0 ? off.filter(function (other) { return other !== id; }) : off.concat(id);
    return next.length >= all.length ? [] : next;
  }

  /** Whose lowest point is shown. The page has one of each persona's, the lowest of all first; what everybody feels is nobody's to switch off. */
  function deepest(lows, off) {
    return lows.reduce(function (deep, low) {
      if (off.indexOf(low.dataset.jyLow) >= 0) return deep;
      return !deep || Number(low.dataset.jyDepth) > Number(deep.dataset.jyDepth) ? low : deep;
    }, null);
  }

  /* The only place that touches the page. */
  function show(root, off) {
    root.querySelectorAll("[data-jy-persona]").forEach(function (part) { part.toggleAttribute("data-jy-off", off.indexOf(part.dataset.jyPersona) >= 0); });
    root.querySelectorAll("[data-jy-toggle]").forEach(function (button) { button.setAttribute("aria-pressed", String(off.indexOf(button.dataset.jyToggle) < 0)); });
    var deep = deepest(Array.from(root.querySelectorAll("[data-jy-depth]")), off);
    root.querySelectorAll("[data-jy-low]").forEach(function (part) { part.toggleAttribute("data-jy-off", !deep || part.dataset.jyLow !== deep.dataset.jyLow); });
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
