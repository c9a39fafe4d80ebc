"""The style sheet and the scripts: the parts in themes/, joined in their order, without what only their authors read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rjsmin import jsmin

from ..layout.brand import Brand, Tokens, scheme_of
from ..render.templates import theme_folder
from .artifacts import File
from .workshop import Workshop

STYLE_SHEET = "assets/journeysite/journeysite.css"
SCRIPT = "assets/journeysite/journeysite.js"

LAYERS = "@layer material, tokens, base, layout, parts, print;"
"""Declared once, in this order: what stands later wins. The host puts Material's own sheet into the first."""


def make(workshop: Workshop) -> Iterator[File]:
    yield File(STYLE_SHEET, lambda: (style_sheet() + brand_sheet(workshop.brand)).encode())
    yield File(SCRIPT, lambda: script().encode())


@cache
def style_sheet() -> str:
    return _SPACE.sub(_kept, f"{LAYERS}\n{_joined('css')}")


_SPACE = re.compile(r"""(?P<text>"[^"]*"|'[^']*')|/\*.*?\*/|\s*(?P<sign>[{};,])\s*|\s+""", re.DOTALL)
"""What a browser does not read: comments, and space around these signs. Around others it has a meaning: `a :is(b)` is not `a:is(b)`, which
the minifiers that Python has (rcssmin, csscompressor) make of it."""


def _kept(match: re.Match[str]) -> str:
    if match["text"]:
        return match["text"]
    return match["sign"] or ("" if match[0].startswith("/*") else " ")


@cache
def script() -> str:
    # Each part ends its statements by itself; the line between two keeps them apart whatever it ends with.
    return str(jsmin(_joined("js")))


def brand_sheet(brand: Brand | None) -> str:
    """The tokens that a brand decides, after our own in the same layer."""
    if brand is None:
        return ""
    scheme = scheme_of(brand)
    dark = f'@media screen{{[data-md-color-scheme="slate"]{{{_declared(scheme.dark)}}}}}'
    return f"@layer tokens{{:root{{{_declared(scheme.light)}}}{dark}}}"


def _declared(tokens: Tokens) -> str:
    return ";".join(f"--jy-{name}:{colour}" for name, colour in tokens.items())


def _joined(kind: str) -> str:
    """All parts of a kind by file name, tokens first."""
    parts = sorted((theme_folder() / kind).glob(f"*.{kind}"), key=lambda path: (path.name != "tokens.css", path.name))
    return "\n".join(path.read_text(encoding="utf-8") for path in parts)
