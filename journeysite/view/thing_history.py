"""The past of one thing, for its own page, and of one step, for its place in the story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from msgspec import Struct

from ..history.changelog import LogEntry
from ..history.entry import Told
from ..model.refs import Key
from .changes import ChangeCard, card, cards
from .concerns import concerns_of, filtered_href
from .here import Here

_LATEST = 10


class ThingHistory(Struct, frozen=True):
    """The latest changes of one thing, newest first. all_href: the change log with only these.  count: how many there are in all.

    begins: since when the past is known, in words, where that is all there is to say.
    """

    cards: tuple[ChangeCard, ...]
    count: int
    all_href: str
    feed_href: str
    begins: str


def history_of(here: Here, key: Key) -> ThingHistory | None:
    """None where the atlas has no history, or this thing none in it."""
    entries = concerns_of(here).about(key)
    if not entries:
        return None
    shown = cards(here, entries[: _LATEST * 2])[:_LATEST]
    begins = here.language.day(here.log.begins) if here.log.is_cut and here.log.begins else ""
    return ThingHistory(shown, len(entries), filtered_href(here, key), feed_href(here, key), begins)


FEED_KINDS = frozenset({"journey", "persona", "touchpoint", "team"})
"""Kinds of which each thing has feeds of its own."""


def feed_href(here: Here, key: Key) -> str:
    kind = here.site.kinds.get(key.kind)
    if kind is None or key.kind not in FEED_KINDS or not here.addresses.site_url:
        return ""
    return here.addresses.file(f"{kind.folder}/{key.id}/feed.xml")


# What a step's own place says ----------------------------------------------------------------------------------------

_LATEST_AT_STEP = 3


class Felt(Struct, frozen=True):
    """Until when something else was felt. day: "2026-11-12".  when: the same in words."""

    day: str
    when: str


class StepHistory(Struct, frozen=True):
    """What was last changed at a step. day: "2026-11-12".  lines: the latest, each with its day, in one sentence.

    lanes: the day of the last change in each lane in which there was one.  felt: that of each persona's emotion, "" for everybody's.
    """

    day: str
    when: str
    lines: tuple[tuple[str, str], ...]
    lanes: Mapping[str, str]
    felt: Mapping[str, Felt]

    def felt_by(self, persona: str) -> Felt | None:
        """When the point of a persona's line was last changed."""
        return max((found for id in (persona, "") if (found := self.felt.get(id))), key=lambda felt: felt.day, default=None)


def step_histories(here: Here, journey: str) -> dict[str, StepHistory]:
    """By the step's or stage's id."""
    found = {}
    for step, entries in concerns_of(here).at(journey).items():
        lines: list[tuple[str, str]] = []
        for entry in entries[:_LATEST_AT_STEP]:
            told = card(here, entry)
            # Of the map itself only what is said of this step; of what stands here, all that is said of it.
            places = [place for place in told.places if entry.key.kind != "journey" or place.href.endswith(f"#{quote(step)}")]
            said = [one.text for place in places for one in place.lines]
            head = told.headline if entry.key.kind != "journey" else ""
            lines.append((told.when, ": ".join(part for part in (head, "; ".join(said)) if part)))
        told_lines = tuple(line for line in lines if line[1])
        day, when = entries[0].day.isoformat(), here.language.day(entries[0].day)
        found[step] = StepHistory(day, when, told_lines, _lanes(here, step, entries), _felt(here, step, entries))
    return found


def _felt(here: Here, step: str, entries: Iterable[LogEntry]) -> dict[str, Felt]:
    found: dict[str, Felt] = {}
    for entry in entries:
        for told in entry.changes if entry.key.kind == "journey" else ():
            if lane_of(told, step) == "emotion" and told.change.path[-2:-1] == ("emotion",):
                found.setdefault(str(told.change.path[-1]), Felt(entry.day.isoformat(), here.language.day(entry.day)))
    return found


def _lanes(here: Here, step: str, entries: Iterable[LogEntry]) -> dict[str, str]:
    """Entries newest first: the first that touches a lane is the one that counts."""
    found: dict[str, str] = {}
    for entry in entries:
        kind = here.site.kinds.get(entry.key.kind)
        if entry.key.kind != "journey":
            lanes = [kind.folder] if kind else []
        else:
            lanes = [lane for told in entry.changes if (lane := lane_of(told, step))]
        for lane in lanes:
            found.setdefault(lane, entry.day.isoformat())
    return found


def lane_of(told: Told, step: str) -> str:
    """The field of a step in which a change of a map is; "" for one that is elsewhere, or of the step as a whole."""
    depth = next((place for place in reversed(range(len(told.where))) if told.where[place].list in ("stages", "steps")), -1)
    if depth < 0 or told.where[depth].id != step:
        return ""
    places = [place for place, name in enumerate(told.change.path[:-1]) if isinstance(name, int)]
    field = told.change.path[places[depth] + 1]
    return field if isinstance(field, str) and field not in ("stages", "steps") else ""
