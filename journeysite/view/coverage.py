"""What the maps stand on: of each the share of steps with evidence of their own, with what the map says as a whole, and with nothing."""

from __future__ import annotations

from msgspec import Struct

from ..layout.shares import Share, shares
from ..model import facts
from ..model.journey import Journey
from .here import Here
from .links import LinkTo

SHOWN = 40


class CoverageBar(Struct, frozen=True):
    """own, wider, assumed: steps with evidence of their own, with that of their stage or map, with none.  drawn: their shares, in that order."""

    map: LinkTo
    own: str
    wider: str
    assumed: str
    drawn: tuple[Share, ...]
    sentence: str


class CoverageChart(Struct, frozen=True):
    """bars: of the maps that stand on least, those first.  more: the page that has them all, None where they are all here."""

    bars: tuple[CoverageBar, ...]
    more: LinkTo | None


def coverage_chart(here: Here) -> CoverageChart | None:
    maps = [journey for journey in here.site.of("journey") if isinstance(journey, Journey) and journey.archived is None]
    found = sorted(((facts.coverage(here.site, each.id), each) for each in maps), key=lambda one: (_share(one[0]), one[1].title.casefold()))
    bars = tuple(_bar(here, journey) for covered, journey in found[:SHOWN] if covered.steps)
    left = len(found) - SHOWN
    words = here.language.count("{count} more map", "{count} more maps", left)
    return CoverageChart(bars, LinkTo(words, here.addresses.href("health/index", "coverage")) if left > 0 else None) if bars else None


def _share(covered: facts.Coverage) -> float:
    return covered.own / covered.steps if covered.steps else 0.0


def _bar(here: Here, journey: Journey) -> CoverageBar:
    site, say, number = here.site, here.language.say, here.language.number
    steps = site.flows[journey.id].steps
    own = sum(1 for step in steps if facts.evidence_of_step(site, journey.id, step.id))
    unsure = [step for step in steps if not facts.evidence_of_step(site, journey.id, step.id)]
    assumed = sum(1 for step in unsure if facts.confidence_of_step(site, journey.id, step.id).word == "assumed")
    wider = len(unsure) - assumed
    sentence = say(
        "{own} of {steps} steps have evidence of their own, {wider} that of their stage or map, {assumed} none",
        own=number(own),
        steps=number(len(steps)),
        wider=number(wider),
        assumed=number(assumed),
    )
    return CoverageBar(
        LinkTo(journey.title, here.href(journey)), number(own), number(wider), number(assumed), shares((own, wider, assumed)), sentence
    )
