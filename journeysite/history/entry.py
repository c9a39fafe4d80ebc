"""An entry of the change log: what one step of history changed in one entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..model.reading import slug
from ..model.refs import Key
from .diff import Change
from .match import Path
from .normal import Normal
from .weigh import Weight, weigh

SCALE = Key("scale", "emotion")
"""Stands where an entity's key would in the entry that says that emotions are written on another scale from a day on."""


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
    what: added, outgrown (was words in place, has a page now), removed, renamed, changed, or back (as it was on `back_to`).
    changes: structure first; () for added and removed.
    message: the commit's, as far as it may be quoted.  earlier: those of the versions before that could not be read, oldest first.
    order: counts up along history.
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
    earlier: tuple[str, ...] = ()
    order: int = 0


def told_of(change: Change, before: Normal, after: Normal) -> Told:
    """A change between two normal forms with its weight and the names of what is around it."""
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
