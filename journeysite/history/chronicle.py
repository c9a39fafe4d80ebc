"""The entries of the change log: one for each step of history and entity that it changed.

A `Chronicle` remembers where it stopped, as JSON, so that the next build reads only what came since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from ..errors import Diagnostic, Place, Severity
from ..model.kind import Kind
from ..model.reading import slug
from ..model.texts import Key
from .diff import Change, diff
from .identity import renamed, retold
from .match import Path
from .normal import Normal, normalise
from .past import Step, Touched
from .weigh import Weight, weigh

FLIP = timedelta(days=1)
"""What goes back to what it was within this time is no news."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, a step or another part on the way to what changed. list: the list that it stands in.  id: as pinned, else the slug of its title."""

    list: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """A change with where it is, in words. where: the parts around it from the outside in.  was_in: the parts around it before, where it moved."""

    change: Change
    weight: Weight
    where: tuple[Part, ...]
    was_in: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one step changed in one entity.

    id: survives a rewritten history.  key: the entity as it is called today.  title: as it was called then.
    what: added, removed, renamed, changed, or back (as it was on `back_to`).  changes: structure first; () for added and removed.
    """

    id: str
    day: date
    when: datetime
    commit: str
    key: Key
    title: str
    what: str
    changes: tuple[Told, ...]
    old_title: str = ""
    back_to: date | None = None
    message: str = ""
    author: str = ""


@dataclass
class Life:
    """One entity through all its names. states: hash of each published state to the time it was reached."""

    key: str
    title: str
    states: dict[str, datetime] = field(default_factory=dict)
    removed: tuple[datetime, Normal] | None = None


@dataclass
class Chronicle:
    """Entries so far, and what is needed to go on."""

    entries: list[Entry] = field(default_factory=list)
    lives: dict[str, Life] = field(default_factory=dict)
    """By the key that the entity has now, or had when it left."""
    names: dict[str, str] = field(default_factory=dict)
    """Every key that an entity once had, to the one it has now."""
    last_good: dict[str, str] = field(default_factory=dict)
    """Files that cannot be read at this point: the object id of their last readable version."""
    said_meanwhile: dict[str, list[str]] = field(default_factory=dict)
    series: dict[str, tuple[str, str]] = field(default_factory=dict)
    """CSV files: the path and object id of the source that names them."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    head: str = ""


@dataclass(frozen=True)
class Telling:
    """What telling a step needs from outside. read: the bytes of an object id.  redact: takes out of a normal form what must be forgotten."""

    kinds: Mapping[str, Kind]
    read: Callable[[str], bytes]
    formerly: Mapping[str, str]
    zone: tzinfo
    redact: Callable[[str, Normal], Normal | None] = lambda key, normal: normal


def tell(steps: Iterable[Step], chronicle: Chronicle, telling: Telling) -> Chronicle:
    """Go on with a chronicle over later steps. Changes it in place and returns it: it is the one record of a walk."""
    walk = _Walk(chronicle, telling)
    for step in steps:
        walk.take(step)
        chronicle.head = step.commit
    return chronicle


