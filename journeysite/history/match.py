"""Which item of a list is which item of the list it was before.

By id, then equal, then by title, then by likeness; what is left over is looked for in every list of the same name, so that a step which went to another
stage has moved. Greedy: on real histories it equals the optimal assignment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]

ALIKE = 0.5
"""Likeness from which two items are one."""

_WEIGHTS = {"title": 3.0, "prose": 0.5}


def match_parts(old: Any, new: Any) -> dict[Path, Path]:
    """The old path of each part (a map in a list) of the new tree that was there before."""
    return _Matcher(old, new).pairs


class _Matcher:
    def __init__(self, old: Any, new: Any) -> None:
        self.old_parts, self.new_parts = dict(_parts(old, ())), dict(_parts(new, ()))
        self.old_children, self.new_children = _children(self.old_parts), _children(self.new_parts)
        self.pairs: dict[Path, Path] = {}
        self.taken: set[Path] = set()
        self.match_below((), ())
        while self.match_left_over():
            pass

    def match_below(self, old_path: Path, new_path: Path) -> None:
        """Match the parts directly below two that are one, list by list."""
        olds, news = self.old_children.get(old_path, {}), self.new_children.get(new_path, {})
        for name, found in news.items():
            self.match_lists(olds.get(name, []), found)

    def match_left_over(self) -> bool:
        """Match what has no partner with anything of a list of the same name. Returns whether there was any."""
        before = len(self.pairs)
        olds, news = self.left(self.old_parts, self.taken), self.left(self.new_parts, self.pairs)
        for name, found in news.items():
            self.match_lists(olds.get(name, []), found)
        return len(self.pairs) > before

    def left(self, parts: dict[Path, Any], used: Iterable[Path]) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = defaultdict(list)
        skip = set(used)
        for path in parts:
            if path not in skip:
                found[_list_name(path)].append(path)
        return found

    def match_lists(self, olds: Sequence[Path], news: Sequence[Path]) -> None:
        olds = [path for path in olds if path not in self.taken]
        news = [path for path in news if path not in self.pairs]
        for sign in (_by_id, _by_all, _by_title):
            olds, news = self.match_by(sign, olds, news)
        ranked = sorted(
            (
                (-likeness, abs(position - other), other, position)
                for position, new in enumerate(news)
                for other, old in enumerate(olds)
                if (likeness := part_likeness(self.old_parts[old], self.new_parts[new])) >= ALIKE
            ),
        )
        for _, _, other, position in ranked:
            if olds[other] not in self.taken and news[position] not in self.pairs:
                self.pair(olds[other], news[position])

    def match_by(self, sign: Callable[[Any], Hashable | None], olds: Sequence[Path], news: Sequence[Path]) -> tuple[list[Path], list[Path]]:
        """Pair items with an equal sign, in their order. Returns what is left."""
        waiting: dict[Hashable, list[Path]] = defaultdict(list)
        for path in olds:
            if (found := sign(self.old_parts[path])) is not None:
                waiting[found].append(path)
        for path in news:
            found = sign(self.new_parts[path])
            if found is not None and waiting.get(found):
                self.pair(waiting[found].pop(0), path)
        return [path for path in olds if path not in self.taken], [path for path in news if path not in self.pairs]

    def pair(self, old: Path, new: Path) -> None:
        self.pairs[new] = old
        self.taken.add(old)
        self.match_below(old, new)


def _children(parts: Iterable[Path]) -> dict[Path, dict[Path, list[Path]]]:
    """The parts directly below each part, and below the whole (), by the list that they stand in."""
    found: dict[Path, dict[Path, list[Path]]] = defaultdict(lambda: defaultdict(list))
    for path in parts:
        # A part's path ends with its place in a list; the part around it, with the last place before that.
        above = next((size for size in range(len(path) - 1, 0, -1) if isinstance(path[size - 1], int)), 0)
        found[path[:above]][path[above:-1]].append(path)
    return found


def _list_name(path: Path) -> str:
    return next(str(step) for step in reversed(path) if isinstance(step, str))


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield (*path, index), item
                yield from _parts(item, (*path, index))


def _by_id(part: Any) -> Hashable | None:
    return part.get("id") if isinstance(part.get("id"), str) else None


def _by_all(part: Any) -> Hashable:
    return frozen(part)


def _by_title(part: Any) -> Hashable | None:
    title = part.get("title")
    return title.casefold() if isinstance(title, str) and title else None


def frozen(value: Any) -> Hashable:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return frozenset((key, frozen(item)) for key, item in value.items())
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return str(value)


# Likeness ------------------------------------------------------------------------------------------------------------


def part_likeness(old: Any, new: Any) -> float:
    """0 to 1: how much of what either says the other says too, by fields."""
    total = weight = 0.0
    # Ids that differ were written to tell two things apart.
    if old.get("id") and new.get("id"):
        return 0.0
    for key in old.keys() | new.keys():
        # A stage is its steps as much as its title: with the same steps and another title it has a new title.
        has_parts = any(isinstance(item, dict) for item in (*_items(old.get(key)), *_items(new.get(key))))
        share = _WEIGHTS["title"] if has_parts else _WEIGHTS.get(key, 1.0)
        weight += share
        if key in old and key in new:
            total += share * (dice(*map(_signs, (old[key], new[key]))) if has_parts else likeness(old[key], new[key]))
    return total / weight if weight else 0.0


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _signs(value: Any) -> list[Hashable]:
    """What each item of a list of parts is known by, whatever else changed in it."""
    return [(_by_id(item) or _by_title(item) or frozen(item)) if isinstance(item, dict) else frozen(item) for item in _items(value)]


def likeness(old: Any, new: Any) -> float:
    """0 to 1. Texts by the words they share, lists by the items, maps by their values; anything else is equal or not."""
    if old == new:
        return 1.0
    if isinstance(old, str) and isinstance(new, str):
        return text_likeness(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return dice([frozen(item) for item in old], [frozen(item) for item in new])
    if isinstance(old, dict) and isinstance(new, dict):
        return part_likeness(old, new)
    return 0.0


def text_likeness(old: str, new: str) -> float:
    """Shared words (Dice), whatever their case."""
    return 1.0 if old == new else dice(old.casefold().split(), new.casefold().split())


def dice(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    if not old and not new:
        return 1.0
    shared = sum((Counter(old) & Counter(new)).values())
    return 2 * shared / (len(old) + len(new))


# Order ---------------------------------------------------------------------------------------------------------------


def match_texts(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The old index of each new text that was there before: equal ones first, then the most alike, near ones before far ones."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(old):
        waiting[text].append(index)
    for index, text in enumerate(new):
        if waiting.get(text):
            pairs[index] = waiting[text].pop(0)
    olds = [index for left in waiting.values() for index in left]
    news = [index for index in range(len(new)) if index not in pairs]
    ranked = sorted((-like, abs(a - b), a, b) for b in news for a in olds if (like := text_likeness(old[a], new[b])) >= ALIKE)
    taken: set[int] = set()
    for _, _, a, b in ranked:
        if a not in taken and b not in pairs:
            pairs[b] = a
            taken.add(a)
    return pairs


def staying(order: Sequence[int]) -> set[int]:
    """Positions in a sequence of old indexes that make its longest increasing run: what did not move."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, index in enumerate(order):
        place = bisect_left(tails, index)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(index)
            ends.append(position)
        else:
            tails[place] = index
            ends[place] = position
    found: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found
