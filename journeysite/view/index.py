"""The list of all entities of a kind, from what the kind declares: what to show, what to group, filter and sort by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from msgspec import Struct

from ..model.kind import Kind
from ..model.reading import slug
from ..model.remembered import remembered
from ..model.texts import Text
from .addresses import ROOT
from .cells import Cell, cell_of, words_of
from .charts import Chart, chart_of
from .concerns import concerns_of
from .facets import Facet, facet_of, places_in
from .here import Here
from .intro import Intro, intro_of
from .links import LinkTo
from .naming import capital, kind_count, kind_plural, label_of
from .ordering import Family, families, grouped, in_order

PAGE_ROWS = 200
"""Past this many rows a list goes on on another page, and leaves the summaries to the pages of its things."""

FILTER_FROM = 8


class Row(Struct, frozen=True):
    """One entity. mark: "draft" or "".  facets: for each of the page's, the places of its values in that one's list, `0 3`.

    changed: the day of its latest change, "2026-11-12", or "".  depth: how far below another one it stands, which part_of names.
    """

    title: str
    href: str
    summary: Text | None
    cells: tuple[Cell, ...]
    facets: tuple[str, ...]
    mark: str
    changed: str
    depth: int
    part_of: str


class Group(Struct, frozen=True):
    """Rows that share a value. title: "" where the list is not divided.  count: of all of them.  is_rest: whether it began on a page before."""

    anchor: str
    title: str
    rows: tuple[Row, ...]
    count: str
    is_rest: bool


class GroupLink(Struct, frozen=True):
    to: LinkTo
    count: str


class PageLink(Struct, frozen=True):
    """A page of a list. first: the title at which it begins."""

    number: str
    href: str
    first: str
    is_this: bool


class IndexPage(Struct, frozen=True):
    """columns: labels.  facets: those that divide this list at all.  has_filter: whether the list is long enough to need one.
    jumps: where its groups begin, on whatever page.  pages: () for a list of one.  all_rows: the script that knows the rows of all pages,
    "" where they are all here.  root: the way to the site's root, for what the script links to.  chart: the list as a drawing or a board.
    is_drawn: whether the chart shows every row, so that the list need not.
    """

    title: str
    summary: str
    intro: Intro
    icon: str
    count: str
    columns: tuple[str, ...]
    facets: tuple[Facet, ...]
    jumps: tuple[GroupLink, ...]
    groups: tuple[Group, ...]
    has_filter: bool
    pages: tuple[PageLink, ...]
    all_rows: str
    root: str
    chart: Chart | None
    is_drawn: bool
    is_first: bool
    path: str


def index_page(here: Here, kind: Kind, number: int = 1) -> IndexPage:
    """A page of the list. number: from 1 to page_count."""
    plan = _plan_of(here, kind)
    say = here.language.say
    intro = intro_of(here.site, kind.folder)
    shown = plan.families[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    chart = chart_of(here, kind, lambda entity: "|".join(places_in(here, plan.facets, entity))) if number == 1 else None
    return IndexPage(
        title=intro.title or kind_plural(here.language, kind),
        summary=intro.summary or say(kind.summary),
        intro=intro if number == 1 else Intro(),
        icon=kind.icon,
        count=here.language.count(*kind_count(kind), len(plan.families)),
        columns=tuple(label_of(here.language, kind, field) for field in plan.listed),
        facets=plan.facets,
        jumps=tuple(_jump(here, plan, anchor) for anchor in plan.groups) if len(plan.groups) > 1 else (),
        groups=_groups(here, plan, shown, (number - 1) * PAGE_ROWS),
        has_filter=len(plan.families) >= FILTER_FROM,
        pages=tuple(_page_link(here, plan, page, number) for page in range(1, page_count(here, kind) + 1)) if plan.is_paged else (),
        all_rows=here.addresses.file(rows_path(kind)) if plan.is_paged else "",
        root=ROOT,
        chart=chart,
        is_drawn=chart is not None and chart.is_whole,
        is_first=number == 1,
        path=page_path(kind, number),
    )


def page_count(here: Here, kind: Kind) -> int:
    return max(1, -(-len(here.site.of(kind.name)) // PAGE_ROWS))


def page_path(kind: Kind, number: int) -> str:
    """No entity can be called `page/2`."""
    return f"{kind.folder}/index" if number == 1 else f"{kind.folder}/page/{number}"


def rows_path(kind: Kind) -> str:
    return f"{kind.folder}/page/rows.js"


def group_href(here: Here, kind: Kind, word: str) -> str:
    """Where the group of a word begins: `open`, as it is written in the source."""
    plan = _plan_of(here, kind)
    anchor = _anchor(word)
    if anchor not in plan.groups:
        return here.addresses.index(kind)
    return here.addresses.href(page_path(kind, plan.groups[anchor].start // PAGE_ROWS + 1), "" if len(plan.groups) == 1 else anchor)


# The whole list, before it is cut into pages -------------------------------------------------------------------------


class _Stretch(Struct, frozen=True):
    """A group's place in the list."""

    title: str
    start: int
    count: int


