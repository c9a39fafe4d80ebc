"""What follows from the atlas: where things stand, how far they are, what stands behind a claim.

Checks and pages ask here, so that status and figures agree wherever they appear. Nothing here reads a clock or a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import fmean
from typing import NamedTuple, TypeVar

from .action import UNFINISHED, Action
from .dates import Rhythm
from .effect import Effect as Effect
from .effect import effect_of as effect_of
from .effect import effects_of as effects_of
from .emotions import Emotion
from .finding import Finding
from .flow import Flow, FlowStage, FlowStep
from .journey import Journey, Step
from .kind import Entity
from .metric import Metric
from .opportunity import Opportunity
from .refs import Key
from .remembered import remembered
from .research import Research
from .site import Site
from .spots import Spot
from .texts import Evidence, Felt

REVIEW_AFTER = Rhythm(12, 0, "1 year")
"""When a review is due where the journey does not say how often."""

_Thing = TypeVar("_Thing", bound=Entity)


# Where things stand --------------------------------------------------------------------------------------------------


def places_of(site: Site, key: Key) -> tuple[Spot, ...]:
    """Every spot of a map on which a thing stands, by journey and in the order of the map; () for one that stands on none."""
    return site.spots.get(key, ())


@remembered
def findings_at(site: Site, journey: str, step: str) -> tuple[Finding, ...]:
    """Findings that a step or stage names, or that name it."""
    return _standing(site, journey, step, Finding)


@remembered
def opportunities_at(site: Site, journey: str, step: str) -> tuple[Opportunity, ...]:
    """Opportunities at a step, then those that answer a finding there."""
    derived = (opportunity for finding in findings_at(site, journey, step) for opportunity in opportunities_for(site, finding))
    return _once(_standing(site, journey, step, Opportunity), derived)


@remembered
def actions_at(site: Site, journey: str, step: str) -> tuple[Action, ...]:
    """Actions at a step, then those that answer a finding or an opportunity there."""
    answered: tuple[Finding | Opportunity, ...] = (*findings_at(site, journey, step), *opportunities_at(site, journey, step))
    return _once(_standing(site, journey, step, Action), (action for thing in answered for action in actions_for(site, thing)))


@remembered
def metrics_at(site: Site, journey: str, step: str) -> tuple[Metric, ...]:
    """Metrics that a step or stage names."""
    return _standing(site, journey, step, Metric)


def _standing(site: Site, journey: str, step: str, model: type[_Thing]) -> tuple[_Thing, ...]:
    things = (site.entities[key] for key in site.standing_at.get((journey, step), ()))
    return tuple(thing for thing in things if isinstance(thing, model))


def _once(*groups: Iterable[_Thing]) -> tuple[_Thing, ...]:
    return tuple({thing.key: thing for group in groups for thing in group}.values())


# What is done about it -----------------------------------------------------------------------------------------------


@remembered
def opportunities_for(site: Site, finding: Finding) -> tuple[Opportunity, ...]:
    """Opportunities that answer a finding."""
    return _answering(site, finding, Opportunity)


@remembered
def actions_for(site: Site, thing: Finding | Opportunity) -> tuple[Action, ...]:
    """Actions that answer a finding or an opportunity, then those that answer it through an opportunity."""
    if isinstance(thing, Opportunity):
        return _answering(site, thing, Action)
    through = (action for opportunity in opportunities_for(site, thing) for action in _answering(site, opportunity, Action))
    return _once(_answering(site, thing, Action), through)


def _answering(site: Site, thing: Entity, model: type[_Thing]) -> tuple[_Thing, ...]:
    sources = (site.entities[link.source] for link in site.links_to.get(thing.key, ()) if link.field == "answers")
    return _once(source for source in sources if isinstance(source, model))


@remembered
def finding_status(site: Site, finding: Finding) -> str:
    """open, in progress, resolved, parked or withdrawn: as said, else as its actions say."""
    return finding.status or _progress(actions_for(site, finding), ("open", "in progress", "resolved"))


@remembered
def opportunity_status(site: Site, opportunity: Opportunity) -> str:
    """open, chosen, parked, rejected or done: as said, else as its actions say."""
    return opportunity.status or _progress(actions_for(site, opportunity), ("open", "chosen", "done"))


def _progress(actions: Iterable[Action], words: tuple[str, str, str]) -> str:
    """Ideas, and what was parked or stopped, are no progress."""
    live = [action.status for action in actions if action.status in (*UNFINISHED, "shipped") and action.archived is None]
    if not live:
        return words[0]
    return words[2] if all(status == "shipped" for status in live) else words[1]


# Review --------------------------------------------------------------------------------------------------------------


def review_due(journey: Journey) -> date | None:
    """The day on which the next review is due; None for a journey that was never reviewed."""
    if journey.reviewed is None:
        return None
    return (journey.review_every or REVIEW_AFTER).after(journey.reviewed)


def is_overdue(journey: Journey, today: date) -> bool:
    """Whether the review was due before today. What is archived is not reviewed any more."""
    due = review_due(journey)
    return due is not None and due < today and journey.archived is None


# What stands behind a claim ------------------------------------------------------------------------------------------


class Coverage(NamedTuple):
    """How many steps of a journey have evidence of their own, of how many."""

    own: int
    steps: int


@remembered
def coverage(site: Site, journey: str) -> Coverage:
    steps = site.flows[journey].steps
    return Coverage(sum(1 for step in steps if evidence_of_step(site, journey, step.id)), len(steps))


@remembered
def evidence_of_step(site: Site, journey: str, step: str) -> tuple[Evidence, ...]:
    """What stands behind a step itself: its evidence, the marks on its texts, and the evidence of findings there.

    What it inherits from its stage or journey does not count.
    """
    found = site.flows[journey].step(step)
    if found is None:
        return ()
    own = [*found.step.evidence, *(mark for text in found.step.texts() for mark in text.marks)]
    for finding in findings_at(site, journey, step):
        if finding.status != "withdrawn" and finding.archived is None:
            own += evidence_of(site, finding)
    return tuple(dict.fromkeys(evidence for evidence in own if is_sound(site, evidence)))


@remembered
def evidence_of(site: Site, entity: Entity) -> tuple[Evidence, ...]:
    """What stands behind an entity: its evidence and the marks on its texts."""
    said = (*entity.evidence, *(mark for text in entity.texts() for mark in text.marks))
    return tuple(dict.fromkeys(evidence for evidence in said if is_sound(site, evidence)))


def is_sound(site: Site, evidence: Evidence) -> bool:
    """Whether there is anything to look up: an address, or a study that has begun. `[^assumed]` and a planned study are no evidence."""
    if evidence.confidence == "assumed":
        return False
    study = site.find(evidence.ref)
    return evidence.link is not None or (isinstance(study, Research) and study.status != "planned")


class Sureness(NamedTuple):
    """How sure a claim is: validated, reported, assumed, or "" where evidence stands behind it and nobody said how sure it is.

    inherited: said for the stage or the journey, not for the step.
    """

    word: str
    inherited: bool = False


@remembered
def confidence_of(site: Site, entity: Entity) -> Sureness:
    """How sure an entity is: as said, else as its studies are; assumed where nothing stands behind it."""
    return Sureness(entity.confidence or _sureness_of(site, evidence_of(site, entity)) or ("" if evidence_of(site, entity) else "assumed"))


@remembered
def confidence_of_step(site: Site, journey: str, step: str) -> Sureness:
    """How sure a step is: the nearest of step, stage and journey that says so, or that has evidence, wins."""
    own = evidence_of_step(site, journey, step)
    stage, found = _find_step(site.flows[journey], step)
    whole = site.entities[Key("journey", journey)]
    if found is not None and (found.step.confidence or own):
        return Sureness(found.step.confidence or _sureness_of(site, own))
    for wider in (stage.stage if stage else None, whole):
        if wider is not None and (wider.confidence or any(is_sound(site, evidence) for evidence in wider.evidence)):
            return Sureness(wider.confidence or _sureness_of(site, wider.evidence), inherited=True)
    return Sureness("assumed")


def _sureness_of(site: Site, evidence: Iterable[Evidence]) -> str:
    """The surest of what marks and studies say of themselves."""
    said = {item.confidence for item in evidence} | {study.confidence for item in evidence if (study := site.find(item.ref))}
    return next((word for word in ("validated", "reported", "assumed") if word in said), "")


def _find_step(flow: Flow, id: str) -> tuple[FlowStage | None, FlowStep | None]:
    return next(((stage, step) for stage in flow.stages for step in stage.steps if step.id == id), (None, None))


# The curve -----------------------------------------------------------------------------------------------------------


class Low(NamedTuple):
    """The lowest point of a map. persona: an id, "" for everybody."""

    step: str
    persona: str
    level: float


@remembered
def emotion_of(site: Site, step: Step, persona: str) -> Emotion | None:
    """The emotion of a persona (an id) at a step, else everybody's; None where there is none or she does not take the step."""
    if not takes_step(site, step, persona):
        return None
    own = next((felt.emotion for felt in step.emotion if felt.persona and persona_of(site, felt) == persona), None)
    return own or next((felt.emotion for felt in step.emotion if felt.persona is None), None)


