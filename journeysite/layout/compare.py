"""Two versions of a map in one set of columns, and their curves laid over each other.

Columns stand in the order of the new map. A step that is no more is a ghost after its nearest predecessor that still is. The old line joins two points
only where they were neighbours then and still follow one another; elsewhere it breaks, because a line across would tell of a way that nobody went.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..model.emotions import Emotion
from .canvas import WITHIN_STEP, Canvas, percent
from .geometry import Point
from .line import path_data, smooth


class Column(Struct, frozen=True):
    """A column. new, old: the step's number in either map, from 0; None where it is not there.  is_moved: whether it went past others."""

    new: int | None
    old: int | None
    is_moved: bool = False

    @property
    def mark(self) -> str:
        """added, removed, moved, or "" for a step that stayed."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "moved" if self.is_moved else ""


def columns_of(old_of: Mapping[int, int], new_count: int, old_count: int, stays: frozenset[int]) -> tuple[Column, ...]:
    """The columns of a comparison.

    old_of: the old number of each new step that was there before, no old one twice.  stays: those new steps that went past no other.
    Returns every new step once, in order, and every old one that is no more once.
    """
    new_of = {old: new for new, old in old_of.items()}
    ghosts: dict[int, list[int]] = {}
    anchor = -1
    for old in range(old_count):
        if old in new_of:
            anchor = new_of[old]
        else:
            ghosts.setdefault(anchor, []).append(old)
    columns = [Column(None, ghost) for ghost in ghosts.get(-1, ())]
    for new in range(new_count):
        old_one = old_of.get(new)
        columns.append(Column(new, old_one, old_one is not None and new not in stays))
        columns += [Column(None, ghost) for ghost in ghosts.get(new, ())]
    return tuple(columns)


def by_stage(columns: Sequence[Column], new_stage: Sequence[float], old_stage: Sequence[float]) -> tuple[Column, ...]:
    """The same columns, those of one map alone side by side where both are in one stage; what both maps have stays where it is.

    new_stage, old_stage: of each step of either map, a number that never falls from one step to the next.
    """
    found: list[Column] = []
    alone: list[tuple[float, bool, Column]] = []
    for column in columns:
        if column.new is not None and column.old is not None:
            found += [one for _, _, one in sorted(alone, key=lambda entry: entry[:2])] + [column]
            alone = []
        elif column.new is not None:
            alone.append((new_stage[column.new], True, column))
        elif column.old is not None:
            alone.append((old_stage[column.old], False, column))
    return (*found, *(one for _, _, one in sorted(alone, key=lambda entry: entry[:2])))


class Dot(Struct, frozen=True):
    """A point of a line. column: from 0."""

    column: int
    x: float
    y: float

    @property
    def x_percent(self) -> str:
        return percent(self.x)


class Overlay(Struct, frozen=True):
    """One persona's line in one version. path: of the drawing.  runs: the dots that are joined."""

    path: str
    runs: tuple[tuple[Dot, ...], ...]

    @property
    def dots(self) -> tuple[Dot, ...]:
        return tuple(dot for run in self.runs for dot in run)


def overlay(felt: Sequence[Emotion | None], columns: Sequence[Column], canvas: Canvas, is_old: bool) -> Overlay:
    """A line of the old or the new map over the columns of both. felt: a value for each step of that map; None is a gap."""
    place = {column.old if is_old else column.new: number for number, column in enumerate(columns)}
    runs: list[list[Dot]] = []
    last = -2
    for step, emotion in enumerate(felt):
        if emotion is None:
            continue
        dots = _dots(emotion, place[step], canvas)
        follows = last == step - 1 and place[step] > place[last]
        if follows:
            runs[-1] += dots
        else:
            runs.append(dots)
        last = step
    drawn = [sorted((Point(dot.x, dot.y) for dot in run), key=lambda point: point.x) for run in runs]
    return Overlay("".join(path_data(smooth(run)) for run in drawn), tuple(map(tuple, runs)))


def _dots(emotion: Emotion, column: int, canvas: Canvas) -> list[Dot]:
    middle = column + 0.5
    if not emotion.changes:
        return [Dot(column, canvas.x(middle), canvas.y(emotion.level))]
    ends = ((middle - WITHIN_STEP, emotion.start), (middle + WITHIN_STEP, emotion.end))
    return [Dot(column, canvas.x(x), canvas.y(level)) for x, level in ends]


def apart(old: Overlay, new: Overlay) -> tuple[Dot, ...]:
    """The dots of the old line without those that are where one of the new line is: these are drawn once."""
    taken = {(dot.column, round(dot.x, 2), round(dot.y, 2)) for dot in new.dots}
    return tuple(dot for dot in old.dots if (dot.column, round(dot.x, 2), round(dot.y, 2)) not in taken)
