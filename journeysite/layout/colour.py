"""Colours as numbers: how well one is told from another (WCAG 2.2), and the nearest that is told well enough."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

TEXT = 4.5
"""What words need against their ground: WCAG 2.2, 1.4.3."""

LINES = 3.0
"""What the edge of a control needs against its ground: WCAG 2.2, 1.4.11."""


class Colour(NamedTuple):
    """An sRGB colour. red, green, blue: 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """0 for black, 1 for white; as WCAG defines it."""
        red, green, blue = (_linear(channel) for channel in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def colour(written: str) -> Colour:
    """`#24305e` or `#abc`. Raises ValueError for anything else."""
    match = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", written.strip(), re.IGNORECASE)
    if not match:
        raise ValueError(written)
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """1 for two that are alike, 21 for black on white."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(ink: Colour, grounds: Iterable[Colour]) -> float:
    return min(contrast(ink, ground) for ground in grounds)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A share of 0 is the one, a share of 1 is the other."""
    return Colour(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


class Tone(Struct, frozen=True):
    """A colour as the eye orders it (OKLCH): lightness 0 to 1, chroma 0 (grey) to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def tone(of: Colour) -> Tone:
    """Source of the figures: Björn Ottosson, "A perceptual color space for image processing", 2020."""
    red, green, blue = (_linear(channel) for channel in of)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Tone(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def shown(of: Tone) -> Colour:
    """The colour on a screen; where a screen has none that is so strong, the strongest of its lightness and hue."""
    chroma = of.chroma
    while chroma > 0.001:
        channels = _channels(replace(of, chroma=chroma))
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            return _encoded(channels)
        chroma *= 0.95
    return _encoded(_channels(replace(of, chroma=0.0)))


def nearest(wanted: Colour, grounds: tuple[Colour, ...], least: float, lighter: bool) -> Colour:
    """The colour itself where it is told from every ground, else the nearest of its hue that is.

    lighter: which way to go; light ink on dark grounds, or dark ink on light ones. The grounds must leave room for it:
    white or black has to reach `least`.
    """
    if least_contrast(wanted, grounds) >= least:
        return wanted
    own = tone(wanted)
    far, near = (1.0 if lighter else 0.0), own.lightness
    best = WHITE if lighter else BLACK
    # Ten halvings of the way are finer than a screen can show.
    for _ in range(10):
        middle = (far + near) / 2
        tried = shown(replace(own, lightness=middle))
        if least_contrast(tried, grounds) >= least:
            best, far = tried, middle
        else:
            near = middle
    return best


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(of: Tone) -> tuple[float, float, float]:
    """Linear red, green and blue; outside of 0 to 1 where no screen shows it."""
    a, b = of.chroma * math.cos(math.radians(of.hue)), of.chroma * math.sin(math.radians(of.hue))
    long = (of.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (of.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (of.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _encoded(channels: tuple[float, float, float]) -> Colour:
    return Colour(*(round(255 * _gamma(min(1.0, max(0.0, channel)))) for channel in channels))


def _gamma(linear: float) -> float:
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
