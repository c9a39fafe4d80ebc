// Menus are folds: Escape and a click elsewhere close them, and the focus goes back to where it came from.
(function () {
  "use strict";

  function close(menu, withFocus) {
    menu.open = false;
    if (withFocus) menu.querySelector("summary").focus();
  }

  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && event.target instanceof Element && event.target.closest("[data-jy-menu][open]");
    if (!menu) return;
    event.stopPropagation();
    close(menu, true);
  });

  function elsewhere(event) {
    document.querySelectorAll("[data-jy-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) close(menu, false);
    });
  }

  document.addEventListener("click", elsewhere);
  document.addEventListener("focusin", elsewhere);
})();