class _Walk:
    def __init__(self, chronicle: Chronicle, telling: Telling) -> None:
        self.told, self.telling = chronicle, telling
        self.known: dict[tuple[str, str], dict[str, Normal] | None] = {}

    def take(self, step: Step) -> None:
        old, new, blobs = self.both_sides(step)
        gone = {key: normal for key, normal in old.items() if key not in new}
        come = {key: normal for key, normal in new.items() if key not in old}
        pairs = renamed(gone, come, self.telling.formerly)
        self.told.names |= pairs
        for known, now in list(self.told.names.items()):
            self.told.names[known] = pairs.get(now, now)
        for key in sorted(old.keys() & new.keys()):
            self.settle(step, key, key, old[key], new[key], pairs, blobs)
        for was, now in sorted(pairs.items()):
            self.settle(step, was, now, gone[was], come[now], pairs, blobs)
        for key in sorted(gone.keys() - pairs.keys()):
            self.settle(step, key, key, gone[key], None, pairs, blobs)
        for key in sorted(come.keys() - set(pairs.values())):
            self.settle(step, key, key, None, come[key], pairs, blobs)

    # Reading both sides of a step ---------------------------------------------------------------

    def both_sides(self, step: Step) -> tuple[dict[str, Normal], dict[str, Normal], dict[str, str]]:
        """The entities of the touched files before and after; those that are equal left out. Also the object ids by which each is known."""
        old: dict[str, Normal] = {}
        new: dict[str, Normal] = {}
        blobs: dict[str, str] = {}
        tables = {touched.path: touched for touched in step.touched if touched.path.endswith(".csv")}
        for touched in [*step.touched, *self.sources_of(tables, step)]:
            before_blob = self.told.last_good.get(touched.path, touched.old)
            after = self.entities(touched.path, touched.new)
            if after is None:
                self.keep_last_good(step, touched, before_blob)
                continue
            self.told.last_good.pop(touched.path, None)
            before = self.entities(touched.path, before_blob) or {}
            for key, normal in before.items():
                old[key] = self.with_series(touched.path, before_blob, normal, tables, lambda table: table.old)
                blobs[f"-{key}"] = before_blob
            for key, normal in after.items():
                new[key] = self.with_series(touched.path, touched.new, normal, tables, lambda table: table.new)
                blobs[f"+{key}"] = touched.new
        same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
        return {k: v for k, v in old.items() if k not in same}, {k: v for k, v in new.items() if k not in same}, blobs

    def entities(self, path: str, blob: str) -> dict[str, Normal] | None:
        if not blob:
            return {}
        if (path, blob) not in self.known:
            found = normalise(path, self.telling.read(blob), self.telling.kinds)
            if found is not None:
                redacted = {key: self.telling.redact(key, normal) for key, normal in found.items()}
                found = {key: normal for key, normal in redacted.items() if normal is not None}
            self.known[path, blob] = found
        return self.known[path, blob]

    def keep_last_good(self, step: Step, touched: Touched, before: str) -> None:
        self.told.last_good[touched.path] = before
        self.told.said_meanwhile.setdefault(touched.path, []).append(step.message)
        message = f"this file could not be read from {step.when:%Y-%m-%d} (commit {step.commit[:8]}) on"
        hint = "what it said before is taken to hold until it can be read again"
        self.told.diagnostics.append(Diagnostic(Place(touched.path), "C801", message, hint, severity=Severity.HINT))

    def sources_of(self, tables: Mapping[str, Touched], step: Step) -> list[Touched]:
        """The sources, untouched themselves, whose series stands in a CSV file that was touched."""
        touched = {item.path for item in step.touched}
        sources = {self.told.series[path] for path in tables if path in self.told.series}
        return [Touched(path, blob, blob) for path, blob in sorted(sources) if path not in touched]

    def with_series(self, path: str, blob: str, normal: Normal, tables: Mapping[str, Touched], side: Callable[[Touched], str]) -> Normal:
        """The entity with the rows of its CSV file for the file's name, where this step touched it."""
        name = normal.get("series")
        if not isinstance(name, str) or not name.endswith(".csv"):
            return normal
        table = f"{path.rpartition('/')[0]}/{name}".lstrip("/")
        self.told.series[table] = (path, blob)
        found = side(tables[table]) if table in tables else ""
        return {**normal, "series": _rows(self.telling.read(found))} if found else normal

    # What became of an entity --------------------------------------------------------------------

    def settle(
        self, step: Step, was: str, now: str, old: Normal | None, new: Normal | None, names: Mapping[str, str], blobs: Mapping[str, str]
    ) -> None:
        before, after = _published(old), _published(new)
        if before is None and after is None:
            return
        life = self.told.lives.pop(was, None) or Life(was, "")
        self.told.lives[now] = life
        life.key, old_title = now, life.title
        if after is None:
            self.leave(step, life, before or {}, is_withdrawn=new is not None, blobs=blobs)
            return
        life.title = str(after.get("title", now))
        if before is None:
            before = self.come_back(step, life)
        if before is None:
            self.add(step, life, "added", (), "", blobs, was)
        else:
            self.change(step, life, was, retold(before, names), after, old_title, blobs)
        life.states[_hash(after)] = step.when

    def leave(self, step: Step, life: Life, before: Normal, is_withdrawn: bool, blobs: Mapping[str, str]) -> None:
        if is_withdrawn:
            # A draft leaves no trace: what was said of it while it was published goes too.
            self.told.entries[:] = [entry for entry in self.told.entries if str(entry.key) != life.key]
            life.states.clear()
            return
        life.title = life.title or str(before.get("title", life.key))
        life.removed = (step.when, before)
        self.add(step, life, "removed", (), "", blobs, life.key)

    def come_back(self, step: Step, life: Life) -> Normal | None:
        """What it said when it left, where it comes back so soon that its leaving is no news."""
        left, life.removed = life.removed, None
        if left is None or step.when - left[0] > FLIP:
            return None
        entries = self.told.entries
        last = next((entry for entry in reversed(entries) if str(entry.key) == life.key and entry.what == "removed"), None)
        if last is not None:
            entries.remove(last)
        return left[1]

    def change(self, step: Step, life: Life, was: str, before: Normal, after: Normal, old_title: str, blobs: Mapping[str, str]) -> None:
        # What a rename changes by itself is said by the rename.
        changes = tuple(told for c in diff(before, after) if c.path[0] not in _SAID_BY_RENAME and (told := _told(c, before, after)).weight)
        is_renamed = was != life.key or before.get("title") != after.get("title")
        if not changes and not is_renamed:
            return
        reached = life.states.get(_hash(after))
        if reached is not None and step.when - reached <= FLIP:
            self.told.entries[:] = [e for e in self.told.entries if str(e.key) != life.key or e.when <= reached]
            return
        what = "back" if reached is not None else "renamed" if is_renamed else "changed"
        self.add(step, life, what, changes, str(before.get("title", old_title)), blobs, was, reached)

    def add(
        self, step: Step, life: Life, what: str, changes: tuple[Told, ...], old_title: str, blobs: Mapping[str, str], was: str,
        back_to: datetime | None = None,
    ) -> None:  # fmt: skip
        day = step.when.astimezone(self.telling.zone).date()
        entry = Entry(
            id=self.entry_id(was, blobs.get(f"-{was}", ""), blobs.get(f"+{life.key}", "")),
            day=day,
            when=step.when,
            commit=step.commit,
            key=Key(*life.key.split(":", 1)),
            title=life.title,
            what=what,
            changes=changes,
            old_title=old_title if old_title != life.title else "",
            back_to=back_to.astimezone(self.telling.zone).date() if back_to else None,
            message=step.message,
            author=step.author,
        )
        self.told.entries.append(entry)

    def entry_id(self, key: str, old_blob: str, new_blob: str) -> str:
        """From what changed, not from the commit: a rewritten history gives the same ids, and readers of feeds are not told twice."""
        base = f"{key} {old_blob} {new_blob}"
        nth = sum(1 for entry in self.told.entries if entry.id.startswith(_digest(base)))
        return f"{_digest(base)}{nth or ''}"


