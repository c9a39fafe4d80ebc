// The map in a meeting: the whole window, first the whole curve, then stage by stage.
(function () {
  "use strict";

  function text(element) { return element ? element.textContent.trim().replace(/\s+/g, " ") : ""; }

  function made(name, className, words) {
    var one = document.createElement(name);
    one.className = className;
    one.textContent = words;
    return one;
  }

  /** What there is to show: slide 0 is the whole map, each other one a stage. */
  function slides(root) {
    var table = root.querySelector("[data-jy-map]"), heads = Array.from(table.querySelectorAll("[data-jy-step]")), from = 0;
    var stages = Array.from(table.querySelectorAll("[data-jy-stage]")).map(function (head) {
      var count = Number(head.dataset.jySpan || head.colSpan), stage = { name: text(head.querySelector("a")), from: from, heads: heads.slice(from, from + count) };
      from += count;
      return stage;
    });
    return [{ name: "", from: 0, heads: heads, stages: stages }].concat(stages);
  }

  function cellsOf(table, lane, slide) {
    var row = table.querySelector("[data-jy-lane='" + lane + "']");
    return row ? Array.from(row.cells).slice(slide.from + 1, slide.from + 1 + slide.heads.length) : [];
  }

  /** The column of a stage whose lowest mark lies lowest; marks stand at shares of the whole width. */
  function lowestColumn(table, slide, all) {
    var best = -1, low = -Infinity, mirrored = getComputedStyle(table).direction === "rtl";
    table.querySelectorAll("[data-jy-drawing] g:not([data-jy-off]) > use").forEach(function (mark) {
      var column = Math.floor(parseFloat(mark.getAttribute("x")) / 100 * all), y = Number(mark.getAttribute("y"));
      if (mirrored) column = all - 1 - column;
      if (column >= slide.from && column < slide.from + slide.heads.length && y > low) { low = y; best = column - slide.from; }
    });
    return best;
  }

  /** Where a part of a drawing stands, as a share of its width; null for what goes all the way. */
  function placeOf(part) {
    var place = ["x1", "cx", "x"].map(function (name) { return part.getAttribute(name); }).find(Boolean);
    return /%$/.test(place || "") && part.getAttribute("x2") !== "100%" ? parseFloat(place) / 100 : null;
  }

  /** A copy of a drawing with what stands between two shares of its width. Its marks are drawn with the shapes of the original: no id is there twice. */
  function copyOf(part, begin, end) {
    var copy = part.cloneNode(false);
    Array.from(part.childNodes).forEach(function (child) {
      if (child.nodeType !== 1 || child.matches("title, defs, [data-jy-off], [data-jy-veil], line[data-jy-low]")) return;
      var place = placeOf(child);
      if (place === null || (place >= begin && place <= end)) copy.append(child.matches("g, svg") ? copyOf(child, begin, end) : child.cloneNode(true));
    });
    return copy;
  }

  function showCurve(box, table, slide, all) {
    var from = getComputedStyle(table).direction === "rtl" ? all - slide.from - slide.heads.length : slide.from;
    var drawing = copyOf(table.querySelector("[data-jy-drawing] > svg"), from / all, (from + slide.heads.length) / all);
    drawing.setAttribute("aria-hidden", "true");
    drawing.removeAttribute("aria-labelledby");
    // As high as two fifths of the wall; its words stay as large as the others.
    box.style.setProperty("--jy-zoom", Math.max(1, Math.min(4, innerHeight * 0.4 / Number(drawing.getAttribute("height")))).toFixed(2));
    box.style.setProperty("--jy-columns", slide.heads.length);
    box.style.setProperty("--jy-all", all);
    box.style.setProperty("--jy-from", from);
    var ticks = Array.from(table.querySelectorAll("[data-jy-tick]")).map(function (tick) { return tick.cloneNode(true); });
    var frame = made("div", "jy-slide-window", "");
    frame.append(drawing);
    box.replaceChildren.apply(box, [frame].concat(ticks));
  }

  /** What is said at the lowest step, under its name where the whole map is shown. */
  function showWords(box, root, slide, column) {
    var table = root.querySelector("[data-jy-map]"), place = slide.stages && root.querySelector("[data-jy-depth]:not([data-jy-off]) [data-jy-words]");
    box.replaceChildren();
    if (place) box.append(made("p", "jy-slide-low", text(place)));
    var cell = cellsOf(table, "thinking", slide)[column] || cellsOf(table, "quotes", slide)[column];
    if (!cell) return;
    Array.from(cell.querySelectorAll("p:not([data-jy-off])")).slice(0, 2).forEach(function (said) {
      var words = said.cloneNode(true), who = text(words.querySelector("b"));
      words.querySelectorAll("b, small").forEach(function (part) { part.remove(); });
      box.append(made("blockquote", "", text(words)));
      if (who) box.append(made("p", "jy-slide-who", who));
    });
  }

  function showFindings(list, table, slide) {
    var seen = Object.create(null), cards = [];
    cellsOf(table, "findings", slide).forEach(function (cell) {
      cell.querySelectorAll("[data-jy-card]").forEach(function (card) {
        var kind = card.children[0], title = text(card.children[1]);
        if (!seen[title]) cards.push({ title: title, kind: kind, weight: Number((text(kind).match(/[\d.,]+/) || ["0"])[0].replace(",", ".")), look: card.className });
        seen[title] = true;
      });
    });
    cards.sort(function (one, other) { return other.weight - one.weight; });
    list.replaceChildren.apply(list, cards.slice(0, 3).map(function (card) {
      var item = made("li", card.look, "");
      item.append(card.kind.cloneNode(true), made("p", "", card.title));
      return item;
    }));
  }

  function showLegend(list, root) {
    var chips = Array.from(root.querySelectorAll("[data-jy-chip]")).filter(function (chip) { return !chip.querySelector("[aria-pressed='false']"); });
    list.replaceChildren.apply(list, chips.map(function (chip) {
      var item = made("li", "", text(chip.querySelector("[data-jy-plain]")));
      item.prepend(chip.querySelector("svg").cloneNode(true));
      return item;
    }));
  }

  function show(root, dialog, number) {
    var table = root.querySelector("[data-jy-map]"), all = slides(root), place = Math.min(number, all.length - 1), slide = all[place];
    var name = dialog.querySelector("[data-jy-name]"), words = dialog.querySelector("[data-jy-place]"), steps = dialog.querySelector("[data-jy-steps]");
    name.textContent = slide.name || name.dataset.jyWhole;
    words.textContent = words.dataset.jyPlace.replace("{number}", place + 1).replace("{all}", all.length);
    showLegend(dialog.querySelector("[data-jy-legend]"), root);
    showCurve(dialog.querySelector("[data-jy-curve]"), table, slide, all[0].heads.length);
    var lowest = lowestColumn(table, slide, all[0].heads.length);
    steps.replaceChildren.apply(steps, (slide.stages || slide.heads).map(function (part, column) {
      return made("li", !slide.stages && column === lowest ? "jy-slide-lowest" : "", slide.stages ? part.name : text(part.querySelector("a")));
    }));
    // Under the columns of the drawing: a stage is as wide as its steps.
    steps.style.gridTemplateColumns = (slide.stages || slide.heads).map(function (part) { return "minmax(0, " + (slide.stages ? part.heads.length : 1) + "fr)"; }).join(" ");
    showWords(dialog.querySelector("[data-jy-said]"), root, slide, lowest);
    showFindings(dialog.querySelector("[data-jy-findings]"), table, slide);
    dialog.querySelectorAll("[data-jy-go]").forEach(function (button) { button.disabled = !all[place + Number(button.dataset.jyGo)]; });
    if (dialog.open) return;
    dialog.showModal();
    // Without the permission it fills the window.
    if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(function () { /* it fills the window */ });
  }

  function hide(dialog) {
    if (document.fullscreenElement) document.exitFullscreen();
    if (dialog.open) dialog.close();
  }

  function mount(root, dialog) {
    var state = null, x = 0;
    function go(by) {
      var place = Math.max(0, Math.min(state.present + by, slides(root).length - 1));
      if (place !== state.present) root.dispatchEvent(new CustomEvent("jy-want", { detail: { present: place } }));
    }
    root.addEventListener("jy-state", function (event) { state = event.detail.state; });
    dialog.addEventListener("close", function () { hide(dialog); root.dispatchEvent(new CustomEvent("jy-want", { detail: { present: null } })); });
    dialog.addEventListener("keydown", function (event) {
      var mirrored = getComputedStyle(dialog).direction === "rtl" ? -1 : 1, isButton = event.target.closest("button") && event.key === " ";
      var by = { ArrowRight: mirrored, ArrowLeft: -mirrored, PageDown: 1, PageUp: -1, " ": 1, Home: -1e3, End: 1e3 }[event.key];
      if (!by || isButton) return;
      event.preventDefault();
      go(by);
    });
    dialog.addEventListener("click", function (event) {
      var button = event.target.closest("[data-jy-go]");
      if (button) go(Number(button.dataset.jyGo)); else if (event.target.closest("[data-jy-close]")) hide(dialog);
    });
    dialog.addEventListener("touchstart", function (event) { x = event.changedTouches[0].clientX; }, { passive: true });
    dialog.addEventListener("touchend", function (event) {
      var moved = event.changedTouches[0].clientX - x;
      if (Math.abs(moved) > 50) go(moved < 0 ? 1 : -1);
    });
    // The browser's own Escape leaves the full screen, and nobody wants the dialog to stay.
    document.addEventListener("fullscreenchange", function () { if (!document.fullscreenElement && dialog.open) dialog.close(); });
    root.querySelector("[data-jy-present]").addEventListener("click", function () { root.dispatchEvent(new CustomEvent("jy-want", { detail: { present: 0 } })); });
  }

  document.addEventListener("jy-state", function (event) {
    var root = event.target, number = event.detail.state.present, before = event.detail.before, dialog = root.querySelector("[data-jy-slide]");
    if (!dialog || !root.querySelector("[data-jy-present]")) return;
    if (!before) mount(root, dialog);
    if (number === null) { if (dialog.open) hide(dialog); } else if (!before || before.present !== number || !dialog.open) show(root, dialog, number);
  });
})();
