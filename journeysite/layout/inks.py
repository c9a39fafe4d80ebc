"""What the roles of a drawing look like: the light colours of css/tokens.css, or those that follow from a site's brand."""

from __future__ import annotations

from collections.abc import Mapping

from .brand import Brand, scheme_of
from .colour import WHITE, Colour, colour, mixed

Inks = Mapping[str, Colour]

_TOKENS = {
    "brand": "#24305e", "accent": "#1f3f99",
    "ink": "#1a2033", "ink-soft": "#4a5168", "paper": "#ffffff", "wash": "#f2f4f9", "line": "#dde1ec", "line-strong": "#aab1c6",
    "pain": "#a3182b", "pain-wash": "#f7dcdb", "warn": "#8a4a00", "warn-wash": "#fcefdc", "gain": "#0f6b43", "gain-wash": "#e1f1e7",
    "need": "#5b3fa0", "need-wash": "#ece7f7",
    "curve-1": "#2747b0", "curve-2": "#b04a0c", "curve-3": "#0f766e", "curve-4": "#86198f", "curve-5": "#4d5566",
}  # fmt: skip

_SOFT = 0.72
"""How much paper is in the soft colour of a line. Nothing is see-through: a writer need not mix."""


def inks_of(brand: Brand | None = None) -> Inks:
    """Every role with its colour."""
    inks = {name: colour(written) for name, written in _TOKENS.items()}
    if brand:
        inks |= {name: made for name, made in scheme_of(brand).light.items() if name in inks}
    return inks | {f"{name}-soft": mixed(made, WHITE, _SOFT) for name, made in inks.items() if name.startswith("curve-")}