@dataclass(frozen=True)
class Plan:
    """A list in its order. groups: by anchor."""

    kind: Kind
    families: tuple[Family, ...]
    anchors: tuple[str, ...]
    groups: Mapping[str, _Stretch]
    facets: tuple[Facet, ...]
    listed: tuple[str, ...]

    @property
    def is_paged(self) -> bool:
        return len(self.families) > PAGE_ROWS


@remembered
def _plan_of(here: Here, kind: Kind) -> Plan:
    entities = in_order(here, kind, here.site.of(kind.name))
    fields = tuple(field for field in kind.facets if len({words_of(here, entity, field) for entity in entities}) > 1)
    ordered: list[Family] = []
    anchors: list[str] = []
    groups: dict[str, _Stretch] = {}
    parts = grouped(here, kind, entities)
    for word, them in parts:
        anchor = _anchor(word) if word or len(parts) > 1 else "all"
        groups[anchor] = _Stretch(_group_title(here, kind, word, len(parts)), len(ordered), len(them))
        ordered += families(here, them)
        anchors += [anchor] * len(them)
    listed = tuple(field for field in kind.listed if any(not cell_of(here, entity, field).is_empty for entity in entities))
    facets = tuple(facet_of(here, kind, field, entities) for field in fields)
    return Plan(kind, tuple(ordered), tuple(anchors), groups, facets, listed)


def _anchor(word: str) -> str:
    return f"group-{slug(word)}" if word else "group-none"


def _group_title(here: Here, kind: Kind, word: str, groups: int) -> str:
    if word:
        return capital(here.language, word)
    if groups == 1:
        return ""
    return (
        here.language.say("{field}: not said", field=label_of(here.language, kind, kind.grouped))
        if kind.grouped
        else kind_plural(here.language, kind)
    )


# A page of it --------------------------------------------------------------------------------------------------------


def _groups(here: Here, plan: Plan, shown: tuple[Family, ...], start: int) -> tuple[Group, ...]:
    found = []
    for anchor, places in groupby(range(start, start + len(shown)), key=lambda place: plan.anchors[place]):
        group, those = plan.groups[anchor], list(places)
        rows = tuple(_row(here, plan, plan.families[place]) for place in those)
        found.append(Group(anchor, group.title, rows, here.language.number(group.count), is_rest=those[0] > group.start))
    return tuple(found)


def _row(here: Here, plan: Plan, family: Family) -> Row:
    entity = family.entity
    return Row(
        title=entity.title,
        href=here.href(entity),
        summary=None if plan.is_paged else entity.summary,
        cells=tuple(cell_of(here, entity, field) for field in plan.listed),
        facets=places_in(here, plan.facets, entity),
        mark=here.language.say("draft") if entity.draft else "",
        changed=next((entry.day.isoformat() for entry in here.log.about(entity.key) if concerns_of(here).is_news(entry)), ""),
        depth=family.depth,
        part_of=family.above.title if family.above else "",
    )


def _jump(here: Here, plan: Plan, anchor: str) -> GroupLink:
    group = plan.groups[anchor]
    href = here.addresses.href(page_path(plan.kind, group.start // PAGE_ROWS + 1), anchor)
    return GroupLink(LinkTo(group.title, href), here.language.number(group.count))


def _page_link(here: Here, plan: Plan, page: int, number: int) -> PageLink:
    first = plan.families[(page - 1) * PAGE_ROWS].entity.title
    return PageLink(here.language.number(page), here.addresses.href(page_path(plan.kind, page)), first, page == number)


# All rows, for a script that filters more than one page --------------------------------------------------------------


def all_rows(here: Here, kind: Kind) -> list[list[object]]:
    """Each row as `[title, address from the root, facets, cells]`, in the order of the list."""
    plan = _plan_of(here, kind)
    return [
        [
            family.entity.title,
            here.href(family.entity).removeprefix(ROOT),
            "|".join(places_in(here, plan.facets, family.entity)),
            [_plain(cell_of(here, family.entity, field)) for field in plan.listed],
        ]
        for family in plan.families
    ]


def _plain(cell: Cell) -> str:
    return ", ".join(link.title for link in cell.links) or (cell.text.source if cell.text else cell.words)
