"""What passes from one place of a map to another, said at the place that it leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from ..model.flow import Flow
from ..model.journey import Arrow, Journey
from ..model.reading import slug
from .here import Here
from .step import lane_title


class ArrowNote(Struct, frozen=True):
    """What passes from a place to another. lane: the row it leaves, "" for the whole step.  start: that row in words, or "".

    to: lane and step in words.  cell: the id of the cell that it reaches, "" for a whole step.  step: the id of the step or stage there.
    """

    lane: str
    start: str
    label: str
    to: str
    cell: str
    step: str

    @property
    def href(self) -> str:
        return f"#{self.cell or self.step}"

    @property
    def story_href(self) -> str:
        """In the story, which has no cells."""
        return f"#{self.step}"


def arrow_notes(here: Here, journey: Journey, rows: frozenset[str]) -> Mapping[str, tuple[ArrowNote, ...]]:
    """Arrows by the id of the step that they leave. rows: the lanes that the map shows; any other stands for the whole step."""
    flow = here.site.flows[journey.id]
    notes: dict[str, tuple[ArrowNote, ...]] = defaultdict(tuple)
    for arrow in journey.arrows:
        start, note = _first_step(flow, slug(arrow.from_step)), _note(here, flow, arrow, rows)
        if start and note:
            notes[start] += (note,)
    return notes


def _first_step(flow: Flow, id: str) -> str:
    """A stage is left where it begins: it has no column of its own."""
    return id if flow.step(id) else next((stage.steps[0].id for stage in flow.stages if stage.id == id and stage.steps), "")


def _note(here: Here, flow: Flow, arrow: Arrow, rows: frozenset[str]) -> ArrowNote | None:
    titles = {lane.id: lane_title(here, lane) for lane in here.site.registries.lanes}
    start, end = slug(arrow.from_step), slug(arrow.to_step)
    step = flow.step(end)
    title = step.title if step else next((stage.title for stage in flow.stages if stage.id == end), "")
    if not title:
        return None
    place = titles.get(arrow.to_lane, "")
    if place and start != end:
        place = here.language.say("{lane} at “{step}”", lane=place, step=title)
    return ArrowNote(
        lane=arrow.from_lane if arrow.from_lane in rows else "",
        start=titles.get(arrow.from_lane, ""),
        label=arrow.label,
        to=place or (title if start == end else f"“{title}”"),
        cell=f"jy-{end}-{arrow.to_lane}" if step and arrow.to_lane in rows else "",
        step=end,
    )
