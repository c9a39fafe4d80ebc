"""Files of the content that pages show: which of them are published, and portraits scaled to what is shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from io import BytesIO

from ..model.persona import Persona
from ..model.site import Site
from ..source.tree import Tree
from ..view.persona import portrait_path
from .artifacts import File
from .workshop import Workshop

PORTRAIT_PX = 320
"""Twice the width at which a portrait is shown, for screens that are twice as fine."""

_QUALITY = 80
_IN_PROSE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def make(workshop: Workshop) -> Iterator[File]:
    """A small square file for each portrait. The file that was drawn or photographed stays where it is."""
    for persona in workshop.site.of("persona"):
        if isinstance(persona, Persona) and persona.portrait:
            yield File(portrait_path(persona.key), partial(_portrait, workshop.tree, persona.portrait.path))


def _portrait(tree: Tree, path: str) -> bytes:
    return scaled(tree.read(path))


@lru_cache(maxsize=256)
def scaled(data: bytes) -> bytes:
    """The middle square of a picture as WebP, at most PORTRAIT_PX wide, without what a camera wrote into it. The decoder has read it once."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    with Pictures.open(BytesIO(data)) as source:
        picture = ImageOps.exif_transpose(source).convert("RGBA" if "A" in source.getbands() or "transparency" in source.info else "RGB")
    side = min(PORTRAIT_PX, picture.width, picture.height)
    out = BytesIO()
    ImageOps.fit(picture, (side, side), Pictures.Resampling.LANCZOS).save(out, "WEBP", quality=_QUALITY, method=6)
    return out.getvalue()


def published_files(site: Site) -> Iterator[str]:
    """Paths in the content folder of every image that a published entity shows as it is; a portrait is shown scaled."""
    for entity in site.entities.values():
        yield from (image.path for image in entity.pictures)
        for section in entity.sections:
            for name in _IN_PROSE.findall(section.text):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(entity.path), name))
