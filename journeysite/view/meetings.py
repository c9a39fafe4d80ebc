"""Who meets whom: personas against touchpoints, with how often on the current maps and how it feels there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from statistics import fmean

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.persona import Persona
from ..model.refs import Key
from ..model.remembered import remembered
from .here import Here
from .links import LinkTo
from .map_rows import mood_of
from .ordering import in_order
from .shown import channel_title

PATH = "touchpoints/page/personas"
COLUMNS = 9
ROWS = 100


class Meeting(Struct, frozen=True):
    """A persona at a touchpoint. count: at how many steps, "" for none.  number: the mean emotion, "" where nobody said.  words: all of it."""

    count: str
    number: str
    mood: str
    shape: str
    words: str


class MeetingRow(Struct, frozen=True):
    """A touchpoint. cells: one a persona, in the order of the columns."""

    touchpoint: LinkTo
    cells: tuple[Meeting, ...]


class MeetingGroup(Struct, frozen=True):
    """Touchpoints of a channel."""

    title: str
    rows: tuple[MeetingRow, ...]


class MeetingsPage(Struct, frozen=True):
    """pages: links to all parts of the table, each by its first persona and touchpoint; () where it is one."""

    title: str
    personas: tuple[LinkTo, ...]
    groups: tuple[MeetingGroup, ...]
    pages: tuple[LinkTo, ...]
    number: int


class MeetingsLink(Struct, frozen=True):
    """What leads from the list of touchpoints to this page."""

    to: LinkTo


def meetings_link(here: Here) -> MeetingsLink | None:
    return MeetingsLink(LinkTo(here.language.say("Who meets whom"), here.addresses.href(PATH))) if has_meetings(here) else None


def has_meetings(here: Here) -> bool:
    return bool(_parts(here))


def meetings_count(here: Here) -> int:
    return len(_parts(here))


def meetings_path(number: int) -> str:
    return PATH if number == 1 else f"{PATH}-{number}"


def meetings_page(here: Here, number: int = 1) -> MeetingsPage:
    parts = _parts(here)
    part = parts[number - 1]
    channels: dict[str, list[MeetingRow]] = defaultdict(list)
    for touchpoint in part.touchpoints:
        channels[channel_title(here, str(getattr(touchpoint, "channel", "")))].append(_row(here, touchpoint, part.personas))
    links = (
        LinkTo(f"{each.personas[0].title}, {each.touchpoints[0].title}", here.addresses.href(meetings_path(place)))
        for place, each in enumerate(parts, 1)
    )
    return MeetingsPage(
        title=here.language.say("Who meets whom"),
        personas=tuple(LinkTo(persona.title, here.href(persona)) for persona in part.personas),
        groups=tuple(MeetingGroup(title or here.language.say("No channel said"), tuple(rows)) for title, rows in channels.items()),
        pages=tuple(links) if len(parts) > 1 else (),
        number=number,
    )


# What is known -------------------------------------------------------------------------------------------------------


class _Part(Struct, frozen=True):
    """A part of the table that fits on a page."""

    personas: tuple[Entity, ...]
    touchpoints: tuple[Entity, ...]


@remembered
def _parts(here: Here) -> tuple[_Part, ...]:
    """Few personas side by side, each time with the touchpoints that one of them meets."""
    site = here.site
    met = _met(here)
    who = {persona for _, persona in met}
    personas = [each for each in in_order(here, site.kinds["persona"], site.of("persona")) if each.key in who] if who else []
    by_channel = sorted(
        site.of("touchpoint"), key=lambda each: (channel_title(here, getattr(each, "channel", "")).casefold(), each.title.casefold())
    )
    touched: dict[Key, set[Key]] = defaultdict(set)
    for touchpoint, persona in met:
        touched[persona].add(touchpoint)
    parts = []
    for first in range(0, len(personas), COLUMNS):
        some = tuple(personas[first : first + COLUMNS])
        any_of_them = set[Key]().union(*(touched[each.key] for each in some))
        theirs = [each for each in by_channel if each.key in any_of_them]
        parts += [_Part(some, tuple(theirs[start : start + ROWS])) for start in range(0, len(theirs), ROWS)]
    return tuple(parts)


@remembered
def _met(here: Here) -> Mapping[tuple[Key, Key], tuple[int, float | None]]:
    """By touchpoint and persona: at how many steps of current maps they meet, and how that feels to her on the mean."""
    site = here.site
    levels: dict[tuple[Key, Key], list[float | None]] = defaultdict(list)
    for spot, key in site.placed:
        if key.kind != "touchpoint":
            continue
        journey = site.entities[Key("journey", spot.journey)]
        found = site.flows[spot.journey].step(spot.step)
        if found is None or not isinstance(journey, Journey) or journey.state != "current" or journey.archived is not None:
            continue
        for persona in (site.find(ref) for ref in journey.personas):
            if isinstance(persona, Persona) and facts.takes_step(site, found.step, persona.id):
                emotion = facts.emotion_of(site, found.step, persona.id)
                levels[key, persona.key].append(emotion.level if emotion else None)
    return {pair: (len(them), _mean(them)) for pair, them in levels.items()}


def _mean(levels: list[float | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return fmean(known) if known else None


def _row(here: Here, touchpoint: Entity, personas: tuple[Entity, ...]) -> MeetingRow:
    met = _met(here)
    cells = tuple(_cell(here, *met.get((touchpoint.key, persona.key), (0, None))) for persona in personas)
    return MeetingRow(LinkTo(touchpoint.title, here.href(touchpoint)), cells)


def _cell(here: Here, count: int, level: float | None) -> Meeting:
    language = here.language
    if not count:
        return Meeting("", "", "", "", "")
    steps = language.count("at {count} step", "at {count} steps", count)
    if level is None:
        return Meeting(language.number(count), "", "", "", steps)
    mood, shape, words = mood_of(level)
    return Meeting(language.number(count), language.signed(level), mood, shape, f"{language.say(words)}, {steps}")
