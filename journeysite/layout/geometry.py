"""Points and boxes. x grows to the right, y grows downward; units are the caller's."""

from __future__ import annotations

import unicodedata
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


def text_width_px(text: str, font_px: float = 12.0) -> float:
    """How wide words are at most, without a font at hand: wide letters of East Asian scripts count twice."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (len(text) - wide) * font_px * 0.6 + wide * font_px * 1.05
