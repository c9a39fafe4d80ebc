"""The style sheet and the scripts: the parts in themes/, joined in their order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..render.templates import theme_folder
from .artifacts import File
from .workshop import Workshop

STYLE_SHEET = "assets/journeysite/journeysite.css"
SCRIPT = "assets/journeysite/journeysite.js"

LAYERS = "@layer material, tokens, base, layout, parts, print;"
"""Declared once, in this order: what stands later wins. The host puts Material's own sheet into the first."""


def make(workshop: Workshop) -> Iterator[File]:
    yield File(STYLE_SHEET, lambda: style_sheet().encode())
    yield File(SCRIPT, lambda: script().encode())


@cache
def style_sheet() -> str:
    return f"{LAYERS}\n{_joined('css')}"


@cache
def script() -> str:
    return _joined("js")


def _joined(kind: str) -> str:
    """All parts of a kind by file name, tokens first."""
    parts = sorted((theme_folder() / kind).glob(f"*.{kind}"), key=lambda path: (path.name != "tokens.css", path.name))
    return "\n".join(path.read_text(encoding="utf-8") for path in parts)
