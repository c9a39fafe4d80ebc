"""Which versions of a map were published, and where each is shown."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ..model.journey import Journey
from ..model.remembered import remembered
from .concerns import is_more_than_wording
from .here import Here
from .links import LinkTo


class Version(Struct, frozen=True):
    """A state of a map that was published. day: on which it came.  until: the day on which the next one did.  title: the map's, then."""

    commit: str
    day: date
    until: date
    title: str


MOST = 100
"""Versions that a site shows in all, the latest of them: a large atlas is not to be built for its past."""


def versions_of(here: Here, journey: Journey) -> tuple[Version, ...]:
    """The versions before the present one, latest first, one a day, as many as the site wants to show. Edits of wording make no version."""
    return _shown(here).get(journey.id, ())


@remembered
def _shown(here: Here) -> dict[str, tuple[Version, ...]]:
    found = {journey.id: _versions(here, journey) for journey in here.site.of("journey") if isinstance(journey, Journey)}
    order = sorted(((version.day, id, version) for id, them in found.items() for version in them), key=lambda one: one[:2], reverse=True)
    shown = {(id, version.day) for _, id, version in order[:MOST]}
    return {id: tuple(version for version in them if (id, version.day) in shown) for id, them in found.items()}


def _versions(here: Here, journey: Journey) -> tuple[Version, ...]:
    found: list[Version] = []
    newer: date | None = None
    for entry in here.log.about(journey.key):
        if entry.key != journey.key or not entry.is_published or not is_more_than_wording(entry):
            continue
        if entry.what == "removed":
            # What was before was another map of the same name, or one that was taken away.
            break
        if newer is not None and entry.day < newer:
            found.append(Version(entry.commit, entry.day, newer, entry.title))
        newer = entry.day if newer is None else min(newer, entry.day)
    return tuple(found[: here.log.options.versions])


def version_path(journey: Journey, version: Version) -> str:
    return f"{journey.kind.folder}/{journey.id}/{version.day.isoformat()}"


def compare_path(journey: Journey) -> str:
    return f"{journey.kind.folder}/{journey.id}/compare"


def version_links(here: Here, journey: Journey, shown: Version | None = None) -> tuple[LinkTo, ...]:
    """Links to the versions. shown: one that needs none."""
    return tuple(
        LinkTo(here.language.day(version.day), here.addresses.href(version_path(journey, version)))
        for version in versions_of(here, journey)
        if version != shown
    )


def compare_link(here: Here, journey: Journey) -> LinkTo | None:
    """None for a map that was never different."""
    if not versions_of(here, journey):
        return None
    return LinkTo(here.language.say("Then and now"), here.addresses.href(compare_path(journey)))
