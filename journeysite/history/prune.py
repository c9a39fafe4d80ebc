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
_FENCE = re.compile(rb"^---[ \t]*\n", re.M)
_SHARED = re.compile(rb"(?:^|[\s\[{,])[&*!][^\s\]},]|^(?:\.\.\.|%)", re.M)
_SIGNS = (b"&", b"*", b"!", b"\n...", b"\n%")


@dataclass(frozen=True, slots=True)
class Pruned:
    """Two versions cut down. items: what each word stands for."""

    old: bytes
    new: bytes
    items: dict[str, bytes]


def prune(path: str, old: bytes, new: bytes) -> Pruned | None:
    """Cut both down to what differs; None where nothing is gained or too much is shared within a file (anchors, tags) to be sure."""
    if min(len(old), len(new)) < LARGE or b"\r" in old or b"\r" in new:
        return None
    front_old, body_old = _parts(path, old)
    front_new, body_new = _parts(path, new)
    if not front_old or not front_new or _shares(front_new):
        return None
    cut_old, cut_new, items = _without_equal_items(front_old, front_new)
    has_title = front_old.startswith(b"title:") or b"\ntitle:" in front_old
    keeps_body = body_old != body_new or not has_title
    if has_title:
        cut_old, cut_new = _without_equal_fields(cut_old, cut_new)
    if not path.endswith(".md"):
        return Pruned(cut_old, cut_new, items)
    old_body, new_body = (body_old, body_new) if keeps_body else (b"", b"")
    return Pruned(b"---\n" + cut_old + b"---\n" + old_body, b"---\n" + cut_new + b"---\n" + new_body, items)


def _shares(text: bytes) -> bool:
    """Whether something in it may be meant in another place: anchors, aliases, tags, a second document."""
    # The expression is slow, and most texts hold none of these characters.
    return any(sign in text for sign in _SIGNS) and _SHARED.search(text) is not None


def _parts(path: str, data: bytes) -> tuple[bytes, bytes]:
    """The YAML and the prose; b"" for the YAML where there is none to be told for sure."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not path.endswith(".md"):
        has_fence = data.startswith(b"---") or b"\n---" in data
        return (b"", b"") if has_fence else (data if data.endswith(b"\n") else data + b"\n", b"")
    fences = [match.span() for match, _ in zip(_FENCE.finditer(data), range(2), strict=False)]
    if len(fences) < 2 or fences[0][0]:
        return b"", b""
    return data[fences[0][1] : fences[1][0]], data[fences[1][1] :]


def _without_equal_items(old: bytes, new: bytes) -> tuple[bytes, bytes, dict[str, bytes]]:
    """Both with a word for every list item that stands in both, the outermost first. Returns the words with what they stand for, too."""
    texts = (old, new)
    inside = [[(0, len(text))] for text in texts]
    cuts: list[list[tuple[int, int]]] = [[], []]
    same: set[bytes] = set()
    while all(inside):
        found = [
            [match.span() for start, end in spans for match in _ITEM.finditer(text, start, end)]
            for text, spans in zip(texts, inside, strict=True)
        ]
        held = [Counter(text[start:end] for start, end in spans) for text, spans in zip(texts, found, strict=True)]
        # Of twins of which one was edited nobody can say which: all of them stay.
        common = {item for item, count in held[0].items() if held[1][item] == count}
        same |= common
        for side, text in enumerate(texts):
            cuts[side] += [(start, end) for start, end in found[side] if text[start:end] in common]
            # What differs may hold items that do not, below its first line.
            inside[side] = [(text.index(b"\n", start) + 1, end) for start, end in found[side] if text[start:end] not in common]
    words = {item: f"{MARK}{number}{MARK}" for number, item in enumerate(sorted(same))}
    return _cut(old, cuts[0], words), _cut(new, cuts[1], words), {word: item for item, word in words.items()}


def _cut(text: bytes, spans: list[tuple[int, int]], words: Mapping[bytes, str]) -> bytes:
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
