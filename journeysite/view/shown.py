"""Things of any kind as they stand in a list on another page: a card where the kind has one, else a title with one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from ..model.journey import Journey
from ..model.kind import Entity
from ..model.note import Note
from ..model.persona import Persona
from ..model.remembered import remembered
from ..model.research import Research
from ..model.texts import Text
from ..model.touchpoint import Touchpoint
from .cards import ActionCard, FindingCard, MetricCard, OpportunityCard, action_card, finding_card, opportunity_card
from .evidence import sample_words
from .here import Here
from .naming import in_words, kind_title
from .step import MetricShown, metric_shown


class ThingCard(Struct, frozen=True):
    """A thing of any kind. word: what it is.  line: what tells it from its like, or ""."""

    title: str
    href: str
    word: str
    line: str
    summary: Text | None
    is_archived: bool


Card = FindingCard | OpportunityCard | ActionCard | MetricCard | ThingCard


class Shown(Struct, frozen=True):
    """A card. form: which macro of parts/things.html prints it."""

    form: str
    card: Card | MetricShown


_CARDS: Mapping[str, Callable[[Here, Any], Card | MetricShown]] = {
    "finding": finding_card,
    "opportunity": opportunity_card,
    "action": action_card,
    "metric": metric_shown,
}


def shown(here: Here, entity: Entity) -> Shown:
    name = entity.kind.name
    make = _CARDS.get(name)
    return Shown(name, make(here, entity)) if make else Shown("thing", thing_card(here, entity))


def all_shown(here: Here, entities: Iterable[Entity]) -> tuple[Shown, ...]:
    return tuple(shown(here, entity) for entity in entities)


@remembered
def thing_card(here: Here, entity: Entity) -> ThingCard:
    return ThingCard(
        entity.title,
        here.href(entity),
        kind_title(here.language, entity.kind),
        _line(here, entity),
        entity.summary,
        is_archived=entity.archived is not None,
    )


def _line(here: Here, entity: Entity) -> str:
    language = here.language
    match entity:
        case Journey():
            return " · ".join(
                part for part in (entity.group, language.say("future state" if entity.state == "future" else "current state")) if part
            )
        case Persona():
            return entity.role
        case Touchpoint():
            return channel_title(here, entity.channel)
        case Research():
            dates = language.period(entity.dates) if entity.dates else ""
            parts = (in_words(language, entity.method), sample_words(here, entity), dates)
            return ", ".join(part for part in parts if part)
        case Note():
            when = language.day(entity.date) if entity.date else ""
            parts = (in_words(language, entity.type), when, in_words(language, entity.status))
            return ", ".join(part for part in parts if part)
    return in_words(language, str(getattr(entity, "status", "")))


def channel_title(here: Here, channel: str) -> str:
    """What a channel is called: its id is a word of channels.yml, or already the name."""
    known = here.site.registries.channels.get(channel)
    return known.title if known else channel
