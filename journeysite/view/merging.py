"""Changes as readers of a map see them: what is two or three edits in the source, and one thing on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..history.diff import Change
from ..history.entry import Told
from ..history.match import Path
from ..history.normal import EVERYBODY


def as_readers_see(changes: Sequence[Told]) -> Sequence[Told]:
    """The same changes, fewer where some of them are only the other side of another."""
    return _by_persona(_without_texts_of_everybody(_by_new_labels(_by_new_titles(changes))))


def _by_new_titles(changes: Sequence[Told]) -> Sequence[Told]:
    """Changes with what was removed from a part placed by the title that the part has now: readers look for it there."""
    now = {
        (told.where[-1].list, told.change.old): told.change.new
        for told in changes
        if told.where and told.change.what == "changed" and told.change.path[-1] == "title"
    }
    if not now:
        return changes
    placed = []
    for told in changes:
        where = tuple(replace(part, title=now.get((part.list, part.title), part.title)) for part in told.where)
        placed.append(replace(told, where=where) if told.change.what == "removed" else told)
    return placed


def _by_new_labels(changes: Sequence[Told]) -> Sequence[Told]:
    """One value under another name, such as a way on under another condition: one change, of the name."""
    gone = {
        (told.change.path[:-1], told.change.old): told.change for told in changes if _is_labelled(told.change) and told.change.new is None
    }
    found: list[Told] = []
    used: set[Path] = set()
    for told in changes:
        old = gone.get((told.change.path[:-1], told.change.new)) if _is_labelled(told.change) and told.change.old is None else None
        if old is None or old.path in used:
            found.append(told)
            continue
        used.add(old.path)
        label = Change("changed", told.change.path[:-1], old.path[:-1], str(old.path[-1]), str(told.change.path[-1]))
        found.append(replace(told, change=label))
    return [told for told in found if told.change.path not in used or told.change.new is not None]


def _is_labelled(change: Change) -> bool:
    """Whether what changed stands under a name that the writer chose."""
    return (
        change.what == "changed"
        and len(change.path) > 1
        and all(isinstance(step, str) for step in change.path[-2:])
        and change.path[-2] in _LABELLED
        and isinstance(change.old or change.new, str)
    )


_LABELLED = ("next",)
"""Fields of which each value stands under words of its own."""


def _by_persona(changes: Sequence[Told]) -> Sequence[Told]:
    """What held for everybody and is said for each persona now, or the other way: news only for those for whom it is another."""
    common = {told.change.path[:-1]: told.change for told in changes if _is_emotion(told.change) and told.change.path[-1] == EVERYBODY}
    found: list[Told] = []
    used: set[Path] = set()
    for told in changes:
        change, everybody = told.change, common.get(told.change.path[:-1])
        if everybody is None or change is everybody or not _is_emotion(change):
            found.append(told)
            continue
        if change.old is None and everybody.new is None:
            change = replace(change, old=everybody.old)
        elif change.new is None and everybody.old is None:
            change = replace(change, new=everybody.new)
        used |= {change.path[:-1]} if change is not told.change else set()
        found += [replace(told, change=change)] if change.old != change.new else []
    return [told for told in found if told.change is not common.get(told.change.path[:-1]) or told.change.path[:-1] not in used]


def _without_texts_of_everybody(changes: Sequence[Told]) -> Sequence[Told]:
    """A text that went from everybody to one persona, or back, is said where it is now."""
    come = {(change.path[:-2], change.new) for told in changes if (change := told.change).what == "added" and isinstance(change.new, str)}
    return [
        told
        for told in changes
        if told.change.what != "removed" or not isinstance(told.change.old, str) or (told.change.path[:-2], told.change.old) not in come
    ]


def _is_emotion(change: Change) -> bool:
    return change.what == "changed" and len(change.path) > 1 and change.path[-2] == "emotion"
