"""Impact against effort: five rows, five columns, and in each cell the names that belong there, one below the other.

Names stand in the cell of their rounded scores, not at the exact point: scores are judgements, and names that cover each other say nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from .geometry import Box

SCORES = 5
WIDTH_PX = 920.0
LINE_PX = 17.0
_LEFT_PX, _TOP_PX, _BOTTOM_PX = 64.0, 4.0, 44.0
_CELL_PX = (WIDTH_PX - _LEFT_PX) / SCORES
_PAD_PX, _GAP_PX, _MARK_PX = 8.0, 6.0, 16.0
_FEWEST_PX = 54.0
_LETTER_PX = 7.0
"""Of the widest usual letter at the size of the style sheet; an East Asian one takes two."""

MOST_LINES = 3
MOST_IN_A_CELL = 7


class Label(Struct, frozen=True):
    """A name in its place. index: which of the names, None for "and more".  lines: as they are broken.  more: how many it stands for."""

    index: int | None
    box: Box
    lines: tuple[str, ...]
    more: int
    impact: int
    effort: int

    @property
    def mark_x(self) -> float:
        return self.box.left + _MARK_PX / 2

    @property
    def text_x(self) -> float:
        return self.box.left + _MARK_PX

    @property
    def baselines(self) -> tuple[float, ...]:
        return tuple(round(self.box.top + LINE_PX * (number + 0.75), 1) for number in range(len(self.lines)))


class Cell(Struct, frozen=True):
    """weight: impact minus effort: what is worth doing first has most."""

    box: Box
    weight: int


class Tick(Struct, frozen=True):
    at: float
    score: int


class Matrix(Struct, frozen=True):
    """All in px of a drawing of width by height. rows, columns: the middles of their cells, for the scores at the edges."""

    cells: tuple[Cell, ...]
    labels: tuple[Label, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    height: float
    width: float = WIDTH_PX
    left: float = _LEFT_PX

    @property
    def bottom(self) -> float:
        return self.height - _BOTTOM_PX


def matrix(scores: Sequence[tuple[float, float]], names: Sequence[str]) -> Matrix:
    """scores: impact and effort of each name, 1 to 5. The first names of a cell are shown, the rest are counted."""
    placed: dict[tuple[int, int], list[int]] = {}
    for index, (impact, effort) in enumerate(scores):
        placed.setdefault((_rounded(impact), _rounded(effort)), []).append(index)
    cells: list[Cell] = []
    labels: list[Label] = []
    rows: list[Tick] = []
    top = _TOP_PX
    for impact in range(SCORES, 0, -1):
        stacks = {effort: _stack(placed.get((impact, effort), ()), names) for effort in range(1, SCORES + 1)}
        height = max(
            _FEWEST_PX, *(sum(len(lines) * LINE_PX + _GAP_PX for _, lines, _ in stack) - _GAP_PX + 2 * _PAD_PX for stack in stacks.values())
        )
        rows.append(Tick(top + height / 2, impact))
        for effort, stack in stacks.items():
            left = _LEFT_PX + (effort - 1) * _CELL_PX
            cells.append(Cell(Box(left, top, left + _CELL_PX, top + height), impact - effort))
            labels += _labels(stack, left + _PAD_PX, top + _PAD_PX, (impact, effort))
        top += height
    columns = tuple(Tick(_LEFT_PX + (effort - 0.5) * _CELL_PX, effort) for effort in range(1, SCORES + 1))
    return Matrix(tuple(cells), tuple(labels), tuple(rows), columns, round(top + _BOTTOM_PX, 1))


def _rounded(score: float) -> int:
    """Half a point counts upward."""
    return min(SCORES, max(1, int(score + 0.5)))


_Stack = list[tuple[int | None, tuple[str, ...], int]]


def _stack(indexes: Sequence[int], names: Sequence[str]) -> _Stack:
    shown = indexes if len(indexes) <= MOST_IN_A_CELL else indexes[: MOST_IN_A_CELL - 1]
    found: _Stack = [(index, broken(names[index]), 0) for index in shown]
    left = len(indexes) - len(shown)
    return [*found, (None, ("",), left)] if left else found


def _labels(stack: _Stack, left: float, top: float, at: tuple[int, int]) -> Iterable[Label]:
    for index, lines, more in stack:
        height = len(lines) * LINE_PX
        yield Label(index, Box(left, top, left + _CELL_PX - 2 * _PAD_PX, top + height), lines, more, *at)
        top += height + _GAP_PX


def broken(name: str) -> tuple[str, ...]:
    """A name in lines that fit into a cell. What does not fit ends in an ellipsis; a word that is too long is cut."""
    most = int((_CELL_PX - 2 * _PAD_PX - _MARK_PX) / _LETTER_PX)
    lines: list[str] = []
    line = ""
    for word in name.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= most:
            line = longer
            continue
        if line:
            lines.append(line)
        while width_of(word) > most:
            head = _head(word, most)
            lines.append(head)
            word = word[len(head) :]
        line = word
    lines += [line] if line else []
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _head(lines[MOST_LINES - 1], most - 1) + "…"]
    return tuple(lines) or ("",)


def width_of(words: str) -> int:
    """In letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


def _head(word: str, most: int) -> str:
    """As much of a word as fits, one letter at least."""
    found = word[:1]
    for letter in word[1:]:
        if width_of(found + letter) > most:
            break
        found += letter
    return found
