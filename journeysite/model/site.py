"""The whole atlas, frozen: every entity, and both ends of every link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct

from ..errors import Diagnostic, Place
from ..source.document import Document
from .flow import Flow
from .kind import Entity, Kind
from .refs import Key, Ref
from .registry import Registries
from .spots import Spot, spots_on_maps


class Link(Struct, frozen=True):
    """One reference that holds. field: where it stands.  step: the step it stands in, or "".  to_step: the step it names, or ""."""

    source: Key
    field: str
    step: str
    target: Key
    to_step: str
    at: Place


@dataclass(frozen=True)
class Site:
    """What the passes before made of a tree.

    targets: what the words of a reference name.  former: what an id that something had before names.
    flows: a journey's stages by its id.  pages: Markdown files that are no entity.
    withheld: drafts, which nobody may see, under all the names that they had.  known: what follows from it, see remembered.py.
    """

    entities: Mapping[Key, Entity]
    registries: Registries
    links: tuple[Link, ...]
    targets: Mapping[tuple[tuple[str, ...], str], Key]
    former: Mapping[Key, Key]
    flows: Mapping[str, Flow]
    pages: Mapping[str, Document]
    kinds: Mapping[str, Kind]
    today: date
    diagnostics: tuple[Diagnostic, ...] = ()
    withheld: frozenset[Key] = frozenset()
    known: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def told(self, diagnostics: tuple[Diagnostic, ...]) -> Site:
        """The same site with what was found in it. What was worked out of it while it was checked stays known."""
        site = copy(self)
        object.__setattr__(site, "diagnostics", diagnostics)
        return site

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entity, ...]]:
        """Entities of each kind, by title."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            found[entity.kind.name].append(entity)
        return {kind: tuple(sorted(them, key=lambda e: (e.title.casefold(), e.id))) for kind, them in found.items()}

    def of(self, kind: str) -> tuple[Entity, ...]:
        return self.by_kind.get(kind, ())

    def get(self, kind: str, id: str) -> Entity | None:
        return self.entities.get(Key(kind, id))

    def find(self, ref: Ref | None) -> Entity | None:
        """What a reference names; None where it names nothing, which the link pass has reported."""
        key = self.targets.get(ref.words) if ref else None
        return self.entities.get(key) if key else None

    @cached_property
    def links_to(self) -> Mapping[Key, tuple[Link, ...]]:
        found: dict[Key, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.target].append(link)
        return {key: tuple(links) for key, links in found.items()}

    @cached_property
    def links_from(self) -> Mapping[Key, tuple[Link, ...]]:
        found: dict[Key, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.source].append(link)
        return {key: tuple(links) for key, links in found.items()}

    @cached_property
    def placed(self) -> tuple[tuple[Spot, Key], ...]:
        """Everything that stands somewhere on a map, each with its spot, once."""
        return tuple(dict.fromkeys(spots_on_maps(self)))

    @cached_property
    def spots(self) -> Mapping[Key, tuple[Spot, ...]]:
        """Where each thing stands on the maps."""
        found: dict[Key, list[Spot]] = defaultdict(list)
        for spot, key in self.placed:
            found[key].append(spot)
        return {key: tuple(spots) for key, spots in found.items()}

    @cached_property
    def standing_at(self) -> Mapping[tuple[str, str], tuple[Key, ...]]:
        """What stands at a step or stage of a journey, in the order in which the step names it."""
        found: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for spot, key in self.placed:
            found[spot.journey, spot.step].append(key)
        return {where: tuple(keys) for where, keys in found.items()}
