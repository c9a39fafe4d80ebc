"""Where a thing stands on the maps, by map, and what a customer feels there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.refs import Key
from .cards import FindingCard, finding_card
from .here import Here
from .links import LinkTo
from .step import FeltView, felt_views, walkers_of


class StepPlace(Struct, frozen=True):
    """A step. felt: what each persona feels there.  things: what makes it matter to the page it stands on.  findings: at this step."""

    title: str
    href: str
    felt: tuple[FeltView, ...]
    things: tuple[LinkTo, ...] = ()
    findings: tuple[FindingCard, ...] = ()


class MapPlace(Struct, frozen=True):
    """A map and the steps of it. steps: () where it is the map as a whole."""

    title: str
    href: str
    note: str
    steps: tuple[StepPlace, ...]


def places_of(here: Here, key: Key, with_findings: bool = False) -> tuple[MapPlace, ...]:
    """Every map on which a thing stands, current ones first."""
    return places(here, {(spot.journey, spot.step): () for spot in facts.places_of(here.site, key)}, with_findings)


def places(here: Here, spots: Mapping[tuple[str, str], Iterable[LinkTo]], with_findings: bool = False) -> tuple[MapPlace, ...]:
    """spots: by journey and step ("" for the map as a whole), what stands there."""
    found = []
    for id in dict.fromkeys(journey for journey, _ in spots):
        journey = here.site.get("journey", id)
        if isinstance(journey, Journey):
            found.append((_rank(journey), _map(here, journey, spots, with_findings)))
    return tuple(place for _, place in sorted(found, key=lambda entry: entry[0]))


def _rank(journey: Journey) -> tuple[bool, bool, str]:
    return journey.archived is not None, journey.state == "future", journey.title.casefold()


def _map(here: Here, journey: Journey, spots: Mapping[tuple[str, str], Iterable[LinkTo]], with_findings: bool) -> MapPlace:
    walkers = walkers_of(here, journey)
    flow = here.site.flows[journey.id]
    steps = []
    for stage in flow.stages:
        if not stage.own_step and (journey.id, stage.id) in spots:
            href = here.href(journey, stage.id)
            steps.append(
                StepPlace(here.language.say("{stage} (the whole stage)", stage=stage.title), href, (), tuple(spots[journey.id, stage.id]))
            )
        for step in stage.steps:
            if (journey.id, step.id) in spots:
                cards = facts.findings_at(here.site, journey.id, step.id) if with_findings else ()
                steps.append(
                    StepPlace(
                        step.title,
                        here.href(journey, step.id),
                        felt_views(here, step.step, walkers),
                        tuple(dict.fromkeys(spots[journey.id, step.id])),
                        tuple(finding_card(here, finding) for finding in cards),
                    )
                )
    return MapPlace(journey.title, here.href(journey), state_note(here, journey), tuple(steps))


def state_note(here: Here, journey: Journey) -> str:
    """What one should know of a map before one reads it; "" for one that holds."""
    if journey.archived is not None:
        return here.language.say("archived")
    return here.language.say("future state") if journey.state == "future" else ""


def steps_of_maps(here: Here, steps: int, maps: int) -> str:
    """7 steps of 3 maps."""
    return here.language.say(
        "{steps} of {maps}",
        steps=here.language.count("{count} step", "{count} steps", steps),
        maps=here.language.count("{count} map", "{count} maps", maps),
    )
