"""The emotion curve of a map: one line a persona over columns of equal width.

No width in px is known when a page is made. So x is in thousandths of the whole width, y is in px, and words are placed for the
narrowest columns that a page shows: in wider ones they cover less of the drawing, never more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ..model.emotions import Emotion
from .geometry import Box, Point, free_top
from .line import Segment, covered, path_data, smooth

WIDTH = 1000.0
"""Of every drawing, in its own units."""

BEST, WORST = 2.0, -2.0

STYLES = 5

_WITHIN_STEP = 0.2
"""How far from the middle of its column a step begins and ends where its emotion changes, in columns."""

_DODGE = 0.07
"""How far apart two marks of one level stand, in columns."""

_BESIDE_PX = 3.2
"""How far apart lines of one level run. They are drawn side by side, their marks where they are."""

_MARK_PX = 11.0
_NAME_HEIGHT_PX = 16.0
_NAME_LETTERS = 28

_TOGETHER_PX = 60.0
"""Lines that end so near to one another have their names in one block."""


class Canvas(Struct, frozen=True):
    """What is drawn on. column_px: the narrowest that a column will be.  mirrored: whether the first step is on the right."""

    columns: int
    height_px: float = 268.0
    pad_px: float = 30.0
    column_px: float = 118.0
    mirrored: bool = False

    @property
    def width_px(self) -> float:
        return self.columns * self.column_px

    def y(self, level: float) -> float:
        return self.pad_px + (BEST - level) / (BEST - WORST) * (self.height_px - 2 * self.pad_px)

    def x(self, column: float) -> float:
        """column: 0.5 is the middle of the first."""
        x = column / self.columns * WIDTH
        return WIDTH - x if self.mirrored else x

    def px(self, x: float) -> float:
        return x / WIDTH * self.width_px


class Mark(Struct, frozen=True):
    """A point of a line. column: from 0.  part: "whole", or "start" and "end" where the emotion changes within the step."""

    column: int
    x: float
    y: float
    part: str
    sure: str

    @property
    def x_percent(self) -> str:
        return percent(self.x)


class Bar(Struct, frozen=True):
    """A range: anywhere between these two."""

    x: float
    top: float
    bottom: float

    @property
    def x_percent(self) -> str:
        return percent(self.x)


class Track(Struct, frozen=True):
    """What one persona feels, a value a column; None is a gap. sure: what stands behind each value, a word a column.  persona: her id, or ""."""

    name: str
    felt: tuple[Emotion | None, ...]
    sure: tuple[str, ...]
    persona: str = ""


class Name(Struct, frozen=True):
    """A line's name near its end. x: the right edge, or the left one where the drawing is mirrored (begins).  y: of the middle."""

    text: str
    x: float
    y: float
    begins: bool = False

    @property
    def x_percent(self) -> str:
        return percent(self.x)


class Line(Struct, frozen=True):
    """A persona's line. path: of the drawing.  slot: whose it is, from 0.  persona: her id, or ""."""

    slot: int
    persona: str
    path: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    name: Name | None
    cover: tuple[Box, ...]

    @property
    def style(self) -> int:
        return style_of(self.slot)


class Curve(Struct, frozen=True):
    """All lines of a map on one canvas."""

    canvas: Canvas
    lines: tuple[Line, ...]

    @property
    def zero_y(self) -> float:
        return self.canvas.y(0)

    @property
    def below_px(self) -> float:
        """How high the part below zero is."""
        return self.canvas.height_px - self.zero_y

    @property
    def obstacles(self) -> tuple[Box, ...]:
        return tuple(box for line in self.lines for box in line.cover)


def style_of(slot: int) -> int:
    """Which shape and dash a line is drawn with. There are STYLES of them; a sixth persona looks like the first and is told apart by her name."""
    return slot % STYLES


def percent(x: float) -> str:
    """x of a drawing as a share of its width, for what must not be stretched with it."""
    return f"{x / WIDTH * 100:.2f}%"


def emotion_curve(tracks: Sequence[Track], canvas: Canvas, with_names: bool = True) -> Curve:
    """Place every persona's line, its marks and its name.

    tracks: each with canvas.columns values.  Names never cover one another; they cover no line where there is room.
    """
    lines = tuple(_line(slot, tracks, canvas, with_names) for slot in range(len(tracks)))
    return Curve(canvas, _named(lines, tracks, canvas) if with_names else lines)


