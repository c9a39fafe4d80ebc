"""The poster of a map: one sheet for the wall and the slide, and more of them to print a map that is too large for a sheet of A3.

The smallest sheet of A3, A2 and A1 is taken on which every column has room for words; no letter is smaller than seven points there. The curve gets
what height is left. A map of more columns than A1 holds is drawn by stage, or, where it has no stages, on a sheet as wide as it needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .drawing import Drawing, Item
from .geometry import Box
from .poster_cells import Detail
from .poster_frame import MARGIN, Frame, foot, head
from .poster_table import table
from .poster_words import PosterWords
from .typesetting import Type

A3, A2, A1 = (1190.55, 841.89), (1683.78, 1190.55), (2383.94, 1683.78)
"""Width and height of a sheet on its side."""

_COLUMN_PT = 62.0
"""The narrowest column in which words can be read."""

_WAYS = (
    (Detail(3, 5), 230.0),
    (Detail(3, 4), 215.0),
    (Detail(2, 4), 200.0),
    (Detail(2, 3), 185.0),
    (Detail(1, 3), 165.0),
    (Detail(1, 2), 150.0),
)
"""What may be tried to make a map fit: how much a cell holds, and how high the curve is at least. The curve is what the eye looks for first."""

_CURVE_MOST = 380.0

_FLATTEST = 9 / 16
"""A short map leaves no empty half of a sheet under it: it may be as flat as a slide."""


class Poster(Struct, frozen=True):
    """whole: the map on one sheet.  sheets: for print; the whole alone, or followed by its parts on A3."""

    whole: Drawing
    sheets: tuple[Drawing, ...]


def columns_of(width: float) -> int:
    """How many columns a sheet of this width holds."""
    return int((width - Frame.edges(width)) // _COLUMN_PT)


MOST_COLUMNS = columns_of(A1[0])


def place_poster(words: PosterWords, brief: PosterWords | None, type_: Type) -> Poster:
    """brief: the map by stage, for one of more than MOST_COLUMNS steps."""
    shown = brief if brief and words.columns > MOST_COLUMNS else words
    whole = _sheet(shown, type_)
    if shown is words and words.columns <= columns_of(A3[0]):
        return Poster(whole, (whole,))
    return Poster(whole, (whole, *(_sheet(part, type_) for part in _parts(words))))


def _parts(words: PosterWords) -> Iterator[PosterWords]:
    """As many whole stages as a sheet of A3 holds; a stage that is longer is split."""
    most = columns_of(A3[0])
    first = last = 0
    for stage in words.stages:
        if last > first and last - first + stage.columns > most:
            yield words.part(first, last)
            first = last
        last += stage.columns
        while last - first > most:
            yield words.part(first, first + most)
            first += most
    if last > first:
        yield words.part(first, last)


def _sheet(words: PosterWords, type_: Type) -> Drawing:
    for width, height in (A3, A2, A1):
        if words.columns > columns_of(width):
            continue
        for detail, least in _WAYS:
            _, needed = _filled(words, width, least, detail, type_)
            if needed <= height:
                items, used = _filled(words, width, min(_CURVE_MOST, least + height - needed), detail, type_)
                height = min(height, max(used, width * _FLATTEST))
                return _drawing(words, width, height, (*items, *foot(words, Frame.of(words, width), height, type_)))
    # No sheet holds it: one of its own.
    width = max(A3[0], words.columns * _COLUMN_PT + Frame.edges(A1[0]))
    items, used = _filled(words, width, 300.0, _WAYS[1][0], type_)
    return _drawing(words, width, used, (*items, *foot(words, Frame.of(words, width), used, type_)))


def _drawing(words: PosterWords, width: float, height: float, items: tuple[Item, ...]) -> Drawing:
    return Drawing(width, height, items, words.title, words.text, words.lang)


def _filled(words: PosterWords, width: float, curve: float, detail: Detail, type_: Type) -> tuple[tuple[Item, ...], float]:
    """Everything above the foot, and how high the sheet must be for it."""
    frame = Frame.of(words, width)
    above, y = head(words, frame, type_)
    rows, bottom = table(words, frame, Box(MARGIN, y, width - MARGIN, y), curve, detail, type_)
    return (*above, *rows), bottom + Frame.FOOT
