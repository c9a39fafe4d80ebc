// The search dialog: what search-index.js finds, by kind, with the words around it. The box of the home page opens it, or the theme's own search.
(function () {
  "use strict";

  var SHOWN = 3, MORE = 10, AROUND = 150;

  // What is shown ---------------------------------------------------------------------------------------------------

  /** Entries by group, the group with the best one first. */
  function grouped(entries) {
    var groups = new Map();
    entries.forEach(function (entry) {
      if (!groups.has(entry.group)) groups.set(entry.group, []);
      groups.get(entry.group).push(entry.number);
    });
    return Array.from(groups, function (group) { return { title: group[0], numbers: group[1] }; });
  }

  /** A text in pieces, each with whether it is a word that was looked for. found: words as the index has them. */
  function marked(text, found) {
    var folded = window.journeysiteIndex.folded, known = new Set(found);
    var pieces = [], end = 0;
    function add(until, isFound) {
      var last = pieces[pieces.length - 1];
      if (until > end && last && last.isFound === isFound) last.text += text.slice(end, until);
      else if (until > end) pieces.push({ text: text.slice(end, until), isFound: isFound });
      end = until;
    }
    (text.match(/[\p{L}\p{N}\p{M}]+/gu) || []).forEach(function (word) {
      var at = text.indexOf(word, end);
      if (known.has(folded(word))) { add(at, false); add(at + word.length, true); return; }
      // Dense scripts have no spaces: two neighbours are looked for.
      for (var n = at; n + 1 < at + word.length; n += 1) {
        if (text.charCodeAt(n) > 0xdff && known.has(folded(text.slice(n, n + 2)))) { if (n > end) add(n, false); add(n + 2, true); }
      }
    });
    add(text.length, false);
    return pieces;
  }

  /** The part of a text with the most of the words that were looked for, cut where words end. */
  function around(text, found) {
    if (text.length <= AROUND) return text;
    var at = 0, ends = [], best = -1, from = 0;
    marked(text, found).forEach(function (piece) {
      if (piece.isFound) ends.push({ at: at, word: piece.text.toLowerCase() });
      at += piece.text.length;
    });
    ends.forEach(function (one) {
      var near = ends.filter(function (other) { return other.at >= one.at && other.at < one.at + AROUND - 40; });
      var count = new Set(near.map(function (other) { return other.word; })).size;
      if (count > best) { best = count; from = one.at; }
    });
    from = Math.max(0, from - 40);
    // Back to where a sentence begins, if one does nearby; else to where a word does.
    var before = text.slice(Math.max(0, from - 40), from + 1), sentence = before.search(/[.!?…。]\s*[^.!?…。]*$/);
    if (from > 0) from = sentence >= 0 ? from - before.length + 1 + sentence + before.slice(sentence).match(/^.\s*/)[0].length : from + Math.max(0, text.slice(from, from + 25).search(/\s\S/));
    var until = from + AROUND;
    if (until < text.length) until = Math.max(until - 20, text.lastIndexOf(" ", until));
    return (from > 0 ? "… " : "") + text.slice(from, until).trim() + (until < text.length ? " …" : "");
  }

  // The page --------------------------------------------------------------------------------------------------------

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function withMarks(into, text, found) {
    marked(text, found).forEach(function (piece) { into.append(piece.isFound ? element("mark", "", piece.text) : piece.text); });
    return into;
  }

  function item(entry, found) {
    var link = element("a", "jy-search-link"), text = around(entry.text, found);
    link.href = entry.href;
    link.append(withMarks(element("span", "jy-search-title"), entry.title, found));
    if (entry.place) link.append(" ", withMarks(element("span", "jy-search-place"), entry.place, found));
    if (text) link.append(" ", withMarks(element("span", "jy-search-text"), text, found));
    var line = element("li");
    line.append(link);
    return line;
  }

  function mountFinder(finder) {
    var toggle = document.getElementById("__search"), input = finder.querySelector("[data-jy-query]"), form = finder.querySelector("[data-jy-form]");
    var output = finder.querySelector("[data-jy-found]"), said = finder.querySelector("[data-jy-said]"), words = finder.dataset;
    // The theme may go to another page without leaving this one: the way to the index stays what it was.
    var base = new URL(words.jyBase.replace(/\/?$/, "/"), location.href).href;
    var asked = "", opening = null;

    function index(isAgain) {
      if (!opening || isAgain) opening = window.journeysiteIndex.open(base, isAgain);
      return opening;
    }

    function say(count, isNear) {
      said.textContent = !asked ? words.jyStart : isNear ? words.jyNear : count === 0 ? words.jyNone : count === 1 ? words.jyOne : words.jyMany.replace("#", count.toLocaleString(document.documentElement.lang || "en"));
    }

    /** The next entries of a group, and a button for those after them. */
    function show(list, group, found, count, opened) {
      var next = group.numbers.slice(list.children.length, list.children.length + count);
      return Promise.all(next.map(opened.entry)).then(function (entries) {
        var lines = entries.map(function (entry) { return item(entry, found); }), rest = group.numbers.length - list.children.length - lines.length;
        list.append.apply(list, lines);
        if (!rest) return lines;
        var more = element("button", "jy-search-more", words.jyMore.replace("{count}", Math.min(rest, MORE)));
        more.type = "button";
        more.addEventListener("click", function () {
          more.disabled = true;
          show(list, group, found, MORE, opened).then(function (added) { more.remove(); added[0].firstChild.focus(); });
        });
        list.after(more);
        return lines;
      });
    }

    function look(query, isAgain) {
      return index(isAgain).then(function (opened) {
        return opened.search(query).then(function (result) {
          var place = element("div");
          return Promise.all(grouped(result.entries).map(function (group, n) {
            var section = element("section"), title = element("p", "jy-search-group", group.title || words.jyPages), list = element("ol", "jy-search-list");
            title.id = "jy-search-" + n;
            list.setAttribute("aria-labelledby", title.id);
            title.append(" ", element("span", "jy-search-count", group.numbers.length.toLocaleString(document.documentElement.lang || "en")));
            section.append(title, list);
            place.append(section);
            return show(list, group, result.words, SHOWN, opened);
          })).then(function () {
            // What was typed meanwhile is looked for by another call.
            if (asked !== query) return;
            output.replaceChildren.apply(output, Array.from(place.children));
            output.parentElement.scrollTop = 0;
            say(result.entries.length, result.isNear);
            finder.dataset.jyAnswered = query;
          });
        });
      });
    }

    function ask() {
      var query = input.value.trim();
      if (query === asked && finder.dataset.jyAnswered === query) return;
      asked = query;
      if (!query) { output.replaceChildren(); say(0); return; }
      look(query, false).catch(function () { return look(query, true); }).catch(function () { if (asked === query) said.textContent = words.jyFailed; });
    }

    function isOpen() { return toggle.checked; }

    function set(isWanted) {
      if (toggle.checked !== isWanted) toggle.click();
      if (isWanted) { input.focus(); input.select(); } else input.blur();
    }

    /** What can be walked through with the arrow keys. */
    function stops() { return [input].concat(Array.from(output.querySelectorAll("a, button"))); }

    function walk(step) {
      var all = stops(), at = all.indexOf(document.activeElement);
      all[(at + step + all.length) % all.length].focus();
    }

    function pressed(event) {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      var active = document.activeElement, isTyping = active && (active.isContentEditable || /^(input|select|textarea)$/i.test(active.tagName));
      if (!isOpen()) {
        if (isTyping || "/sf".indexOf(event.key) < 0 || event.key.length !== 1) return;
        set(true);
      } else if (event.key === "Escape") {
        set(false);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        walk(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active === input) {
        var first = output.querySelector("a");
        if (first && finder.dataset.jyAnswered === input.value.trim()) first.click();
      } else if (event.key.length === 1 && !isTyping && finder.contains(active)) {
        // Typing goes on from a result.
        input.focus();
        return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    say(0);
    document.addEventListener("keydown", pressed, true);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { ask(); input.focus(); }); });
    input.addEventListener("input", ask);
    input.addEventListener("focus", function () { if (!toggle.checked) toggle.click(); index().catch(function () { opening = null; }); });
    toggle.addEventListener("change", function () { if (toggle.checked) { input.focus(); ask(); } });
    // A new page is shown, or another place of this one.
    output.addEventListener("click", function (event) { if (event.target.closest("a")) set(false); });

    var query = new URLSearchParams(location.search).get("q");
    if (query) { input.value = query; set(true); }
  }

  function mount(root) {
    var finder = root.querySelector("[data-jy-finder]"), toggle = root.getElementById("__search");
    if (finder && toggle && !finder.dataset.jyMounted) {
      finder.dataset.jyMounted = "yes";
      mountFinder(finder);
    }
    var input = root.querySelector("[data-jy-query], [data-md-component=search-query]");
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
