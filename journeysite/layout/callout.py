"""Where the words of the lowest point stand: near it, inside the drawing, and on no line or mark if there is any room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .curve import WIDTH, Curve, percent
from .geometry import Box, Point, free_top

WIDTH_PX = 236.0
HEIGHT_PX = 68.0
_NEAREST_PX = 22.0
_REACH_COLUMNS = 3.0
_EDGE_PX = 4.0


@dataclass(frozen=True, slots=True)
class Callout:
    """side: on which side of its point it stands, "left" or "right".  anchor: x of its edge towards the point.  top: y of its upper edge.

    Its other edge is WIDTH_PX away, however wide the drawing is.
    """

    point: Point
    side: str
    anchor: float
    top: float
    height_px: float = HEIGHT_PX

    @property
    def inset_percent(self) -> str:
        """From the drawing's left edge to a callout on the right; from its right edge to one on the left."""
        return percent(self.anchor if self.side == "right" else WIDTH - self.anchor)

    @property
    def anchor_percent(self) -> str:
        return percent(self.anchor)

    @property
    def point_percent(self) -> str:
        return percent(self.point.x)

    @property
    def anchor_y(self) -> float:
        """Where the leader leaves it: as near to the point as it can."""
        return round(min(max(self.point.y, self.top + 12), self.top + self.height_px - 12), 1)


def place_callout(curve: Curve, point: Point) -> Callout:
    """The free place nearest to a point of the curve; where none is free, the one that covers least."""
    boxes = curve.obstacles
    best: tuple[float, Callout] | None = None
    for side, left, right in _places(curve, point):
        taken = [(box.top, box.bottom) for box in boxes if box.left < right + 6 and left - 6 < box.right]
        for cost, top in _tops(curve, point, taken):
            anchor = (right if side == "left" else left) / curve.canvas.width_px * WIDTH
            found = Callout(point, side, anchor, round(top, 1))
            distance = abs(curve.canvas.px(anchor - point.x)) + abs(top + HEIGHT_PX / 2 - point.y)
            if best is None or cost + distance < best[0]:
                best = (cost + distance, found)
    return best[1] if best else Callout(point, "right", 0.0, _EDGE_PX)


def _places(curve: Curve, point: Point) -> Iterator[tuple[str, float, float]]:
    """Sides with the left and right edges in px, the nearest first, none of them outside."""
    canvas = curve.canvas
    x = canvas.px(point.x)
    step = canvas.column_px / 4
    for count in range(int(_REACH_COLUMNS * 4)):
        gap = _NEAREST_PX + count * step
        if x + gap + WIDTH_PX <= canvas.width_px - _EDGE_PX:
            yield "right", x + gap, x + gap + WIDTH_PX
        if x - gap - WIDTH_PX >= _EDGE_PX:
            yield "left", x - gap - WIDTH_PX, x - gap


def _tops(curve: Curve, point: Point, taken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The best free top, or else both edges, with what they cost."""
    room = (_EDGE_PX, curve.canvas.height_px - _EDGE_PX)
    free = free_top(point.y - HEIGHT_PX / 2, HEIGHT_PX + 8, room, taken)
    if free is not None:
        yield 0.0, free + 4
        return
    for top in (room[0], room[1] - HEIGHT_PX):
        covered = Box(0, top, 1, top + HEIGHT_PX)
        yield 1000.0 + 50 * sum(Box(0, box_top, 1, box_bottom).meets(covered) for box_top, box_bottom in taken), top
