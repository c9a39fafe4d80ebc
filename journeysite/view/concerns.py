"""Whom a change concerns: the maps on which a thing stands, and the teams whose work is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from ..history.changelog import LogEntry
from ..history.weigh import Weight
from ..model.kind import Entity
from ..model.reading import slug
from ..model.refs import Key
from .here import Here

PATH = "changes/index"
"""Of the change log."""


def concerns_of(here: Here) -> Concerns:
    """One for an atlas, however many pages ask."""
    found = here.known.get(Concerns)
    if not isinstance(found, Concerns):
        found = here.known[Concerns] = Concerns(here)
    return found


def filtered_href(here: Here, key: Key, since: date | None = None) -> str:
    """The change log with the entries of one thing only, of a day and later."""
    name = key.kind if key.kind in ("journey", "team") else "about"
    asked = {name: key.id if name != "about" else str(key)}
    return here.addresses.query(PATH, {"since": since.isoformat(), **asked} if since else asked)


def is_more_than_wording(entry: LogEntry) -> bool:
    return entry.what != "changed" or any(told.weight > Weight.WORDING for told in entry.changes)


class Concerns:
    """Answers for one atlas, from where things stand today. Every answer is remembered: pages and feeds ask for the same entries."""

    def __init__(self, here: Here) -> None:
        self.site, self.log = here.site, here.log
        self._by_entry: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def maps(self, entry: LogEntry) -> frozenset[str]:
        """The ids of the journeys that an entry is about."""
        return self._of(entry)[0]

    def teams(self, entry: LogEntry) -> frozenset[str]:
        """The ids of the teams that own what changed, or something at the place where it changed."""
        return self._of(entry)[1]

    def about(self, key: Key) -> tuple[LogEntry, ...]:
        """The entries that concern a thing, newest first: of a map also those of what stands on it, of a team those of where its work touches."""
        if key.kind == "journey":
            return self._by_map.get(key.id, ())
        return self._by_team.get(key.id, ()) if key.kind == "team" else self.log.about(key)

    def of_thing(self, key: Key) -> tuple[frozenset[str], frozenset[str]]:
        """The maps and the teams that a thing concerns as it stands."""
        spots = self._standing(key)
        owners = self._owners(key).union(*(self._owners_at.get(spot, ()) for spot in spots))
        return frozenset(journey for journey, _ in spots), frozenset(owners)

    @cached_property
    def _first(self) -> str:
        return self.log.entries[-1].commit if self.log.entries else ""

    def is_news(self, entry: LogEntry) -> bool:
        """Whether an entry is more than wording, and more than that the atlas began with it. A note is the word on a change, not one itself."""
        return entry.key.kind != "note" and entry.commit != self._first and is_more_than_wording(entry)

    @cached_property
    def has_news(self) -> bool:
        """Whether the past is long enough to tell of; where it is too young, the editors' notes do."""
        return any(self.is_news(entry) for entry in self.log.entries)

    def news(self, key: Key, after: date | None = None) -> tuple[LogEntry, ...]:
        """Those of them that are news, younger than a day."""
        return tuple(entry for entry in self.about(key) if self.is_news(entry) and (after is None or entry.day > after))

    def at(self, journey: str) -> dict[str, tuple[LogEntry, ...]]:
        """What is news at each step and stage of a map, by its id, newest first."""
        found = (
            (step, entry)
            for entry in self._by_map.get(journey, ())
            if self.is_news(entry)
            for step in {step for key in entry.keys for where, step in self._spots(entry, key) if where == journey and step}
        )
        return _gathered(found)

    @cached_property
    def _by_map(self) -> dict[str, tuple[LogEntry, ...]]:
        return _gathered((id, entry) for entry in self.log.entries for id in self.maps(entry))

    @cached_property
    def _by_team(self) -> dict[str, tuple[LogEntry, ...]]:
        return _gathered((id, entry) for entry in self.log.entries for id in self.teams(entry))

    def _of(self, entry: LogEntry) -> tuple[frozenset[str], frozenset[str]]:
        if entry.id not in self._by_entry:
            spots = {spot for key in entry.keys for spot in self._spots(entry, key)}
            maps = {journey for journey, _ in spots} | {key.id for key in entry.keys if key.kind == "journey"}
            teams = {owner for spot in spots for owner in self._owners_at.get(spot, ())}
            self._by_entry[entry.id] = frozenset(maps), frozenset(teams.union(*map(self._owners, entry.keys)))
        return self._by_entry[entry.id]

    def _spots(self, entry: LogEntry, key: Key) -> set[tuple[str, str]]:
        """The places on maps at which something changed."""
        if key.kind == "journey":
            parts = {part.id for told in entry.changes for part in (*told.where, *told.was_in) if part.list in ("stages", "steps")}
            return {
                (key.id, step) for step in parts.union(*(_ids_in(told.change.new) for told in entry.changes if _is_step(told.change.path)))
            }
        return self._standing(key)

    def _standing(self, key: Key) -> set[tuple[str, str]]:
        """The places on maps at which a thing stands."""
        spots = {(spot.journey, spot.step) for spot in self.site.spots.get(key, ())}
        # A note stands nowhere itself: it is about things that do.
        spots |= {
            (link.target.id, link.to_step)
            for link in self.site.links_from.get(key, ())
            if link.target.kind == "journey" and link.field == "about"
        }
        return spots

    @cached_property
    def _owners_at(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for spot, key in self.site.placed:
            if spot.step:
                found.setdefault((spot.journey, spot.step), set()).update(self._owners(key))
        return found

    def _owners(self, key: Key) -> set[str]:
        entity = self.site.entities.get(key)
        if entity is None:
            return set()
        own = {key.id} if key.kind == "team" else set()
        owner: Entity | None = self.site.find(entity.owner)
        return own | ({owner.id} if owner else set())


def _gathered(pairs: Iterable[tuple[str, LogEntry]]) -> dict[str, tuple[LogEntry, ...]]:
    found: dict[str, list[LogEntry]] = {}
    for id, entry in pairs:
        found.setdefault(id, []).append(entry)
    return {id: tuple(entries) for id, entries in found.items()}


def _is_step(path: tuple[str | int, ...]) -> bool:
    """Whether a path leads to a stage or step itself, not to something of it."""
    return len(path) > 1 and isinstance(path[-1], int) and path[-2] in ("stages", "steps")


def _ids_in(part: object) -> set[str]:
    """The ids of a stage or step that came or moved, and of the steps in it."""
    if not isinstance(part, dict):
        return set()
    own = str(part.get("id") or slug(str(part.get("title", ""))))
    return {own}.union(*(_ids_in(step) for step in part.get("steps", ()) if isinstance(part.get("steps"), list)))
