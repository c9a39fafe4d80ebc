"""The search index: small files of which a reader loads the few that her words need, also from a page opened by double click.

Written once, in one pass, and never held as a whole:

    search/texts/HASH.js   what is shown of some entries: address, title, place, text
    search/words/HASH.js   the words from one to another in the alphabet, each with the numbers of the entries whose titles and texts have it
    search/words.js        every longer word, for those that were not written as they are: loaded only where nothing else is found
    search/start.js        the hashes, the first word of each file of words, the first entry of each file of texts, and the groups

Each is a script that hands its data to `journeysiteSearch`, because a page from a file may load scripts and nothing else. The names are hashes of what
is in the files: a reader with yesterday's start.js never mixes two indexes, and a deploy uploads only what changed. themes/journeysite/js/search-index.js
reads all of this, and must cut words as `words_in` does.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

START, VOCABULARY = "search/start.js", "search/words.js"

TEXTS_SIZE, WORDS_SIZE = 12_000, 24_000
"""Characters of a file, more or less. Of texts a reader loads one for each result at worst; of words one for each word that she types."""

LONGEST_VOCABULARY = 400_000
"""Characters. Past that, words of a single entry are left out of the list of all words; they are still found as they are written."""


def is_hashed(path: str) -> bool:
    """Whether what is in a file follows from its name."""
    return path not in (START, VOCABULARY)


@dataclass(frozen=True, slots=True)
class Findable:
    """One entry. url: from the site's root.  tags, names: found, and not shown."""

    url: str
    title: str
    place: str
    text: str
    group: str
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def search_files(entries: Iterable[Findable]) -> Iterator[tuple[str, bytes]]:
    """Paths from the site's root, with what to write there. The same entries in the same order give the same bytes."""
    gathered = _Gathered()
    texts = []
    for first, shown in _in_chunks(gathered.taking(entries), TEXTS_SIZE, lambda entry: 20 + sum(map(len, entry))):
        name, data = _hashed("texts", shown)
        texts.append((name, first))
        yield f"search/texts/{name}.js", data
    blocks = []
    for _, block in _in_chunks(gathered.postings(), WORDS_SIZE, lambda line: 12 + sum(map(len, line))):
        name, data = _hashed("words", {word: [titles, texts] for word, titles, texts in block})
        blocks.append((name, block[0][0]))
        yield f"search/words/{name}.js", data
    yield VOCABULARY, _script("vocabulary", "", gathered.vocabulary())
    start = {
        "entries": gathered.count,
        "texts": [name for name, _ in texts],
        "firstEntries": [first for _, first in texts],
        "words": [name for name, _ in blocks],
        "firstWords": [word for _, word in blocks],
        "groups": list(gathered.groups),
        "runs": _coded(number for run in gathered.runs for number in run),
    }
    yield START, _script("start", "", start)


@dataclass(slots=True)
class _Gathered:
    """What was learned while the entries went by. runs: pairs of a group's number and how many entries follow that are of it."""

    count: int = 0
    groups: dict[str, int] = field(default_factory=dict)
    runs: list[list[int]] = field(default_factory=list)
    titles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def taking(self, entries: Iterable[Findable]) -> Iterator[tuple[str, ...]]:
        """Note down each entry, and pass on what is shown of it."""
        for entry in entries:
            self._note(entry)
            self.count += 1
            yield (entry.url, entry.title, entry.place, entry.text)

    def _note(self, entry: Findable) -> None:
        group = self.groups.setdefault(entry.group, len(self.groups))
        if self.runs and self.runs[-1][0] == group:
            self.runs[-1][1] += 1
        else:
            self.runs.append([group, 1])
        titled: dict[str, int] = {}
        for name in (*entry.names, entry.title):
            words = words_in(name)
            titled |= {word: min(len(words), LONGEST_TITLE, titled.get(word, LONGEST_TITLE)) for word in words}
        # Self-checkout is also typed in one word.
        for compound in _COMPOUND.findall(folded(entry.title)):
            titled[compound.replace("-", "")] = min(len(words_in(entry.title)) - compound.count("-"), LONGEST_TITLE)
        for word, length in titled.items():
            self.titles[word] += (self.count, length)
        for word in set(words_in(" ".join((entry.text, entry.place, *entry.tags)))):
            self.texts[word].append(self.count)

    def postings(self) -> Iterator[tuple[str, str, str]]:
        """Every word in order, with its entries: in titles each with the number of the title's words, in texts the numbers alone."""
        for word in sorted({*self.titles, *self.texts}):
            numbers = self.titles.get(word, [])
            titles = _coded(n for pair in zip(_steps(numbers[::2]), numbers[1::2], strict=True) for n in pair)
            yield word, titles, _coded(_steps(self.texts.get(word, [])))

    def vocabulary(self) -> str:
        """Words of letters alone, in order, each written as how many letters it shares with the one before, and the others."""
        words = sorted(word for word in {*self.titles, *self.texts} if len(word) > 3 and word.isalpha() and not _DENSE.search(word))
        if sum(map(len, words)) > LONGEST_VOCABULARY:
            words = [word for word in words if word in self.titles or len(self.texts.get(word, ())) > 1]
        return " ".join(f"{_shared(before, word)}{word[_shared(before, word) :]}" for before, word in pairwise(["", *words]))


