"""What one state of the content changes in another, such as a pull request: one comparison of two trees, whatever lies between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol

from ..errors import Diagnostic
from ..model.note import Note
from ..model.refs import Key
from ..model.site import Site
from ..source.tree import Tree
from .axis import axis_of
from .changelog import HistoryOptions
from .chronicle import Chronicle
from .entry import Entry
from .gather import LogEntry, said_once
from .normal import Normal, normalise
from .past import Step, Touched
from .reason import reason_of
from .telling import Telling
from .unpublished import blob_id
from .versions import Open, Versions, is_draft
from .walk import tell


class Side(Protocol):
    """One state of the content: the id of each file's content by its path, and the contents."""

    @property
    def files(self) -> Mapping[str, str]: ...

    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True)
class Present:
    """The content as it lies in a folder, committed or not. files: ids as git would give them."""

    tree: Tree
    files: Mapping[str, str]

    def read(self, path: str) -> bytes:
        return self.tree.read(path)


def present(tree: Tree, former: Side) -> Present:
    """A folder as a side. former: gives the length of ids, so that equal files are known as such."""
    length = max(map(len, former.files.values()), default=40)
    return Present(tree, {path: blob_id(tree.read(path), length) for path in tree})


@dataclass(frozen=True)
class Comparison:
    """entries: one for each entity that differs, in the order of their files.  diagnostics: what could not be read.

    before, after: what is published of that, in normal form by `kind:id`.  paths: the files in which each was or is written.
    withdrawn: keys of what was published and is a draft now.
    """

    entries: tuple[Entry, ...]
    before: Mapping[str, Normal]
    after: Mapping[str, Normal]
    paths: Mapping[str, frozenset[str]]
    withdrawn: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class State:
    """One side with the site that it makes."""

    side: Side
    site: Site


def between(old: State, new: State, options: HistoryOptions, today: date) -> Comparison:
    """Compare two states, by the rules by which the change log of the newer one is told."""
    was, now = old.side.files, new.side.files
    touched = tuple(
        Touched(path, was.get(path, ""), now.get(path, "")) for path in sorted(was.keys() | now.keys()) if was.get(path) != now.get(path)
    )
    contents = {blob: (state.side, path) for state in (old, new) for path, blob in state.side.files.items()}

    def read(blob: str) -> bytes:
        side, path = contents[blob]
        return side.read(path)

    telling = Telling(
        kinds=new.site.kinds,
        read=read,
        formerly={str(former): str(key) for former, key in new.site.former.items()},
        zone=options.zone,
        redact=options.redaction.normal,
        forget=options.redaction.text,
        axis=axis_of(new.site.registries),
    )
    axes = (axis_of(old.site.registries), axis_of(new.site.registries))
    step = Step("", datetime.combine(today, time(12), UTC), "", "", touched)
    series = _series(old.side, telling, touched) | _series(new.side, telling, touched)
    told = tell((step,), Chronicle(series=dict(series), axis=axes[0]), telling)
    sides = Versions(telling, Open(series=dict(series)), lambda diagnostic: None).sides(step, axes, whole=True)
    before, after = ({key: normal for key, normal in found.items() if not is_draft(normal)} for found in (sides.old, sides.new))
    paths = {
        key: frozenset(found[key] for found in (sides.old_paths, sides.paths) if key in found) for key in sides.old_paths | sides.paths
    }
    withdrawn = tuple(key for key in before if key in sides.new and key not in after)
    entries = sorted(told.entries, key=lambda entry: (sorted(paths.get(str(entry.key), ())), entry.key))
    return Comparison(tuple(entries), before, after, paths, withdrawn, tuple(told.diagnostics))


def _series(side: Side, telling: Telling, touched: tuple[Touched, ...]) -> dict[str, tuple[str, str]]:
    """The sources whose series stands in a CSV file that was touched: nothing but the source says so."""
    tables = {item.path for item in touched if item.path.endswith(".csv")}
    found: dict[str, tuple[str, str]] = {}
    for path, blob in side.files.items() if tables else ():
        data = side.read(path) if path.endswith((".md", ".yml", ".yaml")) else b""
        if b".csv" in data:
            for normal in (normalise(path, data, telling.kinds) or {}).values():
                table = f"{path.rpartition('/')[0]}/{normal.get('series', '')}".lstrip("/")
                if table in tables:
                    found[table] = (path, blob)
    return found


# Reasons -------------------------------------------------------------------------------------------------------------


def with_reasons(comparison: Comparison, done: Sequence[Step], site: Site, otherwise: str = "") -> tuple[LogEntry, ...]:
    """The entries with the reasons that they will be published with: a note that comes with them, a commit's `Change-note:`, else `otherwise`.

    done: the commits between the two states.  otherwise: a pull request's title, taken where it says something.
    `Change-note: none` is no reason, and asks for none. What is the same in three entities is said once.
    """
    title, _ = reason_of(f"Merge pull request\n\n{otherwise}") if otherwise else ("", "")
    notes = _notes(comparison, site)
    return tuple(said_once([_with_reason(entry, notes.get(entry.key, ""), comparison, done, title) for entry in comparison.entries]))


def _with_reason(entry: Entry, note: str, comparison: Comparison, done: Sequence[Step], title: str) -> LogEntry:
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    if note:
        return LogEntry(**fields, reason=note, reason_source="note")
    paths = comparison.paths.get(str(entry.key), frozenset())
    for step in reversed(done):
        if any(item.path in paths for item in step.touched):
            reason, source = reason_of(step.message)
            if source == "trailer":
                return LogEntry(**fields, reason=reason, reason_source=source)
    return LogEntry(**fields, reason=title, reason_source="pull request" if title else "")


def _notes(comparison: Comparison, site: Site) -> dict[Key, str]:
    """The title of the note that comes with the change, by what it is about."""
    found: dict[Key, str] = {}
    for entry in comparison.entries:
        note = site.entities.get(entry.key)
        if entry.what == "added" and isinstance(note, Note) and note.type != "question":
            found |= {entity.key: note.title for ref in note.about if (entity := site.find(ref))}
    return found
