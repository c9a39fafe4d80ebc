// Reads the search index, of which journeysite/output/search.py tells how it is made: loads the files that some words need, and ranks what they name.
// Files are scripts, because a page opened by double click may load nothing else.
(function () {
  "use strict";

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var DENSE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g;
  var MOST_FILES = 4;
  var FEW = 10;
  // What a page that is of no kind weighs beside a thing of the atlas: a handbook uses the atlas' own words as examples.
  var BESIDE = 0.6;

  // Words: as words_in in output/search.py cuts them ------------------------------------------------------------------

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase().replace(/ß/g, "ss");
  }

  /** The words of a query. Of dense scripts each two neighbours; a single letter stays alone, as the beginning of two. */
  function wordsIn(query) {
    var words = [];
    (folded(query).match(/[\p{L}\p{N}]+/gu) || []).forEach(function (word) {
      word.replace(DENSE, function (run) {
        if (run.length === 1) words.push(run);
        for (var n = 0; n + 1 < run.length; n += 1) words.push(run.slice(n, n + 2));
        return " ";
      }).split(" ").forEach(function (part) { if (part) words.push(part); });
    });
    return words.filter(function (word, n) { return words.indexOf(word) === n; });
  }

  /** The numbers that letters stand for. */
  function numbersIn(letters) {
    var numbers = [], number = 0, shift = 1;
    for (var n = 0; n < letters.length; n += 1) {
      var five = LETTERS.indexOf(letters[n]);
      number += (five & 31) * shift;
      shift *= 32;
      if (five < 32) { numbers.push(number); number = 0; shift = 1; }
    }
    return numbers;
  }

  function vocabularyIn(text) {
    var before = "";
    return text.split(" ").map(function (word) { return (before = before.slice(0, Number(word[0])) + word.slice(1)); });
  }

  /** How many letters of two words differ, up to `most`; more than that is most + 1. Two that changed places are one. */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var last = [], row = [], next, n, k;
    for (k = 0; k <= other.length; k += 1) row[k] = k;
    for (n = 1; n <= one.length; n += 1) {
      next = [n];
      var least = n;
      for (k = 1; k <= other.length; k += 1) {
        next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[n - 1] === other[k - 1] ? 0 : 1));
        if (n > 1 && k > 1 && one[n - 1] === other[k - 2] && one[n - 2] === other[k - 1]) next[k] = Math.min(next[k], last[k - 2] + 1);
        least = Math.min(least, next[k]);
      }
      if (least > most) return most + 1;
      last = row;
      row = next;
    }
    return row[other.length];
  }

  /** What other forms of a word begin with: all of it but an ending that is no longer than such a word can have. */
  function stemOf(word) {
    var ending = word.length < 4 || word.match(/\d/) || word.match(DENSE) ? 0 : word.length < 6 ? 1 : word.length < 7 ? 2 : 3;
    return word.slice(0, word.length - ending);
  }

  /** How much a known word is what was typed or begins with it: 1 for the same, 0 for not at all; `queue` for `queues` in between. */
  function beginning(typed, known, stem) {
    if (known === typed) return 1;
    if (known.indexOf(typed) === 0) return 0.5 + 0.4 * typed.length / known.length;
    return typed.indexOf(known) === 0 && known.length >= stem.length ? 0.8 - 0.1 * (typed.length - known.length) : 0;
  }

  /** How much a known word is what was typed, when no word begins with that: 0 for not at all. */
  function likeness(typed, known) {
    if (typed.length < 4) return 0;
    var most = typed.length < 5 ? 0 : typed.length < 9 ? 1 : 2;
    if (known.indexOf(typed) > 0) return 0.45;
    if (known.length > 4 && typed.indexOf(known) >= 0) return 0.5 * known.length / typed.length;
    if (!most) return 0;
    var found = slips(typed, known, most);
    // Somebody may still be typing: the word's beginning counts too.
    if (found > most && known.length > typed.length) found = slips(typed, known.slice(0, typed.length), most);
    return found > most ? 0 : 0.45 - 0.1 * found;
  }

  // Files ----------------------------------------------------------------------------------------------------------

  var waiting = {}, kept = {};

  /** What every file of the index calls. */
  window.journeysiteSearch = function (part, name, data) {
    var id = part + "/" + name;
    kept[id] = data;
    if (waiting[id]) waiting[id].resolve(data);
  };

  function load(id, address) {
    if (kept[id]) return Promise.resolve(kept[id]);
    if (!waiting[id]) {
      var script = document.createElement("script"), wait = waiting[id] = {};
      wait.promise = new Promise(function (resolve, reject) {
        wait.resolve = resolve;
        script.onerror = function () { delete waiting[id]; reject(new Error("There is no " + address)); };
      });
      script.onload = function () { script.remove(); };
      script.src = address;
      document.head.append(script);
    }
    return waiting[id].promise;
  }

  /** The last place in a sorted list that is not after a value. */
  function placeOf(list, value) {
    var low = 0, high = list.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** The index at an address. isAgain: after a file was missing, because the site was published anew since its beginning was read. */
  function open(base, isAgain) {
    if (isAgain) { delete kept["start/"]; delete waiting["start/"]; delete kept["vocabulary/"]; delete waiting["vocabulary/"]; }
    var fresh = isAgain ? "?again=" + Date.now() : "";
    return load("start/", base + "search/start.js" + fresh).then(function (start) { return index(base, start, fresh); });
  }

  function index(base, start, fresh) {
    var vocabulary, groupAt = [], runs = numbersIn(start.runs), first = 0;
    for (var n = 0; n < runs.length; n += 2) { groupAt.push(first); first += runs[n + 1]; }

    function groupOf(number) { return start.groups[runs[2 * placeOf(groupAt, number)]]; }

    function file(part, name) { return load(part + "/" + name, base + "search/" + part + "/" + name + ".js"); }

    /** All words that begin with one, and those that it is another form of, from as few files as will do. */
    function wordsFrom(word) {
      if (!start.words.length) return Promise.resolve([]);
      var stem = stemOf(word), low = placeOf(start.firstWords, stem), high = placeOf(start.firstWords, word + "\uffff");
      // Too much begins with one or two letters of an alphabet.
      var most = word.length < 3 && !word.match(DENSE) ? 1 : MOST_FILES;
      return Promise.all(start.words.slice(low, Math.min(high, low + most - 1) + 1).map(function (name) { return file("words", name); })).then(function (files) {
        var found = [];
        files.forEach(function (words) {
          Object.keys(words).forEach(function (known) {
            var like = beginning(word, known, stem);
            if (like) found.push({ word: known, likeness: like, lists: words[known] });
          });
        });
        return found;
      });
    }

    /** Words that are nearly one: with a slip, in another form, or as a part of a longer one. */
    function wordsLike(word) {
      return load("vocabulary/", base + "search/words.js" + fresh).then(function (text) {
        var known = vocabulary || (vocabulary = vocabularyIn(text));
        var like = known.map(function (one) { return { word: one, likeness: likeness(word, one) }; })
          .filter(function (one) { return one.likeness; })
          .sort(function (a, b) { return b.likeness - a.likeness; }).slice(0, 5);
        return Promise.all(like.map(function (one) {
          return file("words", start.words[placeOf(start.firstWords, one.word)]).then(function (words) {
            return { word: one.word, likeness: one.likeness, lists: words[one.word] };
          });
        }));
      });
    }

    /** Entries, the best first, the words that they were found by, and whether one of those is only near what was typed. */
    function search(query) {
      var words = wordsIn(query), isNear = false;
      return Promise.all(words.map(function (word) {
        return wordsFrom(word).then(function (found) {
          isNear = isNear || !found.length;
          return found.length ? found : wordsLike(word);
        });
      })).then(function (found) {
        var ranked = rank(found, start.entries, function (number) { return groupOf(number) ? 1 : BESIDE; });
        return {
          isNear: isNear && ranked.length > 0,
          words: words.concat.apply([], found.map(function (each) { return each.map(function (one) { return one.word; }); })),
          entries: ranked.map(function (one) { return { number: one.number, group: groupOf(one.number) }; }),
        };
      });
    }

    /** What is shown of an entry: address, title, place and text. */
    function entry(number) {
      var at = placeOf(start.firstEntries, number);
      return file("texts", start.texts[at]).then(function (texts) {
        var found = texts[number - start.firstEntries[at]];
        return { href: base + found[0], title: found[1], place: found[2], text: found[3] };
      });
    }

    return { search: search, entry: entry };
  }

  // Rank -----------------------------------------------------------------------------------------------------------

  /** How well each entry answers one word of the query: in a short title best, anywhere in the text at all. */
  function answers(found) {
    var best = new Map();
    function note(number, value, likeness, length) {
      var known = best.get(number);
      if (!known || known.value < value) best.set(number, { value: value, titled: length && likeness > 0.6 ? 1 / length : known ? known.titled : 0 });
    }
    found.forEach(function (one) {
      var titles = numbersIn(one.lists[0]), texts = numbersIn(one.lists[1]), number = 0, n;
      for (n = 0; n < titles.length; n += 2) { number += titles[n]; note(number, one.likeness * (3 + 5 / titles[n + 1]), one.likeness, titles[n + 1]); }
      number = 0;
      for (n = 0; n < texts.length; n += 1) { number += texts[n]; note(number, one.likeness, one.likeness, 0); }
    });
    return best;
  }

  /** Entries from the best on: those that have all words that say something, and where these are few, some of those that have all but one. */
  function rank(found, entries, weigh) {
    var scores = new Map();
    found.map(answers).forEach(function (best) {
      var rare = Math.log(1 + entries / Math.max(1, best.size)), counts = best.size <= entries * 0.6 ? 1 : 0;
      best.forEach(function (one, number) {
        var score = scores.get(number) || { number: number, value: 0, titled: 0, words: 0 };
        score.value += rare * one.value;
        score.titled += one.titled;
        score.words += counts;
        scores.set(number, score);
      });
    });
    var all = Array.from(scores.values());
    var most = all.reduce(function (most, one) { return Math.max(most, one.words); }, 0);
    var sorted = all.filter(function (one) { return one.words >= most - (most > 1 ? 1 : 0); }).map(function (one) {
      // All words of its title were typed: this is what was meant.
      return { number: one.number, words: one.words, value: one.value * weigh(one.number) * (one.titled > 0.95 ? 2 : 1) };
    }).sort(function (a, b) { return b.words - a.words || b.value - a.value || a.number - b.number; });
    var whole = sorted.filter(function (one) { return one.words === most; }).length;
    return sorted.slice(0, Math.max(whole, FEW));
  }

  window.journeysiteIndex = { open: open, folded: folded, wordsIn: wordsIn };
})();
