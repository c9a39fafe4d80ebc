"""The same map as a story: stage by stage, step by step, in sentences. It is what a telephone shows."""

from __future__ import annotations

from msgspec import Struct

from ..model.flow import narrative
from ..model.journey import Journey
from ..model.registry import BUILT_IN_LANES
from ..model.texts import Text
from ..source.prose import Section
from .arrows import ArrowNote, arrow_notes
from .fields import Row, extra_rows
from .here import Here
from .step import Item, StepView, lane_title, lanes_of

_TOLD_APART = frozenset(
    {"doing", "thinking", "feeling", "quotes", "touchpoints", "findings", "opportunities", "actions", "metrics", "duration", "images"}
)
"""Lanes that the story tells in its own way; the others follow by name."""


class Passage(Struct, frozen=True):
    """Prose of the journey's own file. level: of its heading, 0 where it has none."""

    title: str
    anchor: str
    level: int
    text: str
    path: str


class LaneTold(Struct, frozen=True):
    """A lane by name with what stands in it."""

    title: str
    items: tuple[Item, ...]


class StepTold(Struct, frozen=True):
    """A step in the story. behind: what staff and systems do, lane by lane.  arrows: what passes from it.  extra: fields of the writer's own."""

    step: StepView
    passage: Passage | None
    behind: tuple[LaneTold, ...]
    arrows: tuple[ArrowNote, ...]
    extra: tuple[Row, ...]


class StageTold(Struct, frozen=True):
    """A stage in the story. anchor: "" where its only step has it.  lanes: what stands at the stage as a whole."""

    anchor: str
    title: str
    period: str
    goal: Text | None
    passage: Passage | None
    lanes: dict[str, tuple[Item, ...]]
    behind: tuple[LaneTold, ...]
    extra: tuple[Row, ...]
    steps: tuple[StepTold, ...]


class Story(Struct, frozen=True):
    """opening: what stands before the first heading.  rest: sections that tell of no stage or step."""

    opening: Passage | None
    stages: tuple[StageTold, ...]
    rest: tuple[Passage, ...]


def story(here: Here, journey: Journey, steps: tuple[StepView, ...]) -> Story:
    flow = here.site.flows[journey.id]
    bound = narrative(journey, flow)
    views = {step.id: step for step in steps}
    titles = {lane.id: lane_title(here, lane) for lane in here.site.registries.lanes}
    arrows = arrow_notes(here, journey, frozenset(titles))
    stages = []
    for stage in flow.stages:
        own = stage.stage
        whole = {} if own is None or stage.own_step else lanes_of(here, journey.id, stage.id, own)
        told = tuple(
            StepTold(
                step=views[step.id],
                passage=_passage(journey, bound.get(step.id)),
                behind=_behind(views[step.id].lanes, titles),
                arrows=arrows.get(step.id, ()),
                extra=extra_rows(here, step.step),
            )
            for step in stage.steps
        )
        stages.append(
            StageTold(
                anchor="" if stage.own_step else stage.id,
                title=stage.title,
                period=own.period if own else "",
                goal=own.goal if own else None,
                # A stage that is its own step tells its story once, at the step.
                passage=None if stage.own_step else _passage(journey, bound.get(stage.id)),
                lanes=whole,
                behind=_behind(whole, titles),
                extra=() if own is None or stage.own_step else extra_rows(here, own),
                steps=told,
            )
        )
    used = {id(section) for section in bound.values()}
    free = [found for section in journey.sections if id(section) not in used and (found := _passage(journey, section))]
    opening = free[0] if free and not free[0].level else None
    return Story(opening, tuple(stages), tuple(passage for passage in free if passage is not opening))


def _behind(lanes: dict[str, tuple[Item, ...]], titles: dict[str, str]) -> tuple[LaneTold, ...]:
    """The other lanes in the order of the registry."""
    order = [name for name in (*titles, *BUILT_IN_LANES) if name not in _TOLD_APART]
    return tuple(LaneTold(titles.get(name, BUILT_IN_LANES.get(name, name)), lanes[name]) for name in dict.fromkeys(order) if name in lanes)


def _passage(journey: Journey, section: Section | None) -> Passage | None:
    if section is None:
        return None
    return Passage(section.title, section.pin, section.level, section.text, journey.path)
