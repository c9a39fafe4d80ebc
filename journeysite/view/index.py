"""The list of all entities of a kind, from what the kind declares: what to show, what to group, filter and sort by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.kind import Entity, Kind
from ..model.reading import slug
from ..model.texts import Text
from .cells import Cell, cell_of, choices_of, label_of, order_key, words_of
from .concerns import concerns_of
from .intro import Intro, intro_of
from .parts import Here
from .words import counted

SUMMARIES_UP_TO = 200
"""Past this many rows a list leaves the summaries to the pages."""

FILTER_FROM = 8
ARCHIVED = "Archived"


@dataclass(frozen=True, slots=True)
class Row:
    """One entity. mark: "draft" or "".  facets: for each of the page's, the places of its values in that one's list, `0 3`.

    changed: the day of its latest change, "2026-11-12", or "".
    """

    title: str
    href: str
    summary: Text | None
    cells: tuple[Cell, ...]
    facets: tuple[str, ...]
    mark: str
    changed: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share a value. title: "" where the list is not divided."""

    anchor: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by. values: in their order."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """columns: labels.  facets: those that divide this list at all.  has_filter: whether the list is long enough to need one."""

    title: str
    summary: str
    intro: Intro
    icon: str
    count: str
    columns: tuple[str, ...]
    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]
    has_filter: bool


def index_page(here: Here, kind: Kind) -> IndexPage:
    entities = in_order(here, kind, here.site.of(kind.name))
    intro = intro_of(here.site, kind.folder)
    fields = [field for field in kind.facets if _divides(here, entities, field)]
    facets = tuple(_facet(here, kind, field, entities) for field in fields)
    listed = [field for field in kind.listed if any(not cell_of(here, entity, field).is_empty for entity in entities)]
    rows = {entity.key: _row(here, entity, listed, fields, facets, len(entities)) for entity in entities}
    groups = tuple(
        Group(f"group-{slug(title)}" if title else "all", title, tuple(rows[entity.key] for entity in them))
        for title, them in grouped(here, kind, entities)
    )
    return IndexPage(
        title=intro.title or kind.plural,
        summary=intro.summary or kind.summary,
        intro=intro,
        icon=kind.icon,
        count=counted(len(entities), kind.title.lower(), kind.plural.lower() if kind.plural != kind.title else ""),
        columns=tuple(label_of(kind, field) for field in listed),
        facets=facets,
        groups=groups,
        has_filter=len(entities) >= FILTER_FROM,
    )


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
    """Groups with their titles, in the order of the field's own words; what is archived comes last."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        words = words_of(here, entity, kind.grouped) if kind.grouped and entity.archived is None else ()
        found[ARCHIVED if entity.archived is not None else words[0] if words else ""].append(entity)
    order = {word: place for place, word in enumerate(choices_of(kind, kind.grouped))}
    names = sorted(found, key=lambda name: (name == ARCHIVED, not name, order.get(name, len(order)), name.casefold()))
    return [(_group_title(kind, name, len(found)), tuple(found[name])) for name in names]


def _group_title(kind: Kind, name: str, groups: int) -> str:
    if name:
        return name[:1].upper() + name[1:]
    return f"No {label_of(kind, kind.grouped).lower()} said" if kind.grouped and groups > 1 else ""


def _divides(here: Here, entities: Iterable[Entity], field: str) -> bool:
    return len({words_of(here, entity, field) for entity in entities}) > 1


def _facet(here: Here, kind: Kind, field: str, entities: Iterable[Entity]) -> Facet:
    words = {word for entity in entities for word in words_of(here, entity, field)}
    order = {word: place for place, word in enumerate(choices_of(kind, field))}
    return Facet(label_of(kind, field), tuple(sorted(words, key=lambda word: (order.get(word, len(order)), word.casefold()))))


def _row(here: Here, entity: Entity, listed: list[str], fields: list[str], facets: tuple[Facet, ...], count: int) -> Row:
    places = [{word: str(place) for place, word in enumerate(facet.values)} for facet in facets]
    return Row(
        title=entity.title,
        href=here.href(entity),
        summary=entity.summary if count <= SUMMARIES_UP_TO else None,
        cells=tuple(cell_of(here, entity, field) for field in listed),
        facets=tuple(" ".join(known[word] for word in words_of(here, entity, field)) for field, known in zip(fields, places, strict=True)),
        mark="draft" if entity.draft else "",
        changed=next((entry.day.isoformat() for entry in here.log.about(entity.key) if concerns_of(here).is_news(entry)), ""),
    )
