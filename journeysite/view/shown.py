"""Things of any kind as they stand in a list on another page: a card where the kind has one, else a title with one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.journey import Journey
from ..model.kind import Entity
from ..model.note import Note
from ..model.persona import Persona
from ..model.remembered import remembered
from ..model.research import Research
from ..model.texts import Text
from ..model.touchpoint import Touchpoint
from .parts import ActionCard, FindingCard, Here, MetricCard, OpportunityCard, action_card, finding_card, opportunity_card
from .step import MetricShown, metric_shown
from .words import amount_words, period_words, short_date


@dataclass(frozen=True, slots=True)
class ThingCard:
    """A thing of any kind. word: what it is.  line: what tells it from its like, or ""."""

    title: str
    href: str
    word: str
    line: str
    summary: Text | None
    is_archived: bool


Card = FindingCard | OpportunityCard | ActionCard | MetricCard | ThingCard


@dataclass(frozen=True, slots=True)
class Shown:
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
        entity.title, here.href(entity), entity.kind.title, _line(here, entity), entity.summary, is_archived=entity.archived is not None
    )


def _line(here: Here, entity: Entity) -> str:
    match entity:
        case Journey():
            return " · ".join(part for part in (entity.group, f"{entity.state} state") if part)
        case Persona():
            return entity.role
        case Touchpoint():
            return channel_title(here, entity.channel)
        case Research():
            sample = amount_words(entity.sample.value, entity.sample.unit) if entity.sample else ""
            parts = (entity.method, f"n = {sample}" if sample else "", period_words(entity.dates) if entity.dates else "")
            return ", ".join(part for part in parts if part)
        case Note():
            return ", ".join(part for part in (entity.type, short_date(entity.date) if entity.date else "", entity.status) if part)
    return str(getattr(entity, "status", ""))


def channel_title(here: Here, channel: str) -> str:
    """What a channel is called: its id is a word of channels.yml, or already the name."""
    known = here.site.registries.channels.get(channel)
    return known.title if known else channel
