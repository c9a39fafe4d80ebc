"""Links to things, and to the teams that answer for them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model.kind import Entity
from ..model.refs import Ref
from ..model.team import Team
from .here import Here


class LinkTo(Struct, frozen=True):
    """A link to a thing. word: what it is ("Touchpoint", "web"), "" where it stands without."""

    title: str
    href: str
    word: str = ""


def link_to(here: Here, entity: Entity | None, word: str = "", anchor: str = "") -> LinkTo | None:
    return LinkTo(entity.title, here.href(entity, anchor), word) if entity else None


def links_to(here: Here, refs: Iterable[Ref]) -> tuple[LinkTo, ...]:
    found = (link_to(here, here.site.find(ref)) for ref in refs)
    return tuple(link for link in found if link)


class Owner(Struct, frozen=True):
    """A team that answers for a thing. mailbox: "" where it has none."""

    title: str
    href: str
    mailbox: str


def owner_of(here: Here, entity: Entity) -> Owner | None:
    team = here.site.find(entity.owner)
    return Owner(team.title, here.href(team), team.mailbox) if isinstance(team, Team) else None