LONGEST_TITLE = 31
"""More words than this are counted as this many: the number then takes one letter."""


def _shared(before: str, word: str) -> int:
    # One digit, so that it can be told from what follows.
    return next((n for n, (a, b) in enumerate(zip(before, word, strict=False)) if a != b or n == 9), min(len(before), len(word), 9))


# Words ---------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+")
# Letters are not given back: else each of a word's would be tried as its first one.
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Scripts that put no spaces between words, or hang so much on them that a word's beginning is not enough: Thai, Japanese, Chinese, Korean."""


def words_in(text: str) -> list[str]:
    """The words of a text as they are looked up: small letters without accents; of dense scripts each two neighbours, and a run's last letter."""
    plain = folded(text)
    words = _WORD.findall(plain)
    return words if plain.isascii() or not _DENSE.search(plain) else [part for word in words for part in _parts(word)]


def folded(text: str) -> str:
    """Small letters in their plain forms: Müller, muller; ｱ, ア; Straße, strasse."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).lower().replace("ß", "ss")


def _parts(word: str) -> Iterator[str]:
    end = 0
    for run in _DENSE.finditer(word):
        if end < run.start():
            yield word[end : run.start()]
        letters, end = run[0], run.end()
        yield from (letters[n : n + 2] for n in range(len(letters)))
    if end < len(word):
        yield word[end:]


# Letters for numbers -------------------------------------------------------------------------------------------------

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _coded(numbers: Iterable[int]) -> str:
    return "".join(map(_code, numbers))


@cache
def _code(number: int) -> str:
    """A number in letters of five bits, the lowest first; a letter from the second half of the alphabet says that more follow."""
    letters = ""
    while number > 31:
        letters += _LETTERS[32 + (number & 31)]
        number >>= 5
    return letters + _LETTERS[number]


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    """How far each is from the one before, which is small where a word is frequent."""
    return (b - a for a, b in pairwise([0, *numbers]))


# Files ---------------------------------------------------------------------------------------------------------------


def _in_chunks(items: Iterable[Any], size: int, size_of: Callable[[Any], int]) -> Iterator[tuple[int, list[Any]]]:
    """Lists of some `size` each, with the number of their first item."""
    chunk: list[Any] = []
    first = filled = 0
    for number, item in enumerate(items):
        chunk.append(item)
        filled += size_of(item)
        if filled >= size:
            yield first, chunk
            chunk, first, filled = [], number + 1, 0
    if chunk:
        yield first, chunk


def _hashed(part: str, data: Any) -> tuple[str, bytes]:
    name = hashlib.sha256(_json(data).encode()).hexdigest()[:12]
    return name, _script(part, name, data)


def _script(part: str, name: str, data: Any) -> bytes:
    return f'journeysiteSearch("{part}","{name}",{_json(data)});\n'.encode()


def _json(data: Any) -> str:
    # The two line ends of JSON that are none of JavaScript before 2019 are escaped.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
