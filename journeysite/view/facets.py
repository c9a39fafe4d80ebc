"""What a list can be filtered by: the fields that divide it, their values with ids for addresses, and how many things have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..model.kind import Entity, Kind
from ..model.reading import slug
from ..model.refs import Ref
from ..model.remembered import remembered
from .cells import choices_of, value_of, words_of
from .here import Here
from .naming import label_of


class Choice(Struct, frozen=True):
    """A value of a facet. id: as an address asks for it.  count: how many have it."""

    id: str
    title: str
    count: int


class Facet(Struct, frozen=True):
    """Something to filter by. name: as an address asks for it.  values: in their order."""

    name: str
    label: str
    values: tuple[Choice, ...]


def facet_of(here: Here, kind: Kind, field: str, entities: Iterable[Entity]) -> Facet:
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for entity in entities:
        values = dict(_values(here, entity, field))
        found = values | found
        counts.update(values.keys())
    order = {slug(word): place for place, word in enumerate(choices_of(kind, field))}
    said = {id: here.language.say(words) if id in order else words for id, words in found.items()}
    ids = sorted(found, key=lambda id: (order.get(id, len(order)), said[id].casefold()))
    return Facet(field, label_of(here.language, kind, field), tuple(Choice(id, said[id], counts[id]) for id in ids))


def places_in(here: Here, facets: Iterable[Facet], entity: Entity) -> tuple[str, ...]:
    """For each facet the places of an entity's values in its list, `0 3`."""
    found = []
    for facet in facets:
        places = _places(here, facet)
        found.append(" ".join(str(places[id]) for id in dict(_values(here, entity, facet.name))))
    return tuple(found)


@remembered
def _places(here: Here, facet: Facet) -> Mapping[str, int]:
    return {choice.id: place for place, choice in enumerate(facet.values)}


def _values(here: Here, entity: Entity, field: str) -> Iterable[tuple[str, str]]:
    """The values of a field as ids, by which an address asks for them, with their words."""
    value = value_of(here, entity, field)
    items = value if isinstance(value, tuple) else (value,)
    if not any(isinstance(item, Ref) for item in items):
        return ((slug(word) or word, word) for word in words_of(here, entity, field))
    named = (here.site.find(item) for item in items if isinstance(item, Ref))
    return ((found.id, found.title) for found in named if found)
