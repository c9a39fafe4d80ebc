"""A step of a map with all that stands at it, for its column in the table and its article in the story."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from ..layout.curve import style_of
from ..layout.sparkline import Sparkline, sparkline
from ..model import facts
from ..model.action import Action
from ..model.emotions import Emotion
from ..model.finding import Finding
from ..model.flow import FlowStep
from ..model.journey import END, Journey, Step
from ..model.metric import Metric
from ..model.reading import slug
from ..model.refs import Key, Ref
from ..model.registry import BUILT_IN_LANES, Lane
from ..model.remembered import remembered
from ..model.team import Team
from ..model.texts import Text
from ..model.touchpoint import Touchpoint
from ..model.values import Image, WebLink
from .cards import ActionCard, FindingCard, MetricCard, OpportunityCard, action_card, finding_card, metric_card, opportunity_card
from .evidence import EvidenceNote, evidence_notes
from .here import Here
from .language import Language
from .links import LinkTo, link_to
from .sayings import Saying, sayings

ENGLISH = Language()


class TouchpointLink(Struct, frozen=True):
    """channel: in words, "" where none is said.  icon: of the theme, or ""."""

    title: str
    href: str
    channel: str
    icon: str


class MetricShown(Struct, frozen=True):
    """A metric with its course. spark: None where it has fewer than two values."""

    card: MetricCard
    spark: Sparkline | None


class Picture(Struct, frozen=True):
    src: str
    alt: str


class FeltView(Struct, frozen=True):
    """What a persona feels. words: "−1.4", "0 → −2" or "−1 to +1".  mood: "good", "neither" or "bad".  persona: her id, "" for everybody."""

    who: str
    words: str
    mood: str
    persona: str


class Way(Struct, frozen=True):
    """A way on. condition: "" where there is only one.  to: the step it leads to, or "The journey ends here".  step: that step's id, or ""."""

    condition: str
    to: str
    href: str
    step: str = ""


Item = Saying | TouchpointLink | FindingCard | OpportunityCard | ActionCard | MetricShown | Picture
"""What a cell of the map may hold."""


class StepView(Struct, frozen=True):
    """All that stands at a step. lanes: what it has in each lane, by the lane's id; a lane without anything is left out.

    number: from 1, over the whole map.  sure: validated, reported, assumed, or "" where evidence stands behind it and nobody said.
    is_inherited: whether that was said of the stage or the map, not of the step.
    only_for: the personas who take it, () for everybody; only_ids: their ids.  is_judged: whether its emotion rests on no evidence of its own.
    """

    id: str
    number: int
    title: str
    label: str
    summary: Text | None
    status: str
    reason: Text | None
    moment: Text | None
    only_for: tuple[str, ...]
    only_ids: tuple[str, ...]
    felt: tuple[FeltView, ...]
    lanes: dict[str, tuple[Item, ...]]
    ways: tuple[Way, ...]
    opens: LinkTo | None
    owner: LinkTo | None
    mailto: str
    evidence: tuple[EvidenceNote, ...]
    sure: str
    is_inherited: bool
    is_judged: bool
    links: tuple[WebLink, ...]
    taken_over: bool
    changed: bool


class Walker(Struct, frozen=True):
    """A persona on this map. slot: of her line, from 0.  id: "" for everybody."""

    id: str
    title: str
    slot: int
    href: str

    @property
    def style(self) -> int:
        return style_of(self.slot)


@remembered
def walkers_of(here: Here, journey: Journey) -> tuple[Walker, ...]:
    """Those who go this way: the journey's personas, then any other that a step gives an emotion; everybody where there is none."""
    steps = here.site.flows[journey.id].steps
    refs: list[Ref] = [*journey.personas, *(felt.persona for step in steps for felt in step.step.emotion if felt.persona)]
    found = {entity.id: entity for ref in refs if (entity := here.site.find(ref))}
    known = tuple(Walker(entity.id, entity.title, slot, here.href(entity)) for slot, entity in enumerate(found.values()))
    return known or (Walker("", here.language.say("Customers"), 0, ""),)


def emotion_words(emotion: Emotion, language: Language = ENGLISH) -> str:
    """−1.4 · 0 → −2 · −1 to +1."""
    if emotion.changes:
        return f"{language.signed(emotion.start)} → {language.signed(emotion.end)}"
    if emotion.is_range:
        return language.say("{low} to {high}", low=language.signed(emotion.low), high=language.signed(emotion.high))
    return language.signed(emotion.level)


def mood(level: float) -> str:
    return "good" if level >= 0.4 else "bad" if level <= -0.4 else "neither"


def step_view(here: Here, journey: Journey, found: FlowStep, number: int, walkers: tuple[Walker, ...]) -> StepView:
    site, step = here.site, found.step
    sureness = facts.confidence_of_step(site, journey.id, found.id)
    only = tuple(entity for ref in step.personas if (entity := site.find(ref)))
    return StepView(
        id=found.id,
        number=number,
        title=found.title,
        label=step.label,
        summary=step.summary,
        status=step.status,
        reason=step.reason,
        moment=step.moment_of_truth,
        only_for=tuple(persona.title for persona in only),
        only_ids=tuple(persona.id for persona in only),
        felt=felt_views(here, step, walkers),
        lanes=lanes_of(here, journey.id, found.id, step),
        ways=_ways(here, journey, found),
        opens=link_to(here, site.find(step.journey)),
        owner=link_to(here, site.find(step.owner)),
        mailto=_mailto(here, journey, found),
        evidence=evidence_notes(here, step.evidence),
        sure=sureness.word,
        is_inherited=sureness.inherited,
        is_judged=sureness.inherited or sureness.word == "assumed",
        links=step.links,
        taken_over=found.taken_over,
        changed=found.changed,
    )


