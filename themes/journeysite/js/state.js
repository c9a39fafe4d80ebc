// What is shown of a map, and the address that says so. A control asks for a change by the event "jy-want";
// whatever shows a part of the map listens to "jy-state". So a sent address shows what its sender saw.
(function () {
  "use strict";

  var NAMES = ["off", "show", "since", "view", "stage", "step", "present"];

  function fromAddress(search) {
    var query = new URLSearchParams(search), slide = query.get("present");
    return {
      off: (query.get("off") || "").split(",").filter(Boolean),
      show: query.get("show") || "",
      since: /^\d{4}-\d\d-\d\d$/.test(query.get("since") || "") ? query.get("since") : "",
      view: ["stages", "steps", "text"].indexOf(query.get("view")) >= 0 ? query.get("view") : "",
      stage: query.get("stage") || "",
      step: query.get("step") || "",
      // 0 is the whole map, 1 the first stage.
      present: /^\d+$/.test(slide || "") ? Number(slide) : null,
    };
  }

  /** The address of a state; what other scripts keep in it stays. */
  function toAddress(state, search) {
    var query = new URLSearchParams(search);
    NAMES.forEach(function (name) {
      var value = state[name], words = value === null ? "" : Array.isArray(value) ? value.join(",") : String(value);
      if (words) query.set(name, words); else query.delete(name);
    });
    var said = query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
    return said ? "?" + said : "";
  }

  function write(state) {
    // A browser may not let a page that was opened as a file change its address.
    try { history.replaceState(history.state, "", location.pathname + toAddress(state, location.search) + location.hash); } catch (error) { /* shown all the same */ }
  }

  function tell(root, state, before) {
    root.dispatchEvent(new CustomEvent("jy-state", { bubbles: true, detail: { state: state, before: before } }));
  }

  function mount(root) {
    if (root.hasAttribute("data-jy-live")) return;
    root.setAttribute("data-jy-live", "");
    var state = fromAddress(location.search);
    root.addEventListener("jy-want", function (event) {
      var before = state;
      state = Object.assign({}, state, event.detail);
      write(state);
      tell(root, state, before);
    });
    tell(root, state, null);
  }

  function mountAll() { document.querySelectorAll("[data-jy-root]").forEach(mount); }

  // Every part listens by then: deferred scripts run before it.
  document.addEventListener("DOMContentLoaded", function () {
    mountAll();
    if (window.document$) window.document$.subscribe(mountAll);
  });
})();