def takes_step(site: Site, step: Step, persona: str) -> bool:
    """Whether a persona takes a step; everybody does where the step names nobody."""
    return not step.personas or any(found.id == persona for ref in step.personas if (found := site.find(ref)))


def persona_of(site: Site, felt: Felt) -> str:
    """The id of the persona whose emotion it is, "" for everybody's."""
    found = site.find(felt.persona)
    return found.id if found else ""


@remembered
def lowest_point(site: Site, journey: str) -> Low | None:
    """The lowest emotion of a map, the first where several are as low; None where it has none.

    A change within a step counts with its lower end, a range with its middle.
    """
    lows = [
        Low(step.id, persona_of(site, felt), min(felt.emotion.start, felt.emotion.end))
        for step in site.flows[journey].steps
        for felt in step.step.emotion
    ]
    return min(lows, key=lambda low: low.level) if lows else None


def lowest_for(site: Site, journey: str, persona: str) -> Low | None:
    """The lowest emotion of one persona on a map, everybody's included where a step names none of hers."""
    lows = [
        Low(step.id, persona, min(emotion.start, emotion.end))
        for step in site.flows[journey].steps
        if (emotion := emotion_of(site, step.step, persona))
    ]
    return min(lows, key=lambda low: low.level) if lows else None


def stage_levels(flow: Flow) -> tuple[tuple[str, float | None], ...]:
    """The mean emotion of each stage by its id, from −2 to 2, each step counting once; None for a stage without."""
    return tuple((stage.id, _mean(map(_level, stage.steps))) for stage in flow.stages)


def _level(step: FlowStep) -> float | None:
    return _mean(felt.emotion.level for felt in step.step.emotion)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 2) if known else None
