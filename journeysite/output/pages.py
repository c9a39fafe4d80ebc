"""Every page: the home page, an index and a page for each kind and entity, the health page and the guides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..model.kind import Entity, Kind
from ..view import guide, health
from ..view.action import action_page
from ..view.entity import entity_page
from ..view.finding import finding_page
from ..view.guide import guide_page
from ..view.health import health_page
from ..view.here import Here
from ..view.home import home_page
from ..view.index import index_page, page_count, page_path
from ..view.intro import intro_of
from ..view.map import map_page
from ..view.metric import metric_page
from ..view.naming import kind_plural, kind_title
from ..view.note import note_page
from ..view.opportunity import opportunity_page
from ..view.path import path_page
from ..view.persona import persona_page
from ..view.remarks import TeamPart, has_pages, remarks_by_team, remarks_path
from ..view.research import research_page
from ..view.search import SearchEntry, search_entries
from ..view.team import team_page
from ..view.touchpoint import touchpoint_page
from .artifacts import Page, TocEntry
from .workshop import Workshop

ENTITY_PAGES: dict[str, tuple[str, Callable[[Here, Any], Any]]] = {
    "journey": ("journey.html", map_page),
    "persona": ("persona.html", persona_page),
    "touchpoint": ("touchpoint.html", touchpoint_page),
    "finding": ("finding.html", finding_page),
    "opportunity": ("opportunity.html", opportunity_page),
    "action": ("action.html", action_page),
    "metric": ("metric.html", metric_page),
    "research": ("research.html", research_page),
    "team": ("team.html", team_page),
    "path": ("path.html", path_page),
    "note": ("note.html", note_page),
}
"""Kinds with a page of their own making; every other kind has the generic one."""

GENERIC_PAGE = ("entity.html", entity_page)


def make(workshop: Workshop) -> Iterator[Page]:
    site = workshop.site
    yield _home(workshop)
    for kind in site.kinds.values():
        if site.of(kind.name):
            yield from _index(workshop, kind)
    yield _health(workshop)
    if has_pages(workshop.here):
        for part in remarks_by_team(workshop.here):
            yield _team_health(workshop, part)
    yield _guide(workshop)
    for entity in site.entities.values():
        yield _entity(workshop, entity)


def _home(workshop: Workshop) -> Page:
    def body() -> str:
        return workshop.renderer.page("home.html", home_page(workshop.here, workshop.title), "index")

    intro = intro_of(workshop.site)
    return Page("index", workshop.here.language.say("Home"), intro.summary, body, source=intro.path, section="")


def _index(workshop: Workshop, kind: Kind) -> Iterator[Page]:
    """The pages of a kind's list. The first one stands in the navigation and is found by search."""
    language = workshop.here.language
    title, summary = kind_plural(language, kind), language.say(kind.summary)
    section = language.say(kind.section) if kind.section else ""
    entry = SearchEntry(title, summary)
    source = intro_of(workshop.site, kind.folder).path
    for number in range(1, page_count(workshop.here, kind) + 1):
        body = partial(_index_body, workshop, kind, number)
        path = page_path(kind, number)
        if number == 1:
            yield Page(path, title, summary, body, source=source, entries=lambda: (entry,), section=section)
        else:
            yield Page(path, f"{title} {language.number(number)}", summary, body)


def _index_body(workshop: Workshop, kind: Kind, number: int) -> str:
    return workshop.renderer.page("index.html", index_page(workshop.here, kind, number), page_path(kind, number))


def _health(workshop: Workshop) -> Page:
    say = workshop.here.language.say
    title = say("Health")
    summary = say("What would make the atlas better, by the team that could; overdue reviews; what each map stands on.")

    def body() -> str:
        return workshop.renderer.page("health.html", health_page(workshop.here, workshop.handbook), health.PATH)

    entry = SearchEntry(title, summary)
    return Page(health.PATH, title, summary, body, entries=lambda: (entry,), section=say("Organisation"))


def _team_health(workshop: Workshop, part: TeamPart) -> Page:
    path, title = remarks_path(part), health.team_health_title(workshop.here, part)

    def body() -> str:
        return workshop.renderer.page("health_team.html", health.team_health_page(workshop.here, part), path)

    return Page(path, title, workshop.here.language.say("What to mend, by team"), body)


def _guide(workshop: Workshop) -> Page:
    say = workshop.here.language.say
    title = say("How to read a map")
    summary = say("The curve, its marks and words, the lanes, and what stands behind each claim.")

    def body() -> str:
        return workshop.renderer.page("guide.html", guide_page(workshop.here), guide.PATH)

    words = tuple(SearchEntry(term.word, f"{term.meaning} {term.also}".strip(), term.anchor) for term in guide.terms(workshop.here))
    toc = tuple(TocEntry(heading, anchor) for anchor, heading in guide.headings(workshop.here.language))
    entry = SearchEntry(title, summary)
    return Page(guide.PATH, title, summary, body, toc=toc, entries=lambda: (entry, *words), section=say("Start here"), is_wide=False)


def _entity(workshop: Workshop, entity: Entity) -> Page:
    path = f"{entity.kind.folder}/{entity.id}"
    template, view_of = ENTITY_PAGES.get(entity.kind.name, GENERIC_PAGE)

    def body() -> str:
        return workshop.renderer.page(template, view_of(workshop.here, entity), path)

    kind = kind_title(workshop.here.language, entity.kind)
    description = entity.summary.source if entity.summary else f"{kind}: {entity.title}"
    return Page(
        path,
        entity.title,
        description,
        body,
        source=entity.path,
        entries=lambda: search_entries(workshop.here, entity),
        feed=f"{path}/feed",
    )
