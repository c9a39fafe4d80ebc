"""From two colours of a brand to the colours of a site, light and dark, each told well enough from what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from .colour import BLACK, LINES, TEXT, WHITE, Colour, colour, contrast, least_contrast, mixed, nearest, shown, tone

Tokens = Mapping[str, Colour]
"""By the name of the custom property, without `--jy-`."""


class Brand(Struct, frozen=True):
    """What a site chose. accent: of links, None to take it from the primary colour."""

    primary: Colour
    accent: Colour | None = None


class Scheme(Struct, frozen=True):
    """The tokens that a brand decides, in light and in dark."""

    light: Tokens
    dark: Tokens


class Shortfall(Struct, frozen=True):
    """A colour of a brand that cannot be told from the page. name: primary or accent.  ratio: what it reaches of `least`.  instead: the nearest that does."""

    name: str
    given: Colour
    ratio: float
    least: float
    instead: Colour


LIGHT: Tokens = {
    name: colour(code)
    for name, code in {
        "ink": "#1a2033",
        "ink-soft": "#4a5168",
        "paper": "#ffffff",
        "ground": "#fbfcfe",
        "wash": "#f2f4f9",
        "line": "#dde1ec",
        "line-strong": "#aab1c6",
    }.items()
}
"""The neutral colours of the light scheme, as css/tokens.css has them. Those of a brand have its hue."""

DARK: Tokens = {
    name: colour(code)
    for name, code in {
        "ink": "#e8ebf5",
        "ink-soft": "#b3bad0",
        "paper": "#1c2130",
        "ground": "#161a26",
        "wash": "#242a3c",
        "line": "#343b52",
        "line-strong": "#5b6484",
    }.items()
}

GROUNDS = ("paper", "ground", "wash")
"""What words stand on."""

_GREY = 0.02
"""Below this chroma the eye sees no hue, and the neutral colours have none either."""

_DARK_LIGHTNESS, _DARK_CHROMA = 0.81, 0.1
"""An accent on a dark ground: bright, and paler than on white, where a strong one would glare."""


def scheme_of(brand: Brand) -> Scheme:
    """Every colour that a brand decides. Whatever the brand, words reach 4.5 and edges 3 on all that they stand on."""
    light, dark = _tinted(LIGHT, brand.primary, lighter=False), _tinted(DARK, brand.primary, lighter=True)
    accent = brand.accent or brand.primary
    return Scheme(
        light={
            **_header(brand.primary),
            **light,
            "accent": nearest(accent, _grounds(light), TEXT, lighter=False),
            "edge": nearest(brand.primary, _grounds(light), LINES, lighter=False),
        },
        dark={
            **dark,
            "accent": nearest(_brightened(accent), _grounds(dark), TEXT, lighter=True),
            "edge": nearest(brand.primary, _grounds(dark), LINES, lighter=True),
        },
    )


def shortfalls(brand: Brand) -> Iterator[Shortfall]:
    """What a brand's own colours cannot do on a light page, where they would stand as they are."""
    made = scheme_of(brand).light
    wanted = (("primary", brand.primary, LINES, made["edge"]), ("accent", brand.accent, TEXT, made["accent"]))
    for name, given, least, instead in wanted:
        if given is not None and given != instead:
            yield Shortfall(name, given, least_contrast(given, _grounds(made)), least, instead)


def _header(primary: Colour) -> Tokens:
    """The bar at the top, its words, and the field in it. White or black: one of the two reaches 4.5 on any colour."""
    on, other = (WHITE, BLACK) if contrast(WHITE, primary) >= TEXT else (BLACK, WHITE)
    well = mixed(primary, on, 0.14)
    if contrast(on, well) < TEXT + 1:
        well = mixed(primary, other, 0.14)
    softer = (mixed(on, primary, share / 100) for share in range(14, 0, -2))
    soft = next((soft for soft in softer if least_contrast(soft, (primary, well)) >= TEXT), on)
    return {"brand": primary, "on-brand": on, "on-brand-soft": soft, "brand-well": well}


def _tinted(neutral: Tokens, primary: Colour, lighter: bool) -> Tokens:
    """The neutral colours with the hue of the brand, as light and as pale as they were."""
    brand = tone(primary)
    tinted = {}
    for name, own in neutral.items():
        was = tone(own)
        tinted[name] = shown(replace(was, hue=brand.hue, chroma=was.chroma if brand.chroma >= _GREY else 0.0))
    for name in ("ink", "ink-soft"):
        tinted[name] = nearest(tinted[name], _grounds(tinted), TEXT, lighter)
    return tinted


def _grounds(tokens: Tokens) -> tuple[Colour, ...]:
    return tuple(tokens[name] for name in GROUNDS)


def _brightened(of: Colour) -> Colour:
    own = tone(of)
    return shown(replace(own, lightness=max(own.lightness, _DARK_LIGHTNESS), chroma=min(own.chroma, _DARK_CHROMA)))
