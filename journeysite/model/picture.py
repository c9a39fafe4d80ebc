"""Whether bytes are a picture that can be scaled."""

from __future__ import annotations

import struct
from functools import lru_cache
from io import BytesIO

LARGEST_PIXELS = 50_000_000
"""Of a portrait. A file of a few kilobytes can unfold into more than a machine holds."""


@lru_cache(maxsize=256)
def picture_fault(data: bytes) -> str:
    """What keeps bytes from being scaled, "" where nothing does. Remembered, because every build asks again."""
    # Few atlases have pictures to look at.
    from PIL import Image as Pictures

    try:
        with Pictures.open(BytesIO(data)) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                return f"it is {picture.width} by {picture.height} pixels large"
            # All of it: the head of a file that was cut off is as good as ever.
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Pictures.DecompressionBombError):
        # What Pillow's readers raise for broken files; each format has its own.
        return "it is no picture that can be read"
    return ""
