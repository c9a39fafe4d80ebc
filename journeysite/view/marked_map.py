"""A map with what a change does to it: its columns and cells marked, and the points of its curves that move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from ..history.between import Comparison
from ..history.changelog import LogEntry
from ..history.match import Path, match_parts
from ..history.normal import EVERYBODY, Normal
from ..model.refs import Key
from .here import Here
from .language import Language, isolated
from .vocabulary import Values

NOTHING = "–"
"""Stands where nobody feels anything, or where a step is not."""

_NOT_A_LANE = frozenset({"id", "title", "same", "emotion", "steps", "formerly"})


class CurveChange(Struct, frozen=True):
    """A point of a curve that moved. persona: whose, "" for everybody's.  was, now: NOTHING where there was or is none."""

    map: str
    where: str
    persona: str
    was: str
    now: str


class MarkedCell(Struct, frozen=True):
    """A cell of the map. mark: added, removed, changed or "".  was: what it said before, where it changed."""

    lines: tuple[str, ...]
    was: tuple[str, ...]
    mark: str


class MarkedStep(Struct, frozen=True):
    """A column. mark: added, removed, moved or "".  word: what that means, in the reader's language.  old_title: where it has a new one."""

    title: str
    mark: str
    word: str
    old_title: str


class MarkedStage(Struct, frozen=True):
    title: str
    columns: int


class MarkedRow(Struct, frozen=True):
    title: str
    cells: tuple[MarkedCell, ...]


class MarkedMap(Struct, frozen=True):
    """A map as it will be, with what left it: a removed step is a column after the nearest step before it that stays."""

    title: str
    stages: tuple[MarkedStage, ...]
    steps: tuple[MarkedStep, ...]
    rows: tuple[MarkedRow, ...]


@dataclass(frozen=True)
class _Column:
    """A step in both states. stage: its stage's title.  new, old: the step, None where it is not; at: where it is, () for a ghost."""

    stage: str
    new: Normal | None
    old: Normal | None
    at: Path
    is_moved: bool = False

    @property
    def title(self) -> str:
        said = self.new or self.old or {}
        return isolated(str(said.get("title") or said.get("same") or said.get("id") or ""))


