"""What search finds of an entity: itself, and each step of a journey, by their own words."""

from __future__ import annotations

from ..model.kind import Entity
from .parts import Here


def search_entries(here: Here, entity: Entity) -> tuple[object, ...]:
    return ()
