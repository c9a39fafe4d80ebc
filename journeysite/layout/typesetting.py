"""Words on lines, by the advance widths of a font. Letters are not kerned: so every writer puts each of them in the same place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from .drawing import Run

ELLIPSIS = "…"


class Type(Protocol):
    """The fonts that a drawing is set in."""

    def width(self, text: str, face: str) -> float:
        """How wide words are at a size of 1. face: regular, bold or italic."""
        ...

    def pieces(self, text: str, face: str) -> tuple[tuple[str, str], ...]:
        """(font, words) pairs: letters that the face does not have come from another font. Those that none has are left out."""
        ...


class Style(Struct, frozen=True):
    """How words look. leading: from one base line to the next, as a share of the size."""

    size: float
    face: str = "regular"
    role: str = "ink"
    leading: float = 1.25

    @property
    def line(self) -> float:
        return self.size * self.leading


def width_of(words: str, style: Style, type_: Type) -> float:
    return type_.width(words, style.face) * style.size


def set_line(words: str, x: float, y: float, style: Style, type_: Type, href: str = "") -> tuple[Run, ...]:
    """One line of words. y: of the base line."""
    runs = []
    for font, text in type_.pieces(words, style.face):
        width = type_.width(text, style.face) * style.size
        if text.strip():
            runs.append(Run(x, y, text, font, style.size, width, style.role, href))
        x += width
    return tuple(runs)


def set_lines(lines: tuple[str, ...], x: float, top: float, style: Style, type_: Type) -> tuple[Run, ...]:
    """Lines under one another, the first of them at the top."""
    return tuple(
        run for number, line in enumerate(lines) for run in set_line(line, x, top + style.size * 0.95 + number * style.line, style, type_)
    )


def wrap(words: str, width: float, style: Style, type_: Type, most: int = 99) -> tuple[str, ...]:
    """Words on lines no wider than width, at most so many of them; what is left out is marked by an ellipsis."""
    room = width / style.size
    lines: list[str] = []
    line = ""
    filled = 0.0
    for part in _parts(words, room, style.face, type_):
        if line and filled + type_.width(part.rstrip(), style.face) > room:
            lines.append(line.rstrip())
            line, filled = "", 0.0
            part = part.lstrip()
        line += part
        filled += type_.width(part, style.face)
        if len(lines) > most:
            break
    lines.append(line.rstrip())
    lines = [line for line in lines if line]
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}", width, style, type_, is_cut=True))


def cut(words: str, width: float, style: Style, type_: Type, is_cut: bool = False) -> str:
    """Words short enough for one line. is_cut: whether something is left out already."""
    room = width / style.size
    if not is_cut and type_.width(words, style.face) <= room:
        return words
    kept = _head(words, room, ELLIPSIS, style.face, type_)
    return f"{kept.rstrip(' ,;:.–-')}{ELLIPSIS}"


def _parts(words: str, room: float, face: str, type_: Type) -> Iterator[str]:
    """What stays together on a line, each with the space behind it. A word wider than the room is broken."""
    for word in words.split():
        for part in _breakable(word):
            while len(part) > 1 and type_.width(part, face) > room:
                head = _head(part[:-1], room, "-", face, type_) or part[0]
                yield f"{head}-" if head[-1].isalpha() and part[len(head)].isalpha() else head
                part = part[len(head) :]
            yield part
        yield " "


def _head(words: str, room: float, end: str, face: str, type_: Type) -> str:
    """As many letters from the first on as there is room for beside what ends them.

    Counted from the front: of a word of ten thousand letters a line holds thirty.
    """
    filled = 0.0
    end_width = type_.width(end, face)
    for count, letter in enumerate(words):
        filled += type_.width(letter, face)
        if filled + end_width > room:
            return words[:count]
    return words


def _breakable(word: str) -> Iterator[str]:
    """A word in parts between which a line may end: behind hyphens and slashes, and between letters of scripts without spaces."""
    start = 0
    for place, letter in enumerate(word[:-1], 1):
        if letter in "-–/" or (unicodedata.east_asian_width(letter) in "WF" and unicodedata.category(word[place])[0] != "P"):
            yield word[start:place]
            start = place
    yield word[start:]
