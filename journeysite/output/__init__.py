"""Everything that a site is made of. An output is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import assets, handbook, images, pages, redirects
from .artifacts import Artifact
from .workshop import Workshop

OUTPUTS: tuple[Callable[[Workshop], Iterator[Artifact]], ...] = (
    pages.make,
    handbook.make,
    redirects.make,
    images.make,
    assets.make,
)
