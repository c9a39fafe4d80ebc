"""Whether a map can be trusted."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.note import Note
from ..model.refs import Key
from ..model.remembered import remembered
from .concerns import concerns_of, filtered_href
from .here import Here
from .links import LinkTo, link_to


class Trust(Struct, frozen=True):
    """Whether a map can be trusted, in one line.

    state: "Current state" or "Future state".  reviewed, due: "30 Sep 2026" or "".  overdue_since: "31 Mar 2027" where the review is overdue.
    changes: how many since the review.  changes_href: which they are, "" where only notes tell of them.
    own, steps: evidence coverage.  studies: how many stand behind it.
    """

    state: str
    reviewed: str
    due: str
    overdue_since: str
    owner: LinkTo | None
    own: int
    steps: int
    studies: int
    changes: int
    changes_href: str


@remembered
def trust_of(here: Here, journey: Journey) -> Trust:
    site = here.site
    due = facts.review_due(journey)
    own, steps = facts.coverage(site, journey.id)
    overdue = due is not None and facts.is_overdue(journey, site.today)
    news = concerns_of(here).news(journey.key, journey.reviewed)
    since = journey.reviewed + timedelta(days=1) if journey.reviewed else None
    return Trust(
        state=here.language.say("Future state" if journey.state == "future" else "Current state"),
        reviewed=here.language.day(journey.reviewed) if journey.reviewed else "",
        due=here.language.day(due) if due else "",
        overdue_since=here.language.day(due) if due and overdue else "",
        owner=link_to(here, site.find(journey.owner)),
        own=own,
        steps=steps,
        studies=len(_studies(here, journey)),
        changes=len(news) if concerns_of(here).has_news else len(changes_since(here, journey, journey.reviewed)),
        changes_href=filtered_href(here, journey.key, since) if news else "",
    )


def _studies(here: Here, journey: Journey) -> set[Key]:
    """The studies behind a map, its steps and the findings on it."""
    found = {
        evidence.ref for step in here.site.flows[journey.id].steps for evidence in facts.evidence_of_step(here.site, journey.id, step.id)
    }
    found |= {evidence.ref for evidence in journey.evidence}
    return {study.key for ref in found if (study := here.site.find(ref))}


def changes_since(here: Here, journey: Journey, day: date | None) -> tuple[Note, ...]:
    """Notes of a change about a map that are younger than a day; all of them where it is None. Latest first."""
    sources = {link.source for link in here.site.links_to.get(journey.key, ()) if link.field == "about"}
    notes = [note for key in sources if isinstance(note := here.site.entities[key], Note) and note.type == "change"]
    dated = [(note.date, note.id, note) for note in notes if note.date and (day is None or note.date > day)]
    return tuple(note for _, _, note in sorted(dated, key=lambda entry: entry[:2], reverse=True))
