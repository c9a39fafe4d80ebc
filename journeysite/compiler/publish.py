"""What is published: everything but drafts, and what was written in place in a draft goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.kind import Entity
from ..model.texts import Key


@dataclass(frozen=True, slots=True)
class Edition:
    """The entities that a reader may see, and the keys of those that nobody may."""

    entities: Mapping[Key, Entity]
    withheld: frozenset[Key]


def publish(entities: Mapping[Key, Entity], with_drafts: bool) -> Edition:
    """Take the drafts out. with_drafts: keep them, for a writer's own preview."""
    if with_drafts:
        return Edition(entities, frozenset())
    published = {key: entity for key, entity in entities.items() if not entity.draft}
    return Edition(published, frozenset(entities.keys() - published.keys()))
