"""Files of the content that pages show: which of them are published, and portraits scaled to what is shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..model.kind import Entity
from ..model.site import Site
from ..model.values import Image

_IN_PROSE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def published_files(site: Site) -> Iterator[str]:
    """Paths in the content folder of every image that a published entity shows."""
    for entity in site.entities.values():
        yield from (image.path for image in _images(entity))
        for section in entity.sections:
            for name in _IN_PROSE.findall(section.text):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(entity.path), name))


def _images(value: object) -> Iterator[Image]:
    if isinstance(value, Image):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _images(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _images(getattr(value, name))
