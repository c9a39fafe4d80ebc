"""A drawing as PNG, for slides and for previews. Words are smooth by the font's own rasteriser; lines and shapes are drawn larger and made small."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from ..layout.colour import Colour, mixed
from ..layout.drawing import Bend, Disc, Drawing, Item, Panel, Run, Shape, Stroke
from ..layout.geometry import Point
from ..layout.inks import Inks
from .fonts import Font, Fonts

_FINER = 4
_STEPS = 9
"""From an ink to paper."""

_PARTS = 14
_PALE = ("-soft", "-wash", "wash", "line")
_APART = 8


def write_png(drawing: Drawing, inks: Inks, fonts: Fonts, scale: float) -> bytes:
    """scale: pixels a point. Few colours are enough for a drawing, and a third of the bytes."""
    size = round(drawing.width * scale), round(drawing.height * scale)
    picture = Image.new("RGB", size, inks["paper"])
    easel = _Easel(picture, inks, fonts, scale)
    for item in drawing.items:
        easel.draw(item)
    out = BytesIO()
    picture.quantize(palette=_palette(inks), dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _palette(inks: Inks) -> Image.Image:
    """Every ink as it is, and its ways to paper for the edges of letters and lines."""
    return _palette_of(tuple(inks.items()))


@lru_cache(maxsize=4)
def _palette_of(inks: tuple[tuple[str, Colour], ...]) -> Image.Image:
    paper = dict(inks)["paper"]
    colours: list[Colour] = []
    ways = [(ink, step) for step in range(_STEPS) for name, ink in inks if step == 0 or not name.endswith(_PALE)]
    for colour in (paper, *(mixed(ink, paper, step / _STEPS) for ink, step in ways)):
        # Two that are nearly the same would be taken for one another.
        if all(max(abs(a - b) for a, b in zip(colour, other, strict=True)) >= _APART for other in colours):
            colours.append(colour)
    holder = Image.new("P", (1, 1))
    holder.putpalette([channel for colour in colours[:256] for channel in colour])
    return holder


class _Easel:
    def __init__(self, picture: Image.Image, inks: Inks, fonts: Fonts, scale: float) -> None:
        self.picture, self.inks, self.fonts, self.scale = picture, inks, fonts, scale
        self.pen = ImageDraw.Draw(picture)

    def draw(self, item: Item) -> None:
        if isinstance(item, Run):
            self._words(item)
        elif isinstance(item, Panel):
            self._panel(item)
        elif isinstance(item, Stroke) and _is_straight(item):
            self._rule(item)
        elif isinstance(item, Stroke | Bend):
            points = item.points if isinstance(item, Stroke) else tuple(_flattened(item))
            self._line(points, item.role, item.width, item.dash)
        elif isinstance(item, Disc):
            self._disc(item)
        else:
            self._shape(item)

    def _words(self, run: Run) -> None:
        font, size, ink = self.fonts.by_name[run.font], round(run.size * self.scale, 2), self.inks[run.role]
        x, y = run.x * self.scale, round(run.y * self.scale)
        for letter in run.text:
            if not letter.isspace():
                quarters = round(x * 4)
                tile, left, top = _tile(font, size, letter, quarters & 3)
                self.picture.paste(ink, ((quarters >> 2) + left, y + top), tile)
            x += font.advances[letter] * size

    def _panel(self, panel: Panel) -> None:
        box = [round(value * self.scale) for value in (panel.x, panel.y, panel.x + panel.width, panel.y + panel.height)]
        if not panel.radius and not panel.edge:
            self.pen.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), self.inks[panel.fill])
            return
        edge = self.inks[panel.edge] if panel.edge else None
        fill = self.inks[panel.fill] if panel.fill else None
        width = max(1, round(panel.edge_width * self.scale)) if panel.edge else 0
        self.pen.rounded_rectangle(box, panel.radius * self.scale, fill, edge, width)

    def _rule(self, stroke: Stroke) -> None:
        """A line along an edge of the sheet: sharp, on whole pixels."""
        width = max(1, round(stroke.width * self.scale))
        for (x1, y1), (x2, y2) in _dashed(stroke.points, stroke.dash):
            left, top = round(min(x1, x2) * self.scale - width / 2 * (x1 == x2)), round(min(y1, y2) * self.scale - width / 2 * (y1 == y2))
            right = left + width - 1 if x1 == x2 else round(max(x1, x2) * self.scale)
            bottom = top + width - 1 if y1 == y2 else round(max(y1, y2) * self.scale)
            self.pen.rectangle((left, top, right, bottom), self.inks[stroke.role])

    def _line(self, points: Sequence[Point], role: str, width: float, dash: tuple[float, ...]) -> None:
        mask = _Mask(points, width, self.scale)
        for start, end in _dashed(points, dash):
            mask.line(start, end, width)
        mask.put(self.picture, self.inks[role])

    def _disc(self, disc: Disc) -> None:
        corners = (
            Point(disc.middle.x - disc.radius, disc.middle.y - disc.radius),
            Point(disc.middle.x + disc.radius, disc.middle.y + disc.radius),
        )
        for role, grow in ((disc.edge, disc.edge_width / 2), (disc.fill, -disc.edge_width / 2)):
            mask = _Mask(corners, disc.edge_width * 2, self.scale)
            mask.circle(disc.middle, disc.radius + grow)
            if role == disc.edge and not disc.fill:
                mask.circle(disc.middle, disc.radius - grow, 0)
            if role:
                mask.put(self.picture, self.inks[role])

    def _shape(self, shape: Shape) -> None:
        mask = _Mask(shape.points, shape.edge_width * 2, self.scale)
        mask.polygon(shape.points)
        mask.put(self.picture, self.inks[shape.fill])
        mask = _Mask(shape.points, shape.edge_width * 2, self.scale)
        for start, end in pairwise((*shape.points, shape.points[0])):
            mask.line(start, end, shape.edge_width)
        mask.put(self.picture, self.inks[shape.edge])


@lru_cache(maxsize=2**14)
def _tile(font: Font, size: float, letter: str, quarter: int) -> tuple[Image.Image, int, int]:
    """A letter as a mask, a quarter of a pixel or more to the right, and where its corner is from its origin.

    Letter by letter, because the rasteriser would put those of a line on whole pixels, and the line would end elsewhere than it was placed.
    """
    sized = font.sized(size)
    left, top, right, bottom = (math.floor(side) for side in sized.getbbox(letter, anchor="ls"))
    tile = Image.new("L", (right - left + 3, bottom - top + 3))
    ImageDraw.Draw(tile).text((1 - left + quarter / 4, 1 - top), letter, 255, sized, anchor="ls")
    return tile, left - 1, top - 1


class _Mask:
    """A part of the picture, drawn finer than it is."""

    def __init__(self, points: Sequence[Point], around: float, scale: float) -> None:
        self.finer = scale * _FINER
        self.left = math.floor((min(point.x for point in points) - around) * scale)
        self.top = math.floor((min(point.y for point in points) - around) * scale)
        right = math.ceil((max(point.x for point in points) + around) * scale)
        bottom = math.ceil((max(point.y for point in points) + around) * scale)
        self.image = Image.new("L", ((right - self.left) * _FINER, (bottom - self.top) * _FINER))
        self.pen = ImageDraw.Draw(self.image)

    def _at(self, point: Point) -> tuple[float, float]:
        return point.x * self.finer - self.left * _FINER, point.y * self.finer - self.top * _FINER

    def line(self, start: Point, end: Point, width: float) -> None:
        """With round ends, as the other writers have them."""
        px = width * self.finer
        self.pen.line((self._at(start), self._at(end)), 255, round(px))
        for x, y in (self._at(start), self._at(end)):
            self.pen.ellipse((x - px / 2, y - px / 2, x + px / 2, y + px / 2), 255)

    def circle(self, middle: Point, radius: float, ink: int = 255) -> None:
        (x, y), px = self._at(middle), radius * self.finer
        self.pen.ellipse((x - px, y - px, x + px, y + px), ink)

    def polygon(self, points: Sequence[Point]) -> None:
        self.pen.polygon([self._at(point) for point in points], 255)

    def put(self, picture: Image.Image, ink: tuple[int, int, int]) -> None:
        picture.paste(ink, (self.left, self.top), self.image.reduce(_FINER))


def _is_straight(stroke: Stroke) -> bool:
    return len(stroke.points) == 2 and (stroke.points[0].x == stroke.points[1].x or stroke.points[0].y == stroke.points[1].y)


def _flattened(bend: Bend) -> Iterator[Point]:
    yield bend.segments[0].start
    for segment in bend.segments:
        yield from (segment.at(part / _PARTS) for part in range(1, _PARTS + 1))


def _dashed(points: Sequence[Point], dash: tuple[float, ...]) -> Iterator[tuple[Point, Point]]:
    """The pieces of a line that are drawn."""
    if not dash:
        yield from pairwise(points)
        return
    number, left = 0, dash[0]
    for start, end in pairwise(points):
        length = math.dist(start, end)
        done = 0.0
        while done < length:
            step = min(left, length - done)
            if number % 2 == 0:
                yield _between(start, end, done / length), _between(start, end, (done + step) / length)
            done, left = done + step, left - step
            if left <= 1e-9:
                number += 1
                left = dash[number % len(dash)]


def _between(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
