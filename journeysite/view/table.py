"""The map as a table: stages and steps across, lanes down, those with few entries folded."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..layout.columns import paper_for
from ..model.journey import Journey
from ..model.registry import Lane
from ..model.texts import Text
from .arrows import ArrowNote, arrow_notes
from .here import Here
from .language import message
from .links import LinkTo, link_to
from .step import Item, StepView, lane_title, lanes_of
from .ways import WaysView, ways_view

_NEVER_FOLDED = frozenset({"touchpoints", "findings", "actions"})
_FOLDED_UP_TO = 0.25
_SMALL_MAP_STEPS = 4

_KINDS = frozenset({"touchpoints", "findings", "opportunities", "actions", "metrics", "images"})

_LINES = {"interaction": message("Line of interaction"), "visibility": message("Line of visibility")}

_EXPLAINED = {
    "findings": message("pain, gain or need, how strong, on what evidence"),
    "actions": message("status and effect"),
    "metrics": message("latest value and target"),
    "opportunities": message("impact and effort"),
}


class StageHead(Struct, frozen=True):
    """The header of a stage. columns: how many steps it spans.  whole: how many things stand at it as a whole, in words, or ""."""

    id: str
    title: str
    period: str
    goal: Text | None
    columns: int
    whole: str


class Cell(Struct, frozen=True):
    """anchor: an id where an arrow leads to this cell, or "".  is_first: of its stage."""

    items: tuple[Item, ...]
    arrows: tuple[ArrowNote, ...]
    anchor: str
    is_first: bool


class LaneRow(Struct, frozen=True):
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


class MapTable(Struct, frozen=True):
    """columns: of all stages together.  rows: after the curve, shown at once.  folded: the rest.  arrows: that leave whole steps, by the step.

    ways: branches, leaps and loops as arcs, None where every step just goes on to the next.
    """

    stages: tuple[StageHead, ...]
    has_stages: bool
    steps: tuple[StepView, ...]
    firsts: frozenset[str]
    rows: tuple[LaneRow, ...]
    folded: tuple[LaneRow, ...]
    arrows: Mapping[str, tuple[ArrowNote, ...]]
    ways: WaysView | None

    @property
    def columns(self) -> int:
        return len(self.steps)

    @property
    def paper(self) -> str:
        """The smallest paper on which the whole of it can be printed, "" where none is large enough."""
        return paper_for(self.columns)


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
            line = here.language.say(_LINES[lane.below]) if lane.below in _LINES else ""
            rows.append(_row(here, lane, filled, cells, "" if any(row.line == line for row in rows) else line))
    return MapTable(
        stages=_stage_heads(here, journey),
        has_stages=any(stage.title for stage in flow.stages),
        steps=steps,
        firsts=firsts,
        rows=tuple(shown),
        folded=tuple(folded),
        ways=ways_view(here, steps),
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
        title=lane_title(here, lane),
        note=lane.summary or (here.language.say(_EXPLAINED[lane.id]) if lane.id in _EXPLAINED else ""),
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
            whole = _standing(here, {name: len(items) for name, items in things.items()})
        heads.append(StageHead(stage.id, stage.title, own.period if own else "", own.goal if own else None, len(stage.steps), whole))
    return tuple(heads)


def _standing(here: Here, counts: Mapping[str, int]) -> str:
    count = here.language.count
    said = (
        count("{count} finding", "{count} findings", number) if (number := counts.get("findings")) else "",
        count("{count} opportunity", "{count} opportunities", number) if (number := counts.get("opportunities")) else "",
        count("{count} action", "{count} actions", number) if (number := counts.get("actions")) else "",
    )
    return " · ".join(words for words in said if words)
