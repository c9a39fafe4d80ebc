"""Maps as rows of a table: every stage of each with its mood, who owns it, how fresh it is and what changed last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from msgspec import Struct

from ..history.changelog import LogEntry
from ..model import facts
from ..model.flow import FlowStage
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.remembered import remembered
from .changes import card
from .concerns import concerns_of, filtered_href
from .here import Here
from .language import message
from .links import LinkTo, link_to
from .trust import changes_since

RECENT = timedelta(days=60)
FEWEST_COLUMNS, MOST_COLUMNS = 4, 8


class StageCell(Struct, frozen=True):
    """A stage of a map. mood: "very-good" to "very-bad", or "" where nobody feels anything yet.  number: "−1.2" or "".  words: the mood."""

    title: str
    href: str
    mood: str
    shape: str
    number: str
    words: str


class MapRow(Struct, frozen=True):
    """A map. overdue_since: "1 Nov 2026" where its review is.  change: the latest one, with its day.  changes: how many, in words, or "".
    changed: the day of the latest one, "2026-11-12", or "".  mark: "draft" or "".  part_of: the wider map, or the one it varies.
    teams: the ids of all whose work stands on it, as a script reads them.
    """

    group: str
    title: str
    href: str
    stages: tuple[StageCell, ...]
    owner: LinkTo | None
    reviewed: str
    overdue_since: str
    change: LinkTo | None
    changes: str
    changed: str
    mark: str
    lowest: float | None
    part_of: LinkTo | None
    teams: str


@remembered
def worst_first(here: Here, state: str) -> tuple[MapRow, ...]:
    """Maps of a state by their lowest stage; those on which nobody feels anything yet come last. What is archived is left out."""
    journeys = (each for each in here.site.of("journey") if isinstance(each, Journey) and each.archived is None and each.state == state)
    rows = [_map_row(here, journey) for journey in journeys]
    return tuple(sorted(rows, key=lambda row: (row.lowest is None, row.lowest or 0.0, row.title.casefold())))


def columns_for(rows: Iterable[MapRow]) -> int:
    """How many stages stand side by side."""
    return min(MOST_COLUMNS, max([FEWEST_COLUMNS, *(len(row.stages) for row in rows)]))


def _map_row(here: Here, journey: Journey) -> MapRow:
    flow = here.site.flows[journey.id]
    levels = [level for _, level in facts.stage_levels(flow)]
    stages = zip(flow.stages, levels, strict=True)
    due = facts.review_due(journey)
    change, changes, changed = _latest_change(here, journey)
    day = here.language.day
    return MapRow(
        group=journey.group,
        title=journey.title,
        href=here.href(journey),
        stages=tuple(_stage_cell(here, journey, stage, level) for stage, level in stages),
        owner=link_to(here, here.site.find(journey.owner)),
        reviewed=day(journey.reviewed) if journey.reviewed else "",
        overdue_since=day(due) if due and facts.is_overdue(journey, here.site.today) else "",
        change=change,
        changes=changes,
        changed=changed,
        mark=here.language.say("draft") if journey.draft else "",
        lowest=min((level for level in levels if level is not None), default=None),
        part_of=link_to(here, here.site.find(journey.parent) or here.site.find(journey.variant_of)),
        teams=" ".join(_teams_on_maps(here).get(journey.id, ())),
    )


@remembered
def _teams_on_maps(here: Here) -> Mapping[str, tuple[str, ...]]:
    """The ids of the teams whose work stands on a map, by its id: its owner, then those of steps and of what stands at them."""
    site = here.site
    found: dict[str, dict[str, None]] = defaultdict(dict)

    def add(journey: str, owner: Entity | None) -> None:
        if owner is not None:
            found[journey][owner.id] = None

    for journey in site.of("journey"):
        add(journey.id, site.find(journey.owner))
        for step in site.flows[journey.id].steps:
            add(journey.id, site.find(step.step.owner))
    for spot, key in site.placed:
        add(spot.journey, site.find(site.entities[key].owner))
    return {journey: tuple(teams) for journey, teams in found.items()}


# The latest change ---------------------------------------------------------------------------------------------------


def _latest_change(here: Here, journey: Journey) -> tuple[LinkTo | None, str, str]:
    """The latest change of a map, how many there were of late in words, and its day. Where nobody knows the past, the notes tell of it."""
    if not concerns_of(here).has_news:
        return _latest_note(here, journey)
    news = concerns_of(here).news(journey.key)
    language, begins = here.language, here.log.begins
    if not news:
        return None, language.say("no change since {day}", day=language.day(begins)) if begins else "", ""
    since = here.site.today - RECENT
    count = sum(1 for entry in news if entry.day > since)
    words = language.count("{count} change since {day}", "{count} changes since {day}", count, day=language.day(since)) if count else ""
    link = LinkTo(_in_short(here, news[0], journey), filtered_href(here, journey.key), language.day(news[0].day))
    return link, words, news[0].day.isoformat()


def _latest_note(here: Here, journey: Journey) -> tuple[LinkTo | None, str, str]:
    noted = changes_since(here, journey, None)
    latest = noted[0] if noted else None
    if latest is None or latest.date is None:
        return None, "", ""
    words = here.language.count("{count} change noted", "{count} changes noted", len(noted))
    return link_to(here, latest, here.language.day(latest.date)), words, latest.date.isoformat()


def _in_short(here: Here, entry: LogEntry, journey: Journey) -> str:
    """A change in a few words: what of the map, or which thing on it."""
    told = card(here, entry)
    if entry.key != journey.key:
        return told.headline
    if entry.what == "added":
        return here.language.say("New map")
    if not told.places:
        return told.headline
    place, label = told.places[0].title.rpartition(" / ")[2], told.places[0].lines[0].label
    return f"{place}: {label}" if place else label[:1].upper() + label[1:]


# Moods ---------------------------------------------------------------------------------------------------------------


def _stage_cell(here: Here, journey: Journey, stage: FlowStage, level: float | None) -> StageCell:
    title = stage.title or here.language.count("{count} step", "{count} steps", len(stage.steps))
    href = here.href(journey, stage.id)
    if level is None:
        return StageCell(title, href, "", "", "", here.language.say("no emotion said"))
    mood, shape, words = mood_of(level)
    return StageCell(title, href, mood, shape, here.language.signed(level), here.language.say(words))


MOODS = (
    (1.0, "very-good", "▲", message("very good")),
    (0.4, "good", "△", message("good")),
    (-0.399, "neither", "·", message("neither good nor bad")),
    (-0.999, "bad", "▽", message("bad")),
    (-99.0, "very-bad", "▼", message("very bad")),
)
"""From which level on something is called what. Shapes tell them apart where colour does not."""


def mood_of(level: float) -> tuple[str, str, str]:
    """Its name for the style sheet, its shape and its words, which are still to be said."""
    return next(entry[1:] for entry in MOODS if level >= entry[0])
