"""Words put into Markdown that another program shows: nothing in them may act as markup, name a person or open an issue."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&])")
_AT_START = re.compile(r"^(\s*)(?=[-=]|\d+[.)])")
_MENTION = re.compile(r"@(?=\w)|(?<=#)(?=\d)|(?<=GH-)(?=\d)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp)(?=://)|\b(www)(?=\.)")

WORD_JOINER = "\u2060"
"""No width and no meaning: parts what would be read as the name of a person, an issue or an address."""


def escaped(words: str) -> str:
    """Words as they are, on one line. Pull requests come from anybody, and a comment speaks with the project's voice."""
    line = " ".join(words.split())
    line = _MENTION.sub(lambda match: f"{match[0]}{WORD_JOINER}", line)
    line = _ADDRESS.sub(lambda match: f"{match[0]}{WORD_JOINER}", line)
    line = _SIGNS.sub(r"\\\1", line)
    return _AT_START.sub(rf"\1{WORD_JOINER}", line)


def linked(words: str, href: str) -> str:
    """Words that lead somewhere, or only words. href: an address made by us, never one from a source."""
    return f"[{escaped(words)}](<{href}>)" if href else escaped(words)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Lines of a table; cells are Markdown already."""
    return [f"| {' | '.join(cells)} |" for cells in (head, tuple("---" for _ in head), *rows)]
