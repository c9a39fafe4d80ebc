"""The page of a study: how it was done, and everything that rests on it."""

from __future__ import annotations

from msgspec import Struct

from ..model.refs import Key
from ..model.research import Research
from .entity import Frame, frame_of
from .here import Here
from .links import LinkTo
from .naming import in_words, kind_plural
from .places import MapPlace, places
from .shown import Shown, all_shown


class Resting(Struct, frozen=True):
    """Things of one kind that rest on a study."""

    title: str
    items: tuple[Shown, ...]


class ResearchPage(Struct, frozen=True):
    """consent_until: the last day on which the consent holds, or "".  is_lapsed: whether that was before today."""

    frame: Frame
    sample: str
    sample_unit: str
    method: str
    data: str
    dates: str
    status: str
    consent: str
    consent_until: str
    is_lapsed: bool
    resting: tuple[Resting, ...]
    maps: tuple[MapPlace, ...]


_SHOWN = frozenset({"method", "kind_of_data", "sample", "dates", "consent"})


def research_page(here: Here, research: Research) -> ResearchPage:
    site = here.site
    consent, sample = research.consent, research.sample
    until = consent.until if consent else None
    # A mention in prose rests on nothing; every other field that names a study does.
    links = [link for link in site.links_to.get(research.key, ()) if link.field != "prose"]
    steps: dict[tuple[str, str], list[LinkTo]] = {(link.source.id, link.step): [] for link in links if link.step}
    things = dict.fromkeys(link.source for link in links if not link.step and link.field != "about")
    return ResearchPage(
        frame=frame_of(here, research, shown=_SHOWN, taken=frozenset(link.source for link in links if link.field != "about")),
        sample=here.language.number(sample.value) if sample else "",
        sample_unit=sample.unit if sample else "",
        method=in_words(here.language, research.method),
        data=in_words(here.language, research.kind_of_data),
        dates=here.language.period(research.dates) if research.dates else "",
        status=in_words(here.language, research.status or "done"),
        consent=consent.words if consent else "",
        consent_until=here.language.long_day(until) if until else "",
        is_lapsed=until is not None and until < site.today,
        resting=_by_kind(here, things),
        maps=places(here, steps),
    )


def _by_kind(here: Here, keys: dict[Key, None]) -> tuple[Resting, ...]:
    found = []
    for kind in here.site.kinds.values():
        things = sorted((here.site.entities[key] for key in keys if key.kind == kind.name), key=lambda thing: thing.title.casefold())
        if things:
            found.append(Resting(kind_plural(here.language, kind), all_shown(here, things)))
    return tuple(found)
