// A map in a frame of another site is light or dark as the reader's system is.
(function () {
  "use strict";

  var root = document.documentElement;
  if (!root.hasAttribute("data-jy-embed")) return;
  var dark = matchMedia("(prefers-color-scheme: dark)");

  function dress() { root.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default"); }

  dress();
  dark.addEventListener("change", dress);
})();