class Marked:
    """One map before and after."""

    def __init__(self, here: Here, language: Language, entry: LogEntry, comparison: Comparison) -> None:
        self.language, self.title = language, entry.title
        self.values = Values(here, entry.key, language)
        self.new = comparison.after.get(str(entry.key), {})
        self.old = comparison.before.get(_old_key(here, entry.key, comparison), {})
        moved = {told.change.path for told in entry.changes if told.change.what == "moved"}
        self.columns = tuple(self._columns(moved))

    @property
    def is_different(self) -> bool:
        return any(column.is_moved or column.new != column.old for column in self.columns)

    def _columns(self, moved: set[Path]) -> Iterator[_Column]:
        pairs = match_parts(self.old, self.new)
        olds = {path: (stage, step) for path, stage, step in _steps(self.old)}
        kept = set(pairs.values())
        after: dict[Path, list[_Column]] = {}
        last: Path = ()
        for path, (stage, step) in olds.items():
            if path in kept:
                last = path
            else:
                after.setdefault(last, []).append(_Column(stage, None, step, ()))
        yield from after.get((), ())
        for path, stage, step in _steps(self.new):
            was = pairs.get(path, ())
            yield _Column(stage, step, olds[was][1] if was in olds else None, path, path in moved)
            yield from after.get(was, ()) if was else ()

    def curves(self) -> Iterator[CurveChange]:
        for column in self.columns:
            was, now = (_felt(step) for step in (column.old, column.new))
            for persona in dict.fromkeys((*now, *was)):
                if was.get(persona) != now.get(persona):
                    where = " / ".join(part for part in (column.stage, column.title) if part)
                    levels = (self.values.value("emotion", felt.get(persona, "")) or NOTHING for felt in (was, now))
                    yield CurveChange(self.title, where, self.values.name_of(persona) if persona else "", *levels)

    def table(self) -> MarkedMap:
        stages: list[MarkedStage] = []
        for column in self.columns:
            if stages and stages[-1].title == column.stage:
                stages[-1] = MarkedStage(column.stage, stages[-1].columns + 1)
            else:
                stages.append(MarkedStage(column.stage, 1))
        return MarkedMap(self.title, tuple(stages), tuple(map(self._head, self.columns)), tuple(self._rows()))

    def _head(self, column: _Column) -> MarkedStep:
        say = self.language.say
        words = {"added": say("added"), "removed": say("removed"), "moved": say("moved"), "": ""}
        mark = "added" if not column.old else "removed" if not column.new else "moved" if column.is_moved else ""
        old_title = str(column.old.get("title", "")) if column.old and column.new else ""
        return MarkedStep(column.title, mark, words[mark], isolated(old_title) if old_title != (column.new or {}).get("title", "") else "")

    def _rows(self) -> Iterator[MarkedRow]:
        sides = [step for column in self.columns for step in (column.new, column.old) if step]
        for persona in dict.fromkeys(persona for step in sides for persona in _felt(step)):
            name = self.values.field("emotion")
            title = self.language.say("{label} of {persona}", label=name, persona=self.values.name_of(persona)) if persona else name
            yield self._row(
                title, [tuple(_felt(step).get(persona, "") for step in (column.new, column.old)) for column in self.columns], "emotion"
            )
        for lane in dict.fromkeys(name for step in sides for name in step if name not in _NOT_A_LANE):
            cells = [tuple((step or {}).get(lane, "") for step in (column.new, column.old)) for column in self.columns]
            yield self._row(self.values.field(lane), cells, lane)

    def _row(self, title: str, cells: Sequence[tuple[Any, ...]], lane: str) -> MarkedRow:
        found = []
        for (new, old), column in zip(cells, self.columns, strict=True):
            now, was = tuple(self._lines(lane, new)), tuple(self._lines(lane, old))
            mark = "" if new == old or not (column.new and column.old) else "added" if not was else "removed" if not now else "changed"
            found.append(MarkedCell(now or (was if not column.new else ()), was if mark in ("changed", "removed") else (), mark))
        return MarkedRow(title, tuple(found))

    def _lines(self, lane: str, value: Any) -> Iterator[str]:
        if isinstance(value, Mapping) and all(isinstance(items, list) for items in value.values()):
            for persona, items in value.items():
                name = f"{self.values.name_of(persona)}: " if persona != EVERYBODY else ""
                yield from (f"{name}{self.values.value(lane, item)}" for item in items)
        elif isinstance(value, list):
            yield from (self.values.title_of(lane, item) for item in value)
        elif value:
            yield self.values.value(lane, value)


def _old_key(here: Here, key: Key, comparison: Comparison) -> str:
    """What a map was called before: as now, or the former id that the state before knows."""
    if str(key) in comparison.before:
        return str(key)
    return next((str(old) for old, new in here.site.former.items() if new == key and str(old) in comparison.before), "")


def _felt(step: Normal | None) -> Mapping[str, str]:
    found = (step or {}).get("emotion", {})
    return found if isinstance(found, Mapping) else {EVERYBODY: str(found)}


def _steps(journey: Normal) -> Iterator[tuple[Path, str, Normal]]:
    """Every step with its path and its stage's title. A stage without steps is its own."""
    for number, stage in enumerate(journey.get("stages", ())):
        title = isolated(str(stage.get("title") or stage.get("same") or ""))
        steps = stage.get("steps", ())
        for position, step in enumerate(steps):
            yield ("stages", number, "steps", position), title, step
        if not steps:
            yield ("stages", number), title, stage
    for position, step in enumerate(journey.get("steps", ())):
        yield ("steps", position), "", step
