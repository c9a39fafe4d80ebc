"""What is around a map on its poster: the columns' places, the head above them, the line at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from .curve import style_of
from .drawing import Item, Panel, Stroke
from .geometry import Point
from .poster_curve import mark_sample, sample
from .poster_words import PosterWords
from .typesetting import Style, Type, cut, set_line, set_lines, width_of, wrap

MARGIN = 30.0
_BAND = 7.0
_LANE_SHARE, _LANE_LEAST = 0.056, 74.0

_ABOVE = Style(8, "regular", "ink-soft")
_TITLE = Style(25, "bold", leading=1.15)
_SUMMARY = Style(11, "regular", "ink-soft")
_NOTICE = Style(9, "bold", "warn")
_TRUST = Style(9, "regular", "ink-soft")
_LEGEND = Style(9.0)
_KEY = Style(7.5, "regular", "ink-soft")
_FOOT = Style(7.5, "regular", "ink-soft")
_APART = 16.0
_SAMPLE = 33.0


class Frame(Struct, frozen=True):
    """The columns on a sheet. lane: how wide their titles are, on the left.  larger: by how much the head grows with the sheet."""

    FOOT: ClassVar[float] = 34.0

    width: float
    lane: float
    column: float
    larger: float

    @classmethod
    def of(cls, words: PosterWords, width: float) -> Frame:
        lane = max(_LANE_LEAST, width * _LANE_SHARE)
        return cls(width, lane, (width - 2 * MARGIN - lane) / words.columns, max(1.0, width / 1190))

    @staticmethod
    def edges(width: float) -> float:
        """What of a sheet is no column."""
        return 2 * MARGIN + max(_LANE_LEAST, width * _LANE_SHARE)

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return MARGIN + self.lane

    @property
    def right(self) -> float:
        return self.width - MARGIN

    def x(self, column: float) -> float:
        return self.left + column * self.column

    def grown(self, style: Style) -> Style:
        return Style(style.size * self.larger, style.face, style.role, style.leading)


def head(words: PosterWords, frame: Frame, type_: Type) -> tuple[tuple[Item, ...], float]:
    """The head of the sheet, and where it ends."""
    items: list[Item] = [Panel(0, 0, frame.width, _BAND, "brand")]
    room = frame.right - MARGIN
    y = _BAND + 15.0
    above, title, summary, trust = (frame.grown(style) for style in (_ABOVE, _TITLE, _SUMMARY, _TRUST))
    if words.above:
        items += set_line(cut(words.above, room, above, type_), MARGIN, y + above.size * 0.5, above, type_)
        y += above.line
    for text, style, share, most in ((words.title, title, 1.0, 2), (words.summary, summary, 0.8, 2)):
        lines = wrap(text, room * share, style, type_, most) if text else ()
        items += set_lines(lines, MARGIN, y, style, type_)
        y += len(lines) * style.line + (2 if lines else 0)
    if words.notice:
        y += 4
        items += [Panel(MARGIN, y, room, 20, "warn-wash", "warn", 0.8, 3)]
        items += set_line(cut(words.notice, room - 20, _NOTICE, type_), MARGIN + 10, y + 13, _NOTICE, type_)
        y += 24
    y += trust.size + 4
    items += _trust(words, y, trust, room, type_)
    y += 20
    items += _legend(words, frame, y, type_)
    return tuple(items), y + 14


def foot(words: PosterWords, frame: Frame, bottom: float, type_: Type) -> Iterator[Item]:
    """What map this is, from when, and where the live one is."""
    y = bottom - 14
    yield Stroke((Point(MARGIN, y - 13), Point(frame.right, y - 13)), "line", 0.8)
    width = width_of(words.address, _FOOT, type_)
    yield from set_line(cut(words.foot, frame.right - MARGIN - width - _APART, _FOOT, type_), MARGIN, y, _FOOT, type_)
    role = Style(_FOOT.size, "regular", "accent")
    yield from set_line(words.address, frame.right - width, y, role, type_, words.address)


def _trust(words: PosterWords, y: float, style: Style, room: float, type_: Type) -> Iterator[Item]:
    x = MARGIN
    for said in words.trust:
        own = Style(style.size, "bold" if said.role != "ink-soft" else "regular", said.role)
        text = cut(said.text, MARGIN + room - x, own, type_)
        yield from set_line(text, x, y, own, type_)
        x += width_of(text, own, type_) + _APART


def _legend(words: PosterWords, frame: Frame, y: float, type_: Type) -> Iterator[Item]:
    """Whose line is which, and on the right what the marks mean. y: of the middle."""
    x = MARGIN
    keys = [(text, is_full) for text, is_full in ((words.known, True), (words.judged, False)) if text]
    width = sum(width_of(text, _KEY, type_) + 12 + _APART for text, _ in keys)
    for slot, track in enumerate(words.tracks):
        name = cut(track.name, max(60.0, frame.right - width - x - _SAMPLE), _LEGEND, type_)
        if not name or x + _SAMPLE + 60 > frame.right - width:
            break
        yield from sample(style_of(slot), x, y)
        yield from set_line(name, x + _SAMPLE, y + 3.2, _LEGEND, type_)
        x += _SAMPLE + width_of(name, _LEGEND, type_) + _APART
    x = frame.right - width + _APART
    for text, is_full in keys if words.tracks else ():
        yield mark_sample(x, y, is_full)
        yield from set_line(text, x + 8, y + 2.8, _KEY, type_)
        x += 12 + width_of(text, _KEY, type_) + _APART
