// A wide map scrolls sideways in its frame and down with the page. So that stages and steps stay named, a copy of their headers waits
// under the top of the window; over it stands the whole map, small, with a window on what is seen: it moves the map, and hints that it moves.
(function () {
  "use strict";

  /** In percent: of a map that is nearly whole in view, a small one would only repeat the large one and push it down. */
  var MOST_SEEN = 75;

  /** The place of the window on the small map, in percent of its width, counted from where reading begins. */
  function windowOf(frame, lane) {
    var room = frame.clientWidth - lane, whole = frame.scrollWidth - lane;
    return { from: Math.abs(frame.scrollLeft) / whole * 100, share: Math.min(100, room / whole * 100) };
  }

  function element(name, attributes, parts) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (parts || []).forEach(function (part) { made.append(part); });
    return made;
  }

  /** The drawing without its words and marks: it is shown a tenth as high. */
  function smallCurve(table) {
    var lines = table.querySelector("[data-jy-drawing] > svg > svg");
    return lines ? [lines.cloneNode(true)] : [];
  }

  function smallStages(table) {
    return Array.from(table.querySelectorAll("[data-jy-stage]")).map(function (head) {
      var name = element("span", { style: "flex: " + (head.dataset.jySpan || head.colSpan), "data-jy-part": head.dataset.jyStage });
      name.textContent = head.querySelector("a").textContent;
      return name;
    });
  }

  function headCopy(table) {
    var copy = table.cloneNode(false);
    ["data-jy-map", "data-jy-column", "style"].forEach(function (name) { copy.removeAttribute(name); });
    copy.append(table.querySelector("colgroup").cloneNode(true), table.tHead.cloneNode(true));
    copy.querySelectorAll("a").forEach(function (link) { link.tabIndex = -1; });
    copy.querySelectorAll("[tabindex='0']").forEach(function (cell) { cell.removeAttribute("tabindex"); });
    copy.querySelectorAll("[data-jy-step], [data-changed]").forEach(function (cell) { cell.removeAttribute("data-jy-step"); cell.removeAttribute("data-changed"); });
    copy.querySelectorAll("[data-jy-stage]").forEach(function (cell) { cell.removeAttribute("data-jy-stage"); });
    return copy;
  }

  function topOfWindow() {
    var header = document.querySelector(".md-header");
    return header && /sticky|fixed/.test(getComputedStyle(header).position) ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
  }

  function mount(frame) {
    var table = frame.querySelector("table"), lane = 0, isAsked = false, isStale = true;
    var slider = element("div", { class: "jy-glance-window", role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuemax": "100" });
    slider.setAttribute("aria-label", frame.dataset.jyGlance || "");
    var glance = element("div", { class: "jy-glance", hidden: "" }, smallCurve(table).concat([element("div", { class: "jy-glance-stages" }, smallStages(table)), slider]));
    var head = element("div", { class: "jy-mirror-head", "aria-hidden": "true" });
    var mirror = element("div", { class: "jy-mirror", "data-jy-mirror": "" }, [glance, head]);
    frame.before(mirror);

    /* Everything that depends on sizes and places, at most once a frame. */
    function update() {
      isAsked = false;
      if (!frame.clientWidth) return;
      lane = table.querySelector("th, td").offsetWidth;
      var top = topOfWindow(), seen = windowOf(frame, lane), isWide = seen.share < MOST_SEEN && !table.hasAttribute("data-jy-cut");
      mirror.style.top = top + "px";
      glance.hidden = !isWide;
      slider.style.insetInlineStart = seen.from + "%";
      slider.style.width = seen.share + "%";
      slider.setAttribute("aria-valuenow", Math.round(seen.from / (100 - seen.share || 1) * 100));
      glance.querySelectorAll("[data-jy-part]").forEach(function (name) {
        var begin = name.offsetLeft / glance.clientWidth * 100, end = begin + name.offsetWidth / glance.clientWidth * 100;
        var first = getComputedStyle(table).direction === "rtl" ? 100 - end : begin;
        name.toggleAttribute("data-jy-seen", first < seen.from + seen.share - 1 && first + end - begin > seen.from + 1);
      });
      var box = frame.getBoundingClientRect(), below = mirror.getBoundingClientRect().bottom;
      var isOver = box.top < below - 1 && box.bottom > below + table.tHead.offsetHeight + 60;
      frame.style.setProperty("--jy-covered", top + glance.offsetHeight + table.tHead.offsetHeight + 8 + "px");
      if (isOver && (isStale || !head.firstChild)) { head.replaceChildren(headCopy(table)); isStale = false; }
      head.hidden = !isOver;
      if (!isOver) return;
      head.firstChild.style.width = table.offsetWidth + "px";
      head.style.setProperty("--jy-columns", frame.style.getPropertyValue("--jy-columns"));
      head.scrollLeft = frame.scrollLeft;
    }

    function ask() { if (!isAsked) { isAsked = true; requestAnimationFrame(update); } }

    function moveTo(share) {
      var sign = getComputedStyle(table).direction === "rtl" ? -1 : 1;
      frame.scrollLeft = sign * share * (frame.scrollWidth - lane);
    }

    function drag(event) {
      if (event.type === "pointermove" && !glance.hasPointerCapture(event.pointerId)) return;
      if (event.type === "pointerdown") { glance.setPointerCapture(event.pointerId); slider.focus({ preventScroll: true }); event.preventDefault(); }
      var box = glance.getBoundingClientRect(), x = (event.clientX - box.left) / box.width;
      if (getComputedStyle(table).direction === "rtl") x = 1 - x;
      moveTo(x - slider.offsetWidth / box.width / 2);
    }

    slider.addEventListener("keydown", function (event) {
      var page = { ArrowRight: 120, ArrowLeft: -120, PageDown: frame.clientWidth - lane, PageUp: lane - frame.clientWidth, Home: -1e6, End: 1e6 }[event.key];
      if (!page) return;
      event.preventDefault();
      if (getComputedStyle(table).direction === "rtl" && !/Arrow/.test(event.key)) page = -page;
      frame.scrollLeft += page;
    });
    glance.addEventListener("pointerdown", drag);
    glance.addEventListener("pointermove", drag);
    frame.addEventListener("scroll", ask, { passive: true });
    addEventListener("scroll", ask, { passive: true });
    new ResizeObserver(ask).observe(frame);
    // Columns may have been cut or switched off, and badges put in.
    new MutationObserver(function () { isStale = true; ask(); }).observe(table.tHead, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "data-jy-dim"] });
    update();
  }

  document.addEventListener("jy-state", function (event) {
    if (!event.detail.before) event.target.querySelectorAll("[data-jy-glance]").forEach(mount);
  });
})();
