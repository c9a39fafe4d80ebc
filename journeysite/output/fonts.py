"""The fonts that drawings are set in: those that travel with the product, and those that a site adds for other scripts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import JourneysiteError
from ..render.templates import theme_folder

# What sets letters is loaded when the first drawing is made: it takes a seventh of the time in which a build begins, and few builds draw.
if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from PIL import ImageFont

FACES = ("regular", "bold", "italic")

_ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’“”„…−×·→✓★▲▼◆●\u202f")
"""Letters that every drawing's font has, so that most drawings of a site share one."""

_SHAPED = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""Scripts that run from the right, or whose letters change with their neighbours: nobody here can set them (Hebrew to Arabic, India, Tibet, Southeast Asia)."""

_INVISIBLE = frozenset("\n\r\t\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f\u00ad")


class Font:
    """One font file. name: what drawings call it."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise JourneysiteError(f'the font "{path}" cannot be read: {error.strerror}') from None

    @cached_property
    def table(self) -> TTFont:
        from fontTools.ttLib import TTFont, TTLibError

        try:
            return TTFont(BytesIO(self.data), fontNumber=0, lazy=True, recalcTimestamp=False)
        except TTLibError as error:
            raise JourneysiteError(f'"{self.path}" is not a font that can be used: {error}') from None

    @cached_property
    def advances(self) -> dict[str, float]:
        """How wide each letter is at a size of 1."""
        metrics, units = self.table["hmtx"].metrics, self.table["head"].unitsPerEm
        return {chr(code): metrics[name][0] / units for code, name in self.table.getBestCmap().items()}

    def cut_down(self, letters: frozenset[str], flavor: str = "") -> bytes:
        """The font with these letters alone, the same bytes every time. flavor: "woff" for a page."""
        return _cut_down(self, letters, flavor)

    def sized(self, px: float) -> ImageFont.FreeTypeFont:
        return _sized(self, round(px, 2))


@lru_cache(maxsize=128)
def _cut_down(font: Font, letters: frozenset[str], flavor: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(hinting=False, layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True, desubroutinize=True)
    options.drop_tables += ["kern", "GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "FFTM", "DSIG"]
    whole = TTFont(BytesIO(font.data), fontNumber=0, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(whole)
    whole.flavor = flavor or None
    out = BytesIO()
    whole.save(out, reorderTables=None)
    return out.getvalue()


@lru_cache(maxsize=256)
def _sized(font: Font, px: float) -> ImageFont.FreeTypeFont:
    # The basic layout places letters by their advance widths, as the other writers do.
    from PIL import ImageFont

    return ImageFont.truetype(BytesIO(font.data), px, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Fonts:
    """The fonts of a site, and how wide words are in them. more: for letters that the product's own do not have, first come first."""

    own: tuple[Font, ...]
    more: tuple[Font, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Font]:
        return {font.name: font for font in (*self.own, *self.more)}

    @cached_property
    def stamp(self) -> str:
        """Tells fonts apart, for a memory of what was drawn with them."""
        return hashlib.sha256(b"".join(hashlib.sha256(font.data).digest() for font in self.by_name.values())).hexdigest()

    @cached_property
    def _widths(self) -> dict[str, _Widths]:
        return {face: _Widths((self.by_name[face], *self.more)) for face in FACES}

    def width(self, text: str, face: str) -> float:
        return sum(map(self._widths[face].__getitem__, text))

    def pieces(self, text: str, face: str) -> tuple[tuple[str, str], ...]:
        own = self.by_name[face].advances
        if all(letter in own for letter in text):
            return ((face, text),)
        found: list[tuple[str, str]] = []
        for letter in text:
            font = next((font for font in (self.by_name[face], *self.more) if letter in font.advances), None)
            if font is None or not can_be_set(letter):
                continue
            if found and found[-1][0] == font.name:
                found[-1] = (font.name, found[-1][1] + letter)
            else:
                found.append((font.name, letter))
        return tuple(found)

    def missing(self, letters: Iterable[str]) -> str:
        """Those of these letters that cannot be drawn, in their order."""
        fonts = (*self.own[:1], *self.more)
        return "".join(
            letter
            for letter in dict.fromkeys(letters)
            if letter not in _INVISIBLE and not (can_be_set(letter) and any(letter in font.advances for font in fonts))
        )


class _Widths(dict[str, float]):
    """The advance of each letter that was asked for; 0 for one that cannot be drawn."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        super().__init__()
        self.fonts = fonts

    def __missing__(self, letter: str) -> float:
        found = next((font.advances[letter] for font in self.fonts if letter in font.advances), 0.0)
        self[letter] = width = found if can_be_set(letter) else 0.0
        return width


def can_be_set(letter: str) -> bool:
    return not _SHAPED.match(letter)


def is_easy(text: str) -> bool:
    """Whether every letter is surely in the product's own fonts: a quick look, before they are opened."""
    return text.isascii() or not _UNSURE.search(text)


_UNSURE = re.compile("[^\n\t -~\u00a0-\u017f\u0391-\u03a1\u03b1-\u03c9\u0410-\u044f–—‘’“”„…−×·→✓★▲▼◆●•€\u202f\u2068\u2069\u00ad]")


def letters_for(used: Iterable[str], font: Font) -> frozenset[str]:
    """The letters to leave in a font for a drawing that uses these."""
    return frozenset(letter for letter in _ALWAYS | frozenset(used) if letter in font.advances) if font.name in FACES else frozenset(used)


@lru_cache(maxsize=8)
def fonts_of(more: tuple[Path, ...] = ()) -> Fonts:
    """The product's own fonts and the files that a site adds. Raises JourneysiteError for one that cannot be used."""
    folder = theme_folder() / "fonts"
    added = tuple(Font(f"more-{number}", path) for number, path in enumerate(more, 1))
    return Fonts(tuple(Font(face, folder / f"{face}.ttf") for face in FACES), added)


def named(letters: str) -> str:
    """Letters for a message: `"漢" (CJK UNIFIED IDEOGRAPH-6F22)`."""
    first = letters[0]
    more = f" and {len(letters) - 1} more" if len(letters) > 1 else ""
    return f'"{first}" ({unicodedata.name(first, f"U+{ord(first):04X}")}){more}'
