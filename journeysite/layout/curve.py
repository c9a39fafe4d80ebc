"""The emotion curve of a map: one line a persona over columns of equal width.

No width in px is known when a page is made. So x is in thousandths of the whole width, y is in px, and words are placed for the
narrowest columns that a page shows: in wider ones they cover less of the drawing, never more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..model.values import Emotion
from .geometry import Box, Point, free_top
from .line import Segment, covered, path_data, smooth

WIDTH = 1000.0
"""Of every drawing, in its own units."""

BEST, WORST = 2.0, -2.0

_WITHIN_STEP = 0.2
"""How far from the middle of its column a step begins and ends where its emotion changes, in columns."""

_DODGE = 0.07
"""How far apart two marks of one level stand, in columns."""

_NAME_HEIGHT_PX = 16.0
_NAME_LETTERS = 28


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on. column_px: the narrowest that a column will be.  mirrored: whether the first step is on the right."""

    columns: int
    height_px: float = 268.0
    pad_px: float = 30.0
    column_px: float = 152.0
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line. column: from 0.  part: "whole", or "start" and "end" where the emotion changes within the step."""

    column: int
    x: float
    y: float
    part: str
    sure: str

    @property
    def x_percent(self) -> str:
        return percent(self.x)


@dataclass(frozen=True, slots=True)
class Bar:
    """A range: anywhere between these two."""

    x: float
    top: float
    bottom: float

    @property
    def x_percent(self) -> str:
        return percent(self.x)


@dataclass(frozen=True, slots=True)
class Track:
    """What one persona feels, a value a column; None is a gap. sure: what stands behind each value, a word a column."""

    name: str
    felt: tuple[Emotion | None, ...]
    sure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A line's name near its end. x: the right edge (the left one where the drawing is mirrored).  y: of the middle."""

    text: str
    x: float
    y: float

    @property
    def x_percent(self) -> str:
        return percent(self.x)


@dataclass(frozen=True, slots=True)
class Line:
    """A persona's line. path: of the drawing.  slot: which shape and dash it is drawn with, from 0."""

    slot: int
    path: str
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    name: Name | None
    cover: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """All lines of a map on one canvas."""

    canvas: Canvas
    lines: tuple[Line, ...]

    @property
    def zero_y(self) -> float:
        return self.canvas.y(0)

    @property
    def obstacles(self) -> tuple[Box, ...]:
        return tuple(box for line in self.lines for box in line.cover)


def percent(x: float) -> str:
    """x of a drawing as a share of its width, for what must not be stretched with it."""
    return f"{x / WIDTH * 100:.2f}%"


def emotion_curve(tracks: Sequence[Track], canvas: Canvas) -> Curve:
    """Place every persona's line, its marks and its name.

    tracks: each with canvas.columns values.  Names never cover one another; they cover no line where there is room.
    """
    lines = tuple(_line(slot, tracks, canvas) for slot in range(len(tracks)))
    return Curve(canvas, _named(lines, tracks, canvas))


def _line(slot: int, tracks: Sequence[Track], canvas: Canvas) -> Line:
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
    runs = [smooth(points) for points in _runs(marks, canvas)]
    path = "".join(path_data(run) for run in runs)
    return Line(slot, path, tuple(marks), tuple(bars), None, _cover(runs, marks, bars, canvas))


def _aside(slot: int, column: int, tracks: Sequence[Track], canvas: Canvas) -> float:
    """How far a mark steps aside so that no other hides it, in columns."""
    mine = tracks[slot].felt[column]
    if mine is None:
        return 0.0
    near = [
        other
        for other, track in enumerate(tracks)
        if (felt := track.felt[column]) is not None and abs(canvas.y(felt.start) - canvas.y(mine.start)) < 11 and felt.changes == mine.changes
    ]
    return (near.index(slot) - (len(near) - 1) / 2) * _DODGE if len(near) > 1 else 0.0


def _runs(marks: Sequence[Mark], canvas: Canvas) -> list[list[Point]]:
    """The points of a line from gap to gap, by growing x."""
    runs = []
    for _, group in groupby(enumerate(_columns(marks)), lambda pair: pair[1][0] - pair[0]):
        points = [Point(mark.x, mark.y) for _, (_, of_column) in group for mark in of_column]
        runs.append(points[::-1] if canvas.mirrored else points)
    return runs


def _columns(marks: Sequence[Mark]) -> list[tuple[int, list[Mark]]]:
    return [(column, list(group)) for column, group in groupby(marks, lambda mark: mark.column)]


def _cover(runs: Sequence[Sequence[Segment]], marks: Sequence[Mark], bars: Sequence[Bar], canvas: Canvas) -> tuple[Box, ...]:
    """What words should keep off, in px."""
    lines = [replace_x(box, canvas) for run in runs for box in covered(run, 4)]
    points = [Box(canvas.px(mark.x) - 9, mark.y - 9, canvas.px(mark.x) + 9, mark.y + 9) for mark in marks]
    ranges = [Box(canvas.px(bar.x) - 5, bar.top, canvas.px(bar.x) + 5, bar.bottom) for bar in bars]
    return (*lines, *points, *ranges)


def replace_x(box: Box, canvas: Canvas) -> Box:
    """A box of the drawing in px."""
    return Box(canvas.px(box.left), box.top, canvas.px(box.right), box.bottom)


def text_width_px(text: str, font_px: float = 12.0) -> float:
    """How wide words are at most, without a font at hand: wide letters of East Asian scripts count twice."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (len(text) - wide) * font_px * 0.6 + wide * font_px * 1.05


def _named(lines: Sequence[Line], tracks: Sequence[Track], canvas: Canvas) -> tuple[Line, ...]:
    """The lines with their names, the highest end first so that names stand in the order of the lines."""
    taken = [box for line in lines for box in line.cover]
    named = list(lines)
    for line in sorted((line for line in lines if line.marks), key=lambda line: (line.marks[-1].y, line.slot)):
        end = line.marks[-1]
        text = shortened(tracks[line.slot].name)
        edge = canvas.x(end.column + 1)
        width = text_width_px(text) + 22
        left = canvas.px(edge) if canvas.mirrored else max(0.0, canvas.px(edge) - width)
        room = (2.0, canvas.height_px - 2)
        beside = [(box.top, box.bottom) for box in taken if box.left < left + width and left < box.right]
        top = free_top(end.y - _NAME_HEIGHT_PX / 2, _NAME_HEIGHT_PX, room, beside)
        if top is None:
            names = [(box.top, box.bottom) for box in taken[-len(lines) :] if box.left < left + width and left < box.right]
            top = free_top(end.y - 24, _NAME_HEIGHT_PX, room, names) or room[0]
        taken.append(Box(left, top, left + width, top + _NAME_HEIGHT_PX))
        name = Name(text, edge, round(top + _NAME_HEIGHT_PX / 2, 1))
        named[line.slot] = replace(line, name=name, cover=(*line.cover, taken[-1]))
    return tuple(named)


def shortened(name: str) -> str:
    """A name short enough to stand in the drawing. The whole of it stands in the legend."""
    return name if len(name) <= _NAME_LETTERS else name[: _NAME_LETTERS - 1].rstrip() + "…"
