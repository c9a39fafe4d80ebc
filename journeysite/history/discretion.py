"""Personal data of the past: what would stop a build today is masked where the change log would say it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ..compiler.personal import find_personal_data
from ..model.kind import Kind
from .entry import Entry, Told

_Entry = TypeVar("_Entry", bound=Entry)


def discreet(entry: _Entry, kinds: Mapping[str, Kind]) -> _Entry:
    """An entry without addresses and numbers, except in the fields that are there for them (a team's mailbox)."""
    kind = kinds.get(entry.key.kind)
    exempt = kind.exempt if kind else frozenset[str]()
    return replace(
        entry,
        title=masked(entry.title),
        old_title=masked(entry.old_title),
        changes=tuple(told if told.change.path[0] in exempt else _discreet(told) for told in entry.changes),
    )


def _discreet(told: Told) -> Told:
    change = told.change
    old, new = masked(change.old), masked(change.new)
    if (old, new) == (change.old, change.new):
        return told
    return replace(told, change=replace(change, old=old, new=new))


def masked(value: Any) -> Any:
    """A text, or every text in a value, with its personal data masked: `ad…@…`."""
    if isinstance(value, str):
        for match in find_personal_data(value):
            value = value.replace(match.said, match.masked)
        return value
    if isinstance(value, list):
        return [masked(item) for item in value]
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    return value
