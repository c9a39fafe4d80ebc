"""The map as a table: stages and steps across, lanes down, those with few entries folded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..model.journey import Journey
from ..model.reading import slug
from ..model.registry import Lane
from ..model.texts import Text
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
class ArrowNote:
    """What passes from a cell to another. to: lane and step in words."""

    label: str
    to: str
    href: str


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
    """columns: of all stages together.  below: rows after the curve that are shown at once.  folded: the rest."""

    stages: tuple[StageHead, ...]
    has_stages: bool
    steps: tuple[StepView, ...]
    firsts: frozenset[str]
    rows: tuple[LaneRow, ...]
    folded: tuple[LaneRow, ...]

    @property
    def has_ways(self) -> bool:
        return any(step.ways or step.opens for step in self.steps)

    @property
    def columns(self) -> int:
        return len(self.steps)


def map_table(here: Here, journey: Journey, steps: tuple[StepView, ...]) -> MapTable:
    flow = here.site.flows[journey.id]
    firsts = frozenset(stage.steps[0].id for stage in flow.stages if stage.steps)
    arrows, targets = _arrows(here, journey, steps)
    shown: list[LaneRow] = []
    folded: list[LaneRow] = []
    for lane in here.site.registries.lanes:
        filled = sum(1 for step in steps if lane.id in step.lanes)
        if filled:
            spots = [(step.id, lane.id) for step in steps]
            cells = tuple(
                Cell(step.lanes.get(lane.id, ()), arrows.get(spot, ()), targets.get(spot, ""), step.id in firsts)
                for step, spot in zip(steps, spots, strict=True)
            )
            rows = folded if _folds(lane, filled, len(steps)) else shown
            line = _LINES.get(lane.below, "")
            rows.append(_row(here, lane, filled, cells, "" if any(row.line == line for row in rows) else line))
    return MapTable(_stage_heads(here, journey), any(stage.title for stage in flow.stages), steps, firsts, tuple(shown), tuple(folded))


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


def _arrows(
    here: Here, journey: Journey, steps: tuple[StepView, ...]
) -> tuple[dict[tuple[str, str], tuple[ArrowNote, ...]], dict[tuple[str, str], str]]:
    """Notes by the cell an arrow leaves, and anchors by the cell it reaches."""
    titles = {lane.id: lane.title for lane in here.site.registries.lanes}
    names = {step.id: step.title for step in steps}
    notes: dict[tuple[str, str], tuple[ArrowNote, ...]] = defaultdict(tuple)
    anchors = {}
    for arrow in journey.arrows:
        start, end = slug(arrow.from_step), slug(arrow.to_step)
        if start not in names or end not in names:
            continue
        anchor = f"jy-{end}-{arrow.to_lane}" if arrow.to_lane in titles else ""
        place = titles.get(arrow.to_lane, "")
        to = " at ".join(part for part in (place, "" if start == end else f"“{names[end]}”") if part) or names[end]
        notes[start, arrow.from_lane] += (ArrowNote(arrow.label, to, f"#{anchor or end}"),)
        if anchor:
            anchors[end, arrow.to_lane] = anchor
    return notes, anchors
