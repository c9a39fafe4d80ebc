"""How to read a map: each sign with what it means, shown on a map of this atlas, and the words that it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import facts
from ..model.journey import Journey
from ..model.reading import slug
from .curve import CurveView
from .home import MOODS
from .map import map_page
from .parts import FINDING_SHAPES, Here, LinkTo
from .words import signed_number

PATH = "read/index"

HEADINGS = (
    ("curve", "The curve"),
    ("levels", "Numbers and shapes"),
    ("findings", "Findings, opportunities, actions"),
    ("trust", "Can I trust it?"),
    ("lanes", "The lanes"),
    ("states", "Current, future, variants"),
    ("words", "Glossary"),
)
"""The parts of the page: anchor and title."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning. mood, type: for its colour, or ""."""

    shape: str
    words: str
    meaning: str
    mood: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class TermView:
    """A word of the glossary. also: "or …", other spellings."""

    anchor: str
    word: str
    meaning: str
    also: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """A row of the maps here. below: the line that it lies under, "" for none."""

    title: str
    meaning: str
    below: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """headings: by anchor.  sample: a map of this atlas and its curve, None where none has one yet."""

    headings: Mapping[str, str]
    sample: LinkTo | None
    curve: CurveView | None
    moods: tuple[Sign, ...]
    names: tuple[Sign, ...]
    findings: tuple[Sign, ...]
    lanes: tuple[LaneView, ...]
    terms: tuple[TermView, ...]
    paths: tuple[LinkTo, ...]


def guide_page(here: Here) -> GuidePage:
    site = here.site
    sample = _sample(here)
    return GuidePage(
        headings=dict(HEADINGS),
        sample=LinkTo(sample.title, here.href(sample)) if sample else None,
        curve=map_page(here, sample).curve if sample else None,
        moods=tuple(_moods()),
        names=tuple(Sign(signed_number(level), name, "") for name, level in site.registries.emotions.items()),
        findings=tuple(Sign(shape, type_.capitalize(), _FINDINGS[type_], type=type_) for type_, shape in FINDING_SHAPES.items()),
        lanes=tuple(
            LaneView(lane.title, lane.summary or _LANES.get(lane.id, "A row of this site's own."), lane.below)
            for lane in site.registries.lanes
        ),
        terms=terms(here),
        paths=tuple(LinkTo(path.title, here.href(path)) for path in site.of("path") if path.archived is None),
    )


def terms(here: Here) -> tuple[TermView, ...]:
    """The glossary, by word."""
    found = sorted(here.site.registries.glossary, key=lambda term: term.word.casefold())
    return tuple(TermView(f"term-{slug(term.word)}", term.word, term.meaning, ", ".join(term.also)) for term in found)


def _sample(here: Here) -> Journey | None:
    """The first current map that has a lowest point and is small enough to show."""
    for journey in here.site.of("journey"):
        if isinstance(journey, Journey) and journey.state == "current" and journey.archived is None and not journey.draft:
            steps = len(here.site.flows[journey.id].steps)
            if 4 <= steps <= 16 and facts.lowest_point(here.site, journey.id):
                return journey
    return None


def _moods() -> Iterator[Sign]:
    bounds = ("+1 and more", "+0.4 to +1", "between", "−0.4 to −1", "−1 and less")
    for (_, mood, shape, words), meaning in zip(MOODS, bounds, strict=True):
        yield Sign(shape, words, meaning, mood=mood)


_FINDINGS = {
    "pain": "Something that hurts. 1 of 5 is a nuisance, 5 of 5 makes people leave.",
    "gain": "Something that pleases, and that must not be lost.",
    "need": "Something people need and do not get, or do not get yet.",
    "observation": "Something that we saw, without a judgement.",
}

_LANES = {
    "emotion": "How it feels, for each persona: the curve.",
    "doing": "What the customer does.",
    "thinking": "What she says to herself.",
    "feeling": "How it feels, in words.",
    "quotes": "What customers said, word for word.",
    "touchpoints": "Where customer and organisation meet, and through which channel.",
    "findings": "What research showed here.",
    "opportunities": "What could be better.",
    "actions": "What is being done about it, and what it moved.",
    "metrics": "The figures that show this step: the latest value, its course and its target.",
    "systems": "The software and machines that the step needs.",
    "duration": "How long it takes.",
    "images": "Photographs and screens.",
    "frontstage": "What staff do in sight of the customer.",
    "backstage": "What happens out of sight so that the step can work.",
}
