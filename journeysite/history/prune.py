"""Two versions of a large file without what is written the same in both, so that only what an edit touched is parsed.

Equal list items give way to a short word, other equal fields are left out. Nothing is parsed here and nothing has to be understood: where the result
turns out not to be readable, the whole is read instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

MARK = "\ue001"
"""Begins and ends the word for an item. The decoder keeps private characters out of texts."""

LARGE = 1500
"""Bytes from which on this is quicker than to parse."""

_ITEM = re.compile(rb"^( *)- [^\n]*\n(?:(?:\1 [^\n]*)?\n)+", re.M)
_FIELD = re.compile(rb"^[^\s#-][^\n]*\n(?:[ \t#-][^\n]*\n|\n)*", re.M)
_KEPT = re.compile(rb"(?:title|id|draft|series|formerly)\s*:")
_FENCE = re.compile(rb"---[ \t]*\n")
_SHARED = re.compile(rb"(?:^|[\s\[{,])[&*!][^\s\]},]|^(?:\.\.\.|%)", re.M)
_SIGNS = ((b"&", b"&"), (b"*", b"*"), (b"!", b"!"), (b"...", b"\n..."), (b"%", b"\n%"))
"""What an expression that is slow need not look for where it is not, each after the rare part of it: line ends are everywhere."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of one version. front: where its YAML stands.  items: where the outermost list items stand in that.

    is_plain: whether nothing in it may be meant in another place: no anchors, aliases, tags, no second document.
    """

    front: Span
    items: tuple[Span, ...]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Pruned:
    """Two versions cut down. items: what each word stands for.  scan: of the new version, for whoever compares it with the next."""

    old: bytes
    new: bytes
    items: dict[str, bytes]
    scan: Scan


def prune(path: str, old: bytes, new: bytes, known: Scan | None = None) -> Pruned | None:
    """Cut both down to what differs; None where nothing is gained or too much is shared within a file (anchors, tags) to be sure.

    known: of the old version, where that was the new one before.
    """
    if min(len(old), len(new)) < LARGE or b"\r" in old or b"\r" in new:
        return None
    old, new = _in_lines(old), _in_lines(new)
    pair = _Pair.of(path, old, new, known or _scanned(path, old))
    if pair is None or not pair.scan.is_plain:
        return None
    cut_old, cut_new, items = _without_equal_items(pair)
    has_title = pair.old.startswith(b"title:") or b"\ntitle:" in pair.old
    if has_title:
        cut_old, cut_new = _without_equal_fields(cut_old, cut_new)
    if not path.endswith(".md"):
        return Pruned(cut_old, cut_new, items, pair.scan)
    bodies = tuple(text[text.index(b"\n", scan.front[1]) + 1 :] for text, scan in ((old, pair.old_scan), (new, pair.scan)))
    old_body, new_body = bodies if bodies[0] != bodies[1] or not has_title else (b"", b"")
    return Pruned(b"---\n" + cut_old + b"---\n" + old_body, b"---\n" + cut_new + b"---\n" + new_body, items, pair.scan)


def _in_lines(data: bytes) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data if data.endswith(b"\n") else data + b"\n"


def _scanned(path: str, data: bytes) -> Scan | None:
    front = _front(path, data)
    if front is None:
        return None
    items = tuple((start - front[0], end - front[0]) for start, end in _spans(data, *front))
    return Scan(front, items, _is_plain(data[slice(*front)]))


def _front(path: str, data: bytes) -> Span | None:
    """Where the YAML stands; None where there is none to be told for sure."""
    if not path.endswith(".md"):
        return None if _has_fence(data) else (0, len(data))
    first = _FENCE.match(data)
    if first is None:
        return None
    end = data.find(b"\n---", first.end() - 1)
    while end >= 0 and not _FENCE.match(data, end + 1):
        end = data.find(b"\n---", end + 1)
    return None if end < 0 else (first.end(), end + 1)


def _has_fence(text: bytes) -> bool:
    return b"---" in text and (text.startswith(b"---") or b"\n---" in text)


def _is_plain(text: bytes) -> bool:
    return not any(rare in text and sign in text for rare, sign in _SIGNS) or _SHARED.search(text) is None


def _spans(text: bytes, start: int, end: int) -> list[Span]:
    """The outermost list items of a part of a text, whole lines each."""
    return [match.span() for match in _ITEM.finditer(text, start, end)]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The YAML of two versions, of whose outermost items the first `before` and the last `after` are the same text in the same place."""

    old: bytes
    new: bytes
    old_scan: Scan
    scan: Scan
    before: int
    after: int

    @classmethod
    def of(cls, path: str, old: bytes, new: bytes, known: Scan | None) -> _Pair | None:
        """None where the YAML of one cannot be told for sure."""
        front = known and _front_of_next(path, old, new, known)
        if not known or not front:
            return None
        before, after = old[slice(*known.front)], new[slice(*front)]
        begins = _equal_start(before, after)
        ends = _equal_end(before, after, begins)
        changed = after[begins : len(after) - ends] if known.is_plain else after
        items, kept_before, kept_after = _items_of_next(before, after, known.items, (begins, len(before) - ends))
        return cls(before, after, known, Scan(front, items, _is_plain(changed)), kept_before, kept_after)


