"""What was done about the pains of a map."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.finding import Finding
from ..model.journey import Journey
from .cards import ActionCard, FindingCard, action_card, finding_card
from .here import Here
from .links import LinkTo
from .step import StepView, stands_on, told_first

AT_ONCE = 8
"""Pains that a page shows with what was done about them; the rest opens."""


class Done(Struct, frozen=True):
    """A pain and what was done about it. places: the steps at which it stands."""

    finding: FindingCard
    places: tuple[LinkTo, ...]
    actions: tuple[ActionCard, ...]


def done_about(here: Here, journey: Journey, steps: tuple[StepView, ...]) -> tuple[Done, ...]:
    """Every pain that still holds, worst first."""
    places = stands_on(here, journey, "finding")
    titles = {stage.id: stage.title for stage in here.site.flows[journey.id].stages} | {step.id: step.title for step in steps}
    pains = [pain for key in places if isinstance(pain := here.site.entities[key], Finding) and pain.is_pain]
    live = [pain for pain in pains if facts.finding_status(here.site, pain) != "withdrawn" and pain.archived is None]
    return tuple(
        Done(
            finding_card(here, pain),
            tuple(LinkTo(titles[where], f"#{where}") for where in places[pain.key] if where in titles),
            tuple(action_card(here, action) for action in sorted(facts.actions_for(here.site, pain), key=told_first)),
        )
        for pain in sorted(live, key=lambda pain: -(pain.score or 0))
    )
