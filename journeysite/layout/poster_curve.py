"""The emotion curve of a poster, from the same placing as that of the page: its px become points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from .callout import LINE_PX, WIDTH_PX, Callout, place_callout
from .canvas import Canvas
from .curve import Curve, Line, Mark, emotion_curve, style_of
from .drawing import Bend, Disc, Item, Panel, Shape, Stroke
from .geometry import Box, Point
from .line import smooth
from .poster_words import Low, PosterWords
from .typesetting import Style, Type, cut, set_line, width_of, wrap

PT = 0.72
"""A point of the poster for each px of the page."""

PAD_PX = 26.0
"""Above the best and below the worst."""

DASHES: tuple[tuple[float, ...], ...] = ((), (7, 4), (1.5, 4), (12, 4, 2, 4), (18, 5))
"""How lines differ beside colour, in px; as css/curve.css has them."""

_NAME = Style(8.4, "bold")
_HEAD = Style(8.4, "bold")
_WHO = Style(7.5, "regular", "ink-soft")
_THERE = Style(8.2, "italic", "ink-soft")


def curve_ground(words: PosterWords, box: Box) -> Iterator[Item]:
    """What lies under the lines: the part below zero, and the grid."""
    canvas = _canvas(words, box)
    zero = box.top + canvas.y(0) * PT
    yield Panel(box.left, zero, box.right - box.left, box.bottom - zero, "wash")
    for level in words.levels:
        y = box.top + canvas.y(level.level) * PT
        is_zero = level.level == 0
        yield Stroke((Point(box.left, y), Point(box.right, y)), "line-strong" if is_zero else "line", 1.1 if is_zero else 0.7)


def curve_items(words: PosterWords, box: Box, type_: Type) -> Iterator[Item]:
    """The lines with their names, and the words at the lowest point, inside of box."""
    canvas = _canvas(words, box)
    curve = emotion_curve(words.tracks, canvas)
    low = _lowest(curve, words.low)
    callout = place_callout(curve, Point(low.x, low.y), _lines_at(words.low, type_)) if low and words.low else None
    if callout:
        start = Point(canvas.px(callout.anchor), callout.anchor_y)
        yield Stroke(_placed((start, Point(canvas.px(callout.point.x), callout.point.y)), box), "ink", 0.9)
    for line in curve.lines:
        yield from _line(line, canvas, box)
    for line in curve.lines:
        if line.name:
            yield from _name(line, canvas, box, type_)
    if callout and words.low:
        yield Disc(_at(Point(canvas.px(callout.point.x), callout.point.y), box), 7.4, "", "ink", 1.1)
        yield from _callout(callout, words.low, canvas, box, type_)


def _canvas(words: PosterWords, box: Box) -> Canvas:
    width = (box.right - box.left) / words.columns / PT
    return Canvas(words.columns, height_px=(box.bottom - box.top) / PT, pad_px=PAD_PX, column_px=width)


def sample(style: int, x: float, y: float) -> Iterator[Item]:
    """A short piece of a line with its mark, for a legend. y: of its middle."""
    role = f"curve-{style + 1}"
    yield Stroke((Point(x, y), Point(x + 28, y)), role, 1.9, dash_of(style))
    yield _mark(style, Point(x + 14, y), role, "paper", role=role)


def mark_sample(x: float, y: float, is_full: bool) -> Item:
    """A mark alone, full or hollow."""
    return _mark(0, Point(x, y), "ink-soft" if is_full else "paper", "paper" if is_full else "ink-soft", role="ink-soft")


def _line(line: Line, canvas: Canvas, box: Box) -> Iterator[Item]:
    style = style_of(line.slot)
    role = f"curve-{style + 1}"
    for bar in line.bars:
        x = canvas.px(bar.x)
        yield Stroke(_placed((Point(x, bar.top), Point(x, bar.bottom)), box), f"{role}-soft", 6.5)
    for run in runs_of(line.marks):
        segments = smooth(_placed([Point(canvas.px(mark.x), mark.y) for mark in run], box))
        if segments:
            yield Bend(segments, "paper", 4.6)
            yield Bend(segments, role, 2.4 if style == 2 else 1.9, dash_of(style))
    for mark in line.marks:
        at = _at(Point(canvas.px(mark.x), mark.y), box)
        yield _mark(style, at, "paper", role, role=role) if mark.sure == "judged" else _mark(style, at, role, "paper", role=role)


def runs_of(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks from gap to gap."""
    run: list[Mark] = []
    for mark in marks:
        if run and mark.column - run[-1].column > 1:
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _name(line: Line, canvas: Canvas, box: Box, type_: Type) -> Iterator[Item]:
    assert line.name is not None
    style = Style(_NAME.size, _NAME.face, f"curve-{style_of(line.slot) + 1}")
    width = width_of(line.name.text, style, type_)
    end = _at(Point(canvas.px(line.name.x), line.name.y), box)
    x = end.x + 6 if line.name.begins else end.x - 6 - width
    yield Panel(x - 2, end.y - 5.5, width + 4, 11, "paper" if line.name.y < canvas.y(0) else "wash", radius=2)
    yield from set_line(line.name.text, x, end.y + 3, style, type_)


