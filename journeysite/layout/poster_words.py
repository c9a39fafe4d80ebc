"""What a poster says: words in their order and numbers on the emotion axis, nothing of where they stand."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from .curve import Track


class Words(Struct, frozen=True):
    """A text in a cell."""

    text: str
    is_thought: bool = False


class Card(Struct, frozen=True):
    """A finding, boxed, or an action, behind a bar. head: "▼ Pain 4/5".  note: one short line, or "".  role: its colour."""

    head: str
    title: str
    note: str
    role: str
    is_boxed: bool


Entry = Words | Card


class Lane(Struct, frozen=True):
    """A row of the map. cells: one a column."""

    title: str
    note: str
    cells: tuple[tuple[Entry, ...], ...]


class Stage(Struct, frozen=True):
    """columns: how many it spans."""

    title: str
    note: str
    columns: int


class Step(Struct, frozen=True):
    """A column's header. note: "★ Moment of truth", or ""."""

    title: str
    note: str


class Low(Struct, frozen=True):
    """The lowest point. slots: the lines that it may be on."""

    column: int
    slots: tuple[int, ...]
    head: str
    who: str
    words: str


class Level(Struct, frozen=True):
    """A line of the grid. words: what it means, or ""."""

    level: float
    number: str
    words: str


class Said(Struct, frozen=True):
    """A part of the line under the title. role: ink-soft, ink for what counts, warn for what is wrong."""

    text: str
    role: str = "ink-soft"


class PosterWords(Struct, frozen=True):
    """A whole map, or a part of it.

    above: where it belongs.  notice: what a reader must know before the map, or "".  tracks: one a persona, a value a column.
    known, judged: what a full and a hollow mark mean.  more: "+{count} more".  foot: under the map, from left to right.
    address: of the map's page, "" where nobody said where it is published.  text: the map in one sentence.
    """

    title: str
    above: str
    summary: str
    notice: str
    trust: tuple[Said, ...]
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    steps_title: str
    emotion_title: str
    tracks: tuple[Track, ...]
    levels: tuple[Level, ...]
    low: Low | None
    lanes: tuple[Lane, ...]
    known: str
    judged: str
    more: str
    foot: str
    address: str
    text: str
    lang: str

    @property
    def columns(self) -> int:
        return len(self.steps)

    def part(self, first: int, last: int) -> PosterWords:
        """The columns from first up to last, which is not among them."""
        low = replace(self.low, column=self.low.column - first) if self.low and first <= self.low.column < last else None
        tracks = tuple(replace(track, felt=track.felt[first:last], sure=track.sure[first:last]) for track in self.tracks)
        lanes = tuple(replace(lane, cells=lane.cells[first:last]) for lane in self.lanes)
        return replace(
            self,
            stages=self._stages(first, last),
            steps=self.steps[first:last],
            tracks=tracks,
            low=low,
            lanes=tuple(lane for lane in lanes if any(lane.cells)),
            above=" · ".join(stage.title for stage in self._stages(first, last) if stage.title) or self.above,
            summary="",
        )

    def _stages(self, first: int, last: int) -> tuple[Stage, ...]:
        found, start = [], 0
        for stage in self.stages:
            shown = min(last, start + stage.columns) - max(first, start)
            if shown > 0:
                found.append(replace(stage, columns=shown))
            start += stage.columns
        return tuple(found)
