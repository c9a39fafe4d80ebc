"""How wide the columns of a map are at least."""

from __future__ import annotations

NARROWEST_PX = 118.0
WIDEST_PX = 420.0

_NARROWEST_MAP_PX = 560.0


def column_px(columns: int) -> float:
    """The narrowest that a column of a map is on any page: a map of few steps fills the frame."""
    return max(NARROWEST_PX, min(WIDEST_PX, _NARROWEST_MAP_PX / columns))


_MOST_COLUMNS = {"A4": 11, "A3": 16, "A2": 24, "A1": 36}
"""On paper that lies crosswise, less its margins and the names of the lanes, with 22 mm a column: three words of 7 pt."""


def paper_for(columns: int) -> str:
    """The smallest paper that so many columns fit on, side by side; "" where they need a sheet a stage on any."""
    return next((paper for paper, most in _MOST_COLUMNS.items() if columns <= most), "")
