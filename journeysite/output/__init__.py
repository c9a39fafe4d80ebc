"""Everything that a site is made of. An output is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import assets, changes, feeds, handbook, images, pages, redirects, versions
from .artifacts import Artifact
from .workshop import Workshop

OUTPUTS: tuple[Callable[[Workshop], Iterator[Artifact]], ...] = (
    pages.make,
    changes.make,
    feeds.make,
    versions.make,
    handbook.make,
    redirects.make,
    images.make,
    assets.make,
)
