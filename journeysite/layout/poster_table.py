"""The map itself on a poster: stages, steps, the curve, and a row for each lane."""

from __future__ import annotations

from collections.abc import Iterator

from .drawing import Item, Panel, Stroke, moved
from .geometry import Box, Point
from .poster_cells import NOTE, Block, Detail, cell
from .poster_curve import PAD_PX, PT, curve_ground, curve_items
from .poster_frame import Frame
from .poster_words import PosterWords
from .typesetting import Style, Type, cut, set_line, set_lines, width_of, wrap

_STAGE = Style(11, "bold")
_STEP = Style(9, "bold", leading=1.2)
_STEP_NOTE = Style(7, "bold", "brand")
_LANE = Style(8.5, "bold")
_PAD = 5.0
_STAGE_HEIGHT = 25.0


def table(words: PosterWords, frame: Frame, at: Box, curve: float, detail: Detail, type_: Type) -> tuple[tuple[Item, ...], float]:
    """The items, and where they end. at: the place of the table, from its top.  curve: how high that is."""
    y = at.top
    items: list[Item] = []
    under: list[Item] = []
    edges: list[float] = []
    if any(stage.title for stage in words.stages):
        items += _stages(words, frame, y, type_)
        y += _STAGE_HEIGHT
        edges.append(y)
    height, steps = _steps(words, frame, y, type_)
    items += steps
    y += height
    if words.tracks:
        edges.append(y)
        box = Box(frame.left, y, frame.right, y + curve)
        under += curve_ground(words, box)
        items += _emotion(words, frame, box, type_)
        y += curve
    for lane in words.lanes:
        edges.append(y)
        blocks = [cell(entries, frame.column - 2 * _PAD, detail, words.more, type_) for entries in lane.cells]
        titles = _lane(lane.title, lane.note, frame, type_)
        height = max(titles.height, *(block.height for block in blocks)) + 2 * _PAD
        items += moved(titles.items, at.left + _PAD, y + _PAD)
        for column, block in enumerate(blocks):
            items += moved(block.items, frame.x(column) + _PAD, y + _PAD)
        y += height
    return (*_ground(words, frame, at, y), *under, *_rules(words, frame, at, y, edges), *items), y


def _ground(words: PosterWords, frame: Frame, at: Box, bottom: float) -> Iterator[Item]:
    yield Panel(at.left, at.top, frame.lane, bottom - at.top, "wash")
    if any(stage.title for stage in words.stages):
        yield Panel(at.left, at.top, at.right - at.left, _STAGE_HEIGHT, "wash")


def _rules(words: PosterWords, frame: Frame, at: Box, bottom: float, edges: list[float]) -> Iterator[Item]:
    for y in edges:
        yield Stroke((Point(at.left, y), Point(at.right, y)), "line", 0.8)
    for x in _ends(words)[:-1]:
        yield Stroke((Point(frame.x(x), at.top), Point(frame.x(x), bottom)), "line-strong", 0.8)
    yield Stroke((Point(frame.left, at.top), Point(frame.left, bottom)), "line-strong", 0.8)
    yield Panel(at.left, at.top, at.right - at.left, bottom - at.top, "", "line-strong", 0.9, 4)


def _ends(words: PosterWords) -> list[int]:
    """After which column each stage ends."""
    ends = [0]
    for stage in words.stages:
        ends.append(ends[-1] + stage.columns)
    return ends[1:]


def _stages(words: PosterWords, frame: Frame, y: float, type_: Type) -> Iterator[Item]:
    base = y + _STAGE_HEIGHT / 2 + 4
    first = 0
    for stage in words.stages:
        room = stage.columns * frame.column - 2 * _PAD
        title = cut(stage.title, room, _STAGE, type_)
        x = frame.x(first) + _PAD
        yield from set_line(title, x, base, _STAGE, type_)
        used = width_of(title, _STAGE, type_) + 7
        if stage.note and used + width_of(stage.note, NOTE, type_) < room:
            yield from set_line(stage.note, x + used, base, NOTE, type_)
        first += stage.columns


def _steps(words: PosterWords, frame: Frame, y: float, type_: Type) -> tuple[float, list[Item]]:
    items: list[Item] = list(set_line(words.steps_title, frame.left - frame.lane + _PAD, y + _PAD + _LANE.size, _LANE, type_))
    tallest = 0.0
    for column, step in enumerate(words.steps):
        x, room = frame.x(column) + _PAD, frame.column - 2 * _PAD
        lines = wrap(step.title, room, _STEP, type_, 4)
        notes = wrap(step.note, room, _STEP_NOTE, type_, 2) if step.note else ()
        items += set_lines(lines, x, y + _PAD, _STEP, type_)
        items += set_lines(notes, x, y + _PAD + len(lines) * _STEP.line + 1, _STEP_NOTE, type_)
        tallest = max(tallest, len(lines) * _STEP.line + len(notes) * _STEP_NOTE.line)
    return tallest + 2 * _PAD, items


def _emotion(words: PosterWords, frame: Frame, box: Box, type_: Type) -> Iterator[Item]:
    """The curve, and beside it what its levels mean."""
    x = frame.left - frame.lane + _PAD
    yield from curve_items(words, box, type_)
    yield from set_line(words.emotion_title, x, box.top + _PAD + _LANE.size, _LANE, type_)
    span = box.bottom - box.top - 2 * PAD_PX * PT
    for level in words.levels:
        if level.words:
            at = box.top + PAD_PX * PT + (2 - level.level) / 4 * span + 2.5
            # The best stands under the lane's title where the curve is low.
            at = max(at, box.top + _PAD + _LANE.size + 11)
            label = cut(f"{level.number} {level.words}", frame.lane - 2 * _PAD, NOTE, type_)
            yield from set_line(label, x, at, NOTE, type_)


def _lane(title: str, note: str, frame: Frame, type_: Type) -> Block:
    room = frame.lane - 2 * _PAD
    lines = wrap(title, room, _LANE, type_, 2)
    notes = wrap(note, room, NOTE, type_, 4) if note else ()
    items = (*set_lines(lines, 0, 0, _LANE, type_), *set_lines(notes, 0, len(lines) * _LANE.line, NOTE, type_))
    return Block(len(lines) * _LANE.line + len(notes) * NOTE.line, items)
