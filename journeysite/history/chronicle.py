"""What is told of the past so far, with all that is needed to go on: a build that comes later reads only what came since."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..errors import Diagnostic
from ..model.refs import Key
from .entry import Entry
from .normal import Normal
from .versions import Open, is_draft


@dataclass(frozen=True, slots=True)
class Reached:
    """When an entity came to say something, when it last said it, and the last entry until then."""

    at: datetime
    until: datetime
    order: int


@dataclass
class Life:
    """One entity through all its names. states: a sign of each published state.  removed: when, and what it said last.

    entries: what is told of it, oldest first, by the names that it had.
    """

    key: str
    title: str
    states: dict[str, Reached] = field(default_factory=dict)
    removed: tuple[datetime, Normal] | None = None
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Chronicle(Open):
    """What is told so far, and what is needed to go on.

    lives: by the key that an entity has now, or had when it left.  ended: those whose key another has taken.  titles: old title to new one.
    told_ids: how often each entry's id was given.  begins: the day of the first step.  is_cut: whether there was something before that is not here.
    """

    lives: dict[str, Life] = field(default_factory=dict)
    ended: list[Life] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    scale: list[Entry] = field(default_factory=list)
    told_ids: dict[str, int] = field(default_factory=dict)
    count: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    head: str = ""
    begins: date | None = None
    is_cut: bool = False

    @property
    def entries(self) -> list[Entry]:
        """Oldest first, each by the key that its entity has now."""
        found = list(self.scale)
        for life in [*self.ended, *self.lives.values()]:
            key = Key(*life.key.split(":", 1))
            found += [entry if entry.key == key else replace(entry, key=key) for entry in life.entries]
        return sorted(found, key=lambda entry: entry.order)


def published(normal: Normal | None) -> Normal | None:
    if normal is None or is_draft(normal):
        return None
    return {key: value for key, value in normal.items() if key != "draft"}
