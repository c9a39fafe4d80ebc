"""What would make the atlas better, by the team that could mend it and the map that it stands on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct

from ..errors import Diagnostic, Severity
from ..model import facts
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.refs import Key
from ..model.remembered import remembered
from .codes import code_page
from .here import Here
from .language import message
from .links import LinkTo, link_to
from .naming import kind_title
from .words import sentence

NOBODY = message("Nobody")
ELSEWHERE = message("On no map")

ONE_BY_ONE_UP_TO = 8
"""A code that is found more often about one map is said once, with all that it is about."""

OPEN_UP_TO = 12
"""A map with more to mend than this stands folded."""


ON_ONE_PAGE = 300
"""Where there is more to mend than this, each team has a page of what it could."""


class Remark(Struct, frozen=True):
    """One thing to mend. thing: what it is about, None for a file of the site itself.  word: "warning" in words, "" for a hint."""

    code: str
    word: str
    message: str
    hint: str
    thing: LinkTo | None
    file: str


class Many(Struct, frozen=True):
    """The same remark on many things, said once. title: of the code."""

    code: str
    title: str
    things: tuple[LinkTo, ...]


class MapPart(Struct, frozen=True):
    """What is to be mended about a map and the things that stand on it. map: None for what stands on none.  count: of all that is here."""

    title: str
    map: LinkTo | None
    remarks: tuple[Remark, ...]
    many: tuple[Many, ...]
    count: int
    is_open: bool


class TeamPart(Struct, frozen=True):
    """What one team could mend. anchor: for a link from the team's own page.  page: where it stands, if not with that of the others."""

    anchor: str
    page: str
    title: str
    team: LinkTo | None
    count: str
    maps: tuple[MapPart, ...]


def team_anchor(team: str) -> str:
    """Where a team's part of the page begins. team: an id, "" for nobody."""
    return f"team-{team}" if team else "nobody"


def has_pages(here: Here) -> bool:
    return len(remarked(here)) > ON_ONE_PAGE


def remarks_path(part: TeamPart) -> str:
    """The page of what one team could mend."""
    return f"health/{part.anchor}"


def team_remarks_href(here: Here, team: str) -> str:
    """Where a team finds what it could mend."""
    anchor = team_anchor(team)
    return here.addresses.href(f"health/{anchor}") if has_pages(here) else here.addresses.href("health/index", anchor)


@remembered
def remarked(here: Here) -> tuple[Diagnostic, ...]:
    """All that could be better; errors let no site be built."""
    return tuple(diagnostic for diagnostic in here.site.diagnostics if diagnostic.severity is not Severity.ERROR)


@remembered
def remarks_by_team(here: Here) -> tuple[TeamPart, ...]:
    """Nobody first: what nobody owns, nobody mends."""
    found = remarked(here)
    parts: dict[Key | None, dict[Key | None, list[Remark]]] = defaultdict(lambda: defaultdict(list))
    by_path = _by_path(here)
    known = {diagnostic: _entity_of(here, diagnostic, by_path) for diagnostic in found}
    for diagnostic, entity in known.items():
        owner = _owner_of(here, entity)
        parts[owner.key if owner else None][_map_of(here, entity)].append(_remark(here, diagnostic, entity))
    teams = {key: here.site.entities[key] for key in parts if key}
    order = sorted(parts, key=lambda key: (key is not None, teams[key].title.casefold() if key else ""))
    return tuple(_team_part(here, teams.get(key) if key else None, parts[key]) for key in order)


@remembered
def teams_with_remarks(here: Here) -> frozenset[str]:
    """The ids of the teams that have a part on the page."""
    by_path = _by_path(here)
    owners = (_owner_of(here, _entity_of(here, diagnostic, by_path)) for diagnostic in remarked(here))
    return frozenset(owner.id for owner in owners if owner)


def _entity_of(here: Here, diagnostic: Diagnostic, by_path: Mapping[str, Entity]) -> Entity | None:
    kind, _, id = diagnostic.about.partition(":")
    return here.site.get(kind, id) if id else by_path.get(diagnostic.at.path)


def _by_path(here: Here) -> dict[str, Entity]:
    """The one thing that a file holds; shared files hold several and so none."""
    counts = Counter(entity.path for entity in here.site.entities.values() if entity.home is None)
    return {e.path: e for e in here.site.entities.values() if e.home is None and counts[e.path] == 1}


def _owner_of(here: Here, entity: Entity | None) -> Entity | None:
    """Who answers for a thing: its owner, else that of what it is written in. A team answers for itself."""
    if entity is None or entity.kind.name == "team":
        return entity
    home = here.site.entities.get(entity.home) if entity.home else None
    return here.site.find(entity.owner) or (here.site.find(home.owner) if home else None)


def _map_of(here: Here, entity: Entity | None) -> Key | None:
    """The map that a thing is about: itself, the first on which it stands, or the one it is written in."""
    if entity is None:
        return None
    if isinstance(entity, Journey):
        return entity.key
    spots = facts.places_of(here.site, entity.key)
    if spots:
        return Key("journey", spots[0].journey)
    return entity.home if entity.home and entity.home.kind == "journey" else None


def _team_part(here: Here, team: Entity | None, maps: dict[Key | None, list[Remark]]) -> TeamPart:
    titles = {key: here.site.entities[key].title if key else here.language.say(ELSEWHERE) for key in maps}
    order = sorted(maps, key=lambda key: (key is None, titles[key].casefold()))
    anchor = team_anchor(team.id if team else "")
    return TeamPart(
        anchor=anchor,
        page=here.addresses.href(f"health/{anchor}") if has_pages(here) else "",
        title=team.title if team else here.language.say(NOBODY),
        team=link_to(here, team),
        count=here.language.number(sum(map(len, maps.values()))),
        maps=tuple(_map_part(titles[key], link_to(here, here.site.entities[key]) if key else None, maps[key]) for key in order),
    )


def _map_part(title: str, map_link: LinkTo | None, remarks: list[Remark]) -> MapPart:
    often = {code for code, count in Counter(remark.code for remark in remarks).items() if count > ONE_BY_ONE_UP_TO}
    return MapPart(
        title=title,
        map=map_link,
        remarks=tuple(remark for remark in remarks if remark.code not in often),
        many=tuple(_many(code, [remark for remark in remarks if remark.code == code]) for code in sorted(often)),
        count=len(remarks),
        is_open=len(remarks) <= OPEN_UP_TO,
    )


def _many(code: str, remarks: list[Remark]) -> Many:
    page = code_page(code)
    return Many(code, page.title if page else remarks[0].message, tuple(remark.thing or LinkTo(remark.file, "") for remark in remarks))


def _remark(here: Here, diagnostic: Diagnostic, entity: Entity | None) -> Remark:
    return Remark(
        code=diagnostic.code,
        word=here.language.say("warning") if diagnostic.severity is Severity.WARNING else "",
        message=sentence(diagnostic.message),
        hint=sentence(diagnostic.hint),
        thing=link_to(here, entity, kind_title(here.language, entity.kind) if entity else ""),
        file=str(diagnostic.at),
    )
