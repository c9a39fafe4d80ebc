"""The page of a team: what it answers for, and where its work touches customers."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from ..model import facts
from ..model.flow import FlowStep
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.remembered import remembered
from ..model.team import Team
from ..model.texts import Text
from .attention import Attention, attention_of
from .backlinks import sources
from .entity import Frame, frame_of
from .here import Here
from .links import LinkTo
from .naming import kind_plural, kind_word
from .places import MapPlace, places, steps_of_maps
from .remarks import team_remarks_href, teams_with_remarks
from .shown import Shown, all_shown


class Owned(Struct, frozen=True):
    """What a team owns of one kind. count: "12 touchpoints"."""

    title: str
    anchor: str
    items: tuple[Shown, ...]

    @property
    def is_folded(self) -> bool:
        return len(self.items) > 8


class TeamPage(Struct, frozen=True):
    """maps: every step at which something of the team's stands, with what it is.  count: "14 steps of 4 maps".  lanes: rows that show its work."""

    frame: Frame
    purpose: Text | None
    mailbox: str
    owned: tuple[Owned, ...]
    maps: tuple[MapPlace, ...]
    count: str
    lanes: tuple[str, ...]
    attention: tuple[Attention, ...]
    health: LinkTo | None


def team_page(here: Here, team: Team) -> TeamPage:
    owned = sources(here, team, "owner")
    maps = places(here, _touches(here, team, owned))
    steps = sum(len(place.steps) for place in maps)
    return TeamPage(
        frame=frame_of(
            here, team, shown=frozenset({"purpose", "mailbox"}), taken=frozenset(thing.key for thing in owned), with_places=False
        ),
        purpose=team.purpose,
        mailbox=team.mailbox,
        owned=_by_kind(here, owned),
        maps=maps,
        count=steps_of_maps(here, steps, len(maps)) if steps else "",
        lanes=tuple(lane.title for lane in here.site.registries.lanes if lane.team == team.id),
        attention=attention_of(here, team.id),
        health=_health(here, team),
    )


def _health(here: Here, team: Team) -> LinkTo | None:
    """Its part of the health page, where there is one."""
    words = here.language.say("What we could mend")
    return LinkTo(words, team_remarks_href(here, team.id)) if team.id in teams_with_remarks(here) else None


def _by_kind(here: Here, things: tuple[Entity, ...]) -> tuple[Owned, ...]:
    found = []
    for kind in here.site.kinds.values():
        own = sorted(
            (thing for thing in things if thing.kind is kind), key=lambda thing: (thing.archived is not None, thing.title.casefold())
        )
        if own:
            found.append(
                Owned(
                    f"{kind_plural(here.language, kind)} ({here.language.number(len(own))})", f"jy-owns-{kind.name}", all_shown(here, own)
                )
            )
    return tuple(found)


@remembered
def _answered_steps(here: Here) -> tuple[tuple[Journey, FlowStep, Entity | None], ...]:
    """Every step that says who answers for it, or that has a lane of the site's own: the only ones at which a team may be named."""
    site = here.site
    return tuple(
        (journey, step, site.find(step.step.owner))
        for journey in site.of("journey")
        if isinstance(journey, Journey)
        for step in site.flows[journey.id].steps
        if step.step.owner or step.step.own
    )


def _touches(here: Here, team: Team, owned: tuple[Entity, ...]) -> dict[tuple[str, str], list[LinkTo]]:
    """The steps where something of the team's stands: what it owns, a step it answers for, a lane that shows its work."""
    site = here.site
    found: dict[tuple[str, str], list[LinkTo]] = defaultdict(list)
    for thing in owned:
        for spot in facts.places_of(site, thing.key):
            found[spot.journey, spot.step].append(LinkTo(thing.title, here.href(thing), kind_word(here.language, thing.kind)))
    lanes = {lane.id: lane.title for lane in site.registries.lanes if lane.team == team.id}
    for journey, step, owner in _answered_steps(here):
        where = journey.id, step.id
        if owner is team:
            found[where].append(LinkTo(here.language.say("the step itself"), here.href(journey, step.id), ""))
        for name, texts in step.step.own if lanes else ():
            if name in lanes and texts:
                found[where].append(LinkTo(lanes[name], here.href(journey, step.id), here.language.say("lane")))
    # A whole map is what it owns, not where it touches customers.
    return {where: links for where, links in found.items() if where[1]}
