"""The map as a table: stages and steps across, lanes down, those with few entries folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.journey import Journey
from ..model.registry import Lane
from ..model.texts import Text
from .arrows import ArrowNote, arrow_notes
from .parts import Here, LinkTo, link_to
from .step import Item, StepView, lanes_of

_NEVER_FOLDED = frozenset({"touchpoints", "findings", "actions"})
_FOLDED_UP_TO = 0.25
_SMALL_MAP_STEPS = 4

_KINDS = frozenset({"touchpoints", "findings", "opportunities", "actions", "metrics", "images"})

_LINES = {"interaction": "Line of interaction", "visibility": "Line of visibility"}

_EXPLAINED = {
    "findings": "pain, gain or need, how strong, on what evidence",
    "actions": "status and effect",
    "metrics": "latest value and target",
    "opportunities": "impact and effort",
}


@dataclass(frozen=True, slots=True)
class StageHead:
    """The header of a stage. columns: how many steps it spans.  whole: how many things stand at it as a whole, in words, or ""."""

    id: str
    title: str
    period: str
    goal: Text | None
    columns: int
    whole: str


@dataclass(frozen=True, slots=True)
class Cell:
    """anchor: an id where an arrow leads to this cell, or "".  is_first: of its stage."""

    items: tuple[Item, ...]
    arrows: tuple[ArrowNote, ...]
    anchor: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A row. kind: which macro draws its cells: "texts" or the name of a built-in lane.

    line: drawn before the row, or "".  filled: by how many steps.
    """

    id: str
    title: str
    note: str
    team: LinkTo | None
    kind: str
    is_thought: bool
    line: str
    filled: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MapTable:
    """columns: of all stages together.  rows: after the curve, shown at once.  folded: the rest.  arrows: that leave whole steps, by the step."""

    stages: tuple[StageHead, ...]
    has_stages: bool
    steps: tuple[StepView, ...]
    firsts: frozenset[str]
    rows: tuple[LaneRow, ...]
    folded: tuple[LaneRow, ...]
    arrows: Mapping[str, tuple[ArrowNote, ...]]

    @property
    def has_ways(self) -> bool:
        return any(step.ways or step.opens for step in self.steps)

    @property
    def columns(self) -> int:
        return len(self.steps)


def map_table(here: Here, journey: Journey, steps: tuple[StepView, ...]) -> MapTable:
    flow = here.site.flows[journey.id]
    firsts = frozenset(stage.steps[0].id for stage in flow.stages if stage.steps)
    filled_by = rows_with(here, journey, steps)
    arrows = arrow_notes(here, journey, frozenset(filled_by))
    targets = {note.cell for notes in arrows.values() for note in notes}
    shown: list[LaneRow] = []
    folded: list[LaneRow] = []
    for lane in here.site.registries.lanes:
        filled = filled_by.get(lane.id, 0)
        if lane.id in filled_by:
            cells = tuple(
                Cell(
                    items=step.lanes.get(lane.id, ()),
                    arrows=tuple(note for note in arrows.get(step.id, ()) if note.lane == lane.id),
                    anchor=anchor if (anchor := f"jy-{step.id}-{lane.id}") in targets else "",
                    is_first=step.id in firsts,
                )
                for step in steps
            )
            rows = folded if _folds(lane, filled, len(steps)) else shown
            line = _LINES.get(lane.below, "")
            rows.append(_row(here, lane, filled, cells, "" if any(row.line == line for row in rows) else line))
    return MapTable(
        stages=_stage_heads(here, journey),
        has_stages=any(stage.title for stage in flow.stages),
        steps=steps,
        firsts=firsts,
        rows=tuple(shown),
        folded=tuple(folded),
        arrows={step: tuple(note for note in notes if not note.lane) for step, notes in arrows.items()},
    )


def rows_with(here: Here, journey: Journey, steps: tuple[StepView, ...]) -> dict[str, int]:
    """The lanes that have a row on a map, each with how many steps fill it. One that only an arrow touches has a row too."""
    touched = {lane for arrow in journey.arrows for lane in (arrow.from_lane, arrow.to_lane)}
    counts = {lane.id: sum(1 for step in steps if lane.id in step.lanes) for lane in here.site.registries.lanes if lane.id != "emotion"}
    return {lane: count for lane, count in counts.items() if count or lane in touched}


def _folds(lane: Lane, filled: int, steps: int) -> bool:
    return steps > _SMALL_MAP_STEPS and lane.id not in _NEVER_FOLDED and filled <= steps * _FOLDED_UP_TO


def _row(here: Here, lane: Lane, filled: int, cells: tuple[Cell, ...], line: str) -> LaneRow:
    return LaneRow(
        id=lane.id,
        title=lane.title,
        note=lane.summary or _EXPLAINED.get(lane.id, ""),
        team=link_to(here, here.site.get("team", lane.team)) if lane.team else None,
        kind=lane.id if lane.id in _KINDS else "texts",
        is_thought=lane.id in ("thinking", "quotes"),
        line=line,
        filled=filled,
        cells=cells,
    )


def _stage_heads(here: Here, journey: Journey) -> tuple[StageHead, ...]:
    heads = []
    for stage in here.site.flows[journey.id].stages:
        own = stage.stage
        whole = ""
        if own is not None and not stage.own_step:
            things = lanes_of(here, journey.id, stage.id, own)
            whole = " · ".join(f"{len(items)} {name}" for name, items in things.items() if name in ("findings", "opportunities", "actions"))
        heads.append(StageHead(stage.id, stage.title, own.period if own else "", own.goal if own else None, len(stage.steps), whole))
    return tuple(heads)
