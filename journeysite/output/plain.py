"""Text for terminals and programs, which know nothing of direction."""

from __future__ import annotations

from ..view.language import END_ISOLATE, ISOLATE

_MARKS = dict.fromkeys(map(ord, (ISOLATE, END_ISOLATE)))


def unmarked(text: str) -> str:
    """Without the marks that keep a name's direction to itself: a terminal would show them as boxes."""
    return text.translate(_MARKS)
