"""The emotion curve of a map: one line a persona over columns of equal width. See canvas.py for its units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ..model.emotions import Emotion
from .canvas import WITHIN_STEP, Canvas, in_px, percent
from .geometry import Box, Point
from .line import Segment, covered, path_data, smooth
from .line_names import End, Name, place_names

STYLES = 5

_DODGE = 0.07
"""How far apart two marks of one level stand, in columns."""

_BESIDE_PX = 3.2
"""How far apart lines of one level run. They are drawn side by side, their marks where they are."""

_MARK_PX = 11.0


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
            marks.append(Mark(column, canvas.x(middle - WITHIN_STEP), canvas.y(felt.start), "start", sure))
            marks.append(Mark(column, canvas.x(middle + WITHIN_STEP), canvas.y(felt.end), "end", sure))
            continue
        marks.append(Mark(column, canvas.x(middle), canvas.y(felt.level), "whole", sure))
        if felt.is_range:
            bars.append(Bar(canvas.x(middle), canvas.y(felt.high), canvas.y(felt.low)))
    beside = {column: _beside(slot, column, tracks) for column in {mark.column for mark in marks}}
    runs = [smooth(points) for points in _runs(marks, canvas, beside)]
    path = "".join(path_data(run) for run in runs)
    cover = _cover(runs, marks, bars, canvas) if with_names else ()
    return Line(slot, track.persona, path, tuple(marks), tuple(bars), None, cover)


def _named(lines: Sequence[Line], tracks: Sequence[Track], canvas: Canvas) -> tuple[Line, ...]:
    ends = [End(line.slot, tracks[line.slot].name, line.marks[-1].column, line.marks[-1].y) for line in lines if line.marks]
    named = list(lines)
    for slot, name, box in place_names(ends, [box for line in lines for box in line.cover], canvas):
        named[slot] = replace(lines[slot], name=name, cover=(*lines[slot].cover, box))
    return tuple(named)


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
