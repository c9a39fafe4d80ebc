"""Every page: the home page, an index and a page for each kind and entity, the health page and the guides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..model.kind import Entity, Kind
from ..view.entity import entity_page
from ..view.index import index_page
from ..view.parts import Here
from ..view.search import search_entries
from .artifacts import Page
from .workshop import Workshop

ENTITY_PAGES: dict[str, tuple[str, Callable[[Here, Any], Any]]] = {
}
"""Kinds with a page of their own making; every other kind has the generic one."""

GENERIC_PAGE = ("entity.html", entity_page)


def make(workshop: Workshop) -> Iterator[Page]:
    site = workshop.site
    for kind in site.kinds.values():
        if site.of(kind.name):
            yield _index(workshop, kind)
    for entity in site.entities.values():
        yield _entity(workshop, entity)


def _index(workshop: Workshop, kind: Kind) -> Page:
    path = f"{kind.folder}/index"

    def body() -> str:
        return workshop.renderer.page("index.html", index_page(workshop.here, kind), path)

    return Page(path, kind.plural, kind.summary, body, section=kind.section)


def _entity(workshop: Workshop, entity: Entity) -> Page:
    path = f"{entity.kind.folder}/{entity.id}"
    template, view_of = ENTITY_PAGES.get(entity.kind.name, GENERIC_PAGE)

    def body() -> str:
        return workshop.renderer.page(template, view_of(workshop.here, entity), path)

    description = entity.summary.source if entity.summary else f"{entity.kind.title}: {entity.title}"
    return Page(path, entity.title, description, body, source=entity.path, search=search_entries(workshop.here, entity))