@remembered
def felt_views(here: Here, step: Step, walkers: tuple[Walker, ...]) -> tuple[FeltView, ...]:
    """What everyone on the map feels at a step, one entry for all where they feel the same."""
    felt = [(walker.title, emotion, walker.id) for walker in walkers if (emotion := facts.emotion_of(here.site, step, walker.id))]
    if len(felt) > 1 and len(felt) == len(walkers) and len({emotion for _, emotion, _ in felt}) == 1:
        felt = [(here.language.say("Everybody"), felt[0][1], "")]
    return tuple(FeltView(who, emotion_words(emotion, here.language), mood(_end(emotion)), persona) for who, emotion, persona in felt)


def _end(emotion: Emotion) -> float:
    """The face of a step is the one with which it is left."""
    return emotion.end if emotion.changes else emotion.level


def lanes_of(here: Here, journey: str, id: str, step: Step) -> dict[str, tuple[Item, ...]]:
    """What stands in each lane at a step or stage. Texts are asked for by the lane's own name: a lane is a field."""
    site = here.site
    lanes: dict[str, tuple[Item, ...]] = {
        "touchpoints": touchpoint_links(here, step.touchpoints),
        "findings": tuple(finding_card(here, finding) for finding in sorted(facts.findings_at(site, journey, id), key=strongest_first)),
        "opportunities": tuple(opportunity_card(here, found) for found in facts.opportunities_at(site, journey, id)),
        "actions": tuple(action_card(here, action) for action in sorted(facts.actions_at(site, journey, id), key=told_first)),
        "metrics": tuple(metric_shown(here, metric) for metric in facts.metrics_at(site, journey, id)),
        "images": pictures(here, step.images),
    }
    for name in BUILT_IN_LANES:
        if name not in lanes and name != "emotion":
            lanes[name] = sayings(here, getattr(step, name))
    for name, texts in step.own:
        lanes[name] = sayings(here, texts)
    return {name: items for name, items in lanes.items() if items}


def lane_title(here: Here, lane: Lane) -> str:
    """What a row is called. A title of the writer's own is not ours to translate."""
    return here.language.say(lane.title) if BUILT_IN_LANES.get(lane.id) == lane.title else lane.title


def touchpoint_links(here: Here, refs: Iterable[Ref]) -> tuple[TouchpointLink, ...]:
    found = []
    channels = here.site.registries.channels
    for ref in refs:
        touchpoint = here.site.find(ref)
        if isinstance(touchpoint, Touchpoint):
            channel = channels.get(touchpoint.channel)
            title = channel.title if channel else touchpoint.channel
            found.append(TouchpointLink(touchpoint.title, here.href(touchpoint), title, channel.icon if channel else ""))
    return tuple(found)


@remembered
def metric_shown(here: Here, metric: Metric) -> MetricShown:
    return MetricShown(metric_card(here, metric), sparkline([point.value for point in metric.series], metric.target))


def pictures(here: Here, images: Iterable[Image]) -> tuple[Picture, ...]:
    return tuple(Picture(here.addresses.file(image.path), image.alt) for image in images)


def _ways(here: Here, journey: Journey, found: FlowStep) -> tuple[Way, ...]:
    """Branches, and what does not simply go on to the next column."""
    flow = here.site.flows[journey.id]
    ids = [step.id for step in flow.steps]
    following = ids[ids.index(found.id) + 1 :][:1]
    ways = []
    for way in found.step.next:
        target = slug(way.step)
        if not way.condition and [target] == following:
            continue
        step = flow.step(target)
        if step:
            ways.append(Way(way.condition, step.title, f"#{step.id}", step.id))
        elif target == END:
            ways.append(Way(way.condition, here.language.say("The journey ends here"), ""))
        else:
            stage = next((stage for stage in flow.stages if stage.id == target), None)
            first = stage.steps[0].id if stage else ""
            ways.append(Way(way.condition, stage.title if stage else way.step, f"#{target}" if stage else "", first))
    return tuple(ways)


def _mailto(here: Here, journey: Journey, found: FlowStep) -> str:
    """A mail to the owner that names the map and the step; "" where the owner has no mailbox."""
    team = here.site.find(found.step.owner) or here.site.find(journey.owner)
    if not isinstance(team, Team) or not team.mailbox:
        return ""
    return f"mailto:{quote(team.mailbox, safe='@')}?subject={quote(f'{journey.title}: {found.title}')}"


def strongest_first(finding: Finding) -> float:
    """Sorts findings: a cell of a map shows the first of them."""
    return -(finding.score or 0.0)


def told_first(action: Action) -> tuple[bool, bool]:
    """Sorts actions: what customers can feel already, then what is still to come, then what was given up."""
    return action.status != "shipped", not action.is_open


def stands_on(here: Here, journey: Journey, kind: str) -> dict[Key, list[str]]:
    """Everything of a kind on a map, each with the ids of the steps and stages that it stands at ("" for the map as a whole)."""
    places: dict[Key, list[str]] = {}
    flow = here.site.flows[journey.id]
    for where in ("", *(id for stage in flow.stages for id in dict.fromkeys((stage.id, *(step.id for step in stage.steps))))):
        for key in here.site.standing_at.get((journey.id, where), ()):
            if key.kind == kind:
                places.setdefault(key, []).append(where)
    return places
