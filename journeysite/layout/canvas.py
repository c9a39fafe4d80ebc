"""What curves are drawn on.

No width in px is known when a page is made. So x is in thousandths of the whole width, y is in px, and words are placed for the
narrowest columns that a page shows: in wider ones they cover less of the drawing, never more.
"""

from __future__ import annotations

from msgspec import Struct

from .geometry import Box

WIDTH = 1000.0
"""Of every drawing, in its own units."""

BEST, WORST = 2.0, -2.0

WITHIN_STEP = 0.2
"""How far from the middle of its column a step begins and ends where its emotion changes, in columns."""


class Canvas(Struct, frozen=True):
    """What is drawn on. column_px: the narrowest that a column will be.  mirrored: whether the first step is on the right."""

    columns: int
    height_px: float = 268.0
    pad_px: float = 30.0
    column_px: float = 118.0
    mirrored: bool = False

    @property
    def width_px(self) -> float:
        return self.columns * self.column_px

    def y(self, level: float) -> float:
        return self.pad_px + (BEST - level) / (BEST - WORST) * (self.height_px - 2 * self.pad_px)

    def x(self, column: float) -> float:
        """column: 0.5 is the middle of the first."""
        x = column / self.columns * WIDTH
        return WIDTH - x if self.mirrored else x

    def px(self, x: float) -> float:
        return x / WIDTH * self.width_px


def percent(x: float) -> str:
    """x of a drawing as a share of its width, for what must not be stretched with it."""
    return f"{x / WIDTH * 100:.2f}%"


def in_px(box: Box, canvas: Canvas) -> Box:
    """A box of the drawing in px."""
    return Box(canvas.px(box.left), box.top, canvas.px(box.right), box.bottom)
