"""The page of a reading path: numbered stops, cards to remember it by, and questions to try."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.path import Path
from ..model.texts import Text
from .entity import Frame, frame_of
from .fields import link_of
from .parts import Here, LinkTo


@dataclass(frozen=True, slots=True)
class StopView:
    number: int
    to: LinkTo
    why: Text | None


@dataclass(frozen=True, slots=True)
class CardView:
    question: str
    answer: Text | None


@dataclass(frozen=True, slots=True)
class CheckView:
    ask: str
    options: tuple[str, ...]
    answer: str
    why: Text | None


@dataclass(frozen=True, slots=True)
class PathPage:
    frame: Frame
    for_whom: str
    stops: tuple[StopView, ...]
    cards: tuple[CardView, ...]
    checks: tuple[CheckView, ...]


def path_page(here: Here, path: Path) -> PathPage:
    stops = [(link, stop.why) for stop in path.items if (link := link_of(here, stop.ref))]
    return PathPage(
        frame=frame_of(here, path, shown=frozenset({"for_whom", "items", "cards", "checks"})),
        for_whom=path.for_whom,
        stops=tuple(StopView(number, link, why) for number, (link, why) in enumerate(stops, 1)),
        cards=tuple(CardView(card.title, card.answer) for card in path.cards),
        checks=tuple(CheckView(check.ask, check.options, check.answer, check.why) for check in path.checks),
    )
