"""The page of a reading path: numbered stops, what one meets there, what changed there, cards to remember it by, and questions to try."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.journey import Journey
from ..model.kind import Entity
from ..model.path import Path
from ..model.refs import Key, Ref
from ..model.texts import Text
from .changes import ChangeCard, cards, in_brief
from .concerns import concerns_of
from .entity import Frame, frame_of
from .fields import link_of
from .here import Here
from .links import LinkTo
from .shown import channel_title
from .trust import changes_since

SHOWN_CHANGES = 5
SHOWN_TOUCHPOINTS = 24


class StopView(Struct, frozen=True):
    number: int
    to: LinkTo
    why: Text | None


class CardView(Struct, frozen=True):
    question: str
    answer: Text | None


class CheckView(Struct, frozen=True):
    ask: str
    options: tuple[str, ...]
    answer: str
    why: Text | None


class PathPage(Struct, frozen=True):
    """touchpoints: on its maps, each with its channel.  news: what changed there of late.  notes: what editors wrote of it where nobody knows
    the past, each with its day."""

    frame: Frame
    for_whom: str
    stops: tuple[StopView, ...]
    touchpoints: tuple[LinkTo, ...]
    news: tuple[ChangeCard, ...]
    notes: tuple[LinkTo, ...]
    cards: tuple[CardView, ...]
    checks: tuple[CheckView, ...]


def path_page(here: Here, path: Path) -> PathPage:
    stops = [(link, stop.why) for stop in path.items if (link := link_of(here, stop.ref))]
    refs = [stop.ref for stop in path.items]
    return PathPage(
        frame=frame_of(here, path, shown=frozenset({"for_whom", "items", "cards", "checks"})),
        for_whom=path.for_whom,
        stops=tuple(StopView(number, link, why) for number, (link, why) in enumerate(stops, 1)),
        touchpoints=tuple(_touchpoints(here, refs))[:SHOWN_TOUCHPOINTS],
        news=_news(here, refs),
        notes=_notes(here, refs) if not concerns_of(here).has_news else (),
        cards=tuple(CardView(card.title, card.answer) for card in path.cards),
        checks=tuple(CheckView(check.ask, check.options, check.answer, check.why) for check in path.checks),
    )


def _touchpoints(here: Here, refs: list[Ref]) -> Iterator[LinkTo]:
    """Each once, in the order in which one comes by it. A stop that is a step has only those of the step."""
    site = here.site
    found: dict[Key, Entity] = {}
    for ref in refs:
        entity = site.find(ref)
        if entity is None:
            continue
        if entity.kind.name == "touchpoint":
            found[entity.key] = entity
        flow = site.flows.get(entity.id) if entity.kind.name == "journey" else None
        for step in flow.steps if flow else ():
            if not ref.step or step.id == ref.step or step.stage == ref.step:
                met = (key for key in site.standing_at.get((entity.id, step.id), ()) if key.kind == "touchpoint")
                found.update((key, site.entities[key]) for key in met)
    return (LinkTo(each.title, here.href(each), channel_title(here, getattr(each, "channel", ""))) for each in found.values())


def _news(here: Here, refs: list[Ref]) -> tuple[ChangeCard, ...]:
    concerns = concerns_of(here)
    stops = (entity for ref in refs if (entity := here.site.find(ref)))
    entries = {entry.id: entry for entity in stops for entry in concerns.news(entity.key)}
    latest = sorted(entries.values(), key=lambda entry: entry.day, reverse=True)
    return tuple(in_brief(one) for one in cards(here, latest[: SHOWN_CHANGES * 4])[:SHOWN_CHANGES])


def _notes(here: Here, refs: list[Ref]) -> tuple[LinkTo, ...]:
    journeys = (entity for ref in refs if isinstance(entity := here.site.find(ref), Journey))
    notes = {note.key: note for journey in journeys for note in changes_since(here, journey, None)}
    dated = sorted(((note.date, note.id, note) for note in notes.values() if note.date), key=lambda entry: entry[:2], reverse=True)
    return tuple(LinkTo(note.title, here.href(note), here.language.day(day)) for day, _, note in dated[:SHOWN_CHANGES])
