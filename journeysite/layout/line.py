"""A smooth line through points that never overshoots them: what is drawn is never better or worse than what was said.

Monotone cubic interpolation after Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .geometry import Box, Point


class Segment(NamedTuple):
    """A cubic Bézier curve from start to end."""

    start: Point
    first: Point
    second: Point
    end: Point

    def at(self, t: float) -> Point:
        """The point at t in 0..1."""
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return Point(
            a * self.start.x + b * self.first.x + c * self.second.x + d * self.end.x,
            a * self.start.y + b * self.first.y + c * self.second.y + d * self.end.y,
        )


def smooth(points: Sequence[Point]) -> tuple[Segment, ...]:
    """The segments between points.

    points: x strictly increasing.  Returns one segment fewer than points; () for fewer than two. Between two points y stays between theirs.
    """
    if len(points) < 2:
        return ()
    slopes = _tangents(points)
    segments = []
    for (start, slope), (end, next_slope) in pairwise(zip(points, slopes, strict=True)):
        third = (end.x - start.x) / 3
        first = Point(start.x + third, start.y + slope * third)
        second = Point(end.x - third, end.y - next_slope * third)
        segments.append(Segment(start, first, second, end))
    return tuple(segments)


def _tangents(points: Sequence[Point]) -> list[float]:
    secants = [(b.y - a.y) / (b.x - a.x) for a, b in pairwise(points)]
    tangents = [secants[0]]
    for before, after in pairwise(secants):
        # A turning point is flat, else the line would overshoot it. The harmonic mean keeps the rest monotone.
        tangents.append(0.0 if before * after <= 0 else 2 * before * after / (before + after))
    tangents.append(secants[-1])
    return tangents


def path_data(segments: Sequence[Segment]) -> str:
    """The `d` of an SVG path; "" for no segments."""
    if not segments:
        return ""
    start = segments[0].start
    curves = " ".join(f"{s.first.x:.1f} {s.first.y:.1f} {s.second.x:.1f} {s.second.y:.1f} {s.end.x:.1f} {s.end.y:.1f}" for s in segments)
    return f"M{start.x:.1f} {start.y:.1f}C{curves}"


def covered(segments: Sequence[Segment], margin: float, parts: int = 4) -> Iterator[Box]:
    """Boxes that together cover the line, for keeping words off it. margin: kept free above and below."""
    for segment in segments:
        points = [segment.at(part / parts) for part in range(parts + 1)]
        for a, b in pairwise(points):
            yield Box(a.x, min(a.y, b.y) - margin, b.x, max(a.y, b.y) + margin)
