// Copies the address of what is shown, and the code that puts the map into a page of another site.
(function () {
  "use strict";

  function escaped(words) { return words.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;"); }

  function snippet(address, title) {
    return '<iframe src="' + escaped(address) + '" title="' + escaped(title) + '" width="100%" height="640" loading="lazy" allow="fullscreen" style="border: 0"></iframe>';
  }

  function wordsOf(button) {
    var path = button.dataset.jyCopy;
    return path === "address" ? location.href : snippet(new URL(path, location.href.split(/[?#]/)[0]).href, button.dataset.jyTitle);
  }

  function tell(sheet, words, rest) {
    var said = sheet.querySelector("[data-jy-said]");
    said.textContent = words;
    if (!rest) return;
    var field = document.createElement("textarea");
    field.readOnly = true;
    field.value = rest;
    said.append(field);
    field.select();
  }

  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-jy-copy]");
    if (!button) return;
    var sheet = button.closest("[data-jy-share]"), words = wordsOf(button);
    var refused = function () { tell(sheet, sheet.dataset.jyNotCopied, words); };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(function () { tell(sheet, sheet.dataset.jyCopied); }, refused);
    else refused();
  });
})();
