// What those who hear a page miss in what Material's script adds to it.
(function () {
  "use strict";

  // Material (9.8.1) wraps the copy button of each code block in a landmark without a name. Goes once it has one.
  function unlist() {
    document.querySelectorAll(".md-code__nav:not([role])").forEach(function (nav) {
      nav.setAttribute("role", "presentation");
    });
  }

  window.addEventListener("load", unlist);
})();
