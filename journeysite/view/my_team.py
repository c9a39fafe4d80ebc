"""The reader's own team: what she may choose, so that lists show its things first. A script keeps her choice in her browser (js/team.js)."""

from __future__ import annotations

from msgspec import Struct

from ..model.remembered import remembered
from .here import Here


class TeamChoice(Struct, frozen=True):
    """id: as an address asks for it, `?team=store-operations`."""

    id: str
    title: str
    href: str


@remembered
def team_choices(here: Here) -> tuple[TeamChoice, ...]:
    return tuple(TeamChoice(team.id, team.title, here.href(team)) for team in here.site.of("team") if team.archived is None)
