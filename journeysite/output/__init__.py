"""Everything that a site is made of. An output is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import assets, atlas, beside, cards, changes, embed, feeds, handbook, images, pages, posters, redirects, versions
from .artifacts import Artifact
from .workshop import Workshop

OUTPUTS: tuple[Callable[[Workshop], Iterator[Artifact]], ...] = (
    pages.make,
    atlas.make,
    changes.make,
    feeds.make,
    versions.make,
    beside.make,
    handbook.make,
    redirects.make,
    images.make,
    embed.make,
    posters.make,
    cards.make,
    assets.make,
)