def _line(slot: int, tracks: Sequence[Track], canvas: Canvas, with_names: bool) -> Line:
    marks: list[Mark] = []
    bars: list[Bar] = []
    track = tracks[slot]
    for column, felt in enumerate(track.felt):
        if felt is None:
            continue
        middle = column + 0.5 + _aside(slot, column, tracks, canvas)
        sure = track.sure[column]
        if felt.changes:
            marks.append(Mark(column, canvas.x(middle - _WITHIN_STEP), canvas.y(felt.start), "start", sure))
            marks.append(Mark(column, canvas.x(middle + _WITHIN_STEP), canvas.y(felt.end), "end", sure))
            continue
        marks.append(Mark(column, canvas.x(middle), canvas.y(felt.level), "whole", sure))
        if felt.is_range:
            bars.append(Bar(canvas.x(middle), canvas.y(felt.high), canvas.y(felt.low)))
    beside = {column: _beside(slot, column, tracks) for column in {mark.column for mark in marks}}
    runs = [smooth(points) for points in _runs(marks, canvas, beside)]
    path = "".join(path_data(run) for run in runs)
    cover = _cover(runs, marks, bars, canvas) if with_names else ()
    return Line(slot, track.persona, path, tuple(marks), tuple(bars), None, cover)


def _aside(slot: int, column: int, tracks: Sequence[Track], canvas: Canvas) -> float:
    """How far a mark steps aside so that no other hides it, in columns."""
    mine = tracks[slot].felt[column]
    if mine is None:
        return 0.0
    same = [(other, felt) for other, track in enumerate(tracks) if (felt := track.felt[column]) and felt.changes == mine.changes]
    near = [other for other, felt in same if abs(canvas.y(felt.start) - canvas.y(mine.start)) < _MARK_PX]
    return (near.index(slot) - (len(near) - 1) / 2) * _DODGE if len(near) > 1 else 0.0


def _beside(slot: int, column: int, tracks: Sequence[Track]) -> float:
    """How far a line runs under its level there, so that one of the same level is not hidden by it, in px."""
    mine = tracks[slot].felt[column]
    same = [other for other, track in enumerate(tracks) if feels_same(track.felt[column], mine)]
    return (same.index(slot) - (len(same) - 1) / 2) * _BESIDE_PX


def feels_same(one: Emotion | None, other: Emotion | None) -> bool:
    """Whether two emotions are drawn alike, whatever they are called."""
    if one is None or other is None:
        return one is other
    return (one.start, one.end, one.low, one.high) == (other.start, other.end, other.low, other.high)


def _runs(marks: Sequence[Mark], canvas: Canvas, beside: Mapping[int, float]) -> list[list[Point]]:
    """The points of a line from gap to gap, by growing x."""
    runs = []
    for _, group in groupby(enumerate(_columns(marks)), lambda pair: pair[1][0] - pair[0]):
        points = [Point(mark.x, mark.y + beside[mark.column]) for _, (_, of_column) in group for mark in of_column]
        runs.append(points[::-1] if canvas.mirrored else points)
    return runs


def _columns(marks: Sequence[Mark]) -> list[tuple[int, list[Mark]]]:
    return [(column, list(group)) for column, group in groupby(marks, lambda mark: mark.column)]


def _cover(runs: Sequence[Sequence[Segment]], marks: Sequence[Mark], bars: Sequence[Bar], canvas: Canvas) -> tuple[Box, ...]:
    """What words should keep off, in px."""
    lines = [in_px(box, canvas) for run in runs for box in covered(run, 4)]
    points = [Box(canvas.px(mark.x) - 9, mark.y - 9, canvas.px(mark.x) + 9, mark.y + 9) for mark in marks]
    ranges = [Box(canvas.px(bar.x) - 5, bar.top, canvas.px(bar.x) + 5, bar.bottom) for bar in bars]
    return (*lines, *points, *ranges)


def in_px(box: Box, canvas: Canvas) -> Box:
    """A box of the drawing in px."""
    return Box(canvas.px(box.left), box.top, canvas.px(box.right), box.bottom)


