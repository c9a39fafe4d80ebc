"""What a reader may choose to see of a map, and by what each step is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..model.flow import FlowStep
from ..model.journey import Journey
from ..model.touchpoint import Touchpoint
from .here import Here
from .step import StepView

FINDINGS, MOMENTS, CHANGED = "findings", "moments", "changed"


class Choice(Struct, frozen=True):
    """An entry of the list "Show". value: as it stands in an address."""

    value: str
    words: str


class StepMarks(Struct, frozen=True):
    """By what a step is chosen. shows: values of choices.  only: ids of the personas who take it, "" for everybody; both with spaces between."""

    shows: str
    only: str


class Choices(Struct, frozen=True):
    """shows: what some steps have and others may not.  channels: the same, by where it happens.  marks: of each step, by its id."""

    shows: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    marks: Mapping[str, StepMarks]


def choices(here: Here, journey: Journey, steps: tuple[StepView, ...], has_changes: bool) -> Choices:
    marks = {
        view.id: StepMarks(" ".join(dict.fromkeys(_shows(here, step, view))), " ".join(_only(here, step)))
        for step, view in zip(here.site.flows[journey.id].steps, steps, strict=True)
    }
    found = {value for mark in marks.values() for value in mark.shows.split()}
    say = here.language.say
    offered = (
        (FINDINGS, say("findings only"), FINDINGS in found),
        (MOMENTS, say("moments of truth"), MOMENTS in found),
        (CHANGED, say("what changed"), has_changes),
    )
    known = here.site.registries.channels
    channels = sorted(value.removeprefix("channel:") for value in found if value.startswith("channel:"))
    return Choices(
        tuple(Choice(value, words) for value, words, is_there in offered if is_there),
        tuple(Choice(f"channel:{id}", known[id].title if id in known else id) for id in channels),
        marks,
    )


def _shows(here: Here, step: FlowStep, view: StepView) -> Iterator[str]:
    if view.lanes.get("findings"):
        yield FINDINGS
    if view.moment:
        yield MOMENTS
    for ref in step.step.touchpoints:
        touchpoint = here.site.find(ref)
        # A channel of several words cannot be told apart in a list of words; registries do not have such ids.
        if isinstance(touchpoint, Touchpoint) and touchpoint.channel and " " not in touchpoint.channel:
            yield f"channel:{touchpoint.channel}"


def _only(here: Here, step: FlowStep) -> Iterator[str]:
    for ref in step.step.personas:
        persona = here.site.find(ref)
        if persona:
            yield persona.id