def _lowest(curve: Curve, low: Low | None) -> Mark | None:
    marks = [mark for line in curve.lines if low and line.slot in low.slots for mark in line.marks if mark.column == low.column]
    return max(marks, key=lambda mark: mark.y, default=None)


def _there(low: Low, type_: Type) -> tuple[str, ...]:
    return wrap(low.words, WIDTH_PX * PT - 16, _THERE, type_, 2) if low.words else ()


def _lines_at(low: Low | None, type_: Type) -> int:
    return 1 + bool(low.who) + len(_there(low, type_)) if low else 0


def _callout(callout: Callout, low: Low, canvas: Canvas, box: Box, type_: Type) -> Iterator[Item]:
    width = WIDTH_PX * PT
    anchor = canvas.px(callout.anchor) * PT
    left = {"left": anchor - width, "right": anchor}.get(callout.side, min(max(3.0, anchor - width / 2), box.right - box.left - width - 3))
    x, y = box.left + left, box.top + callout.top * PT
    yield Panel(x, y, width, callout.height_px * PT, "paper", "ink", 0.9, 3.5)
    y += 5.5 + _HEAD.size
    yield from set_line(cut(low.head, width - 16, _HEAD, type_), x + 8, y, _HEAD, type_)
    for words, style in ((low.who, _WHO), *((line, _THERE) for line in _there(low, type_))):
        if words:
            y += LINE_PX * PT
            yield from set_line(cut(words, width - 16, style, type_), x + 8, y, style, type_)


def _at(point: Point, box: Box) -> Point:
    return Point(box.left + point.x * PT, box.top + point.y * PT)


def _placed(points: Sequence[Point], box: Box) -> tuple[Point, ...]:
    return tuple(_at(point, box) for point in points)


def dash_of(style: int) -> tuple[float, ...]:
    return tuple(length * PT for length in DASHES[style])


def _mark(style: int, at: Point, fill: str, edge: str, *, role: str) -> Item:
    """The shape of a line. The edge of a hollow one bears its colour."""
    width = 1.6 if edge == role else 1.1
    if style == 0:
        return Disc(at, 3.9, fill, edge, width)
    corners, radius, turn = {1: (4, 5.0, 45.0), 2: (3, 5.2, -90.0), 3: (4, 4.9, 0.0)}.get(style, (6, 4.5, 0.0))
    angles = [math.radians(turn + 360 * corner / corners) for corner in range(corners)]
    points = tuple(Point(round(at.x + radius * math.cos(a), 2), round(at.y + radius * math.sin(a), 2)) for a in angles)
    return Shape(points, fill, edge, width)
