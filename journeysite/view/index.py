"""The list of all entities of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.kind import Kind
from .parts import Here, LinkTo, link_to


@dataclass(frozen=True, slots=True)
class IndexPage:
    title: str
    summary: str
    items: tuple[LinkTo, ...]


def index_page(here: Here, kind: Kind) -> IndexPage:
    links = (link_to(here, entity) for entity in here.site.of(kind.name))
    return IndexPage(kind.plural, kind.summary, tuple(link for link in links if link))
