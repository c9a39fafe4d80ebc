"""C1xx: what a map needs to be read, trusted and used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...errors import Place, Severity
from ...model.facts import coverage, emotion_of, evidence_of_step, persona_of, review_due
from ...model.flow import Flow, inherits_ways
from ...model.journey import END, Journey
from ...model.reading import nearest, slug
from ...model.site import Site
from .declare import Found, check, counted, is_asked

MOST_STEPS = 60
MOST_STAGES = 8
MOST_STEPS_WITHOUT_STAGES = 25
FEW_STEPS = 4
"""A curve of fewer points says nothing by being flat."""
NEARLY = 0.75
"""Likeness from which a heading is taken for a step's title with a slip: one letter in four, or two that changed places."""


@check("C101", importance=30)
def no_objective(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        if not _said(site, journey, "objectives"):
            message = f'"{journey.title}" does not say what it is for'
            yield Found(journey, message, "write objectives: and what is to be found out or reached")


@check("C102", importance=10)
def no_emotion(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        if flow.steps and not any(step.step.emotion for step in flow.steps):
            hint = "write a number from -2 to 2 after a step: - Joins the line: -1.5"
            yield Found(journey, f'no step of "{journey.title}" says how it feels', hint)


@check("C103", importance=40)
def no_inside_view(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        if flow.steps and not any(step.step.thinking or step.step.feeling or step.step.quotes for step in flow.steps):
            message = f'"{journey.title}" shows what customers do, and nothing of what they think or say'
            yield Found(journey, message, "write thinking:, feeling: or quotes: at the steps that matter most")


@check("C104", importance=120)
def nothing_behind(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        steps = [step.step for step in flow.steps]
        if steps and not any(step.frontstage or step.backstage or step.systems or step.own for step in steps):
            message = f'"{journey.title}" does not show what the organisation does'
            yield Found(journey, message, "write frontstage:, backstage: or systems: where the work behind a step explains how it feels")


@check("C105", importance=60)
def too_complex(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        steps, stages = len(flow.steps), len(flow.stages)
        if journey.variant_of is not None:
            continue
        if steps > MOST_STEPS:
            yield Found(journey, f'"{journey.title}" has {steps} steps, more than anyone reads', _SPLIT)
        elif stages > MOST_STAGES:
            yield Found(journey, f'"{journey.title}" has {stages} stages, more than fit in one view', _SPLIT)
        elif not journey.stages and steps > MOST_STEPS_WITHOUT_STAGES:
            yield Found(journey, f'"{journey.title}" has {steps} steps and no stages', "write stages: and put the steps below them")


_SPLIT = "give a part of it a map of its own, and open it from a step with journey:"


@check("C106", importance=80)
def never_reviewed(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        if not _said(site, journey, "reviewed"):
            hint = "write reviewed: and the day on which its owner last said that it is right"
            yield Found(journey, f'nobody can tell whether "{journey.title}" still holds: it was never reviewed', hint)


@check("C107", importance=35, dated=True)
def review_overdue(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        due = review_due(journey)
        if due and due < site.today:
            rhythm = f"every {journey.review_every.text}" if journey.review_every else "a year after the last one"
            message = f'the review of "{journey.title}" is overdue since {due}: last reviewed on {journey.reviewed}, due {rhythm}'
            yield Found(journey, message, "go through it with its owner, then write the day as reviewed:")


@check("C108", importance=70)
def no_owner(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        if not _said(site, journey, "owner"):
            yield Found(journey, f'nobody owns "{journey.title}"', "write owner: and the team that answers for it")


@check("C109", importance=20)
def no_persona(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        in_emotions = any(felt.persona for step in flow.steps for felt in step.step.emotion)
        if not _said(site, journey, "personas") and not in_emotions:
            yield Found(journey, f'"{journey.title}" does not say whose journey it is', "write personas: and who goes this way")


@check("C110", importance=90)
def persona_without_emotion(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        steps = [step.step for step in flow.steps]
        if not any(felt.persona for step in steps for felt in step.emotion):
            continue
        for ref in journey.personas:
            persona = site.find(ref)
            if persona and not any(emotion_of(site, step, persona.id) for step in steps):
                message = f'"{journey.title}" names "{persona.title}", and no step says how it feels to them'
                yield Found(journey, message, f"add {persona.id}: and a number to the emotions of the steps", ref.at)


@check("C111", importance=100)
def no_low_point(site: Site) -> Iterator[Found]:
    for journey, levels in _curves(site):
        if min(levels) >= 0 and max(levels) - min(levels) >= 0.5:
            message = f'no step of "{journey.title}" lies below zero'
            yield Found(journey, message, "ask where customers hesitate, wait or give up; a map without a low shows no work")


@check("C112", importance=95)
def flat_curve(site: Site) -> Iterator[Found]:
    for journey, levels in _curves(site):
        if max(levels) - min(levels) < 0.5:
            message = f'the curve of "{journey.title}" is flat: all its emotions lie between {min(levels):g} and {max(levels):g}'
            yield Found(journey, message, "use the whole scale: -2 for the worst moment that people tell of, 2 for the best")


@check("C113", importance=110)
def validated_without_evidence_at_steps(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        if journey.confidence != "validated" or journey.variant_of is not None:
            continue
        covered = coverage(site, journey.id)
        if covered.own < covered.steps:
            bare = next(step for step in flow.steps if not evidence_of_step(site, journey.id, step.id))
            steps = counted(covered.steps, "step")
            message = f'"{journey.title}" says validated, with evidence of their own behind {covered.own} of its {steps}'
            yield Found(journey, message, f'begin with "{bare.title}": write evidence: or confidence: assumed there')


@check("C114", importance=130)
def moment_without_touchpoint(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        for step in flow.steps:
            if step.step.moment_of_truth and not step.step.touchpoints and not step.taken_over:
                message = f'"{step.title}" is a moment of truth without a touchpoint'
                yield Found(journey, message, "write touchpoints: and where customer and organisation meet here", step.step.at)


@check("C115", importance=85)
def future_without_current(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        if journey.state == "future" and journey.variant_of is None:
            message = f'"{journey.title}" is a future state, and no current one is named'
            yield Found(journey, message, "write variant_of: and the id of the map of today, so that both can be laid over each other")


@check("C116", importance=92)
def stranger_in_emotions(site: Site) -> Iterator[Found]:
    """A persona whose emotions are drawn on a map that does not name her."""
    for journey, flow in _maps(site):
        named = {persona.id for ref in journey.personas if (persona := site.find(ref))}
        for step in flow.steps if named else ():
            for felt in step.step.emotion:
                id = persona_of(site, felt)
                if id and id not in named and not step.taken_over:
                    named.add(id)
                    message = f'"{journey.title}" shows how it feels to {id}, and does not name them'
                    yield Found(journey, message, f"add {id} to its personas:", felt.at)


@check("C117", importance=5, severity=Severity.WARNING)
def inherited_way_leads_nowhere(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        for step in flow.steps:
            lost = [way.step for way in step.step.next if slug(way.step) not in flow.ids and way.step != END]
            if lost and inherits_ways(journey, step):
                written = next((own for own in journey.all_steps if own.id == step.id), None)
                way = f'the way from there leads to "{lost[0]}", a step that it does not have'
                message = f'"{journey.title}" takes over "{step.title}", and {way}'
                yield Found(journey, message, "write next: for this step too", written.at if written else journey.at)


@check("C118", importance=140)
def step_parked_without_reason(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        for step in flow.steps:
            if step.step.status in ("parked", "retired") and step.step.reason is None and not step.taken_over:
                message = f'"{step.title}" is {step.step.status}, and nobody says why'
                yield Found(journey, message, "write reason: and one sentence", step.step.at)


@check("C119", importance=88)
def archived_on_a_current_map(site: Site) -> Iterator[Found]:
    archived = {entity.key for entity in site.entities.values() if entity.archived is not None}
    for journey, _ in _maps(site) if archived else ():
        for link in site.links_from.get(journey.key, ()) if journey.state == "current" else ():
            if link.target in archived and link.field not in ("prose", "evidence", "variant_of"):
                message = f'"{journey.title}" still uses "{site.entities[link.target].title}", which is archived'
                yield Found(journey, message, "name what took its place, or archive this map as well", link.at)


@check("C120", importance=11, severity=Severity.WARNING)
def reviewed_in_the_future(site: Site) -> Iterator[Found]:
    for journey, _ in _maps(site):
        if journey.reviewed and journey.reviewed > site.today:
            message = f'"{journey.title}" was reviewed on {journey.reviewed}, which is still to come'
            yield Found(journey, message, f"write the day on which somebody last said that it is right, such as {site.today}")


@check("C121", importance=21)
def heading_nearly_a_step(site: Site) -> Iterator[Found]:
    for journey, flow in _maps(site):
        titles = [title for title in (*(stage.title for stage in flow.stages), *(step.title for step in flow.steps)) if title]
        for section in journey.sections:
            if section.level < 2 or section.pin or section.title.casefold() in {title.casefold() for title in titles}:
                continue
            best = nearest(section.title.casefold(), [title.casefold() for title in titles], NEARLY)
            if best:
                meant = next(title for title in titles if title.casefold() == best)
                message = f'the heading "{section.title}" is nearly the step "{meant}", and its text does not stand there'
                yield Found(journey, message, f"write ## {meant} if it tells of that step", Place(journey.path, section.line, 1))


def _maps(site: Site) -> Iterator[tuple[Journey, Flow]]:
    for journey in site.of("journey"):
        if isinstance(journey, Journey) and is_asked(journey):
            yield journey, site.flows[journey.id]


def _said(site: Site, journey: Journey, field: str) -> Any:
    """What a journey says in a field, or what the journey says that it varies."""
    seen: set[str] = set()
    current: Any = journey
    while isinstance(current, Journey) and current.id not in seen:
        if getattr(current, field):
            return getattr(current, field)
        seen.add(current.id)
        current = site.find(current.variant_of)
    return None


def _curves(site: Site) -> Iterator[tuple[Journey, list[float]]]:
    """Current maps with every point of their curves, where there are enough to speak of one."""
    for journey, flow in _maps(site):
        felt = [felt.emotion for step in flow.steps for felt in step.step.emotion]
        steps = sum(1 for step in flow.steps if step.step.emotion)
        if journey.state == "current" and journey.variant_of is None and steps >= FEW_STEPS:
            yield journey, [level for emotion in felt for level in (emotion.start, emotion.end)]
