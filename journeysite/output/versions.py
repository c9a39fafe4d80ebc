"""A page for each published version of a map, and one that compares them with the present one."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Set
from functools import cached_property, partial
from urllib.parse import unquote

import msgspec
from markupsafe import Markup
from msgspec import Struct

from ..model.journey import Journey
from ..render.templates import Renderer
from ..view.addresses import ROOT
from ..view.compare import compare_page
from ..view.compared import ComparedMap, compared_map
from ..view.concerns import PATH as CHANGES
from ..view.guide import PATH as GUIDE
from ..view.health import PATH as HEALTH
from ..view.here import Here
from ..view.version_links import Version, compare_path, version_path, versions_of
from ..view.versions import journey_then, map_then, names_of, past_page, there
from .archive import files_stamp
from .artifacts import Page
from .images import published_files
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[Page]:
    museum = _Museum(workshop)
    for journey in workshop.site.of("journey"):
        if isinstance(journey, Journey):
            yield from museum.pages(journey)


class Exhibit(Struct, frozen=True):
    """What is kept of a version. html: the map, its links from the site's root.  map: for comparisons.  files: that it leads to, with their hashes."""

    html: str
    map: ComparedMap
    files: dict[str, str]


_QUICKLY = 1
"""A level of zlib: a tenth of the bytes in a millisecond."""


class _Lost(LookupError):
    """A version that nobody can show. It is not kept: tomorrow somebody may."""


class _Museum:
    """Makes pages of the past. What a map was is made once for its page and its comparison, and only when one of them is asked for."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop, self.archive, self.here = workshop, workshop.archive, workshop.here
        self.shelf = self.archive.shelf(workshop.log.options.redaction)
        self.maps: dict[tuple[str, Version], ComparedMap | None] = {}

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
        exhibit = self.exhibit(journey, version)
        own = {self.here.addresses.url(f"{journey.kind.folder}/{journey.id}")}
        # Our own HTML, whose links were looked through.
        shown = Markup(still_leading(exhibit.html, self.addresses, own, self.unchanged(exhibit))) if exhibit else None
        view = past_page(self.here, journey, version, shown)
        return self.workshop.renderer.part("version.html", view, self.here.addresses.way_back(path))

    def compare(self, journey: Journey, path: str) -> str:
        maps = {version: self.map(journey, version) for version in versions_of(self.here, journey)}
        return self.workshop.renderer.page("compare.html", compare_page(self.here, journey, maps), path)

    def map(self, journey: Journey, version: Version) -> ComparedMap | None:
        if (journey.id, version) not in self.maps:
            self.exhibit(journey, version)
        return self.maps[journey.id, version]

    # What is kept --------------------------------------------------------------------------------

    def exhibit(self, journey: Journey, version: Version) -> Exhibit | None:
        """A version as it was made now or before; None where nobody can show it."""
        names = names_of(self.here, journey)
        said = repr((self.stamp, journey.path, names, version.commit, version.day, version.title))
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            kept = self.shelf.fetch(key, lambda: self.made(journey.path, names, version))
            exhibit = msgspec.json.decode(zlib.decompress(kept), type=Exhibit)
        except _Lost:
            exhibit = None
        # The comparison, which comes next, needs no more than this; the pages would fill the memory.
        self.maps[journey.id, version] = exhibit.map if exhibit else None
        return exhibit

    @cached_property
    def stamp(self) -> str:
        """All that goes into an exhibit and is the same for each of them."""
        return repr((self.archive.stamp, self.here.addresses, self.here.language, files_stamp(self.workshop.renderer.overrides)))

    def made(self, path: str, names: tuple[str, ...], version: Version) -> bytes:
        """An exhibit as JSON, packed. Raises _Lost."""
        past = self.archive.past(version.commit, version.day, path)
        then = journey_then(names, version, past.site) if past else None
        if past is None or then is None:
            raise _Lost
        renderer = Renderer(past.site, self.here.addresses, self.workshop.renderer.overrides, self.here.language)
        html = renderer.part("past.html", map_then(self.here, then, past.site), ROOT)
        files = sorted({file for file in map(unquote, _led_to(html)) if file in past.tree})
        map_ = compared_map(there(self.here, past.site), then)
        exhibit = Exhibit(html, map_, {file: _hash(past.tree.read(file)) for file in files})
        return zlib.compress(msgspec.json.encode(exhibit), _QUICKLY)

    # What holds today ----------------------------------------------------------------------------

    def unchanged(self, exhibit: Exhibit) -> frozenset[str]:
        """The pictures of a version that are published today, and as they were."""
        tree = self.workshop.tree
        return frozenset(file for file, hash in exhibit.files.items() if file in self.files and _hash(tree.read(file)) == hash)

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(file for file in published_files(self.workshop.site) if file in self.workshop.tree)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where links may lead: the pages of today."""
        return frozenset(self.here.addresses.url(path) for path in _paths(self.here))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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


def _led_to(html: str) -> Iterator[str]:
    """The addresses, from the root, of all that a page links to or shows."""
    for pattern in (_LINK, _IMAGE):
        yield from (match[1] for match in pattern.finditer(html))


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
