// The search box of the home page opens the theme's search. Without a script, or without the search plugin, the lists stand there instead.
(function () {
  "use strict";

  function mount(root) {
    var toggle = root.getElementById("__search");
    var input = root.querySelector("[data-md-component=search-query]");
    root.querySelectorAll("[data-jy-search]").forEach(function (button) {
      if (!toggle || !input || !button.hidden) return;
      button.hidden = false;
      button.addEventListener("click", function () {
        if (!toggle.checked) toggle.click();
        input.focus();
      });
    });
  }

  // The theme may swap the page without loading it anew.
  if (window.document$) window.document$.subscribe(function () { mount(document); });
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", function () { mount(document); });
  else mount(document);
})();
