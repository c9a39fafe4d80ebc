"""What every view is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..history.changelog import EMPTY, ChangeLog
from ..model.kind import Entity
from ..model.site import Site
from .addresses import Addresses
from .language import Language


@dataclass(frozen=True, slots=True)
class Here:
    """What every view is made from: the atlas, the addresses of its pages and what is known of its past.

    known: what a view worked out that others ask for too, by what it is.  posters: the formats in which a map can be taken along, by its id.
    has_embeds: whether maps stand a second time without what surrounds them.
    """

    site: Site
    addresses: Addresses
    log: ChangeLog = EMPTY
    language: Language = field(default_factory=Language)
    posters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    has_embeds: bool = True
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def href(self, entity: Entity, anchor: str = "") -> str:
        return self.addresses.entity(entity.kind, entity.key, anchor)
