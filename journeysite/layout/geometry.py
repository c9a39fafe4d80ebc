"""Points and boxes. x grows to the right, y grows downward; units are the caller's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float


class Box(NamedTuple):
    """A rectangle. right >= left, bottom >= top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def free_top(wanted: float, height: float, room: tuple[float, float], taken: Iterable[tuple[float, float]]) -> float | None:
    """The top nearest to `wanted` at which something so high fits into room without touching what is taken.

    room, taken: (top, bottom) pairs.  Returns None where there is no such place.
    """
    best: float | None = None
    edge = room[0]
    for top, bottom in (*sorted(taken), (room[1], room[1])):
        latest = min(top, room[1]) - height
        if latest >= edge:
            found = min(max(wanted, edge), latest)
            if best is None or abs(found - wanted) < abs(best - wanted):
                best = found
        edge = max(edge, bottom)
    return best
