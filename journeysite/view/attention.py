"""What somebody should look at next: worded from the facts, most pressing first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from ..model import facts
from ..model.action import Action
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.kind import Entity
from .parts import Here, LinkTo, evidence_words, link_to
from .words import counted, period_words, plain_number, short_date

STRONG = 4
SHOWN_OF_A_SORT = 3

_Thing = TypeVar("_Thing", bound=Entity)


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at. word: "Overdue".  what: it.  rest: the sentence after its title.  owner: who could."""

    word: str
    what: LinkTo
    rest: str
    owner: LinkTo | None = None


def attention(here: Here) -> tuple[Attention, ...]:
    found: list[Attention] = []
    for sort in _SORTS:
        all_of_it = tuple(sort(here))
        found += islice(all_of_it, SHOWN_OF_A_SORT)
        left = len(all_of_it) - SHOWN_OF_A_SORT
        if left > 0:
            found.append(Attention(all_of_it[0].word, LinkTo(f"{plain_number(left)} more", here.addresses.href("health/index")), ""))
    return tuple(found)


def overdue(here: Here) -> tuple[Journey, ...]:
    """Maps whose review is overdue, the longest first."""
    late = [(due, journey) for journey in _live(here, Journey) if (due := facts.review_due(journey)) and _is_late(here, journey)]
    return tuple(journey for _, journey in sorted(late, key=lambda entry: (entry[0], entry[1].id)))


def _is_late(here: Here, journey: Journey) -> bool:
    return facts.is_overdue(journey, here.site.today)


def _overdue(here: Here) -> Iterator[Attention]:
    for journey in overdue(here):
        due = facts.review_due(journey)
        rest = f"review was due {short_date(due)}" if due else ""
        yield Attention("Overdue", LinkTo(journey.title, here.href(journey)), rest, _owner(here, journey))


def _unanswered(here: Here) -> Iterator[Attention]:
    """Strong pains that nobody does anything about."""
    pains = [
        finding
        for finding in _live(here, Finding)
        if finding.is_pain and (finding.score or 0) >= STRONG and facts.finding_status(here.site, finding) == "open"
    ]
    for finding in sorted(pains, key=lambda finding: (-(finding.score or 0), finding.title.casefold())):
        if any(action.is_open for action in facts.actions_for(here.site, finding)):
            continue
        rest = f"a pain of {plain_number(finding.score or 0, 1)} out of 5, {evidence_words(here, finding)}, nothing planned"
        yield Attention("No action", LinkTo(finding.title, here.href(finding)), rest, _owner(here, finding))


def _late(here: Here) -> Iterator[Attention]:
    """Actions whose planned time has passed and that have not begun."""
    for action in sorted(_live(here, Action), key=lambda action: action.id):
        planned = action.dates.planned if action.dates else None
        begun = action.dates and (action.dates.started or action.dates.shipped)
        if action.status in ("planned", "idea") and planned and planned.end < here.site.today and not begun:
            rest = f"was planned for {period_words(planned)} and has not begun"
            yield Attention("Late", LinkTo(action.title, here.href(action)), rest, _owner(here, action))


def _unmoved(here: Here) -> Iterator[Attention]:
    """Shipped actions whose metric got no better."""
    for action in sorted(_live(here, Action), key=lambda action: action.id):
        still = [effect for effect in facts.effects_of(here.site, action) if effect.moved is False]
        if action.status == "shipped" and still:
            rest = f"shipped, but {still[0].metric.title} is no better"
            yield Attention("No effect", LinkTo(action.title, here.href(action)), rest, _owner(here, action))


def _assumed(here: Here) -> Iterator[Attention]:
    findings = [f for f in _live(here, Finding) if facts.confidence_of(here.site, f).word == "assumed" and f.status != "withdrawn"]
    kind = here.site.kinds.get("finding")
    if len(findings) == 1:
        yield Attention("Assumed", LinkTo(findings[0].title, here.href(findings[0])), "no research stands behind it")
    elif findings and kind:
        href = here.addresses.href("health/index", "assumed")
        yield Attention("Assumed", LinkTo(counted(len(findings), "finding"), href), "have no research behind them")


def _owner(here: Here, entity: Entity) -> LinkTo | None:
    return link_to(here, here.site.find(entity.owner))


def _live(here: Here, model: type[_Thing]) -> Iterator[_Thing]:
    """What is not archived, by title."""
    for entity in here.site.of(model.kind.name):
        if isinstance(entity, model) and entity.archived is None:
            yield entity


_SORTS: tuple[Callable[[Here], Iterator[Attention]], ...] = (_overdue, _unanswered, _late, _unmoved, _assumed)
