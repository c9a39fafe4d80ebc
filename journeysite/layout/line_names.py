"""The names of lines, each near the end of its own: on no other name, and on no line where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .canvas import Canvas, percent
from .geometry import Box, free_top, text_width_px

_NAME_HEIGHT_PX = 16.0
_NAME_LETTERS = 28

_AROUND_PX = 22.0
"""What a name takes beside its letters: its distance from the edge, and room at its other end."""

_TOGETHER_PX = 60.0
"""Lines that end so near to one another have their names in one block."""


class End(Struct, frozen=True):
    """Where a line ends. slot: whose it is.  column: of its last mark.  y: of that, in px."""

    slot: int
    name: str
    column: int
    y: float


class Name(Struct, frozen=True):
    """A line's name near its end. x: the right edge, or the left one where the drawing is mirrored (begins).  y: of the middle."""

    text: str
    x: float
    y: float
    begins: bool = False

    @property
    def x_percent(self) -> str:
        return percent(self.x)


def place_names(ends: Sequence[End], taken: Sequence[Box], canvas: Canvas) -> Iterator[tuple[int, Name, Box]]:
    """Every line's slot with its name and the room that this takes, in px, in the order of the ends where there is room for it.

    taken: what names should keep off, in px.
    """
    order = sorted(ends, key=lambda end: (end.y, end.slot))
    placed = _block(order, taken, canvas)
    for end in order[len(placed) :]:
        placed.append(_beside_end(end, [*taken, *placed], placed, canvas))
    swapped = [box._replace(top=at.top, bottom=at.bottom) for box, at in zip(placed, sorted(placed, key=lambda box: box.top), strict=True)]
    if not any(box.meets(other) for box in swapped for other in taken) and not _any_meet(swapped):
        placed = swapped
    for end, box in zip(order, placed, strict=True):
        yield end.slot, Name(shortened(end.name), canvas.x(end.column + 1), round((box.top + box.bottom) / 2, 1), canvas.mirrored), box


def _block(order: Sequence[End], taken: Sequence[Box], canvas: Canvas) -> list[Box]:
    """All names under one another, where the lines end together and there is room for that; else none of them."""
    if len(order) < 2 or len({end.column for end in order}) > 1 or order[-1].y - order[0].y > _TOGETHER_PX:
        return []
    edge = canvas.px(canvas.x(order[0].column + 1))
    widths = [_width_px(end) for end in order]
    left, right = (edge, edge + max(widths)) if canvas.mirrored else (max(0.0, edge - max(widths)), edge)
    height = _NAME_HEIGHT_PX * len(order)
    beside = [(box.top, box.bottom) for box in taken if box.left < right and left < box.right]
    middle = sum(end.y for end in order) / len(order)
    top = free_top(middle - height / 2, height, (2.0, canvas.height_px - 2), beside)
    if top is None:
        return []
    return [
        Box(left if canvas.mirrored else max(0.0, right - width), y, left + width if canvas.mirrored else right, y + _NAME_HEIGHT_PX)
        for width, y in zip(widths, (top + _NAME_HEIGHT_PX * number for number in range(len(order))), strict=True)
    ]


def _beside_end(end: End, taken: Sequence[Box], names: Sequence[Box], canvas: Canvas) -> Box:
    """Where one name stands: nearest to its line's end on nothing, else at least on no other name."""
    edge = canvas.px(canvas.x(end.column + 1))
    width = _width_px(end)
    left = edge if canvas.mirrored else max(0.0, edge - width)
    room = (2.0, canvas.height_px - 2)
    for boxes in (taken, names):
        beside = [(box.top, box.bottom) for box in boxes if box.left < left + width and left < box.right]
        top = free_top(end.y - _NAME_HEIGHT_PX / 2, _NAME_HEIGHT_PX, room, beside)
        if top is not None:
            break
    # More names than the drawing is high: the last ones share a line, and the legend tells them.
    top = room[0] if top is None else top
    return Box(left, top, left + width, top + _NAME_HEIGHT_PX)


def _width_px(end: End) -> float:
    return text_width_px(shortened(end.name)) + _AROUND_PX


def _any_meet(boxes: Sequence[Box]) -> bool:
    return any(box.meets(other) for number, box in enumerate(boxes) for other in boxes[:number])


def shortened(name: str) -> str:
    """A name short enough to stand in the drawing. The whole of it stands in the legend."""
    return name if len(name) <= _NAME_LETTERS else name[: _NAME_LETTERS - 1].rstrip() + "…"
