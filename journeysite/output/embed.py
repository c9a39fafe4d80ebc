"""Each map without what surrounds it, for wikis: `embed/journeys/pay/`. Not a page of the site: neither search nor sitemap lists it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.journey import Journey
from ..view.embed import embed_page, embed_path
from .artifacts import File
from .assets import SCRIPT, STYLE_SHEET
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[File]:
    for journey in workshop.site.of("journey") if workshop.here.has_embeds else ():
        if isinstance(journey, Journey):
            path = embed_path(journey)
            file = f"{path}/index.html" if workshop.here.addresses.directory_urls else f"{path}.html"
            yield File(file, partial(_document, workshop, journey, path))


def _document(workshop: Workshop, journey: Journey, path: str) -> bytes:
    root = workshop.here.addresses.way_back(path)
    view = embed_page(workshop.here, journey, workshop.title, root, (STYLE_SHEET, SCRIPT))
    # The document's base is the map's own page: from there its links lead on, and there its anchors are.
    return workshop.renderer.page("embed.html", view, f"{journey.kind.folder}/{journey.id}").encode()
