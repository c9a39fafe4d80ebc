"""The order of a list: sorted as its kind says, divided into groups, and parts below what they are parts of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..model.kind import Entity, Kind
from ..model.refs import Ref
from .cells import choices_of, order_key, words_of
from .here import Here
from .language import message

ARCHIVED = message("Archived")

_ABOVE = ("parent", "variant_of")
"""Fields that name what a thing is a part of. A kind without them has none."""


class Family(Struct, frozen=True):
    """An entity in its list. above: what it is a part of.  depth: how far below that it stands in this group, 0 where that is elsewhere."""

    entity: Entity
    above: Entity | None
    depth: int


def in_order(here: Here, kind: Kind, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """By what the kind says, then by title."""
    found = list(entities)
    for field in reversed(kind.order):
        name = field.removeprefix("-")
        if name == field:
            # Things without a value stand at the end either way.
            found.sort(key=lambda entity: (not order_key(here, entity, name)[0], order_key(here, entity, name)[1]))
        else:
            found.sort(key=lambda entity: order_key(here, entity, name), reverse=True)
    return tuple(found)


def grouped(here: Here, kind: Kind, entities: tuple[Entity, ...]) -> list[tuple[str, tuple[Entity, ...]]]:
    """Groups by their word, "" for those without, in the order of the field's own words; what is archived comes last."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        words = words_of(here, entity, kind.grouped) if kind.grouped and entity.archived is None else ()
        found[ARCHIVED if entity.archived is not None else words[0] if words else ""].append(entity)
    order = {word: place for place, word in enumerate(choices_of(kind, kind.grouped))}
    names = sorted(found, key=lambda name: (name == ARCHIVED, not name, order.get(name, len(order)), name.casefold()))
    return [(name, tuple(found[name])) for name in names]


def families(here: Here, entities: Iterable[Entity]) -> Iterator[Family]:
    """Each with what it is a part of right above it, where that is in the same group."""
    here_too = {entity.key: entity for entity in entities}
    above = {key: _above(here, entity) for key, entity in here_too.items()}
    parts: dict[object, list[Entity]] = defaultdict(list)
    tops: list[Entity] = []
    for entity in here_too.values():
        whole = above[entity.key]
        (parts[whole.key] if whole and whole.key in here_too else tops).append(entity)
    told: set[object] = set()

    def told_of(entity: Entity, depth: int) -> Iterator[Family]:
        if entity.key not in told:
            told.add(entity.key)
            yield Family(entity, above[entity.key], depth)
            for part in parts[entity.key]:
                yield from told_of(part, depth + 1)

    # Things that are parts of one another in a circle have no top: they stand as they come.
    for entity in (*tops, *here_too.values()):
        yield from told_of(entity, 0)


def _above(here: Here, entity: Entity) -> Entity | None:
    named = (getattr(entity, field, None) for field in _ABOVE)
    found = (here.site.find(ref) for ref in named if isinstance(ref, Ref))
    return next((whole for whole in found if whole and whole.key != entity.key), None)
