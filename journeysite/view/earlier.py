"""What was felt at the steps of a map before it last changed, as far as the change log knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from ..layout.curve import feels_same
from ..model import facts
from ..model.emotions import Emotion, parse_emotion
from ..model.journey import Journey
from .here import Here


class Before(Struct, frozen=True):
    """An emotion as it was until a day."""

    emotion: Emotion
    until: date


Earlier = Mapping[tuple[str, str], Before]
"""By step and persona, "" for everybody."""


def earlier_of(here: Here, journey: Journey) -> Earlier:
    """What each step felt like before the latest change of it."""
    found: dict[tuple[str, str], Before] = {}
    registries = here.site.registries
    steps = {step.id for step in here.site.flows[journey.id].steps}
    for entry in here.log.about(journey.key):
        for told in entry.changes if entry.key == journey.key else ():
            change = told.change
            if change.what != "changed" or len(change.path) < 2 or change.path[-2] != "emotion" or not isinstance(change.old, str):
                continue
            where = (told.where[-1].id if told.where else "", str(change.path[-1]))
            emotion = parse_emotion(change.old, registries.scale, registries.emotions)
            if where[0] in steps and where not in found and emotion is not None:
                found[where] = Before(emotion, entry.day)
    return found


def was(here: Here, journey: Journey, earlier: Earlier, step: str, persona: str) -> Before | None:
    """What a persona felt at a step before, None where she feels that still or nobody knows."""
    before = earlier.get((step, persona)) or earlier.get((step, ""))
    found = here.site.flows[journey.id].step(step)
    now = facts.emotion_of(here.site, found.step, persona) if found else None
    if before is None or now is None:
        return None
    return None if feels_same(before.emotion, now) else before
