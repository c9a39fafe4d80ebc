"""What a comparison of versions knows of a map: no more than it shows, so that it can be kept of maps of the past."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.emotions import Emotion
from ..model.flow import Flow, FlowStep
from ..model.journey import Journey
from .cards import ActionCard, FindingCard, OpportunityCard
from .here import Here
from .same_steps import KnownBy, known_by
from .sayings import Saying
from .search import plain
from .step import Item, MetricShown, Picture, TouchpointLink, Walker, lanes_of, walkers_of


class ComparedStep(Struct, frozen=True):
    """A step. stage: its title, "" where the step is the stage.  emotions: of each walker, by her id.  everybody: of anybody else.  lanes: what each says."""

    known_by: KnownBy
    stage: str
    emotions: dict[str, Emotion | None]
    everybody: Emotion | None
    lanes: dict[str, tuple[str, ...]]

    def emotion_of(self, walker: Walker) -> Emotion | None:
        return self.emotions.get(walker.id, self.everybody)


class ComparedMap(Struct, frozen=True):
    walkers: tuple[Walker, ...]
    steps: tuple[ComparedStep, ...]


def compared_map(here: Here, journey: Journey) -> ComparedMap:
    """A map of today, or one of the past on what it stood on."""
    flow, walkers = here.site.flows[journey.id], walkers_of(here, journey)
    names = known_by(flow)
    return ComparedMap(walkers, tuple(_step(here, journey, step, known, walkers) for step, known in zip(flow.steps, names, strict=True)))


def _step(here: Here, journey: Journey, step: FlowStep, known: KnownBy, walkers: tuple[Walker, ...]) -> ComparedStep:
    return ComparedStep(
        known_by=known,
        stage=_stage(here.site.flows[journey.id], step.id),
        emotions={walker.id: facts.emotion_of(here.site, step.step, walker.id) for walker in walkers},
        everybody=facts.emotion_of(here.site, step.step, ""),
        lanes={
            lane: words
            for lane, items in lanes_of(here, journey.id, step.id, step.step).items()
            if (words := tuple(_words_of(here, item) for item in items))
        },
    )


def _stage(flow: Flow, step: str) -> str:
    return next((stage.title for stage in flow.stages if not stage.own_step and any(one.id == step for one in stage.steps)), "")


def _words_of(here: Here, item: Item) -> str:
    """What an item of a cell says, without where it leads."""
    if isinstance(item, Saying):
        # Search ends every text as a sentence.
        words = plain(here, [item.text.source]).removesuffix("." if item.text.source[-1:] != "." else "")
        return f"{item.who}: {words}" if item.who else words
    if isinstance(item, TouchpointLink):
        return f"{item.title} ({item.channel})" if item.channel else item.title
    if isinstance(item, FindingCard):
        return ", ".join(part for part in (f"{item.word} {item.score}".strip(), item.title, item.status) if part)
    if isinstance(item, ActionCard):
        return f"{item.title}, {item.when}" if item.when else item.title
    if isinstance(item, OpportunityCard):
        return f"{item.title}, {item.status}" if item.status else item.title
    if isinstance(item, MetricShown):
        return f"{item.card.title}: {item.card.value}" if item.card.value else item.card.title
    return item.alt if isinstance(item, Picture) else ""
