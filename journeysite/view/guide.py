"""How to read a map: each sign with what it means, shown on a map of this atlas, and the words that it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.reading import slug
from ..model.registry import Lane
from .cards import FINDING_SHAPES
from .curve import CurveView
from .here import Here
from .language import Language, message
from .links import LinkTo
from .map_rows import MOODS
from .naming import capital
from .step import lane_title
from .whole import whole_map

PATH = "read/index"

_HEADINGS = (
    ("curve", message("The curve")),
    ("levels", message("Numbers and shapes")),
    ("findings", message("Findings, opportunities, actions")),
    ("trust", message("Can I trust it?")),
    ("lanes", message("The lanes")),
    ("states", message("Current, future, variants")),
    ("words", message("Glossary")),
)


class Sign(Struct, frozen=True):
    """A sign and its meaning. mood, type: for its colour, or ""."""

    shape: str
    words: str
    meaning: str
    mood: str = ""
    type: str = ""


class TermView(Struct, frozen=True):
    """A word of the glossary. also: "or …", other spellings."""

    anchor: str
    word: str
    meaning: str
    also: str


class LaneView(Struct, frozen=True):
    """A row of the maps here. below: which line it lies under, in words, "" for none."""

    title: str
    meaning: str
    below: str


class GuidePage(Struct, frozen=True):
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
    say = here.language.say
    sample = _sample(here)
    return GuidePage(
        headings=dict(headings(here.language)),
        sample=LinkTo(sample.title, here.href(sample)) if sample else None,
        curve=whole_map(here, sample).curve if sample else None,
        moods=tuple(_moods(here)),
        names=tuple(Sign(here.language.signed(level), name, "") for name, level in site.registries.emotions.items()),
        findings=tuple(
            Sign(shape, capital(here.language, type_), say(_FINDINGS[type_]), type=type_) for type_, shape in FINDING_SHAPES.items()
        ),
        lanes=tuple(_lane(here, lane) for lane in site.registries.lanes),
        terms=terms(here),
        paths=tuple(LinkTo(path.title, here.href(path)) for path in site.of("path") if path.archived is None),
    )


def headings(language: Language) -> tuple[tuple[str, str], ...]:
    """The parts of the page: anchor and title."""
    return tuple((anchor, language.say(title)) for anchor, title in _HEADINGS)


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


def _lane(here: Here, lane: Lane) -> LaneView:
    say = here.language.say
    meaning = lane.summary or say(_LANES.get(lane.id, message("A row of this site’s own.")))
    return LaneView(lane_title(here, lane), meaning, say(_BELOW[lane.below]) if lane.below in _BELOW else lane.below)


_BELOW = {"interaction": message("below the line of interaction"), "visibility": message("below the line of visibility")}


def _moods(here: Here) -> Iterator[Sign]:
    say, signed = here.language.say, here.language.signed
    bounds = (
        say("{level} and more", level=signed(1)),
        say("{low} to {high}", low=signed(0.4), high=signed(1)),
        say("in between"),
        say("{low} to {high}", low=signed(-0.4), high=signed(-1)),
        say("{level} and less", level=signed(-1)),
    )
    for (_, mood, shape, words), meaning in zip(MOODS, bounds, strict=True):
        yield Sign(shape, say(words), meaning, mood=mood)


_FINDINGS = {
    "pain": message("Something that hurts. 1 of 5 is a nuisance, 5 of 5 makes people leave."),
    "gain": message("Something that pleases, and that must not be lost."),
    "need": message("Something people need and do not get, or do not get yet."),
    "observation": message("Something that we saw, without a judgement."),
}

_LANES = {
    "emotion": message("How it feels, for each persona: the curve."),
    "doing": message("What the customer does."),
    "thinking": message("What she says to herself."),
    "feeling": message("How it feels, in words."),
    "quotes": message("What customers said, word for word."),
    "touchpoints": message("Where customer and organisation meet, and through which channel."),
    "findings": message("What research showed here."),
    "opportunities": message("What could be better."),
    "actions": message("What is being done about it, and what it moved."),
    "metrics": message("The figures that show this step: the latest value, its course and its target."),
    "systems": message("The software and machines that the step needs."),
    "duration": message("How long it takes."),
    "images": message("Photographs and screens."),
    "frontstage": message("What staff do in sight of the customer."),
    "backstage": message("What happens out of sight so that the step can work."),
}
