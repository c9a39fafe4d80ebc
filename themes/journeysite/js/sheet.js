// A step opens beside the map: its story is moved into a dialog, and back to its place when that closes. A copy would double its ids.
(function () {
  "use strict";

  var home = null;

  function ids(root) {
    return Array.from(root.querySelectorAll("[data-jy-map] [data-jy-step]")).filter(function (head) { return !head.hidden && !head.hasAttribute("data-jy-dim"); })
      .map(function (head) { return head.dataset.jyStep; });
  }

  function putBack() {
    if (!home) return;
    home.place.replaceWith(home.story);
    home = null;
  }

  function open(root, sheet, id) {
    putBack();
    var story = document.getElementById(id), all = ids(root), place = all.indexOf(id);
    // An address may name any id of the page; the sheet cannot hold what holds the sheet.
    if (!story || !story.matches("article") || !root.contains(story)) return;
    home = { story: story, place: document.createComment(id) };
    story.replaceWith(home.place);
    sheet.querySelector("[data-jy-body]").replaceChildren(story);
    var words = sheet.querySelector("[data-jy-place]");
    words.textContent = place < 0 ? "" : words.dataset.jyPlace.replace("{number}", place + 1).replace("{all}", all.length);
    sheet.querySelectorAll("[data-jy-go]").forEach(function (button) {
      button.value = all[place + Number(button.dataset.jyGo)] || "";
      button.disabled = place < 0 || !button.value;
    });
    if (!sheet.open) sheet.showModal();
  }

  function ask(root, id) { root.dispatchEvent(new CustomEvent("jy-want", { detail: { step: id } })); }

  document.addEventListener("jy-state", function (event) {
    var root = event.target, state = event.detail.state, before = event.detail.before, sheet = root.querySelector("[data-jy-sheet]");
    if (!sheet) return;
    // The browser tells of it later, when another step may be open in it.
    if (!before) sheet.addEventListener("close", function () { if (!sheet.open) { putBack(); ask(root, ""); } });
    if ((before ? before.step : "") === state.step) return;
    if (state.step) open(root, sheet, state.step); else if (sheet.open) sheet.close();
  });

  document.addEventListener("click", function (event) {
    var target = event.target, root = target instanceof Element && target.closest("[data-jy-root][data-jy-live]");
    if (!root || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var link = target.closest("[data-jy-map] [data-jy-step] > a, [data-jy-mirror] a:not([data-jy-open])"), sheet = target.closest("[data-jy-sheet]");
    // A map in a frame has no stories: its steps lead to the page that has.
    if (link && root.querySelector("[data-jy-sheet]")) {
      event.preventDefault();
      ask(root, decodeURIComponent(link.hash.slice(1)));
    } else if (sheet && (target === sheet || target.closest("[data-jy-close], a[href^='#']"))) {
      // A link into the map leads there, which must not stay behind the sheet.
      sheet.close();
    } else if (sheet && target.closest("[data-jy-go]")) ask(root, target.closest("[data-jy-go]").value);
  });
})();
