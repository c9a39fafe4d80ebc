"""A map without what surrounds it: a document of its own, that a page of another site shows in a frame."""

from __future__ import annotations

from msgspec import Struct

from ..model.journey import Journey
from .here import Here
from .trust import Trust, trust_of
from .whole import WholeMap, whole_map


class EmbedPage(Struct, frozen=True):
    """The whole contract of embed.html. What the parts of a map ask for is called as on the map's own page.

    base: the way to the map with all that surrounds it; every link leads from there, those to style and script too.
    page: to that map, from the base.  canonical: the same, absolute where that is known.
    site: its name.  style, script: where the product's own are.  site_lang, site_direction: of the words around the map.
    """

    title: str
    lang: str
    direction: str
    trust: Trust
    whole: WholeMap
    base: str
    page: str
    canonical: str
    site: str
    style: str
    script: str
    site_lang: str
    site_direction: str


def embed_path(journey: Journey) -> str:
    """Where the map stands without what surrounds it: for a wiki."""
    return f"embed/{journey.kind.folder}/{journey.id}"


def embed_address(here: Here, journey: Journey) -> str:
    """Where the site is published, if that is known: code that was copied from a preview must not lead back to it. "" for none."""
    if not here.has_embeds:
        return ""
    href = here.addresses.href(embed_path(journey))
    return here.addresses.absolute(href) or href


def embed_page(here: Here, journey: Journey, site: str, root: str, assets: tuple[str, str]) -> EmbedPage:
    """root: the way from the document to the site's root.  assets: the style sheet and the script, from that root."""
    whole = whole_map(here, journey)
    page = here.addresses.url(f"{journey.kind.folder}/{journey.id}")
    return EmbedPage(
        title=journey.title,
        lang=journey.lang,
        direction=whole.direction,
        trust=trust_of(here, journey),
        whole=whole,
        base=root + page,
        page=here.href(journey),
        canonical=here.addresses.absolute(here.href(journey)) or here.href(journey),
        site=site or here.language.say("the atlas"),
        style=here.addresses.file(assets[0]),
        script=here.addresses.file(assets[1]),
        site_lang=here.language.code.replace("_", "-"),
        site_direction=here.language.direction,
    )
