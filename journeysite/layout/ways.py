"""Ways that do not simply go on to the next step: branches, leaps and loops, as arcs that hang below the steps.

An arc leaves a step downwards, runs along a lane and comes up at another step. Short ones lie in the upper lanes, so that an arc within an arc
crosses nothing. x is in columns; words are placed for the narrowest column that a page shows, in px.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from .geometry import text_width_px

FONT_PX = 12.0
LINE_PX = 15.0

_FIRST_PX = 10.0
_UNDER_LINE_PX = 1.0
_BETWEEN_LANES_PX = 8.0
_CLEAR_PX = 5.0
_BEYOND_PX = 44.0
"""How far words may stand out over the ends of their arc."""

_GAP = 0.12
"""Kept free between two arcs of one lane, in columns."""

_MOST_LINES = 4

_INNERMOST = 1000.0


class Way(Struct, frozen=True):
    """From a column to a column, from 0; to None where the journey ends. words: "" for a way without a condition."""

    start: int
    to: int | None
    words: str = ""


class Label(Struct, frozen=True):
    """Where words stand. left, right: in columns.  top: of their first line, in px."""

    left: float
    right: float
    top: float
    lines: int


class Arc(Struct, frozen=True):
    """start, end: x in columns, equal where the journey ends.  y: of its run along the lane, in px.  label: None where there are no words, or no room."""

    way: Way
    start: float
    end: float
    lane: int
    y: float
    label: Label | None

    @property
    def left(self) -> float:
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        return max(self.start, self.end)

    @property
    def is_back(self) -> bool:
        return self.way.to is not None and self.way.to <= self.way.start

    @property
    def ends(self) -> bool:
        return self.way.to is None


class Ways(Struct, frozen=True):
    """All arcs, in the order of the ways that were asked for. height_px: of the drawing."""

    arcs: tuple[Arc, ...]
    height_px: float


def place_ways(ways: Sequence[Way], columns: int, column_px: float) -> Ways:
    """Lay arcs into as few lanes as there are needed. column_px: the narrowest that a column will be."""
    ends = _ports(ways)
    lanes = _lanes(ends)
    labels: dict[int, tuple[float, float, int]] = {}
    for number in sorted(range(len(ways)), key=lambda number: (lanes[number], min(ends[number]))):
        room = _room(number, ends, lanes, labels, columns, column_px)
        found = _fitted(ways[number].words, room, ends[number], column_px)
        if found:
            labels[number] = found
    tops, height = _tops(lanes, {number: label[2] for number, label in labels.items()})
    arcs = []
    for number, way in enumerate(ways):
        y = tops[lanes[number]]
        label = Label(*labels[number][:2], y + _UNDER_LINE_PX, labels[number][2]) if number in labels else None
        arcs.append(Arc(way, *ends[number], lanes[number], y, label))
    return Ways(tuple(arcs), height)


def _ports(ways: Sequence[Way]) -> list[tuple[float, float]]:
    """Where each way leaves and where it arrives. Within a column no two share a place, and no two arcs cross there."""
    at: dict[int, list[tuple[float, int, bool]]] = defaultdict(list)
    for number, way in enumerate(ways):
        to = way.start if way.to is None else way.to
        # A loop on one step leaves on the right and comes back on its left, within all others.
        span = to - way.start or (0.0 if way.to is None else _INNERMOST)
        at[way.start].append((_place(span), number, True))
        if way.to is not None:
            # Two ways between the same steps lie within each other only if they arrive in the other order.
            at[way.to].append((_place(-span), -number, False))
    starts: dict[int, float] = {}
    stops: dict[int, float] = {}
    for column, group in at.items():
        for place, (_, number, is_start) in enumerate(sorted(group), 1):
            (starts if is_start else stops)[abs(number)] = column + place / (len(group) + 1)
    return [(starts[number], stops.get(number, starts[number])) for number in range(len(ways))]


def _place(span: float) -> float:
    """What to sort by within a column: to the left the nearest first, then where the journey ends, then to the right the farthest first."""
    return 1 / span if span else 0.0


def _lanes(ends: Sequence[tuple[float, float]]) -> list[int]:
    """The lane of each arc: the shortest first, each in the first lane in which nothing overlaps it."""
    taken: list[list[tuple[float, float]]] = []
    lanes = [0] * len(ends)
    for number in sorted(range(len(ends)), key=lambda number: (abs(ends[number][1] - ends[number][0]), ends[number])):
        left, right = min(ends[number]), max(ends[number])
        lane = next((n for n, those in enumerate(taken) if all(right + _GAP <= a or b + _GAP <= left for a, b in those)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        lanes[number] = lane
    return lanes


def _room(
    number: int,
    ends: Sequence[tuple[float, float]],
    lanes: Sequence[int],
    labels: dict[int, tuple[float, float, int]],
    columns: int,
    column_px: float,
) -> list[tuple[float, float]]:
    """The free stretches under an arc's run, in px: between what passes there and what lies beside it."""
    left, right = (x * column_px for x in (min(ends[number]), max(ends[number])))
    taken = []
    for other, (start, end) in enumerate(ends):
        if other == number:
            continue
        if lanes[other] > lanes[number]:
            taken += [(x * column_px - _CLEAR_PX, x * column_px + _CLEAR_PX) for x in (start, end)]
        elif lanes[other] == lanes[number]:
            taken.append((min(start, end) * column_px - _CLEAR_PX, max(start, end) * column_px + _CLEAR_PX))
            if other in labels:
                taken.append((labels[other][0] * column_px - _CLEAR_PX, labels[other][1] * column_px + _CLEAR_PX))
    return [
        (a, b)
        for a, b in _free(max(0.0, left - _BEYOND_PX), min(columns * column_px, right + _BEYOND_PX), taken)
        if a <= right and left <= b and (right - left < 1 or min(b, right) - max(a, left) >= min(18.0, right - left))
    ]


