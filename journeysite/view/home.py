"""The home page: every map with every stage, worst first, and what three readers come for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ..history.changelog import LogEntry
from ..model import facts
from ..model.finding import FINDING_STATUSES, Finding
from ..model.flow import FlowStage
from ..model.journey import Journey
from ..model.note import Note
from .attention import Attention, attention
from .changes import ChangeCard, card, cards, in_brief
from .concerns import PATH, concerns_of, filtered_href
from .intro import Intro, intro_of
from .parts import Here, LinkTo, changes_since, link_to
from .words import counted, short_date, signed_number

SHOWN_MAPS = 20
SHOWN_NOTES = 5
SHOWN_NEWS = 6
SHOWN_PATHS = 6
FEWEST_COLUMNS, MOST_COLUMNS = 4, 8
RECENT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class StageCell:
    """A stage of a map. mood: "very-good" to "very-bad", or "" where nobody feels anything yet.  number: "−1.2" or "".  words: the mood."""

    title: str
    href: str
    mood: str
    shape: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map. overdue_since: "1 Nov 2026" where its review is.  change: the latest one, with its day.  changes: how many, in words, or "".
    changed: the day of the latest one, "2026-11-12", or "".  mark: "draft" or ""."""

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


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note. when: "2 Nov 2026" or "".  word: change, decision, question.  about: what it is about."""

    when: str
    word: str
    note: LinkTo
    about: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """counts, progress: links whose titles are a number and its word.  more: how many maps are not shown.  recent: changes of late, in words.
    news: what changed of late, since a day in words; () for an atlas that knows no history, of which the notes tell.
    columns: how many stages stand side by side.
    """

    title: str
    summary: str
    intro: Intro
    counts: tuple[LinkTo, ...]
    progress: tuple[LinkTo, ...]
    lists: tuple[LinkTo, ...]
    journeys: LinkTo | None
    guide: LinkTo
    paths: tuple[LinkTo, ...]
    all_paths: LinkTo | None
    changes: LinkTo | None
    all_notes: LinkTo | None
    recent: str
    news: tuple[ChangeCard, ...]
    since: str
    maps: tuple[MapRow, ...]
    future: tuple[MapRow, ...]
    more: int
    attention: tuple[Attention, ...]
    health: LinkTo
    hints: str
    notes: tuple[NoteLine, ...]
    columns: int


def home_page(here: Here, site_title: str) -> HomePage:
    site = here.site
    intro = intro_of(site)
    journeys = [journey for journey in site.of("journey") if isinstance(journey, Journey) and journey.archived is None]
    rows = {state: _worst_first(here, [journey for journey in journeys if journey.state == state]) for state in ("current", "future")}
    paths = tuple(link for path in site.of("path") if path.archived is None and (link := link_to(here, path)))
    hints = sum(1 for diagnostic in site.diagnostics if diagnostic.code.startswith("C"))
    return HomePage(
        title=intro.title or site_title or "Journey atlas",
        summary=intro.summary,
        intro=intro,
        counts=tuple(_counts(here, len(rows["current"]))),
        progress=tuple(_progress(here)),
        lists=tuple(LinkTo(kind.plural, here.addresses.index(kind)) for kind in site.kinds.values() if site.of(kind.name)),
        journeys=_index(here, "journey"),
        guide=LinkTo("How to read a map", here.addresses.href("read/index")),
        paths=paths[:SHOWN_PATHS],
        all_paths=_index(here, "path"),
        changes=LinkTo("What changed", here.addresses.href(PATH)) if concerns_of(here).has_news else _index(here, "note"),
        all_notes=_index(here, "note"),
        recent=_recent(here),
        news=_news(here),
        since=short_date(here.site.today - RECENT),
        maps=rows["current"][:SHOWN_MAPS],
        future=rows["future"][:SHOWN_MAPS],
        more=sum(max(0, len(them) - SHOWN_MAPS) for them in rows.values()),
        attention=attention(here),
        health=LinkTo("Health of the atlas", here.addresses.href("health/index")),
        hints=counted(hints, "thing that would make the atlas better", "things that would make the atlas better") if hints else "",
        notes=_latest_notes(here),
        columns=min(MOST_COLUMNS, max([FEWEST_COLUMNS, *(len(row.stages) for them in rows.values() for row in them)])),
    )


# Maps ----------------------------------------------------------------------------------------------------------------


def _worst_first(here: Here, journeys: list[Journey]) -> tuple[MapRow, ...]:
    """By the lowest stage; maps on which nobody feels anything yet come last."""
    rows = [_map_row(here, journey) for journey in journeys]
    return tuple(sorted(rows, key=lambda row: (row.lowest is None, row.lowest or 0.0, row.title.casefold())))


def _map_row(here: Here, journey: Journey) -> MapRow:
    flow = here.site.flows[journey.id]
    levels = [level for _, level in facts.stage_levels(flow)]
    stages = zip(flow.stages, levels, strict=True)
    due = facts.review_due(journey)
    change, changes, changed = _latest_change(here, journey)
    return MapRow(
        group=journey.group,
        title=journey.title,
        href=here.href(journey),
        stages=tuple(_stage_cell(here, journey, stage, level) for stage, level in stages),
        owner=link_to(here, here.site.find(journey.owner)),
        reviewed=short_date(journey.reviewed) if journey.reviewed else "",
        overdue_since=short_date(due) if due and facts.is_overdue(journey, here.site.today) else "",
        change=change,
        changes=changes,
        changed=changed,
        mark="draft" if journey.draft else "",
        lowest=min((level for level in levels if level is not None), default=None),
    )


def _latest_change(here: Here, journey: Journey) -> tuple[LinkTo | None, str, str]:
    """The latest change of a map, how many there were of late in words, and its day. Where nobody knows the past, the notes tell of it."""
    if not concerns_of(here).has_news:
        noted = changes_since(here, journey, None)
        latest = noted[0] if noted else None
        words = f"{counted(len(noted), 'change')} noted" if noted else ""
        return (
            (link_to(here, latest, short_date(latest.date)), words, latest.date.isoformat()) if latest and latest.date else (None, "", "")
        )
    news = concerns_of(here).news(journey.key)
    begins = here.log.begins
    if not news:
        return None, f"no change since {short_date(begins)}" if begins else "", ""
    since = here.site.today - RECENT
    count = sum(1 for entry in news if entry.day > since)
    words = f"{counted(count, 'change')} since {short_date(since)}" if count else ""
    link = LinkTo(_in_short(here, news[0], journey), filtered_href(here, journey.key), short_date(news[0].day))
    return link, words, news[0].day.isoformat()


def _in_short(here: Here, entry: LogEntry, journey: Journey) -> str:
    """A change in a few words: what of the map, or which thing on it."""
    told = card(here, entry)
    if entry.key != journey.key:
        return told.headline
    if entry.what == "added":
        return "New map"
    if not told.places:
        return told.headline
    place, label = told.places[0].title.rpartition(" / ")[2], told.places[0].lines[0].label
    return f"{place}: {label}" if place else label.capitalize()


def _news(here: Here) -> tuple[ChangeCard, ...]:
    """The latest cards in brief, without what the notes tell in the panel beside it."""
    since = here.site.today - RECENT
    entries = [entry for entry in here.log.entries if concerns_of(here).is_news(entry) and entry.day > since]
    return tuple(in_brief(one) for one in cards(here, entries[: SHOWN_NEWS * 6])[:SHOWN_NEWS])


def _stage_cell(here: Here, journey: Journey, stage: FlowStage, level: float | None) -> StageCell:
    title = stage.title or counted(len(stage.steps), "step")
    href = here.href(journey, stage.id)
    if level is None:
        return StageCell(title, href, "", "", "", "no emotion said")
    mood, shape, words = next(entry[1:] for entry in MOODS if level >= entry[0])
    return StageCell(title, href, mood, shape, signed_number(level), words)


MOODS = (
    (1.0, "very-good", "▲", "very good"),
    (0.4, "good", "△", "good"),
    (-0.399, "neither", "·", "neither good nor bad"),
    (-0.999, "bad", "▽", "bad"),
    (-99.0, "very-bad", "▼", "very bad"),
)
"""From which level on a stage is called what. Shapes tell them apart where colour does not."""


# Counts and notes ----------------------------------------------------------------------------------------------------


def _index(here: Here, kind: str) -> LinkTo | None:
    found = here.site.kinds.get(kind)
    return LinkTo(found.plural, here.addresses.index(found)) if found and here.site.of(kind) else None


def _counts(here: Here, maps: int) -> Iterator[LinkTo]:
    site = here.site
    for name, words in (("journey", ("current map", "")), ("persona", ("persona", "")), ("touchpoint", ("touchpoint", ""))):
        known = _index(here, name)
        number = maps if name == "journey" else sum(1 for entity in site.of(name) if entity.archived is None)
        if known and number:
            yield LinkTo(counted(number, *words), known.href)


def _progress(here: Here) -> Iterator[LinkTo]:
    """Findings by how far they are: open, in progress, resolved."""
    known = here.site.kinds.get("finding")
    statuses = [facts.finding_status(here.site, f) for f in here.site.of("finding") if isinstance(f, Finding) and f.archived is None]
    for status in FINDING_STATUSES[:3]:
        if known and status in statuses:
            words = counted(statuses.count(status), "finding") if status == "open" else str(statuses.count(status))
            yield LinkTo(f"{words} {status}", here.addresses.index(known, f"group-{status.replace(' ', '-')}"))


def _recent(here: Here) -> str:
    since = here.site.today - RECENT
    if concerns_of(here).has_news:
        count = sum(1 for entry in here.log.since(since + timedelta(days=1)) if concerns_of(here).is_news(entry))
        return f"{counted(count, 'change')} since {short_date(since)}." if count else ""
    notes = [note for note in _dated_notes(here) if note.type == "change" and note.date and note.date >= since]
    return f"{counted(len(notes), 'change')} noted since {short_date(since)}." if notes else ""


def _dated_notes(here: Here) -> tuple[Note, ...]:
    """Latest first."""
    notes = [(note.date, note.id, note) for note in here.site.of("note") if isinstance(note, Note) and note.date and note.archived is None]
    return tuple(note for _, _, note in sorted(notes, key=lambda entry: entry[:2], reverse=True))


def _latest_notes(here: Here) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(
            when=short_date(note.date) if note.date else "",
            word=note.type.capitalize() or "Note",
            note=LinkTo(note.title, here.href(note)),
            about=tuple(link for ref in note.about[:2] if (link := link_to(here, here.site.find(ref), anchor=ref.step))),
        )
        for note in _dated_notes(here)[:SHOWN_NOTES]
    )
