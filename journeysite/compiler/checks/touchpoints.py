"""C203–C207: touchpoints, each once and each in use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from ...errors import Severity
from ...model.facts import places_of
from ...model.reading import nearest
from ...model.site import Site
from ...model.touchpoint import Touchpoint
from ..link import ALMOST
from .declare import Found, check, is_asked

MANY_STEPS = 3


@check("C203", importance=125)
def orphan(site: Site) -> Iterator[Found]:
    for touchpoint in _touchpoints(site):
        if site.of("journey") and not places_of(site, touchpoint.key):
            message = f'no step of any journey uses "{touchpoint.title}"'
            yield Found(touchpoint, message, f"name {touchpoint.id} at a step, or archive it")


@check("C204", importance=25)
def nearly_one_name(site: Site) -> Iterator[Found]:
    """Two records for what may be one touchpoint. Those made in place are named when they are made (C006)."""
    touchpoints = list(_touchpoints(site))
    for number, earlier in _nearly_alike(tuple(touchpoint.title.casefold() for touchpoint in touchpoints)):
        touchpoint, other = touchpoints[number], touchpoints[earlier]
        hint = f"if they are one, keep {other.id} and write formerly: {touchpoint.id} there"
        yield Found(touchpoint, f'"{touchpoint.title}" is nearly called like "{other.title}"', hint)


@lru_cache(2)
def _nearly_alike(names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Each name that is nearly an earlier one, with that one. Remembered: each is compared with all, and few rebuilds change one."""
    # Till 1 and Till 2 are two things: only names with the same numbers are compared.
    earlier: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    found = []
    for number, name in enumerate(names):
        known = earlier[tuple(re.findall(r"\d+", name))]
        best = nearest(name, known, ALMOST)
        if best:
            found.append((number, known[best]))
        known.setdefault(name, number)
    return tuple(found)


@check("C205", importance=135)
def without_channel(site: Site) -> Iterator[Found]:
    for touchpoint in _touchpoints(site):
        if not touchpoint.channel:
            known = ", ".join(list(site.registries.channels)[:4])
            message = f'"{touchpoint.title}" does not say how customers meet it'
            hint = f"write channel: and one of channels.yml ({known}, …)" if known else "write channel: store, web, phone, …"
            yield Found(touchpoint, message, hint)


@check("C206", importance=15, severity=Severity.WARNING)
def channel_nearly_known(site: Site) -> Iterator[Found]:
    channels = site.registries.channels
    names = {channel.title.casefold() for channel in channels.values()} | set(channels)
    for touchpoint in site.of("touchpoint"):
        if not isinstance(touchpoint, Touchpoint) or touchpoint.archived or not touchpoint.channel:
            continue
        said = touchpoint.channel
        meant = "" if said in names or said.casefold() in names else nearest(said.casefold(), channels, cutoff=0.7)
        if meant:
            message = f'"{touchpoint.title}" has the channel "{said}", which is not in channels.yml'
            yield Found(touchpoint, message, f'did you mean "{meant}"?')


@check("C207", importance=128)
def busy_without_owner(site: Site) -> Iterator[Found]:
    for touchpoint in _touchpoints(site):
        steps = sum(1 for spot in places_of(site, touchpoint.key) if not spot.taken_over)
        if steps >= MANY_STEPS and touchpoint.owner is None:
            message = f'{steps} steps meet "{touchpoint.title}", and nobody owns it'
            yield Found(touchpoint, message, "write owner: and the team that answers for it")


def _touchpoints(site: Site) -> list[Touchpoint]:
    return [touchpoint for touchpoint in site.of("touchpoint") if isinstance(touchpoint, Touchpoint) and is_asked(touchpoint)]
