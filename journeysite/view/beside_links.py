"""Which maps are laid beside each other, and where."""

from __future__ import annotations

from ..model.journey import Journey
from .here import Here
from .links import LinkTo


def base_of(here: Here, journey: Journey) -> Journey | None:
    """The map that a journey varies."""
    found = here.site.find(journey.variant_of)
    return found if isinstance(found, Journey) and found is not journey else None


def beside_path(journey: Journey) -> str:
    return f"{journey.kind.folder}/{journey.id}/beside"


def beside_title(here: Here, journey: Journey, base: Journey) -> str:
    return here.language.say("{map} beside {other}", map=journey.title, other=base.title)


def beside_links(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    """The comparisons that a map stands in: with the one that it varies, and with each that varies it."""
    base = base_of(here, journey)
    keys = {link.source: None for link in here.site.links_to.get(journey.key, ()) if link.field == "variant_of"}
    variants = sorted((one for key in keys if isinstance(one := here.site.entities[key], Journey)), key=lambda one: one.title.casefold())
    own = [LinkTo(base.title, here.addresses.href(beside_path(journey)))] if base else []
    return (*own, *(LinkTo(one.variant or one.title, here.addresses.href(beside_path(one))) for one in variants if one is not journey))
