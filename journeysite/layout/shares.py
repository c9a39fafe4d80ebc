"""A bar that is cut into shares."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Share(Struct, frozen=True):
    """Both in percent of the bar."""

    start: float
    width: float


def shares(counts: Sequence[int]) -> tuple[Share, ...]:
    """One share a count, left to right. They fill the bar, unless there is nothing to count."""
    whole = sum(counts)
    found, before = [], 0
    for count in counts:
        start, end = (100 * before / whole, 100 * (before + count) / whole) if whole else (0.0, 0.0)
        found.append(Share(round(start, 2), round(end - start, 2)))
        before += count
    return tuple(found)
