"""What a drawing is made of once everything has its place. Three writers turn it into SVG, PNG and PDF, and place nothing themselves.

Lengths are in points (1/72 inch), x grows to the right, y grows downward. Colours are roles: `inks.py` says what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from .geometry import Point
from .line import Segment


class Run(Struct, frozen=True):
    """Words on one line in one font. x: of their start.  y: of the base line.  font: the name of a face.  href: where they lead, or ""."""

    x: float
    y: float
    text: str
    font: str
    size: float
    width: float
    role: str = "ink"
    href: str = ""


class Panel(Struct, frozen=True):
    """A rectangle. fill, edge: roles, "" for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.8
    radius: float = 0.0


class Stroke(Struct, frozen=True):
    """A line through points, straight from one to the next. dash: lengths of lines and gaps, () for a solid one."""

    points: tuple[Point, ...]
    role: str
    width: float
    dash: tuple[float, ...] = ()


class Bend(Struct, frozen=True):
    """A line of Bézier curves, each from where the one before it ends."""

    segments: tuple[Segment, ...]
    role: str
    width: float
    dash: tuple[float, ...] = ()


class Shape(Struct, frozen=True):
    """A closed outline of straight edges. edge: drawn over the fill."""

    points: tuple[Point, ...]
    fill: str
    edge: str
    edge_width: float


class Disc(Struct, frozen=True):
    """A circle. fill: "" for none."""

    middle: Point
    radius: float
    fill: str
    edge: str
    edge_width: float


Item = Run | Panel | Stroke | Bend | Shape | Disc


class Drawing(Struct, frozen=True):
    """A sheet with all that is on it, in the order in which it is drawn. title, text: for those who do not see it.  lang: of its words."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    text: str
    lang: str


def moved(items: Sequence[Item], x: float, y: float) -> tuple[Item, ...]:
    """The same items in another place."""
    return tuple(_moved(item, x, y) for item in items)


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, Run | Panel):
        return replace(item, x=item.x + x, y=item.y + y)
    if isinstance(item, Disc):
        return replace(item, middle=Point(item.middle.x + x, item.middle.y + y))
    if isinstance(item, Bend):
        return replace(item, segments=tuple(Segment(*(Point(p.x + x, p.y + y) for p in segment)) for segment in item.segments))
    return replace(item, points=tuple(Point(p.x + x, p.y + y) for p in item.points))