def _front_of_next(path: str, old: bytes, new: bytes, known: Scan) -> Span | None:
    if path.endswith(".md"):
        return _front(path, new)
    start = _equal_start(old, new)
    changed = new[start : len(new) - _equal_end(old, new, start)]
    return None if _has_fence(changed) else (0, len(new))


def _items_of_next(old: bytes, new: bytes, spans: tuple[Span, ...], differ: Span) -> tuple[tuple[Span, ...], int, int]:
    """The outermost items of the new text, and how many first and last ones it shares with the old. differ: where the old one has something else."""
    shift = len(new) - len(old)
    # An item that ends where the first difference begins may go on behind it.
    before = next((number for number, (_, end) in enumerate(spans) if end >= differ[0]), len(spans))
    numbers = {start: number for number, (start, _) in enumerate(spans) if number >= before and start >= differ[1]}
    found = list(spans[:before])
    for match in _ITEM.finditer(new, found[-1][1] if found else 0):
        number = numbers.get(match.start() - shift)
        if number is not None:
            # From here on both have the same text before them, and so the same items.
            found += [(start + shift, end + shift) for start, end in spans[number:]]
            return tuple(found), before, len(spans) - number
        found.append(match.span())
    return tuple(found), before, 0


def _equal_start(old: bytes, new: bytes) -> int:
    """How much both begin with, to the end of a line."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old.startswith(new[low:middle], low) else (low, middle - 1)
    return old.rfind(b"\n", 0, low) + 1


def _equal_end(old: bytes, new: bytes, start: int) -> int:
    """How much both end with, from the beginning of a line on. start: of what may be looked at."""
    low, high = 0, min(len(old), len(new)) - start
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old.endswith(new[len(new) - middle :]) else (low, middle - 1)
    # Where both differ in the middle of a line, or the whole of one is the end of the other, the line does not count.
    line_end = old.find(b"\n", len(old) - low)
    return 0 if line_end < 0 else len(old) - line_end - 1


def _without_equal_items(pair: _Pair) -> tuple[bytes, bytes, dict[str, bytes]]:
    """Both with a word for every list item that stands in both, the outermost first. Returns the words with what they stand for, too."""
    texts = (pair.old, pair.new)
    cuts, found, same = _equal_outside(pair)
    while all(found):
        held = [Counter(text[start:end] for start, end in spans) for text, spans in zip(texts, found, strict=True)]
        # Of twins of which one was edited nobody can say which: all of them stay.
        common = {item for item, count in held[0].items() if held[1][item] == count}
        same |= common
        inside: list[list[Span]] = [[], []]
        for side, text in enumerate(texts):
            cuts[side] += [(start, end) for start, end in found[side] if text[start:end] in common]
            # What differs may hold items that do not, below its first line.
            inside[side] = [(text.index(b"\n", start) + 1, end) for start, end in found[side] if text[start:end] not in common]
        found = [[span for part in spans for span in _spans(text, *part)] for text, spans in zip(texts, inside, strict=True)]
    words = {item: f"{MARK}{number}{MARK}" for number, item in enumerate(sorted(same))}
    return _cut(pair.old, cuts[0], words), _cut(pair.new, cuts[1], words), {word: item for item, word in words.items()}


def _equal_outside(pair: _Pair) -> tuple[list[list[Span]], list[list[Span]], set[bytes]]:
    """Of the outermost items those that are the same by their place, on both sides, with their texts; and those that have to be looked at."""
    last = len(pair.old_scan.items) - pair.after, len(pair.scan.items) - pair.after
    left = [list(pair.old_scan.items[pair.before : last[0]]), list(pair.scan.items[pair.before : last[1]])]
    held = [Counter(text[start:end] for start, end in spans) for text, spans in zip((pair.old, pair.new), left, strict=True)]
    edited = {item for item in held[0] | held[1] if held[0][item] != held[1][item]}
    sizes = set(map(len, edited))
    cuts: list[list[Span]] = [[], []]
    same: set[bytes] = set()
    outside = (
        *zip(pair.old_scan.items[: pair.before], pair.scan.items, strict=False),
        *zip(pair.old_scan.items[last[0] :], pair.scan.items[last[1] :], strict=True),
    )
    for old, new in outside:
        item = pair.old[old[0] : old[1]]
        is_twin = len(item) in sizes and item in edited
        for side, span in enumerate((old, new)):
            (left if is_twin else cuts)[side].append(span)
        if not is_twin:
            same.add(item)
    return cuts, [sorted(spans) for spans in left], same


def _cut(text: bytes, spans: list[Span], words: Mapping[bytes, str]) -> bytes:
    found: list[bytes] = []
    position = 0
    for start, end in sorted(spans):
        item = text[start:end]
        found += [text[position:start], item[: item.index(b"-")], b"- ", words[item].encode(), b"\n"]
        position = end
    return b"".join([*found, text[position:]])


def _without_equal_fields(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """Both without the fields that they share, but for those that say what an entity is."""
    fields = [[match[0] for match in _FIELD.finditer(text)] for text in (old, new)]
    same = {field for field in set(fields[0]) & set(fields[1]) if not _KEPT.match(field)}
    before, after = (b"".join(field for field in side if field not in same) for side in fields)
    return before, after
