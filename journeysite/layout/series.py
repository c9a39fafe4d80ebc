"""The chart of a metric: its values over time, its target, and the days on which something was done to move it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from .geometry import Box, Point, free_top

WIDTH_PX = 720.0
HEIGHT_PX = 280.0
_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 52.0, 20.0, 34.0, 30.0
_TICKS = 4
_LABEL_PX = 15.0
_WORDS_PX = 130.0


class ValueTick(Struct, frozen=True):
    y: float
    value: float


class DayTick(Struct, frozen=True):
    x: float
    day: date


class Event(Struct, frozen=True):
    """A day on which something was done. number: as it stands beside the drawing, from 1.  y: of the number."""

    number: int
    x: float
    y: float


class Words(Struct, frozen=True):
    """Where words stand at a level line. y: of their baseline.  anchor: as SVG has it."""

    x: float
    y: float
    anchor: str


class SeriesChart(Struct, frozen=True):
    """All in px of a drawing of WIDTH_PX by HEIGHT_PX. points: one a value.  target_y, benchmark_y: None where there is none.

    target_words, benchmark_words: where their words stand, off the line and off each other where there is room.
    """

    points: tuple[Point, ...]
    path: str
    values: tuple[ValueTick, ...]
    days: tuple[DayTick, ...]
    events: tuple[Event, ...]
    target_y: float | None
    benchmark_y: float | None
    target_words: Words | None
    benchmark_words: Words | None
    left: float = _LEFT_PX
    right: float = WIDTH_PX - _RIGHT_PX
    top: float = _TOP_PX
    bottom: float = HEIGHT_PX - _BOTTOM_PX
    width: float = WIDTH_PX
    height: float = HEIGHT_PX


def series_chart(
    series: Sequence[tuple[date, float]], target: float | None = None, events: Sequence[date] = (), benchmark: float | None = None
) -> SeriesChart | None:
    """series: days in their order, with values.  events: days; those outside of the series widen it.  benchmark: what others reach.

    None for fewer than two values: one value has no course.
    """
    if len(series) < 2:
        return None
    days = [day for day, _ in series]
    first, last = min(*days, *events) if events else days[0], max(*days, *events) if events else days[-1]
    span = max((last - first).days, 1)
    known = [value for _, value in series] + [line for line in (target, benchmark) if line is not None]
    ticks = _ticks(min(known), max(known))

    def x(day: date) -> float:
        return round(_LEFT_PX + 12 + (day - first).days / span * (WIDTH_PX - _LEFT_PX - _RIGHT_PX - 24), 1)

    def y(value: float) -> float:
        share = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return round(HEIGHT_PX - _BOTTOM_PX - share * (HEIGHT_PX - _TOP_PX - _BOTTOM_PX), 1)

    points = tuple(Point(x(day), y(value)) for day, value in series)
    target_y, benchmark_y = (None if line is None else y(line) for line in (target, benchmark))
    target_box, target_words = _words(target_y, points, ())
    _, benchmark_words = _words(benchmark_y, points, (target_box,) if target_box else ())
    return SeriesChart(
        points=points,
        path="M" + "L".join(f"{point.x:g} {point.y:g}" for point in points),
        values=tuple(ValueTick(y(value), value) for value in ticks),
        days=_day_ticks([DayTick(x(day), day) for day in days]),
        events=_events([x(day) for day in events]),
        target_y=target_y,
        benchmark_y=benchmark_y,
        target_words=target_words,
        benchmark_words=benchmark_words,
    )


def _words(line: float | None, points: Sequence[Point], taken: Sequence[Box]) -> tuple[Box | None, Words | None]:
    """The first place along a level line that the course does not cross: left, right or in the middle, above or below it."""
    if line is None:
        return None, None
    left, right, middle = _LEFT_PX + 6, WIDTH_PX - _RIGHT_PX - 6, (_LEFT_PX + WIDTH_PX - _RIGHT_PX) / 2
    starts = {"start": (left, left), "end": (right, right - _WORDS_PX), "middle": (middle, middle - _WORDS_PX / 2)}
    course = [Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in pairwise(_fine(points))]
    places = []
    for baseline in (line - 6, line + _LABEL_PX):
        if _TOP_PX < baseline < HEIGHT_PX - _BOTTOM_PX:
            boxes = (
                (anchor, x, Box(start, baseline - _LABEL_PX + 2, start + _WORDS_PX, baseline + 3)) for anchor, (x, start) in starts.items()
            )
            places += [(box, Words(round(x, 1), round(baseline, 1), anchor)) for anchor, x, box in boxes]
    places = places or [(Box(left, line - _LABEL_PX, left + _WORDS_PX, line), Words(left, round(line - 6, 1), "start"))]
    return min(places, key=lambda place: (any(place[0].meets(box) for box in taken), any(place[0].meets(box) for box in course)))


def _fine(points: Sequence[Point], parts: int = 8) -> list[Point]:
    """The course in so small pieces that the box around each is hardly more than the line."""
    found = [
        Point(a.x + (b.x - a.x) * part / parts, a.y + (b.y - a.y) * part / parts) for a, b in pairwise(points) for part in range(parts)
    ]
    return [*found, points[-1]]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers around all values. Zero is among them where it is near: a cut axis makes small changes look large."""
    if 0 < low <= high * 0.6:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    raw = span / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw * 0.999)
    start, end = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(start, max(end, start + 1) + 1)]


def _day_ticks(ticks: Sequence[DayTick]) -> tuple[DayTick, ...]:
    """As many as stand beside one another, the last one always."""
    kept: list[DayTick] = []
    for tick in reversed(ticks):
        if not kept or kept[-1].x - tick.x >= 78:
            kept.append(tick)
    return tuple(reversed(kept))


def _events(places: Sequence[float]) -> tuple[Event, ...]:
    """Numbers of days that are close to one another stand below each other."""
    placed: list[Event] = []
    for number, x in enumerate(places, 1):
        near = [(event.y - _LABEL_PX / 2, event.y + _LABEL_PX / 2) for event in placed if abs(event.x - x) < 18]
        top = free_top(_TOP_PX - 22, _LABEL_PX, (_TOP_PX - 24, HEIGHT_PX - _BOTTOM_PX), near)
        placed.append(Event(number, x, (top if top is not None else _TOP_PX - 22) + _LABEL_PX / 2))
    return tuple(placed)