def _free(left: float, right: float, taken: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    found, edge = [], left
    for a, b in sorted(taken):
        if a > edge:
            found.append((edge, min(a, right)))
        edge = max(edge, b)
        if edge >= right:
            return found
    return [*found, (edge, right)]


def _fitted(
    words: str, room: Iterable[tuple[float, float]], ends: tuple[float, float], column_px: float
) -> tuple[float, float, int] | None:
    """Left and right in columns, and lines: the stretch that needs the fewest, nearest to the middle of the arc."""
    if not words:
        return None
    middle = sum(ends) / 2 * column_px
    best: tuple[int, float, float, float] | None = None
    for left, right in room:
        lines = lines_of(words, right - left)
        if lines is not None and lines <= _MOST_LINES:
            # As near to the middle as the words allow, not in the middle of a long stretch.
            half = max(text_width_px(part, FONT_PX) for part in _wrapped(words, right - left)) / 2 + 2
            at = min(max(middle, left + half), right - half)
            found = (lines, abs(at - middle), at - half, at + half)
            best = min(best, found) if best else found
    return (best[2] / column_px, best[3] / column_px, best[0]) if best else None


def lines_of(words: str, width_px: float) -> int | None:
    """How many lines words take in a width; None where one word alone is wider."""
    lines = _wrapped(words, width_px)
    return None if any(text_width_px(line, FONT_PX) > width_px - 4 for line in lines) else len(lines)


def _wrapped(words: str, width_px: float) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_px(joined, FONT_PX) <= width_px - 4:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _tops(lanes: Sequence[int], lines: dict[int, int]) -> tuple[list[float], float]:
    """The y of each lane's run, and where the last one ends."""
    tops: list[float] = []
    y = _FIRST_PX
    for lane in range(max(lanes, default=-1) + 1):
        tops.append(y)
        most = max((lines.get(number, 0) for number, own in enumerate(lanes) if own == lane), default=0)
        y += most * LINE_PX + _BETWEEN_LANES_PX
    return tops, y
