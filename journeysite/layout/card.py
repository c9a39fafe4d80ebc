"""The picture that stands for a page where a link to it is shared: its title, what it is, and the curve if it is a map. Lengths are in px."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .canvas import Canvas
from .curve import Track, emotion_curve, style_of
from .drawing import Bend, Disc, Drawing, Item, Panel, Shape, Stroke
from .geometry import Point
from .line import smooth
from .poster_curve import DASHES, runs_of
from .typesetting import Style, Type, cut, set_line, set_lines, width_of, wrap

WIDTH, HEIGHT = 1200.0, 630.0
"""What Open Graph asks for."""

_EDGE = 64.0
_BAND = 16.0
_CURVE_TOP, _CURVE_HEIGHT = 356.0, 274.0
_SITE = Style(27, "bold", "brand")
_KIND = Style(27, "regular", "ink-soft")
_TITLES = (Style(74, "bold", leading=1.1), Style(60, "bold", leading=1.1), Style(48, "bold", leading=1.12))
_SUMMARY = Style(30, "regular", "ink-soft", leading=1.3)


class CardWords(Struct, frozen=True):
    """kind: what sort of page it is, "" for the site itself.  tracks: of a map, else ()."""

    site: str
    kind: str
    title: str
    summary: str
    tracks: tuple[Track, ...]
    lang: str


def place_card(words: CardWords, type_: Type) -> Drawing:
    room = WIDTH - 2 * _EDGE
    items: list[Item] = list(_curve(words)) if words.tracks else [Panel(0, HEIGHT - 64, WIDTH, 64, "wash")]
    items += [Panel(0, 0, WIDTH, _BAND, "brand"), *_name(words, type_)]
    most = 2 if words.tracks else 3
    title, style = _title(words.title, room, most, type_)
    top = 128.0 if words.tracks else 176.0
    items += set_lines(title, _EDGE, top, style, type_)
    top += len(title) * style.line + 12
    lines = 1 if words.tracks and len(title) > 1 else 2
    items += set_lines(wrap(words.summary, room, _SUMMARY, type_, lines) if words.summary else (), _EDGE, top, _SUMMARY, type_)
    return Drawing(WIDTH, HEIGHT, tuple(items), words.title, words.summary, words.lang)


def _title(words: str, room: float, most: int, type_: Type) -> tuple[tuple[str, ...], Style]:
    """As large as the words allow."""
    for style in _TITLES:
        lines = wrap(words, room, style, type_)
        if len(lines) <= most:
            return lines, style
    return wrap(words, room, _TITLES[-1], type_, most), _TITLES[-1]


def _name(words: CardWords, type_: Type) -> Iterator[Item]:
    """Whose atlas it is, and what sort of page."""
    at = Point(_EDGE + 12, 76)
    outline = ((0, -15), (13, 0), (0, 15), (-13, 0))
    yield Shape(tuple(Point(at.x + x, at.y + y) for x, y in outline), "brand", "brand", 2)
    site = cut(words.site, 640, _SITE, type_)
    x = _EDGE + 42
    yield from set_line(site, x, 86, _SITE, type_)
    if words.kind:
        yield from set_line(cut(f"· {words.kind}", 380, _KIND, type_), x + width_of(site, _SITE, type_) + 14, 86, _KIND, type_)


def _curve(words: CardWords) -> Iterator[Item]:
    """Each persona's line over the whole width; below zero is shaded."""
    columns = len(words.tracks[0].felt)
    canvas = Canvas(columns, height_px=_CURVE_HEIGHT, pad_px=34.0, column_px=WIDTH / columns)
    zero = _CURVE_TOP + canvas.y(0)
    yield Panel(0, zero, WIDTH, HEIGHT - zero, "wash")
    yield Stroke((Point(0, zero), Point(WIDTH, zero)), "line-strong", 2)
    for line in emotion_curve(words.tracks, canvas, with_names=False).lines:
        style = style_of(line.slot)
        role = f"curve-{style + 1}"
        for run in runs_of(line.marks):
            points = [Point(canvas.px(mark.x), _CURVE_TOP + mark.y) for mark in run]
            if len(points) > 1:
                yield Bend(smooth(points), role, 6, tuple(length * 2.2 for length in DASHES[style]))
            else:
                yield Disc(points[0], 7, role, role, 1)
