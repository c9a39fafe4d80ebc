"""The health page: what would make the atlas better, by the team that could, and what its maps stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct

from ..errors import Diagnostic, Severity
from ..model import facts
from ..model.finding import Finding
from ..model.journey import Journey
from .attention import overdue
from .codes import LIST_PATH, code_page, code_path
from .here import Here
from .links import LinkTo, link_to
from .my_team import TeamChoice, team_choices
from .remarks import TeamPart, remarked, remarks_by_team
from .words import sentence

PATH = "health/index"

ROWS = 200
"""Of a table. What stands on more, or is late by less, can wait."""


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
    """lang: of the remarks and the codes, which are English whatever the site speaks; "" where it speaks English too.

    later, covered: to the maps that the tables have no room for.
    """

    lang: str
    counts: str
    today: str
    late: tuple[LateReview, ...]
    later: LinkTo | None
    never: tuple[LinkTo, ...]
    assumed: tuple[LinkTo, ...]
    teams: tuple[TeamPart, ...]
    coverage: tuple[CoverageRow, ...]
    covered: LinkTo | None
    codes: tuple[CodeRow, ...]
    all_codes: LinkTo | None
    choices: tuple[TeamChoice, ...]


def health_page(here: Here, with_handbook: bool = False) -> HealthPage:
    """with_handbook: whether every code has a page to link to."""
    site = here.site
    found = remarked(here)
    late = overdue(here)
    journeys = [j for j in site.of("journey") if isinstance(j, Journey) and j.archived is None]
    findings = [f for f in site.of("finding") if isinstance(f, Finding) and f.archived is None and f.status != "withdrawn"]
    return HealthPage(
        lang=lang_of_remarks(here),
        counts=_counts(here, found, journeys),
        today=here.language.day(site.today),
        late=tuple(_late(here, journey) for journey in late[:ROWS]),
        later=_rest(here, len(late)),
        never=tuple(LinkTo(j.title, here.href(j)) for j in journeys if j.reviewed is None and j.state == "current"),
        assumed=tuple(LinkTo(f.title, here.href(f)) for f in findings if facts.confidence_of(site, f).word == "assumed"),
        teams=remarks_by_team(here),
        coverage=_coverage(here, journeys, found)[:ROWS],
        covered=_rest(here, len(journeys)),
        codes=_codes(here, found, with_handbook),
        all_codes=LinkTo(here.language.say("All codes"), here.addresses.href(LIST_PATH)) if with_handbook else None,
        choices=team_choices(here),
    )


class TeamHealthPage(Struct, frozen=True):
    """What one team could mend, where there is too much for one page. health: the page of all."""

    lang: str
    title: str
    part: TeamPart
    health: LinkTo


def team_health_page(here: Here, part: TeamPart) -> TeamHealthPage:
    health = LinkTo(here.language.say("Health of the atlas"), here.addresses.href(PATH))
    return TeamHealthPage(lang_of_remarks(here), team_health_title(here, part), part, health)


def team_health_title(here: Here, part: TeamPart) -> str:
    return here.language.say("{thing}: {what}", thing=here.language.say("Health"), what=part.title)


def lang_of_remarks(here: Here) -> str:
    return "" if here.language.code.startswith("en") else "en"


def _rest(here: Here, count: int) -> LinkTo | None:
    left = count - ROWS
    words = here.language.count("{count} more map", "{count} more maps", left)
    return LinkTo(words, here.addresses.index(here.site.kinds["journey"])) if left > 0 else None


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
