"""An entry of the change log: what one step of history changed in one entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..model.texts import Key
from .diff import Change
from .weigh import Weight

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
    what: added, removed, renamed, changed, or back (as it was on `back_to`).  changes: structure first; () for added and removed.
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
