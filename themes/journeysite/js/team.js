// Shows what is one team's: asked for by the address, ?team=store-operations, or chosen once and kept in the reader's own browser.
(function () {
  "use strict";

  var KEY = "journeysite.team";

  // A browser may refuse to keep anything.
  function kept() {
    try { return localStorage.getItem(KEY) || ""; } catch (error) { return ""; }
  }

  function keep(team) {
    try { if (team) localStorage.setItem(KEY, team); else localStorage.removeItem(KEY); } catch (error) { /* chosen now, forgotten later */ }
  }

  /** The address goes before what is kept: who follows a link sees what was sent. */
  function wanted(search, before) {
    var asked = new URLSearchParams(search).get("team");
    return asked === null ? before : asked;
  }

  function isOurs(teams, team) { return !team || teams.split(" ").indexOf(team) >= 0; }

  /* What touches the page. */
  function show(team) {
    var count = 0, lists = document.querySelectorAll("[data-jy-team-list]");
    lists.forEach(function (list) {
      var ours = 0;
      list.querySelectorAll("[data-jy-teams]").forEach(function (item) {
        item.hidden = !isOurs(item.dataset.jyTeams, team);
        ours += item.hidden ? 0 : 1;
      });
      count += ours;
    });
    document.querySelectorAll("[data-jy-team-section]").forEach(function (section) {
      // A link to another team's part shows that as well.
      var isAsked = location.hash.length > 1 && section.querySelector("[id='" + CSS.escape(location.hash.slice(1)) + "']");
      section.hidden = Boolean(team) && section.dataset.jyTeamSection !== "team-" + team && !isAsked;
      count += section.hidden ? 0 : 1;
    });
    document.querySelectorAll("[data-jy-team-none]").forEach(function (words) { words.hidden = !team || count > 0; });
  }

  function chooser(form, team, choose) {
    var select = form.querySelector("[data-jy-team]"), page = form.querySelector("[data-jy-team-page]");
    var reflect = function () {
      var option = select.selectedOptions[0];
      page.hidden = !select.value;
      if (select.value) page.href = option.dataset.jyHref;
    };
    select.value = team;
    if (select.selectedIndex < 0) select.value = "";
    form.hidden = false;
    reflect();
    select.addEventListener("change", function () { reflect(); choose(select.value); });
  }

  /** Lists that have a filter of their own are asked for the team by it, unless the address asks for something else. */
  function fill(team) {
    if (!team || location.search) return;
    document.querySelectorAll("[data-jy-filter] [name=owner], [data-jy-choices] [name=team]").forEach(function (select) {
      if (!Array.from(select.options).some(function (option) { return option.value === team; })) return;
      select.value = team;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function mount() {
    var team = wanted(location.search, kept());
    document.querySelectorAll("[data-jy-my-team]").forEach(function (form) {
      if (!form.hidden) return;
      chooser(form, team, function (chosen) {
        keep(chosen);
        var query = new URLSearchParams(location.search);
        query.delete("team");
        // What was asked for is chosen no more. A page that was opened as a file may not change its address.
        try { history.replaceState(history.state, "", (query.toString() ? "?" + query : location.pathname) + location.hash); } catch (error) { /* only the address stays */ }
        show(chosen);
      });
    });
    // Where nobody can choose, nothing is hidden.
    if (document.querySelector("[data-jy-my-team]")) show(team);
    fill(team);
  }

  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