_SAID_BY_RENAME = ("title", "formerly", "id")


def _told(change: Change, before: Normal, after: Normal) -> Told:
    tree = before if change.what == "removed" else after
    was_in = _around(before, change.was) if change.what == "moved" else ()
    return Told(change, weigh(change), _around(tree, change.path), was_in)


def _around(tree: Normal, path: Path) -> tuple[Part, ...]:
    """The parts on the way to a path, that at the path itself left out."""
    found = []
    value: Any = tree
    name = ""
    for step in path[:-1]:
        value = value[int(step)] if isinstance(value, list) else value.get(step, {})
        if isinstance(step, str):
            name = step
        elif isinstance(value, dict):
            title = str(value.get("title", ""))
            found.append(Part(name, str(value.get("id") or value.get("same") or slug(title)), title))
    return tuple(found)


def _published(normal: Normal | None) -> Normal | None:
    if normal is None or str(normal.get("draft", "")).casefold() in ("true", "yes", "on"):
        return None
    return {key: value for key, value in normal.items() if key != "draft"}


def _hash(normal: Normal) -> str:
    return _digest(json.dumps(normal, sort_keys=True, ensure_ascii=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _rows(data: bytes) -> dict[str, str]:
    """A CSV file of a series as dates to values."""
    lines = data.decode("utf-8-sig", "replace").splitlines()[1:]
    cells = [line.split(",") for line in lines if line.strip()]
    return {row[0].strip(): row[1].strip() for row in cells if len(row) > 1}
