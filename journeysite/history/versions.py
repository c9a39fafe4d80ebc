"""Both sides of what a step touched, as normal forms: what was readable before and after it, as the site of today would write it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..errors import Diagnostic, Place, Severity
from .axis import Axis
from .normal import Normal, model_at, normalise, normalise_item
from .past import Step, Touched
from .prune import LARGE, MARK, Scan, prune
from .telling import Telling


@dataclass
class Open:
    """What a walk along history keeps of the files.

    last_good: files that cannot be read at this point: the object id of their last readable version.  said_meanwhile: what was said of them since.
    series: CSV files: the path and object id of the source that names them.  axis: how emotions are written at this point.
    signs, scans: of a file's last version, by its path, with its object id. They only spare work, and are not remembered.
    """

    last_good: dict[str, str] = field(default_factory=dict)
    said_meanwhile: dict[str, list[str]] = field(default_factory=dict)
    series: dict[str, tuple[str, str]] = field(default_factory=dict)
    axis: Axis = field(default_factory=Axis)
    signs: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)
    scans: dict[str, tuple[str, Scan]] = field(default_factory=dict, compare=False, repr=False)


@dataclass
class Sides:
    """The entities of the touched files that differ, before and after, by `kind:id`.

    old_blobs, new_blobs: by which content each is known.  states: a sign of what each says after.  paths: where each stands after, and stood before.
    earlier: what was said of versions that could not be read.  unknown: entities whose past cannot be read at all.
    same: what entities of the same files say that did not change.  hidden: whether something was touched that is not published.
    """

    old: dict[str, Normal] = field(default_factory=dict)
    new: dict[str, Normal] = field(default_factory=dict)
    old_blobs: dict[str, str] = field(default_factory=dict)
    new_blobs: dict[str, str] = field(default_factory=dict)
    old_states: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    old_paths: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    items: dict[str, dict[str, bytes]] = field(default_factory=dict)
    earlier: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    same: list[bytes] = field(default_factory=list)
    hidden: bool = False


NEIGHBOURS = 400
"""So many other sources are looked at to tell what is common. In a larger atlas these are a sample."""

Entities = dict[str, Normal]


class Versions:
    """Reads steps one after the other."""

    def __init__(self, telling: Telling, open_files: Open, report: Callable[[Diagnostic], None]) -> None:
        self.telling, self.open, self.report = telling, open_files, report
        self.known: dict[str, dict[tuple[str, Axis], Entities | None]] = {}
        self.has_forgotten = False

    def sides(self, step: Step, axes: tuple[Axis, Axis], whole: bool = False) -> Sides:
        """What a step changed. axes: how emotions were written before and after it.  whole: read nothing in part only."""
        sides = Sides()
        tables = {touched.path: touched for touched in step.touched if touched.path.endswith(".csv")}
        can_cut = not whole and axes[0] == axes[1]
        may_cut_new = can_cut and not any(touched.old and not touched.new for touched in step.touched)
        self.has_forgotten = False
        for touched in [*step.touched, *self.sources_of(tables, step)]:
            if not touched.path.endswith(SOURCES):
                continue
            if not self.telling.forget(touched.path.rpartition("/")[2]):
                self.has_forgotten = True
                continue
            before_blob = self.open.last_good.get(touched.path, touched.old)
            cut = self.cut(touched, before_blob, axes[1], may_cut_new) if can_cut else None
            before, after, items = cut or (
                self.entities(touched.path, before_blob, axes[0]),
                self.entities(touched.path, touched.new, axes[1]),
                {},
            )
            if after is None:
                self.keep_last_good(step, touched, before_blob)
                continue
            self.open.last_good.pop(touched.path, None)
            earlier = tuple(self.open.said_meanwhile.pop(touched.path, ()))
            if before is None:
                sides.unknown |= after.keys()
                before = {}
            rows = {side: self.with_series(touched.path, blob, entities, tables, side) for side, blob, entities in (
                ("old", before_blob, before), ("new", touched.new, after))}  # fmt: skip
            self.note(sides, touched.path, before_blob, touched.new, rows["old"], rows["new"], items, earlier)
        for key in [key for key in sides.old.keys() & sides.new.keys() if sides.old[key] == sides.new[key] and key not in sides.unknown]:
            sides.same.append(json.dumps(sides.new[key], ensure_ascii=False).encode())
            del sides.old[key], sides.new[key]
        sides.hidden = sides.hidden or self.has_forgotten
        return sides

    def note(
        self, sides: Sides, path: str, old_blob: str, new_blob: str, old: Entities, new: Entities, items: dict[str, bytes], earlier: tuple[str, ...]
    ) -> None:  # fmt: skip
        for entities, blob, blobs, states, paths, found in (
            (old, old_blob, sides.old_blobs, sides.old_states, sides.old_paths, sides.old),
            (new, new_blob, sides.new_blobs, sides.states, sides.paths, sides.new),
        ):
            for key, normal in entities.items():
                if key in found and found is sides.new:
                    # Two files with one id cannot be published; the first one counts.
                    continue
                found[key], blobs[key], paths[key] = normal, blob, path
                states[key] = digest(f"{key.partition(':')[0]} {normal.get('title', '')} {self.state(path, blob, normal, len(entities))}")
                if items:
                    sides.items[key] = items
                if earlier:
                    sides.earlier[key] = earlier
        touched = {**old, **new}
        sides.hidden = sides.hidden or any(is_draft(new.get(key, normal)) for key, normal in touched.items())

    # Reading ------------------------------------------------------------------------------------

    def entities(self, path: str, blob: str, axis: Axis) -> Entities | None:
        """The entities of a version; None for one that cannot be read."""
        if not blob:
            return {}
        known = self.known.setdefault(path, {})
        if (blob, axis) not in known:
            data = self.telling.read(blob)
            found = None if data is None else normalise(path, data, self.telling.kinds)
            if len(known) > 1:
                known.pop(next(iter(known)))
            known[blob, axis] = found if found is None else self.finished(found, axis)
        return known[blob, axis]

    def finished(self, found: Entities, axis: Axis) -> Entities:
        finished = {key: self.finish(key, normal, axis) for key, normal in found.items()}
        self.has_forgotten = self.has_forgotten or None in finished.values()
        return {key: normal for key, normal in finished.items() if normal is not None}

    def finish(self, key: str, normal: Normal, axis: Axis) -> Normal | None:
        """Emotions as they are written today, and without what is to be forgotten."""
        return self.telling.redact(key, axis.retold(normal, self.telling.axis))

    def cut(self, touched: Touched, before_blob: str, axis: Axis, may_cut_new: bool) -> tuple[Entities, Entities, dict[str, bytes]] | None:
        """Both versions of a large file read only where they differ; None where that is not possible.

        A file that comes in is compared with what it is today: what both say has been read in full by the build.
        """
        if not touched.new or (not before_blob and not may_cut_new) or "/" not in touched.path:
            return None
        today = None if before_blob else self.telling.proven(touched.path)
        if today is not None and today.blob == touched.new and len(data := today.data) >= LARGE:
            self.sign(touched.path, touched.new, data)
            return {}, self.finished({today.key: {"title": today.title}}, axis), _NOTHING
        new = self.telling.read(touched.new)
        old = self.telling.read(before_blob) if before_blob else today.data if today is not None else None
        blob, scan = self.open.scans.get(touched.path, ("", None))
        pruned = prune(touched.path, old, new, scan if blob == before_blob else None) if old is not None and new is not None else None
        if pruned is None:
            return None
        self.open.scans[touched.path] = touched.new, pruned.scan
        after = normalise(touched.path, pruned.new, self.telling.kinds)
        before = normalise(touched.path, pruned.old, self.telling.kinds) if before_blob else {}
        if not after or before is None or (before_blob and before.keys() != after.keys()):
            return None
        return (self.finished(before, axis) if before_blob else {}), self.finished(after, axis), pruned.items

    def expanded(self, value: Any, key: str, path: tuple[str | int, ...], items: Mapping[str, bytes], axis: Axis) -> Any:
        """A value with the items for the words that stand for them."""
        if isinstance(value, str):
            if value in items:
                return normalise_item(items[value], None)
            return (
                re.sub(f"{MARK}\\d+{MARK}", lambda match: items[match[0]].decode("utf-8", "replace").strip(" -\n"), value)
                if MARK in value
                else value
            )
        if isinstance(value, list):
            return [self.expanded(item, key, (*path, number), items, axis) for number, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if value.get("title") in items:
            kind = self.telling.kinds.get(key.partition(":")[0])
            item = normalise_item(items[value["title"]], model_at(kind.model, path) if kind else None)
            finished = self.finish(key, {"item": item}, axis)
            return (finished or {}).get("item", "")
        return {name: self.expanded(item, key, (*path, name), items, axis) for name, item in value.items()}

    def keep_last_good(self, step: Step, touched: Touched, before: str) -> None:
        is_news = touched.path not in self.open.last_good
        self.open.last_good[touched.path] = before
        self.open.said_meanwhile.setdefault(touched.path, []).append(self.telling.forget(step.message))
        if is_news and self.telling.read(touched.new) is not None:
            message = f"this file could not be read from {step.when:%Y-%m-%d} (commit {step.commit[:8]}) on"
            hint = "what it said before is taken to hold until it can be read again"
            self.report(Diagnostic(Place(touched.path), "C801", message, hint, severity=Severity.HINT))

    # Series in a CSV file -------------------------------------------------------------------------

    def sources_of(self, tables: Mapping[str, Touched], step: Step) -> list[Touched]:
        """The sources, untouched themselves, whose series stands in a CSV file that was touched."""
        touched = {item.path for item in step.touched}
        sources = {self.open.series[path] for path in tables if path in self.open.series}
        return [Touched(path, blob, blob) for path, blob in sorted(sources) if path not in touched]

    def with_series(self, path: str, blob: str, entities: Entities, tables: Mapping[str, Touched], side: str) -> Entities:
        """The entities with the rows of a CSV file for the file's name, where this step touched it."""
        found: Entities = {}
        for key, normal in entities.items():
            found[key] = normal
            name = normal.get("series")
            if not isinstance(name, str) or not name.endswith(".csv"):
                continue
            table = f"{path.rpartition('/')[0]}/{name}".lstrip("/")
            self.open.series[table] = (path, blob)
            rows = getattr(tables[table], side) if table in tables else ""
            data = self.telling.read(rows) if rows else None
            if data is not None:
                found[key] = self.telling.redact(key, {**normal, "series": _rows(data)}) or {}
        return found

    def bystanders(self, step: Step, sides: Sides) -> Iterator[bytes]:
        """The sources of what this step did not touch, as far as they are of a kind with what it did."""
        yield from sides.same
        touched = {item.path for item in step.touched}
        folders = {path.partition("/")[0] for path in touched}
        near = (blob for path, blob in self.telling.files(step).items() if path not in touched and path.partition("/")[0] in folders)
        for blob in islice(near, NEIGHBOURS):
            yield self.telling.read(blob) or b""

    # Signs ----------------------------------------------------------------------------------------

    def state(self, path: str, blob: str, normal: Normal, count: int) -> str:
        """A sign of what an entity says. For a large file it is taken from the text, without white space, quotes and comments: nothing is parsed for it."""
        known, sign = self.open.signs.get(path, ("", ""))
        if known == blob:
            return sign
        data = self.telling.read(blob) if count == 1 else None
        if data is None or len(data) < LARGE:
            return digest(json.dumps(normal, sort_keys=True, ensure_ascii=False))
        return self.sign(path, blob, data)

    def sign(self, path: str, blob: str, data: bytes) -> str:
        bare = (_COMMENT.sub(b"", data) if b"#" in data else data).translate(None, b" \t\r\n\"'")
        sign = hashlib.sha256(bare).hexdigest()[:20]
        self.open.signs[path] = blob, sign
        return sign


SOURCES = (".md", ".yml", ".yaml", ".csv")
_COMMENT = re.compile(rb"^[ \t]*#[^\n]*", re.M)
_NOTHING: dict[str, bytes] = {"": b""}
"""Items of a version of which nothing but its title was read."""


def is_draft(normal: Normal) -> bool:
    return str(normal.get("draft", "")).casefold() in ("true", "yes", "on")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _rows(data: bytes) -> dict[str, str]:
    """A CSV file of a series as dates to values."""
    lines = data.decode("utf-8-sig", "replace").splitlines()[1:]
    cells = [line.split(",") for line in lines if line.strip()]
    return {row[0].strip(): row[1].strip() for row in cells if len(row) > 1}
