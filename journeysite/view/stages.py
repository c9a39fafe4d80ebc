"""Every map with every stage, on pages of its own where the home page would grow too long."""

from __future__ import annotations

from msgspec import Struct

from .here import Here
from .links import LinkTo
from .map_rows import MapRow, columns_for, worst_first
from .my_team import TeamChoice, team_choices

PATH = "journeys/page/stages"
ROWS = 100


class StagesLink(Struct, frozen=True):
    """What leads from the list of journeys to this page."""

    to: LinkTo


class StagesPage(Struct, frozen=True):
    """current, future: the maps of this page.  pages: links to all pages, () for one.  number: of this page."""

    title: str
    current: tuple[MapRow, ...]
    future: tuple[MapRow, ...]
    columns: int
    pages: tuple[LinkTo, ...]
    number: str
    teams: tuple[TeamChoice, ...]


def stages_link(here: Here) -> StagesLink | None:
    return StagesLink(LinkTo(here.language.say("Every map, every stage"), here.addresses.href(PATH)))


def stages_count(here: Here) -> int:
    """How many pages there are. Counted, not made: a rebuild asks for it before anybody asks for a page."""
    rows = sum(1 for each in here.site.of("journey") if each.archived is None)
    return -(-rows // ROWS)


def stages_path(number: int) -> str:
    return PATH if number == 1 else f"{PATH}-{number}"


def stages_page(here: Here, number: int = 1) -> StagesPage:
    current, future = worst_first(here, "current"), worst_first(here, "future")
    start = (number - 1) * ROWS
    count = stages_count(here)
    shown = current[start : start + ROWS]
    rest = ROWS - len(shown)
    after = max(0, start - len(current))
    future = future[after : after + rest]
    links = (LinkTo(here.language.number(page), here.addresses.href(stages_path(page))) for page in range(1, count + 1))
    return StagesPage(
        title=here.language.say("Every map, every stage"),
        current=shown,
        future=future,
        columns=columns_for((*shown, *future)),
        pages=tuple(links) if count > 1 else (),
        number=here.language.number(number),
        teams=team_choices(here),
    )
