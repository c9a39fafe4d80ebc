"""A metric's values over time in the space of a word, with its target."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .geometry import Point

WIDTH_PX = 84.0
HEIGHT_PX = 24.0
_PAD_PX = 3.5


class Sparkline(Struct, frozen=True):
    """points: of an SVG polyline.  last: the latest value.  target_y: None where there is no target."""

    points: str
    last: Point
    target_y: float | None
    width_px: float = WIDTH_PX
    height_px: float = HEIGHT_PX


def sparkline(values: Sequence[float], target: float | None = None) -> Sparkline | None:
    """The line of a series, evenly spaced. None for fewer than two values: one value has no course."""
    if len(values) < 2:
        return None
    known = [*values, *([] if target is None else [target])]
    low, high = min(known), max(known)
    span = (high - low) or 1.0

    def y(value: float) -> float:
        # A flat line stands in the middle, not on the floor.
        share = (value - low) / span if high > low else 0.5
        return round(HEIGHT_PX - _PAD_PX - share * (HEIGHT_PX - 2 * _PAD_PX), 1)

    step = (WIDTH_PX - 2 * _PAD_PX) / (len(values) - 1)
    points = [Point(round(_PAD_PX + index * step, 1), y(value)) for index, value in enumerate(values)]
    return Sparkline(" ".join(f"{p.x:g},{p.y:g}" for p in points), points[-1], None if target is None else y(target))
