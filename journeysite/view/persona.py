"""The page of a persona: who she is, what she wants, and how each of her ways feels to her."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from ..layout.canvas import Canvas
from ..layout.curve import STYLES, Curve, Track, emotion_curve
from ..model import facts
from ..model.journey import Journey, Step
from ..model.persona import Persona
from ..model.refs import Key
from ..model.texts import Text
from .backlinks import sources
from .curve import COMPACT_PX
from .entity import Frame, frame_of
from .here import Here
from .language import message
from .links import LinkTo
from .naming import label_of
from .places import state_note
from .sayings import Saying, saying, sayings
from .shown import channel_title

PORTRAITS = "assets/portraits"


class Portrait(Struct, frozen=True):
    """A picture, or initials where there is none. tint: which colour the initials stand on, from 0."""

    src: str
    alt: str
    initials: str
    tint: int


class Column(Struct, frozen=True):
    """name: of the field, for its anchor."""

    name: str
    label: str
    items: tuple[Saying, ...]


class TraitView(Struct, frozen=True):
    """A slider. percent: from the left pole.  words: where she stands, for those who do not see it."""

    left: str
    right: str
    percent: float
    words: str


class OwnChart(Struct, frozen=True):
    """What the small drawing of svg/curve.html needs. sentence: the drawing in words."""

    compact: Curve
    sentence: str


class OwnWay(Struct, frozen=True):
    """A journey as this persona goes it. chart: None where nobody feels anything yet.  said: the words at her lowest step."""

    title: str
    href: str
    state: str
    summary: Text | None
    chart: OwnChart | None
    lowest: LinkTo | None
    level: str
    said: Saying | None
    is_said: bool


class PersonaPage(Struct, frozen=True):
    frame: Frame
    portrait: Portrait
    role: str
    reach: str
    quotes: tuple[Saying, ...]
    columns: tuple[Column, ...]
    traits: tuple[TraitView, ...]
    demographics: tuple[tuple[str, Text], ...]
    channels: tuple[tuple[str, str], ...]
    ways: tuple[OwnWay, ...]


_COLUMNS = ("goals", "needs", "jobs", "frustrations", "delights", "expectations", "behaviours", "access")


def persona_page(here: Here, persona: Persona) -> PersonaPage:
    shown = frozenset({*_COLUMNS, "role", "reach", "quotes", "traits", "demographics", "channels", "portrait"})
    journeys = [found for found in sources(here, persona, "personas") if isinstance(found, Journey)]
    registered = here.site.registries.channels
    return PersonaPage(
        frame=frame_of(here, persona, is_claim=True, shown=shown, taken=frozenset(journey.key for journey in journeys), with_places=False),
        portrait=portrait_of(here, persona),
        role=persona.role,
        reach=here.language.count("{count} person a month", "{count} people a month", persona.reach) if persona.reach else "",
        quotes=sayings(here, persona.quotes),
        columns=tuple(
            Column(name, label_of(here.language, persona.kind, name), sayings(here, getattr(persona, name)))
            for name in _COLUMNS
            if getattr(persona, name)
        ),
        traits=tuple(
            TraitView(trait.left, trait.right, (trait.value + 2) * 25, _trait_words(here, trait.left, trait.right, trait.value))
            for trait in persona.traits
        ),
        demographics=persona.demographics,
        channels=tuple((channel_title(here, id), registered[id].icon if id in registered else "") for id in persona.channels),
        ways=tuple(_way(here, persona, journey) for journey in sorted(journeys, key=_rank)),
    )


def _rank(journey: Journey) -> tuple[bool, bool, str]:
    return journey.archived is not None, journey.state == "future", journey.title.casefold()


def portrait_of(here: Here, persona: Persona) -> Portrait:
    """The scaled picture (see output/images.py), or initials."""
    src = here.addresses.file(portrait_path(persona.key)) if persona.portrait else ""
    alt = (persona.portrait.alt or here.language.say("Drawing of {persona}", persona=persona.title)) if persona.portrait else ""
    # By the id, so that a new title keeps the colour; by a hash, because Python's own differs from run to run.
    return Portrait(src, alt, initials(persona.title), sha256(persona.id.encode()).digest()[0] % STYLES)


def portrait_path(key: Key) -> str:
    return f"{PORTRAITS}/{key.id}.webp"


def initials(title: str) -> str:
    """Of the first and the last word, in any script: AS for “After-work shopper”, 王 for “王小明”."""
    words = [word for word in title.split() if unicodedata.category(word[0])[0] in "LN"]
    letters = [word[0].upper() for word in words]
    if not letters:
        return "?"
    is_wide = unicodedata.east_asian_width(letters[0]) in "WF"
    return letters[0] if len(letters) == 1 or is_wide else letters[0] + letters[-1]


def _trait_words(here: Here, left: str, right: str, value: float) -> str:
    if not value:
        return here.language.say("between “{left}” and “{right}”", left=left, right=right)
    if abs(value) >= 1.5:
        words = message("clearly “{pole}” ({number} of 2)")
    else:
        words = message("rather “{pole}” ({number} of 2)") if abs(value) >= 0.75 else message("a little “{pole}” ({number} of 2)")
    return here.language.say(words, pole=left if value < 0 else right, number=here.language.number(abs(value)))


def _way(here: Here, persona: Persona, journey: Journey) -> OwnWay:
    site = here.site
    steps = site.flows[journey.id].steps
    felt = tuple(facts.emotion_of(site, step.step, persona.id) for step in steps)
    low = facts.lowest_for(site, journey.id, persona.id)
    chart = lowest = said = None
    is_said = False
    if low:
        step = next(step for step in steps if step.id == low.step)
        lowest = LinkTo(step.title, here.href(journey, step.id))
        said, is_said = _words_at(here, step.step, persona)
        track = Track(persona.title, felt, ("known",) * len(steps))
        curve = emotion_curve((track,), Canvas(len(steps), height_px=COMPACT_PX, pad_px=10.0, column_px=30.0))
        sentence = here.language.count(
            "How “{map}” feels to {persona}, over {count} step. Lowest: {lowest}, {level}.",
            "How “{map}” feels to {persona}, over {count} steps. Lowest: {lowest}, {level}.",
            len(steps),
            map=journey.title,
            persona=persona.title,
            lowest=step.title,
            level=here.language.signed(low.level),
        )
        chart = OwnChart(curve, sentence)
    level = here.language.signed(low.level) if low else ""
    return OwnWay(journey.title, here.href(journey), state_note(here, journey), journey.summary, chart, lowest, level, said, is_said)


def _words_at(here: Here, step: Step, persona: Persona) -> tuple[Saying | None, bool]:
    """Her own words at a step, else anybody's: thought, said, then felt. Whether they stand in quotation marks."""
    for mine in (True, False):
        for texts, is_said in ((step.thinking, True), (step.quotes, True), (step.feeling, False)):
            for text in texts:
                whose = here.site.find(text.persona)
                if whose is persona or (not mine and whose is None):
                    said = saying(here, text)
                    # On her own page nobody asks whose words hers are.
                    return (replace(said, who="") if whose else said), is_said
    return None, False
