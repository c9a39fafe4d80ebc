"""The page that every kind has which has no other."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.kind import Entity
from ..model.texts import Text
from .parts import Here


@dataclass(frozen=True, slots=True)
class EntityPage:
    title: str
    summary: Text | None


def entity_page(here: Here, entity: Entity) -> EntityPage:
    return EntityPage(entity.title, entity.summary)
