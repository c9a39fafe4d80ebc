"""What is published: everything but drafts, and what was written in place in a draft goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.kind import Entity
from ..model.reading import slug
from ..model.refs import Key


@dataclass(frozen=True, slots=True)
class Edition:
    """The entities that a reader may see, and the keys of those that nobody may, under every name that they have or had."""

    entities: Mapping[Key, Entity]
    withheld: frozenset[Key]


def publish(entities: Mapping[Key, Entity], with_drafts: bool, also: frozenset[Key] = frozenset()) -> Edition:
    """Take the drafts out. with_drafts: keep them, for a writer's own preview.  also: what else nobody may see."""
    if with_drafts:
        return Edition(entities, frozenset())
    published = {key: entity for key, entity in entities.items() if not entity.draft and key not in also and entity.home not in also}
    withheld = entities.keys() - published.keys()
    # Whoever writes a draft's title where an id may stand means the draft: it must not come to light as a new thing in place.
    names = {Key(key.kind, slug(name)) for key in withheld for name in names_of(entities[key])}
    return Edition(published, frozenset(withheld | (names - published.keys())))


def names_of(entity: Entity) -> tuple[str, ...]:
    """What a thing may be called in a reference besides its id."""
    return (entity.title, *getattr(entity, "aliases", ()), *entity.formerly)
