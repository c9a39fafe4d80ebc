"""What changed between two normal forms, as typed changes that lead from the one to the other."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .match import Path, match_parts, match_texts, staying


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    what: an item `added` to, `removed` from or `moved` in or between lists; or a value `changed`, from or to None where there was or is none.
    path: where it is now; for what was removed, where it was.  was: where it was; () for what was added.
    old, new: the values. Of an item that was added or removed, without the parts of it that moved from or to elsewhere.
    """

    what: Literal["added", "removed", "moved", "changed"]
    path: Path
    was: Path
    old: Any
    new: Any


_STRUCTURE_FIRST = ("added", "removed", "moved", "changed")


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """All changes from one normal form of an entity to another: structure first, in the order of the new one."""
    if old == new:
        return ()
    differ = _Differ(old, new)
    return tuple(sorted(differ.map_changes((), (), old, new), key=lambda change: _STRUCTURE_FIRST.index(change.what)))


class _Differ:
    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self.old, self.new = old, new
        self.pairs = match_parts(old, new)
        self.gone_to = {was: path for path, was in self.pairs.items()}

    def map_changes(self, was: Path, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        for key in [*new, *(key for key in old if key not in new)]:
            yield from self.changes((*was, key), (*path, key), old.get(key), new.get(key))

    def changes(self, was: Path, path: Path, old: Any, new: Any) -> Iterator[Change]:
        if old == new and not _holds_parts(new):
            return
        if _both(dict, old, new):
            yield from self.map_changes(was, path, old or {}, new or {})
        elif _both(list, old, new):
            yield from self.list_changes(was, path, old or [], new or [])
        elif old != new:
            # One value for another: what was in the old one and lives on elsewhere is cut out of it first, what comes from elsewhere put in last.
            yield from self.list_changes(was, path, old, []) if isinstance(old, list) else ()
            yield Change("changed", path, was, None if isinstance(old, list) else old, None if isinstance(new, list) else new)
            yield from self.list_changes(was, path, [], new) if isinstance(new, list) else ()

    def list_changes(self, was: Path, path: Path, old: list[Any], new: list[Any]) -> Iterator[Change]:
        origins = self.origins(was, path, old, new)
        here = [(index, origin[-1]) for index, origin in enumerate(origins) if origin and origin[:-1] == was]
        stays = {here[position][0] for position in staying([int(origin) for _, origin in here])}
        kept = {origin for origin in origins if origin}
        for index, item in enumerate(old):
            if (*was, index) not in kept and (*was, index) not in self.gone_to:
                yield Change("removed", (*was, index), (*was, index), self.pruned_old(item, (*was, index)), None)
        for index, (item, origin) in enumerate(zip(new, origins, strict=True)):
            here_now = (*path, index)
            if not origin:
                yield Change("added", here_now, (), None, self.pruned_new(item, here_now))
                yield from self.below_added(item, here_now)
                continue
            before = _at(self.old, origin)
            if index not in stays:
                yield Change("moved", here_now, origin, before, item)
            if isinstance(item, dict):
                yield from self.map_changes(origin, here_now, before, item)
            elif before != item:
                yield Change("changed", here_now, origin, before, item)

    def origins(self, was: Path, path: Path, old: list[Any], new: list[Any]) -> list[Path]:
        """Where each new item was, () for one that is new: parts by the whole entity's matching, texts by this list's."""
        olds = [index for index, item in enumerate(old) if not isinstance(item, dict)]
        news = [index for index, item in enumerate(new) if not isinstance(item, dict)]
        texts = match_texts([str(old[index]) for index in olds], [str(new[index]) for index in news])
        found: list[Path] = [self.pairs.get((*path, index), ()) if isinstance(item, dict) else () for index, item in enumerate(new)]
        for position, other in texts.items():
            found[news[position]] = (*was, olds[other])
        return found

    def below_added(self, item: Any, at: Path) -> Iterator[Change]:
        """Parts that came into a new one from elsewhere have moved, and may have changed."""
        for path, part in _parts_of(item, at):
            origin = self.pairs.get(path)
            if origin:
                yield Change("moved", path, origin, _at(self.old, origin), part)
                yield from self.map_changes(origin, path, _at(self.old, origin), part)
            else:
                yield from self.below_added(part, path)

    def pruned_old(self, item: Any, at: Path) -> Any:
        return _pruned(item, at, set(self.gone_to))

    def pruned_new(self, item: Any, at: Path) -> Any:
        return _pruned(item, at, set(self.pairs))


def _both(kind: type, old: Any, new: Any) -> bool:
    """Whether both are of a kind, or one is and the other is not there."""
    return (isinstance(old, kind) or old is None) and (isinstance(new, kind) or new is None)


def _holds_parts(value: Any) -> bool:
    return next(_parts_of(value, ()), None) is not None


def _parts_of(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The nearest parts below a value: a part's own parts are not looked for."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _parts_of(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield (*path, index), item


def _pruned(value: Any, path: Path, elsewhere: set[Path]) -> Any:
    """A value without the parts in it that were or are elsewhere."""
    if isinstance(value, dict):
        found = {key: _pruned(item, (*path, key), elsewhere) for key, item in value.items()}
        return {key: item for key, item in found.items() if item not in ([], {})}
    if isinstance(value, list):
        return [_pruned(item, (*path, index), elsewhere) for index, item in enumerate(value) if (*path, index) not in elsewhere]
    return value


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


# Applying ------------------------------------------------------------------------------------------------------------


def apply(changes: Iterable[Change], old: Mapping[str, Any]) -> dict[str, Any]:
    """The new normal form: the old one with its changes. Old paths are cut from the deepest on, new ones filled from the top on."""
    found = list(changes)
    work: dict[str, Any] = copy.deepcopy(dict(old))
    held: dict[Path, Any] = {}
    cuts = [change for change in found if change.what in ("removed", "moved")]
    for change in sorted(cuts, key=lambda change: _order(change.was), reverse=True):
        held[change.was] = _at(work, change.was[:-1]).pop(change.was[-1])
    for change in sorted((c for c in found if c.what != "removed"), key=lambda change: (_order(change.path), change.what == "changed")):
        if change.what == "changed":
            _set(work, change.path, change.new)
        else:
            item = held[change.was] if change.what == "moved" else copy.deepcopy(change.new)
            _list_at(work, change.path[:-1]).insert(int(change.path[-1]), item)
    pruned: dict[str, Any] = _without_empty(work)
    return pruned


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _set(work: Any, path: Path, value: Any) -> None:
    parent = _list_at(work, path[:-1]) if isinstance(path[-1], int) else _map_at(work, path[:-1])
    if value is None and isinstance(path[-1], str):
        parent.pop(path[-1], None)
    else:
        parent[path[-1]] = copy.deepcopy(value)


def _map_at(work: Any, path: Path) -> Any:
    for index, step in enumerate(path):
        if isinstance(work, dict) and not isinstance(work.get(step), dict | list):
            work[step] = [] if index + 1 < len(path) and isinstance(path[index + 1], int) else {}
        work = work[step]
    return work


def _list_at(work: Any, path: Path) -> Any:
    parent = _map_at(work, path[:-1]) if path else work
    if isinstance(parent, dict) and not isinstance(parent.get(path[-1]), list):
        parent[path[-1]] = []
    return parent[path[-1]]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item not in ([], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
