"""Where the words of the lowest point stand: near it, inside the drawing, and on no line or mark if there is any room."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .canvas import WIDTH, percent
from .curve import Curve
from .geometry import Point, free_top

WIDTH_PX = 236.0
LINE_PX = 16.0
_PADDING_PX = 18.0
_NEAREST_PX = 22.0
_REACH_COLUMNS = 3.0
_EDGE_PX = 4.0


_BESIDE_IS_BETTER = 60.0
"""What it costs to stand over or under the point: there the eye follows the line down into the words."""


class Callout(Struct, frozen=True):
    """side: where it stands of its point, "left", "right" or "over" (above or below).  anchor: x of its edge towards the point, or of its middle.

    top: y of its upper edge. It is WIDTH_PX wide, however wide the drawing is.
    """

    point: Point
    side: str
    anchor: float
    top: float
    height_px: float

    @property
    def css_place(self) -> str:
        """Its place across, so that it stays inside of the drawing at any width."""
        if self.side == "over":
            return f"left: clamp({_EDGE_PX:g}px, {percent(self.anchor)} - {WIDTH_PX / 2:g}px, 100% - {WIDTH_PX + _EDGE_PX:g}px)"
        return f"left: {percent(self.anchor)}" if self.side == "right" else f"right: {percent(WIDTH - self.anchor)}"

    @property
    def anchor_percent(self) -> str:
        return percent(self.anchor)

    @property
    def point_percent(self) -> str:
        return percent(self.point.x)

    @property
    def anchor_y(self) -> float:
        """Where the leader leaves it: as near to the point as it can."""
        if self.side == "over":
            return self.top if self.top > self.point.y else self.top + self.height_px
        return round(min(max(self.point.y, self.top + 12), self.top + self.height_px - 12), 1)


def place_callout(curve: Curve, point: Point, lines: int) -> Callout:
    """The free place nearest to a point of the curve; where none is free, the one that covers least. lines: of words in it."""
    height = _PADDING_PX + lines * LINE_PX
    x = curve.canvas.px(point.x)
    reach = _NEAREST_PX + _REACH_COLUMNS * curve.canvas.column_px + WIDTH_PX + 6
    boxes = [box for box in curve.obstacles if box.left < x + reach and x - reach < box.right]
    best: tuple[float, Callout] | None = None
    for side, left, right in _places(curve, point):
        edge = right if side == "left" else left
        anchor = point.x if side == "over" else edge / curve.canvas.width_px * WIDTH
        across = _BESIDE_IS_BETTER if side == "over" else abs(curve.canvas.px(anchor - point.x))
        # It can only cost more than its way across.
        if best is not None and across >= best[0]:
            continue
        taken = [(box.top, box.bottom) for box in boxes if box.left < right + 6 and left - 6 < box.right]
        for cost, top in _tops(curve, point, height, taken):
            total = cost + across + abs(top + height / 2 - point.y)
            if best is None or total < best[0]:
                best = (total, Callout(point, side, anchor, round(top, 1), height))
    # The last resort is inside of the narrowest drawing there is.
    return best[1] if best else Callout(point, "over", point.x, _EDGE_PX, height)


def _places(curve: Curve, point: Point) -> Iterator[tuple[str, float, float]]:
    """Sides with the left and right edges in px, the nearest first, none of them outside."""
    canvas = curve.canvas
    x = canvas.px(point.x)
    step = canvas.column_px / 4
    over = min(max(_EDGE_PX, x - WIDTH_PX / 2), canvas.width_px - WIDTH_PX - _EDGE_PX)
    yield "over", over, over + WIDTH_PX
    for count in range(int(_REACH_COLUMNS * 4)):
        gap = _NEAREST_PX + count * step
        if x + gap + WIDTH_PX <= canvas.width_px - _EDGE_PX:
            yield "right", x + gap, x + gap + WIDTH_PX
        if x - gap - WIDTH_PX >= _EDGE_PX:
            yield "left", x - gap - WIDTH_PX, x - gap


def _tops(curve: Curve, point: Point, height: float, taken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The best free top, or else both edges, with what they cost."""
    room = (_EDGE_PX, curve.canvas.height_px - _EDGE_PX)
    free = free_top(point.y - height / 2 - 4, height + 8, room, taken)
    if free is not None:
        yield 0.0, free + 4
        return
    for top in (room[0], room[1] - height):
        yield 1000.0 + 50 * sum(box_top < top + height and top < box_bottom for box_top, box_bottom in taken), top
