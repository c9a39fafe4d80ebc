// Marks what changed since a day: the reader's last visit, or one that she chooses. Both are kept in her own browser and nowhere else.
(function () {
  "use strict";

  var KEY = "journeysite.marks";

  function twoDigits(number) { return (number < 10 ? "0" : "") + number; }

  function dayOf(date) { return date.getFullYear() + "-" + twoDigits(date.getMonth() + 1) + "-" + twoDigits(date.getDate()); }

  function isDay(text) { return /^\d{4}-\d\d-\d\d$/.test(text || ""); }

  /** What is kept after a visit today: the day of this visit, and of the last one before it. */
  function visited(kept, today) {
    if (kept.visit === today) return kept;
    return { visit: today, before: isDay(kept.visit) ? kept.visit : "", since: kept.since };
  }

  function sinceOf(kept) { return isDay(kept.since) ? kept.since : isDay(kept.before) ? kept.before : ""; }

  function inWords(day) {
    return new Date(day + "T12:00").toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "short", year: "numeric" });
  }

  function isMarked(changed, since) { return Boolean(since) && changed >= since; }

  // A browser may refuse to keep anything, or hold what another page wrote there.
  function load() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY) || "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch (error) { return {}; }
  }

  function save(kept) {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch (error) { /* marked now, forgotten later */ }
  }

  /** After which part of a row, a step's header or a step's story the badge stands: its name. A cell of a map has none. */
  function nameOf(element) { return element.querySelector(element.matches("tr") ? "th > a" : "a.jy-map-step, h3 > a, h4 > a"); }

  /* The only place that touches the page. */
  function show(kept) {
    var since = sinceOf(kept), count = 0, words = document.querySelector("[data-jy-marks]").dataset;
    document.querySelectorAll("[data-jy-badge]").forEach(function (badge) { badge.remove(); });
    document.querySelectorAll("[data-changed]").forEach(function (element) {
      // A point of the curve has a ring of its own, which is only shown.
      if (element.matches("circle")) { element.toggleAttribute("data-jy-marked", isMarked(element.dataset.changed, since)); return; }
      var name = nameOf(element);
      var isCell = element.matches("td");
      if (!(name || isCell) || !isMarked(element.dataset.changed, since)) return;
      var badge = document.createElement("span");
      badge.className = "jy-change-badge";
      badge.setAttribute("data-jy-badge", "");
      badge.textContent = words.jyWord;
      badge.title = inWords(element.dataset.changed);
      if (isCell) element.prepend(badge); else name.after(" ", badge);
      count += isCell || element.matches("article") ? 0 : 1;
    });
    document.querySelectorAll("[data-jy-marks]").forEach(function (form) {
      form.hidden = !document.querySelector("[data-changed]");
      form.querySelector("[data-jy-since]").value = since;
      form.querySelector("[data-jy-visit]").hidden = !isDay(kept.before) || since === kept.before;
      form.querySelector("[data-jy-marked]").textContent = since ? words.jyCount.replace("{count}", count) : "";
    });
  }

  function mount() {
    if (!document.querySelector("[data-jy-marks]")) return;
    var kept = visited(load(), dayOf(new Date()));
    save(kept);
    var choose = function (since) {
      kept = { visit: kept.visit, before: kept.before, since: since };
      save(kept);
      show(kept);
    };
    document.querySelectorAll("[data-jy-marks]").forEach(function (form) {
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      form.querySelector("[data-jy-since]").addEventListener("change", function (event) { choose(event.target.value); });
      form.querySelector("[data-jy-visit]").addEventListener("click", function () { choose(""); });
    });
    show(kept);
  }

  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
