"""The health page: what would make the atlas better, by the team that could, and what its maps stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..errors import Diagnostic, Severity
from ..model import facts
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.remembered import remembered
from ..model.texts import Key
from .attention import overdue
from .codes import LIST_PATH, code_page, code_path
from .here import Here
from .language import message
from .links import LinkTo, link_to
from .my_team import TeamChoice, team_choices
from .naming import kind_title
from .words import sentence

PATH = "health/index"

NOBODY = message("Nobody")
ELSEWHERE = message("On no map")

ONE_BY_ONE_UP_TO = 8
"""A code that is found more often about one map is said once, with all that it is about."""

OPEN_UP_TO = 12
"""A map with more to mend than this stands folded."""


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
    """What one team could mend. anchor: for a link from the team's own page."""

    anchor: str
    title: str
    team: LinkTo | None
    count: str
    maps: tuple[MapPart, ...]


class LateReview(Struct, frozen=True):
    """A map whose review is overdue. days: for how long."""

    map: LinkTo
    since: str
    days: str
    reviewed: str
    owner: LinkTo | None


class CoverageRow(Struct, frozen=True):
    """What a map stands on. note: "future state" or "".  covered: "9 of 14".  percent: of its steps."""

    map: LinkTo
    note: str
    covered: str
    percent: int
    percent_words: str
    reviewed: str
    due: str
    is_overdue: bool
    remarks: str


class CodeRow(Struct, frozen=True):
    """A code that was found. title: what it is about.  why: one sentence, Markdown.  hint: how it is mended.  href: its page in the handbook, or ""."""

    code: str
    count: int
    title: str
    why: str
    hint: str
    href: str


class HealthPage(Struct, frozen=True):
    """lang: of the remarks and the codes, which are English whatever the site speaks; "" where it speaks English too."""

    lang: str
    counts: str
    today: str
    late: tuple[LateReview, ...]
    never: tuple[LinkTo, ...]
    assumed: tuple[LinkTo, ...]
    teams: tuple[TeamPart, ...]
    coverage: tuple[CoverageRow, ...]
    codes: tuple[CodeRow, ...]
    all_codes: LinkTo | None
    choices: tuple[TeamChoice, ...]


def team_anchor(team: str) -> str:
    """Where a team's part of the page begins. team: an id, "" for nobody."""
    return f"team-{team}" if team else "nobody"


def health_page(here: Here, with_handbook: bool = False) -> HealthPage:
    """with_handbook: whether every code has a page to link to."""
    site = here.site
    found = tuple(diagnostic for diagnostic in site.diagnostics if diagnostic.severity is not Severity.ERROR)
    journeys = [j for j in site.of("journey") if isinstance(j, Journey) and j.archived is None]
    findings = [f for f in site.of("finding") if isinstance(f, Finding) and f.archived is None and f.status != "withdrawn"]
    return HealthPage(
        lang="" if here.language.code.startswith("en") else "en",
        counts=_counts(here, found, journeys),
        today=here.language.day(site.today),
        late=tuple(_late(here, journey) for journey in overdue(here)),
        never=tuple(LinkTo(j.title, here.href(j)) for j in journeys if j.reviewed is None and j.state == "current"),
        assumed=tuple(LinkTo(f.title, here.href(f)) for f in findings if facts.confidence_of(site, f).word == "assumed"),
        teams=_teams(here, found),
        coverage=_coverage(here, journeys, found),
        codes=_codes(here, found, with_handbook),
        all_codes=LinkTo(here.language.say("All codes"), here.addresses.href(LIST_PATH)) if with_handbook else None,
        choices=team_choices(here),
    )


