"""A page for each published version of a map, and one that compares them with the present one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cached_property, partial
from urllib.parse import unquote

from ..model.journey import Journey
from ..render.prose import relocate
from ..render.templates import Renderer
from ..view.addresses import ROOT
from ..view.compare import compare_page
from ..view.concerns import PATH as CHANGES
from ..view.guide import PATH as GUIDE
from ..view.health import PATH as HEALTH
from ..view.here import Here
from ..view.version_links import Version, compare_path, version_path, versions_of
from ..view.versions import past_page
from .artifacts import Page
from .images import published_files
from .workshop import Past, Workshop


def make(workshop: Workshop) -> Iterator[Page]:
    museum = _Museum(workshop)
    for journey in workshop.site.of("journey"):
        if isinstance(journey, Journey):
            yield from museum.pages(journey)


class _Museum:
    """Makes pages of the past. What a map was is compiled once for its page and its comparison, and only when one of them is asked for."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop, self.here = workshop, workshop.here
        self.pasts: dict[tuple[str, str], Past | None] = {}

    def pages(self, journey: Journey) -> Iterator[Page]:
        versions, say = versions_of(self.here, journey), self.here.language.say
        for version in versions:
            path = version_path(journey, version)
            title = say("{title}, as it was on {day}", title=version.title, day=self.here.language.day(version.day))
            yield Page(path, title, f"{title}.", partial(self.version, journey, version, path), is_past=True)
        if versions:
            path, title = compare_path(journey), say("{title}: then and now", title=journey.title)
            summary = say("What is different on this map, version by version.")
            yield Page(path, title, summary, partial(self.compare, journey, path), is_past=True)

    def version(self, journey: Journey, version: Version, path: str) -> str:
        past = self.past(journey, version)
        view = past_page(self.here, journey, version, past.site if past else None)
        if past is None:
            return self.workshop.renderer.page("version.html", view, path)
        renderer = Renderer(past.site, self.here.addresses, self.workshop.renderer.overrides, self.here.language)
        html = renderer.part("version.html", view, ROOT)
        own = {self.here.addresses.url(f"{journey.kind.folder}/{journey.id}")}
        images = frozenset(file for file in self.files if file in past.tree and past.tree.read(file) == self.workshop.tree.read(file))
        return relocate(still_leading(html, self.addresses, own, images), self.here.addresses.way_back(path))

    def compare(self, journey: Journey, path: str) -> str:
        versions = versions_of(self.here, journey)
        pasts = {version: past.site if (past := self.past(journey, version)) else None for version in versions}
        return self.workshop.renderer.page("compare.html", compare_page(self.here, journey, pasts), path)

    def past(self, journey: Journey, version: Version) -> Past | None:
        where = (journey.id, version.commit)
        if where not in self.pasts:
            self.pasts[where] = self.workshop.past(version.commit, version.day, journey.path)
        return self.pasts[where]

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(file for file in published_files(self.workshop.site) if file in self.workshop.tree)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where links may lead: the pages of today."""
        return frozenset(self.here.addresses.url(path) for path in _paths(self.here))


def _paths(here: Here) -> Iterator[str]:
    site = here.site
    yield from ("index", HEALTH, GUIDE, CHANGES)
    yield from (f"{kind.folder}/index" for kind in site.kinds.values() if site.of(kind.name))
    for entity in site.entities.values():
        path = f"{entity.kind.folder}/{entity.id}"
        yield path
        if isinstance(entity, Journey):
            versions = versions_of(here, entity)
            yield from (version_path(entity, version) for version in versions)
            yield from [compare_path(entity)] if versions else []


_LINK = re.compile(rf'<a\b[^>]*?\shref="{ROOT}([^"#]*)(#[^"]*)?"[^>]*>(.*?)</a>', re.S)
_IMAGE = re.compile(rf'<img\b[^>]*?\ssrc="{ROOT}([^"]*)"[^>]*>')
_ALT = re.compile(r'\salt="([^"]*)"')


def still_leading(html: str, addresses: Set[str], own: Set[str], images: Set[str]) -> str:
    """A page of the past without links to what is no more, and without pictures that are no more or are others now.

    addresses: those that links may lead to.  own: those of the map itself, whose steps are on this page.  images: paths of pictures that may be shown.
    """

    def link(match: re.Match[str]) -> str:
        address, anchor, words = match[1].removeprefix("./"), match[2] or "", match[3]
        if address in own and anchor:
            return match[0].replace(f"{ROOT}{match[1]}", "", 1)
        return match[0] if (address or "./") in addresses or unquote(address) in images else f"<span>{words}</span>"

    def image(match: re.Match[str]) -> str:
        alt = _ALT.search(match[0])
        return match[0] if unquote(match[1]) in images else f"<span>{alt[1] if alt else ''}</span>"

    return _LINK.sub(link, _IMAGE.sub(image, html))
