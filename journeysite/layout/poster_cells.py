"""The cells of a poster: each entry becomes a block of known height, before anything is placed on the sheet."""

from __future__ import annotations

from msgspec import Struct

from .drawing import Item, Panel, Stroke, moved
from .geometry import Point
from .poster_words import Card, Entry, Words
from .typesetting import Style, Type, cut, set_line, set_lines, wrap

TEXT = Style(8.0)
THOUGHT = Style(8.0, "italic", "ink-soft")
NOTE = Style(7.0, "regular", "ink-soft")
_GAP = 4.0
_INSET = 4.5
_BAR = 1.6


class Detail(Struct, frozen=True):
    """How much a cell may hold. entries: of any kind.  lines: of each text."""

    entries: int
    lines: int


class Block(Struct, frozen=True):
    """Something placed in a corner of its own: its items begin at 0, 0."""

    height: float
    items: tuple[Item, ...]


def cell(entries: tuple[Entry, ...], width: float, detail: Detail, more: str, type_: Type) -> Block:
    """All that stands in a cell, under one another. more: "+{count} more", for what does not fit."""
    blocks = [_block(entry, width, detail, type_) for entry in entries[: detail.entries]]
    left = len(entries) - detail.entries
    if left > 0:
        words = cut(more.format(count=left), width, NOTE, type_)
        blocks.append(Block(NOTE.line, set_line(words, 0, NOTE.size, NOTE, type_)))
    items: list[Item] = []
    y = 0.0
    for block in blocks:
        items += moved(block.items, 0, y)
        y += block.height + _GAP
    return Block(max(0.0, y - _GAP), tuple(items))


def _block(entry: Entry, width: float, detail: Detail, type_: Type) -> Block:
    if isinstance(entry, Words):
        style = THOUGHT if entry.is_thought else TEXT
        lines = wrap(entry.text, width, style, type_, detail.lines)
        return Block(len(lines) * style.line, set_lines(lines, 0, 0, style, type_))
    return _card(entry, width, detail, type_)


def _card(card: Card, width: float, detail: Detail, type_: Type) -> Block:
    inset = _INSET if card.is_boxed else _INSET + _BAR
    room = width - inset - (_INSET if card.is_boxed else 0)
    head = Style(7.5, "bold", card.role)
    y = _INSET - 1 if card.is_boxed else 0.0
    items: list[Item] = []
    for words, style, most in ((card.head, head, 2), (card.title, TEXT, detail.lines), (card.note, NOTE, detail.lines)):
        lines = wrap(words, room, style, type_, most) if words else ()
        items += set_lines(lines, inset, y, style, type_)
        y += len(lines) * style.line + (1 if lines else 0)
    height = y + (_INSET - 2 if card.is_boxed else 0)
    if card.is_boxed:
        return Block(height, (Panel(0, 0, width, height, "paper", card.role, 0.9, 3), *items))
    return Block(height, (Stroke((Point(_BAR / 2, 0), Point(_BAR / 2, height)), card.role, _BAR), *items))
