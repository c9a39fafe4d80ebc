"""The published versions of a map: which there were, and a page of one as it was."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from ..model.journey import Journey
from ..model.site import Site
from .here import Here
from .links import LinkTo
from .map import MapPage, map_page
from .version_links import Version, compare_path, version_links


class PastPage(Struct, frozen=True):
    """The whole contract of version.html. map: the map as past.html made it; None where that version cannot be shown, which `why` says.

    when: "12 Oct 2026".  until: the day before which it held.  now: the map of today.  compare: what differs.  others: more versions.
    """

    title: str
    when: str
    until: str
    now: LinkTo
    compare: LinkTo
    others: tuple[LinkTo, ...]
    map: Markup | None
    why: str


def names_of(here: Here, journey: Journey) -> tuple[str, ...]:
    """The ids that a map has or had."""
    return (journey.id, *(old.id for old, now in here.site.former.items() if now == journey.key))


def journey_then(names: tuple[str, ...], version: Version, past: Site) -> Journey | None:
    """A map in the site of its past, under whatever id it had; None where it cannot be read any more, or must not be shown."""
    found = next((then for id in names if isinstance(then := past.get("journey", id), Journey)), None)
    titled = (one for one in past.of("journey") if isinstance(one, Journey) and one.title == version.title)
    then = found or next(titled, None)
    says_too_much = then is not None and any(diagnostic.at.path == then.path for diagnostic in past.diagnostics)
    return None if says_too_much else then


def map_then(here: Here, then: Journey, past: Site) -> MapPage:
    """The map as it was. here: of the present, whose language and addresses hold."""
    return map_page(there(here, past), then)


def there(here: Here, past: Site) -> Here:
    """What a view of the past stands on."""
    # A map of the past has no second page, and nothing of it is held for one.
    return Here(past, here.addresses, language=here.language, has_embeds=False)


def past_page(here: Here, journey: Journey, version: Version, map: Markup | None) -> PastPage:
    say = here.language.say
    return PastPage(
        title=version.title,
        when=here.language.day(version.day),
        until=here.language.day(version.until),
        now=LinkTo(say("The map of today"), here.href(journey)),
        compare=LinkTo(say("What is different now"), here.addresses.href(compare_path(journey), version.day.isoformat())),
        others=version_links(here, journey, version),
        map=map,
        why="" if map else say("This version cannot be shown any more."),
    )
