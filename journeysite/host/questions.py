"""What a template can ask of a record, and when two records answer alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

Record = Any
"""A page, or an entry of its contents list."""


class CannotShare(Exception):
    """What a template asks cannot be answered for other pages as well. Its text says what that is."""


class AskedOfEach(Exception):
    """An entry of a list was asked while it stood for all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """Something to be read from a record. words: as a template would write it; expressions of the same words are the same."""

    words: str
    read: Callable[[Record], Any]


MISSING = object()
"""Read where there is nothing."""

_TEXT, _PART, _LIST = object(), object(), object()
_PLAIN = {None: object(), True: object(), False: object()}


def answer(value: Any) -> Any:
    """What a page says to a question, so that alike is equal. Every text is like every other: its own words are filled in."""
    kind = type(value)
    if kind is str:
        return _TEXT
    if kind is bool or value is None:
        return _PLAIN[value]
    if isinstance(value, str):
        return _TEXT
    if value is MISSING or isinstance(value, (int, float, date)):
        return kind, value
    if is_contents(value):
        return _LIST
    if has_parts(value):
        return _PART
    if isinstance(value, (list, tuple)):
        return type(value), tuple(item if isinstance(item, str) else answer(item) for item in value)
    return id(value)


def is_contents(value: Any) -> bool:
    """Whether a value is a contents list with something in it."""
    return isinstance(value, TableOfContents) or (isinstance(value, list) and bool(value) and isinstance(value[0], AnchorLink))


def has_parts(value: Any) -> bool:
    """Whether a value is a part of a page that is asked in its turn."""
    return isinstance(value, (Mapping, File, AnchorLink))
