"""From what is told of the past to what is shown of it: reasons, and what is the same in many entities said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..model.note import Note
from ..model.refs import Key
from ..model.site import Site
from .discretion import discreet, masked
from .entry import Entry, Told
from .match import frozen
from .reason import ReasonSource, reason_of

NEAR = timedelta(days=7)
"""A note that is brought later than this after its day tells of the past, not of the commit that brings it."""

SAME_IN = 3
"""In so many entities a change is said once."""


@dataclass(frozen=True, slots=True)
class LogEntry(Entry):
    """An entry with the reason that was given for it.

    author: "" unless the site shows authors.  commit: "" for what is not published yet.  also: other entities in which the same was changed.
    """

    reason: str = ""
    reason_source: ReasonSource = ""
    also: tuple[Key, ...] = ()

    @property
    def is_published(self) -> bool:
        return bool(self.commit)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every entity that it is about."""
        return (self.key, *self.also)


def log_entries(entries: Sequence[Entry], site: Site, with_authors: bool) -> tuple[LogEntry, ...]:
    """Newest first; within one commit in the order of history. entries: oldest first."""
    notes = _Notes.of(site, entries)
    found = [_with_reason(discreet(entry, site.kinds), notes, with_authors) for entry in entries]
    by_step: dict[tuple[str, date], list[LogEntry]] = defaultdict(list)
    for entry in found:
        by_step[entry.commit, entry.day].append(entry)
    steps = [list(said_once(step)) for step in by_step.values()]
    return tuple(entry for step in reversed(steps) for entry in step)


def said_once(step: Sequence[LogEntry]) -> Iterator[LogEntry]:
    """The entries of one step; a change that is the same in three entities or more stands in one entry about all of them."""
    holders: dict[object, list[LogEntry]] = defaultdict(list)
    for entry in step:
        for sign in {_sign(told) for told in entry.changes}:
            holders[sign].append(entry)
    common = {sign for sign, entries in holders.items() if len(entries) >= SAME_IN}
    done: set[object] = set()
    for entry in step:
        for told in entry.changes:
            sign = _sign(told)
            if sign in common and sign not in done:
                done.add(sign)
                also = tuple(other.key for other in holders[sign] if other is not entry)
                yield replace(entry, id=f"{entry.id}-{len(done)}", what="changed", changes=(told,), old_title="", back_to=None, also=also)
        left = tuple(told for told in entry.changes if _sign(told) not in common)
        if left or entry.what != "changed" or not entry.changes:
            yield entry if len(left) == len(entry.changes) else replace(entry, changes=left)


def _sign(told: Told) -> object:
    """What makes two changes the same, whatever they are in: the names on the way, without the places in lists."""
    change = told.change
    names = tuple(step for step in change.path if isinstance(step, str))
    return change.what, names, told.where, told.was_in, frozen(change.old), frozen(change.new)


# Reasons -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Notes:
    """Titles of the editors' notes by the day, and by the commit that brought the note, for each entity that it is about."""

    on_day: Mapping[tuple[date, Key], tuple[str, ...]] = field(default_factory=dict)
    in_commit: Mapping[tuple[str, Key], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, entries: Iterable[Entry]) -> _Notes:
        brought_by = {entry.key: entry for entry in entries if entry.key.kind == "note" and entry.what == "added"}
        on_day: dict[tuple[date, Key], tuple[str, ...]] = defaultdict(tuple)
        in_commit: dict[tuple[str, Key], tuple[str, ...]] = defaultdict(tuple)
        for note in site.of("note"):
            # A question is no reason.
            if not isinstance(note, Note) or note.type == "question":
                continue
            about = {entity.key for ref in note.about if (entity := site.find(ref))}
            for key in about:
                if note.date:
                    on_day[note.date, key] += (note.title,)
                if note.key in brought_by and (not note.date or abs(brought_by[note.key].day - note.date) <= NEAR):
                    in_commit[brought_by[note.key].commit, key] += (note.title,)
        return cls(on_day, in_commit)

    def on(self, entry: Entry) -> str:
        titles = (*self.in_commit.get((entry.commit, entry.key), ()), *self.on_day.get((entry.day, entry.key), ()))
        return " · ".join(dict.fromkeys(titles))


def _with_reason(entry: Entry, notes: _Notes, with_authors: bool) -> LogEntry:
    reason, source = _reason(entry, notes)
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return LogEntry(**values | {"author": entry.author if with_authors else ""}, reason=masked(reason), reason_source=source)


def _reason(entry: Entry, notes: _Notes) -> tuple[str, ReasonSource]:
    noted = notes.on(entry)
    if noted:
        return noted, "note"
    # What was said of versions that nobody could read was said of this one too.
    given = [
        (words, source) for message in (*entry.earlier, entry.message) if (words := (said := reason_of(message))[0]) and (source := said[1])
    ]
    return (" · ".join(dict.fromkeys(words for words, _ in given)), given[-1][1]) if given else ("", "")
