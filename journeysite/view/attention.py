"""What somebody should look at next: worded from the facts, most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from ..model import facts
from ..model.action import Action
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.remembered import remembered
from .board import is_late
from .evidence import evidence_words
from .here import Here
from .language import message
from .links import LinkTo, link_to

STRONG = 4
SHOWN_OF_A_SORT = 3

_Thing = TypeVar("_Thing", bound=Entity)


class Attention(Struct, frozen=True):
    """One thing to look at. word: "Overdue".  what: it.  rest: the sentence after its title.  owner: who could, with its id as team."""

    word: str
    what: LinkTo
    rest: str
    owner: LinkTo | None = None
    team: str = ""


def attention(here: Here) -> tuple[Attention, ...]:
    found: list[Attention] = []
    for sort in _SORTS:
        all_of_it = tuple(sort(here))
        found += islice(all_of_it, SHOWN_OF_A_SORT)
        left = len(all_of_it) - SHOWN_OF_A_SORT
        if left > 0:
            words = here.language.count("{count} more", "{count} more", left)
            found.append(Attention(all_of_it[0].word, LinkTo(words, here.addresses.href("health/index")), ""))
    return tuple(found)


def attention_of(here: Here, team: str) -> tuple[Attention, ...]:
    """Everything that one team could look at. team: an id."""
    return _by_team(here).get(team, ())


@remembered
def _by_team(here: Here) -> Mapping[str, tuple[Attention, ...]]:
    found: dict[str, list[Attention]] = defaultdict(list)
    for sort in _SORTS:
        for item in sort(here):
            found[item.team].append(item)
    return {team: tuple(items) for team, items in found.items()}


def overdue(here: Here) -> tuple[Journey, ...]:
    """Maps whose review is overdue, the longest first."""
    late = [(due, journey) for journey in _live(here, Journey) if (due := facts.review_due(journey)) and _is_overdue(here, journey)]
    return tuple(journey for _, journey in sorted(late, key=lambda entry: (entry[0], entry[1].id)))


def _is_overdue(here: Here, journey: Journey) -> bool:
    return facts.is_overdue(journey, here.site.today)


def _overdue(here: Here) -> Iterator[Attention]:
    for journey in overdue(here):
        due = facts.review_due(journey)
        rest = here.language.say("review was due {day}", day=here.language.day(due)) if due else ""
        yield _about(here, "Overdue", journey, rest)


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
        rest = here.language.say(
            "a pain of {score} out of 5, {evidence}, nothing planned",
            score=here.language.number(finding.score or 0, 1),
            evidence=evidence_words(here, finding),
        )
        yield _about(here, "No action", finding, rest)


def _late(here: Here) -> Iterator[Attention]:
    """Actions whose planned time has passed and that have not begun."""
    for action in sorted(_live(here, Action), key=lambda action: action.id):
        planned = action.dates.planned if action.dates else None
        if planned and is_late(here, action):
            rest = here.language.say("was planned for {period} and has not begun", period=here.language.period(planned))
            yield _about(here, "Late", action, rest)


def _unmoved(here: Here) -> Iterator[Attention]:
    """Shipped actions whose metric got no better."""
    for action in sorted(_live(here, Action), key=lambda action: action.id):
        still = [effect for effect in facts.effects_of(here.site, action) if effect.moved is False]
        if action.status == "shipped" and still:
            yield _about(here, "No effect", action, here.language.say("shipped, but {metric} is no better", metric=still[0].metric.title))


def _assumed(here: Here) -> Iterator[Attention]:
    findings = [f for f in _live(here, Finding) if facts.confidence_of(here.site, f).word == "assumed" and f.status != "withdrawn"]
    say = here.language.say
    if len(findings) == 1:
        yield Attention(say("Assumed"), LinkTo(findings[0].title, here.href(findings[0])), say("no research stands behind it"))
    elif findings:
        words = here.language.count("{count} finding", "{count} findings", len(findings))
        yield Attention(say("Assumed"), LinkTo(words, here.addresses.href("health/index", "assumed")), say("nothing stands behind them"))


_WORDS = (message("Overdue"), message("No action"), message("Late"), message("No effect"))


def _about(here: Here, word: str, entity: Entity, rest: str) -> Attention:
    """word: one of _WORDS."""
    owner = here.site.find(entity.owner)
    return Attention(
        here.language.say(word), LinkTo(entity.title, here.href(entity)), rest, link_to(here, owner), owner.id if owner else ""
    )


def _live(here: Here, model: type[_Thing]) -> Iterator[_Thing]:
    """What is not archived, by title."""
    for entity in here.site.of(model.kind.name):
        if isinstance(entity, model) and entity.archived is None:
            yield entity


_SORTS: tuple[Callable[[Here], Iterator[Attention]], ...] = (_overdue, _unanswered, _late, _unmoved, _assumed)
