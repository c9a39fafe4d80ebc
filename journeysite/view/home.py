"""The home page: every map with every stage, worst first, and what three readers come for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from ..model import facts
from ..model.finding import FINDING_STATUSES, Finding
from ..model.note import Note
from .attention import Attention, attention
from .changes import ChangeCard, cards, in_brief
from .charts import charts
from .concerns import PATH, concerns_of
from .here import Here
from .index import group_href
from .intro import Intro, intro_of
from .language import message
from .links import LinkTo, link_to
from .map_rows import RECENT, MapRow, columns_for, worst_first
from .my_team import TeamChoice, team_choices
from .stages import PATH as STAGES_PATH

SHOWN_MAPS = 40
SHOWN_NOTES = 5
SHOWN_NEWS = 6
SHOWN_PATHS = 6


class NoteLine(Struct, frozen=True):
    """A note. when: "2 Nov 2026" or "".  word: change, decision, question.  about: what it is about."""

    when: str
    word: str
    note: LinkTo
    about: tuple[LinkTo, ...]


class HomePage(Struct, frozen=True):
    """counts, progress: links whose titles are a number and its word.  more: the whole table of maps where this one is cut.
    recent: changes of late, in words.
    news: what changed of late, since a day in words; () for an atlas that knows no history, of which the notes tell.
    columns: how many stages stand side by side.  teams: to choose one's own from.  charts: what else shows the atlas as a whole.
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
    more: LinkTo | None
    attention: tuple[Attention, ...]
    health: LinkTo
    hints: str
    notes: tuple[NoteLine, ...]
    columns: int
    teams: tuple[TeamChoice, ...]
    charts: tuple[LinkTo, ...]


def home_page(here: Here, site_title: str) -> HomePage:
    site, say, href = here.site, here.language.say, here.addresses.href
    intro = intro_of(site)
    current, future = worst_first(here, "current"), worst_first(here, "future")
    paths = tuple(link for path in site.of("path") if path.archived is None and (link := link_to(here, path)))
    return HomePage(
        title=intro.title or site_title or say("Journey atlas"),
        summary=intro.summary,
        intro=intro,
        counts=tuple(_counts(here, len(current))),
        progress=tuple(_progress(here)),
        lists=tuple(LinkTo(say(kind.plural), here.addresses.index(kind)) for kind in site.kinds.values() if site.of(kind.name)),
        journeys=_index(here, "journey"),
        guide=LinkTo(say("How to read a map"), href("read/index")),
        paths=paths[:SHOWN_PATHS],
        all_paths=_index(here, "path"),
        changes=LinkTo(say("What changed"), href(PATH)) if concerns_of(here).has_news else _index(here, "note"),
        all_notes=_index(here, "note"),
        recent=_recent(here),
        news=_news(here),
        since=here.language.day(site.today - RECENT),
        maps=current[:SHOWN_MAPS],
        future=future[:SHOWN_MAPS],
        more=_more(here, max(0, len(current) - SHOWN_MAPS) + max(0, len(future) - SHOWN_MAPS)),
        attention=attention(here),
        health=LinkTo(say("Health of the atlas"), href("health/index")),
        hints=_hints(here),
        notes=_latest_notes(here),
        columns=columns_for((*current[:SHOWN_MAPS], *future[:SHOWN_MAPS])),
        teams=team_choices(here),
        charts=charts(here, with_stages=max(len(current), len(future)) > SHOWN_MAPS),
    )


def _more(here: Here, left: int) -> LinkTo | None:
    words = here.language.count("{count} more map with all its stages", "{count} more maps with all their stages", left)
    return LinkTo(words, here.addresses.href(STAGES_PATH)) if left else None


def _hints(here: Here) -> str:
    found = sum(1 for diagnostic in here.site.diagnostics if diagnostic.code.startswith("C"))
    words = here.language.count("{count} thing that would make the atlas better", "{count} things that would make the atlas better", found)
    return words if found else ""


# News ----------------------------------------------------------------------------------------------------------------


def _news(here: Here) -> tuple[ChangeCard, ...]:
    """The latest cards in brief, without what the notes tell in the panel beside it."""
    since = here.site.today - RECENT
    entries = [entry for entry in here.log.entries if concerns_of(here).is_news(entry) and entry.day > since]
    return tuple(in_brief(one) for one in cards(here, entries[: SHOWN_NEWS * 6])[:SHOWN_NEWS])


# Counts and notes ----------------------------------------------------------------------------------------------------


def _index(here: Here, kind: str) -> LinkTo | None:
    found = here.site.kinds.get(kind)
    return LinkTo(here.language.say(found.plural), here.addresses.index(found)) if found and here.site.of(kind) else None


def _counts(here: Here, maps: int) -> Iterator[LinkTo]:
    site, language = here.site, here.language
    personas, touchpoints = (sum(1 for each in site.of(name) if each.archived is None) for name in ("persona", "touchpoint"))
    for name, number, words in (
        ("journey", maps, language.count("{count} current map", "{count} current maps", maps)),
        ("persona", personas, language.count("{count} persona", "{count} personas", personas)),
        ("touchpoint", touchpoints, language.count("{count} touchpoint", "{count} touchpoints", touchpoints)),
    ):
        known = _index(here, name)
        if known and number:
            yield LinkTo(words, known.href)


def _progress(here: Here) -> Iterator[LinkTo]:
    """Findings by how far they are: open, in progress, resolved."""
    known = here.site.kinds.get("finding")
    statuses = [facts.finding_status(here.site, f) for f in here.site.of("finding") if isinstance(f, Finding) and f.archived is None]
    for status in FINDING_STATUSES[:3]:
        if known and status in statuses:
            yield LinkTo(_how_many(here, status, statuses.count(status)), group_href(here, known, status))


def _how_many(here: Here, status: str, number: int) -> str:
    if status == "open":
        return here.language.count("{count} finding open", "{count} findings open", number)
    if status == "resolved":
        return here.language.count("{count} resolved", "{count} resolved", number)
    return here.language.count("{count} in progress", "{count} in progress", number)


def _recent(here: Here) -> str:
    language, since = here.language, here.site.today - RECENT
    if concerns_of(here).has_news:
        count = sum(1 for entry in here.log.since(since + timedelta(days=1)) if concerns_of(here).is_news(entry))
        words = language.count("{count} change since {day}.", "{count} changes since {day}.", count, day=language.day(since))
    else:
        count = sum(1 for note in _dated_notes(here) if note.type == "change" and note.date and note.date >= since)
        words = language.count("{count} change noted since {day}.", "{count} changes noted since {day}.", count, day=language.day(since))
    return words if count else ""


def _dated_notes(here: Here) -> tuple[Note, ...]:
    """Latest first."""
    notes = [(note.date, note.id, note) for note in here.site.of("note") if isinstance(note, Note) and note.date and note.archived is None]
    return tuple(note for _, _, note in sorted(notes, key=lambda entry: entry[:2], reverse=True))


_NOTES = {"change": message("Change"), "decision": message("Decision"), "question": message("Question")}


def _latest_notes(here: Here) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(
            when=here.language.day(note.date) if note.date else "",
            word=here.language.say(_NOTES.get(note.type, "Note")),
            note=LinkTo(note.title, here.href(note)),
            about=tuple(link for ref in note.about[:2] if (link := link_to(here, here.site.find(ref), anchor=ref.step))),
        )
        for note in _dated_notes(here)[:SHOWN_NOTES]
    )