def _counts(here: Here, found: Iterable[Diagnostic], journeys: list[Journey]) -> str:
    language = here.language
    by_weight = Counter(diagnostic.severity for diagnostic in found)
    warnings, hints = by_weight[Severity.WARNING], by_weight[Severity.HINT]
    names = {
        "warnings": language.count("{count} warning", "{count} warnings", warnings),
        "hints": language.count("{count} hint", "{count} hints", hints),
        "maps": language.count("{count} map", "{count} maps", len(journeys)),
    }
    if warnings and hints:
        return language.say("{warnings} and {hints} in {maps} and what stands on them.", **names)
    if warnings or hints:
        return language.say("{remarks} in {maps} and what stands on them.", remarks=names["warnings" if warnings else "hints"], **names)
    return language.say("Nothing to mend in {maps} and what stands on them.", **names)


def _late(here: Here, journey: Journey) -> LateReview:
    due = facts.review_due(journey)
    assert due is not None and journey.reviewed is not None, "only what was reviewed can be overdue"
    return LateReview(
        map=LinkTo(journey.title, here.href(journey)),
        since=here.language.day(due),
        days=here.language.count("{count} day", "{count} days", (here.site.today - due).days),
        reviewed=here.language.day(journey.reviewed),
        owner=link_to(here, here.site.find(journey.owner)),
    )


# By team and map -----------------------------------------------------------------------------------------------------


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


def _teams(here: Here, found: Iterable[Diagnostic]) -> tuple[TeamPart, ...]:
    """Nobody first: what nobody owns, nobody mends."""
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
    found = (diagnostic for diagnostic in here.site.diagnostics if diagnostic.severity is not Severity.ERROR)
    owners = (_owner_of(here, _entity_of(here, diagnostic, by_path)) for diagnostic in found)
    return frozenset(owner.id for owner in owners if owner)


def _team_part(here: Here, team: Entity | None, maps: dict[Key | None, list[Remark]]) -> TeamPart:
    titles = {key: here.site.entities[key].title if key else here.language.say(ELSEWHERE) for key in maps}
    order = sorted(maps, key=lambda key: (key is None, titles[key].casefold()))
    return TeamPart(
        anchor=team_anchor(team.id if team else ""),
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


# What the maps stand on ----------------------------------------------------------------------------------------------


def _coverage(here: Here, journeys: list[Journey], found: Iterable[Diagnostic]) -> tuple[CoverageRow, ...]:
    """The least covered first."""
    say, number = here.language.say, here.language.number
    about = Counter(diagnostic.about for diagnostic in found)
    rows = []
    for journey in journeys:
        own, steps = facts.coverage(here.site, journey.id)
        due = facts.review_due(journey)
        percent = round(100 * own / steps) if steps else 0
        row = CoverageRow(
            map=LinkTo(journey.title, here.href(journey)),
            note=say("future state") if journey.state == "future" else "",
            covered=say("{count} of {all}", count=number(own), all=number(steps)),
            percent=percent,
            percent_words=say("{number} %", number=number(percent)),
            reviewed=here.language.day(journey.reviewed) if journey.reviewed else say("never"),
            due=here.language.day(due) if due else "",
            is_overdue=facts.is_overdue(journey, here.site.today),
            remarks=number(about[str(journey.key)]),
        )
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: (row.note != "", row.percent, row.map.title.casefold())))


def _codes(here: Here, found: Iterable[Diagnostic], with_handbook: bool) -> tuple[CodeRow, ...]:
    by_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in found:
        by_code[diagnostic.code].append(diagnostic)
    return tuple(_code_row(here, code, them, with_handbook) for code, them in sorted(by_code.items()))


def _code_row(here: Here, code: str, found: list[Diagnostic], with_handbook: bool) -> CodeRow:
    page = code_page(code)
    why, stop, _ = (page.text.split("\n\n")[0] if page else found[0].message).partition(". ")
    return CodeRow(
        code=code,
        count=len(found),
        title=page.title if page else "",
        why=why + stop.strip(),
        hint=sentence(found[0].hint),
        href=here.addresses.href(code_path(code)) if with_handbook and page else "",
    )