def text_width_px(text: str, font_px: float = 12.0) -> float:
    """How wide words are at most, without a font at hand: wide letters of East Asian scripts count twice."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (len(text) - wide) * font_px * 0.6 + wide * font_px * 1.05


def _named(lines: Sequence[Line], tracks: Sequence[Track], canvas: Canvas) -> tuple[Line, ...]:
    """The lines with their names, in the order of their ends where there is room for it."""
    covered_by_lines = [box for line in lines for box in line.cover]
    order = sorted((line for line in lines if line.marks), key=lambda line: (line.marks[-1].y, line.slot))
    placed = _name_block(order, tracks, covered_by_lines, canvas)
    for line in order[len(placed) :]:
        placed.append(_name_box(line, shortened(tracks[line.slot].name), [*covered_by_lines, *placed], placed, canvas))
    swapped = [box._replace(top=at.top, bottom=at.bottom) for box, at in zip(placed, sorted(placed, key=lambda box: box.top), strict=True)]
    if not any(box.meets(other) for box in swapped for other in covered_by_lines) and not _any_meet(swapped):
        placed = swapped
    named = list(lines)
    for line, box in zip(order, placed, strict=True):
        edge = canvas.x(line.marks[-1].column + 1)
        name = Name(shortened(tracks[line.slot].name), edge, round((box.top + box.bottom) / 2, 1), canvas.mirrored)
        named[line.slot] = replace(line, name=name, cover=(*line.cover, box))
    return tuple(named)


def _name_block(order: Sequence[Line], tracks: Sequence[Track], taken: Sequence[Box], canvas: Canvas) -> list[Box]:
    """All names under one another, where the lines end together and there is room for that; else none of them."""
    ends = [line.marks[-1] for line in order]
    if len(ends) < 2 or len({end.column for end in ends}) > 1 or ends[-1].y - ends[0].y > _TOGETHER_PX:
        return []
    edge = canvas.px(canvas.x(ends[0].column + 1))
    widths = [text_width_px(shortened(tracks[line.slot].name)) + 22 for line in order]
    left, right = (edge, edge + max(widths)) if canvas.mirrored else (max(0.0, edge - max(widths)), edge)
    height = _NAME_HEIGHT_PX * len(ends)
    beside = [(box.top, box.bottom) for box in taken if box.left < right and left < box.right]
    middle = sum(end.y for end in ends) / len(ends)
    top = free_top(middle - height / 2, height, (2.0, canvas.height_px - 2), beside)
    if top is None:
        return []
    return [
        Box(left if canvas.mirrored else max(0.0, right - width), y, left + width if canvas.mirrored else right, y + _NAME_HEIGHT_PX)
        for width, y in zip(widths, (top + _NAME_HEIGHT_PX * number for number in range(len(ends))), strict=True)
    ]


def _name_box(line: Line, text: str, taken: Sequence[Box], names: Sequence[Box], canvas: Canvas) -> Box:
    """Where a name stands, in px: nearest to its line's end on nothing, else at least on no other name."""
    end = line.marks[-1]
    edge = canvas.px(canvas.x(end.column + 1))
    width = text_width_px(text) + 22
    left = edge if canvas.mirrored else max(0.0, edge - width)
    room = (2.0, canvas.height_px - 2)
    for boxes in (taken, names):
        beside = [(box.top, box.bottom) for box in boxes if box.left < left + width and left < box.right]
        top = free_top(end.y - _NAME_HEIGHT_PX / 2, _NAME_HEIGHT_PX, room, beside)
        if top is not None:
            break
    # More names than the drawing is high: the last ones share a line, and the legend tells them.
    top = room[0] if top is None else top
    return Box(left, top, left + width, top + _NAME_HEIGHT_PX)


def _any_meet(boxes: Sequence[Box]) -> bool:
    return any(box.meets(other) for number, box in enumerate(boxes) for other in boxes[:number])


def shortened(name: str) -> str:
    """A name short enough to stand in the drawing. The whole of it stands in the legend."""
    return name if len(name) <= _NAME_LETTERS else name[: _NAME_LETTERS - 1].rstrip() + "…"
