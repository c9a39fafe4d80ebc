"""Every page: the home page, an index and a page for each kind and entity, the health page and the guides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..model.kind import Entity, Kind
from ..view import guide, health
from ..view.action import action_page
from ..view.entity import entity_page
from ..view.finding import finding_page
from ..view.guide import guide_page
from ..view.health import health_page
from ..view.home import home_page
from ..view.index import index_page
from ..view.intro import intro_of
from ..view.map import map_page
from ..view.metric import metric_page
from ..view.note import note_page
from ..view.opportunity import opportunity_page
from ..view.parts import Here
from ..view.path import path_page
from ..view.persona import persona_page
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
            yield _index(workshop, kind)
    yield _health(workshop)
    yield _guide(workshop)
    for entity in site.entities.values():
        yield _entity(workshop, entity)


def _home(workshop: Workshop) -> Page:
    def body() -> str:
        return workshop.renderer.page("home.html", home_page(workshop.here, workshop.title), "index")

    intro = intro_of(workshop.site)
    return Page("index", "Home", intro.summary, body, source=intro.path, section="")


def _index(workshop: Workshop, kind: Kind) -> Page:
    path = f"{kind.folder}/index"

    def body() -> str:
        return workshop.renderer.page("index.html", index_page(workshop.here, kind), path)

    entry = SearchEntry(kind.plural, kind.summary)
    source = intro_of(workshop.site, kind.folder).path
    return Page(path, kind.plural, kind.summary, body, source=source, entries=lambda: (entry,), section=kind.section)


def _health(workshop: Workshop) -> Page:
    summary = "What would make the atlas better, by the team that could; overdue reviews; what each map stands on."

    def body() -> str:
        return workshop.renderer.page("health.html", health_page(workshop.here, workshop.handbook), health.PATH)

    entry = SearchEntry("Health", summary)
    return Page(health.PATH, "Health", summary, body, entries=lambda: (entry,), section="Organisation")


def _guide(workshop: Workshop) -> Page:
    title, summary = "How to read a map", "The curve, its marks and words, the lanes, and what stands behind each claim."

    def body() -> str:
        return workshop.renderer.page("guide.html", guide_page(workshop.here), guide.PATH)

    words = tuple(SearchEntry(term.word, f"{term.meaning} {term.also}".strip(), term.anchor) for term in guide.terms(workshop.here))
    toc = tuple(TocEntry(heading, anchor) for anchor, heading in guide.HEADINGS)
    entry = SearchEntry(title, summary)
    return Page(guide.PATH, title, summary, body, toc=toc, entries=lambda: (entry, *words), section="Start here", is_wide=False)


def _entity(workshop: Workshop, entity: Entity) -> Page:
    path = f"{entity.kind.folder}/{entity.id}"
    template, view_of = ENTITY_PAGES.get(entity.kind.name, GENERIC_PAGE)

    def body() -> str:
        return workshop.renderer.page(template, view_of(workshop.here, entity), path)

    description = entity.summary.source if entity.summary else f"{entity.kind.title}: {entity.title}"
    return Page(
        path,
        entity.title,
        description,
        body,
        source=entity.path,
        entries=lambda: search_entries(workshop.here, entity),
        feed=f"{path}/feed",
    )
