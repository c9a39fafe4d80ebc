"""A map without what surrounds it: a document of its own, that a page of another site shows in a frame."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..model.journey import Journey
from .choices import Choices, choices
from .curve import CurveView, curve_view
from .here import Here
from .language import direction_of
from .overview import Overview, overview
from .step import Walker, step_view, walkers_of
from .table import MapTable, map_table
from .thing_history import StepHistory, step_histories
from .trust import Trust, trust_of


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
    walkers: tuple[Walker, ...]
    table: MapTable
    curve: CurveView | None
    overview: Overview | None
    choices: Choices
    step_histories: Mapping[str, StepHistory]
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
    walkers = walkers_of(here, journey)
    steps = tuple(step_view(here, journey, step, number, walkers) for number, step in enumerate(here.site.flows[journey.id].steps, 1))
    direction = direction_of(journey.lang)
    mirrored = (direction or here.language.direction) == "rtl"
    histories = step_histories(here, journey.id)
    page = here.addresses.url(f"{journey.kind.folder}/{journey.id}")
    return EmbedPage(
        title=journey.title,
        lang=journey.lang,
        direction=direction,
        trust=trust_of(here, journey),
        walkers=walkers,
        table=map_table(here, journey, steps),
        curve=curve_view(here, journey, walkers, steps, mirrored),
        overview=overview(here, journey, steps, mirrored),
        choices=choices(here, journey, steps, bool(histories)),
        step_histories=histories,
        base=root + page,
        page=here.href(journey),
        canonical=here.addresses.absolute(here.href(journey)) or here.href(journey),
        site=site or here.language.say("the atlas"),
        style=here.addresses.file(assets[0]),
        script=here.addresses.file(assets[1]),
        site_lang=here.language.code.replace("_", "-"),
        site_direction=here.language.direction,
    )
