"""The prose of a file as sections: headings found outside of code, each with its text."""

from __future__ import annotations

import re

from msgspec import Struct

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*?))??(?:[ \t]+#+)?[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_ID = re.compile(r"\s*\{#(?P<id>[^\s}]+)\}\s*\Z")
_ITEM = re.compile(r"(?P<indent> {0,3})[-*+][ \t]+(?P<text>.*)\Z")


class Section(Struct, frozen=True):
    """A heading and what stands below it until the next heading.

    level: 1 to 6, 0 for what stands before the first heading.  pin: the id in `{#id}`, or "".
    line: the heading's line in the file, from 1.  text: Markdown, without the heading.
    """

    level: int
    title: str
    pin: str
    line: int
    text: str

    @property
    def text_line(self) -> int:
        return self.line + (1 if self.level else 0)


class Item(Struct, frozen=True):
    """A top-level item of a list in prose, with the line it begins at."""

    text: str
    line: int


def sections(body: str, first_line: int) -> tuple[Section, ...]:
    """Split Markdown at its headings.

    body: Markdown.  first_line: lines of the file before it.
    Returns what stands before the first heading (level 0) where there is any, then a section a heading.
    """
    found: list[Section] = []
    level, title, pin, line = 0, "", "", first_line + 1
    held: list[str] = []
    fence = ""
    for number, text in enumerate(body.split("\n"), first_line + 1):
        mark = _FENCE.match(text)
        if fence:
            fence = "" if mark and mark["mark"].startswith(fence) else fence
        elif mark:
            fence = mark["mark"]
        elif heading := _ATX.match(text):
            found.append(Section(level, title, pin, line, "\n".join(held).rstrip("\n")))
            title = heading["title"] or ""
            named = _ID.search(title)
            pin = named["id"] if named else ""
            title = title[: named.start()] if named else title
            level, line, held = len(heading["marks"]), number, []
            continue
        held.append(text)
    found.append(Section(level, title, pin, line, "\n".join(held).rstrip("\n")))
    return tuple(section for section in found if section.level or section.text.strip())


def list_items(text: str, first_line: int) -> tuple[Item, ...] | None:
    """The items of a text that is one list and nothing else; None for any other text.

    first_line: the file's line of the text's first line. Continuation lines are joined to their item.
    """
    items: list[Item] = []
    for number, line in enumerate(text.split("\n"), first_line):
        match = _ITEM.match(line)
        if match:
            items.append(Item(match["text"].strip(), number))
        elif not line.strip():
            continue
        elif items and line.startswith("  "):
            items[-1] = Item(f"{items[-1].text} {line.strip()}", items[-1].line)
        else:
            return None
    return tuple(items) or None
