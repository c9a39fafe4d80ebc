"""The other end of every link: what refers to a thing, by what it says of it."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from ..model.kind import Entity
from ..model.refs import Key
from .here import Here
from .language import message
from .naming import kind_plural
from .shown import Shown, all_shown

_WORDS = {
    "answers": message("Answered by"),
    "moves": message("{Kinds} that should move it"),
    "about": message("{Kinds} about it"),
    "owner": message("{Kinds} it owns"),
    "replaces": message("Replaced by"),
    "personas": message("{Kinds} they take part in"),
    "touchpoints": message("{Kinds} that use it"),
    "findings": message("{Kinds} it stands on"),
    "opportunities": message("{Kinds} it stands on"),
    "actions": message("{Kinds} it stands on"),
    "metrics": message("{Kinds} it stands on"),
    "metric": message("{Kinds} with this as an objective"),
    "parent": message("{Kinds} within it"),
    "variant_of": message("Variants of it"),
    "journey": message("{Kinds} that lead into it"),
    "stakeholders": message("{Kinds} it is concerned with"),
    "items": message("{Kinds} that lead here"),
    "evidence": message("{Kinds} that rest on it"),
}
"""What a link says, by its field, seen from the thing that it names. Every other field mentions it."""

_ELSE = message("{Kinds} that mention it")

FOLDED_FROM = 13
"""How many cards of a group make it one that is to be opened."""


class Backlinks(Struct, frozen=True):
    """A group of things that refer to this one. anchor: its id on the page."""

    title: str
    anchor: str
    items: tuple[Shown, ...]

    @property
    def is_folded(self) -> bool:
        return len(self.items) >= FOLDED_FROM


def backlinks(here: Here, entity: Entity, taken: frozenset[Key] = frozenset()) -> tuple[Backlinks, ...]:
    """Everything that refers to an entity, each once: under what it says, and among mentions only where it says nothing else.

    taken: things that the page shows elsewhere.
    """
    groups: dict[tuple[str, str], dict[Key, None]] = defaultdict(dict)
    links = sorted(here.site.links_to.get(entity.key, ()), key=lambda link: link.field not in _WORDS)
    seen: set[Key] = {*taken, entity.key}
    named: set[Key] = set()
    for link in links:
        if link.source in seen or (link.field not in _WORDS and link.source in named):
            continue
        named.add(link.source)
        groups[_WORDS.get(link.field, _ELSE), link.source.kind][link.source] = None
    return tuple(
        _group(here, words, kind, keys) for (words, kind), keys in sorted(groups.items(), key=lambda group: _order(here, *group[0]))
    )


def sources(here: Here, entity: Entity, field: str) -> tuple[Entity, ...]:
    """What refers to an entity in a field, each once."""
    keys = dict.fromkeys(link.source for link in here.site.links_to.get(entity.key, ()) if link.field == field)
    return tuple(here.site.entities[key] for key in keys)


def _order(here: Here, words: str, kind: str) -> tuple[int, int]:
    names = list(here.site.kinds)
    known = [*_WORDS.values(), _ELSE]
    return known.index(words), names.index(kind)


def _group(here: Here, words: str, kind: str, keys: dict[Key, None]) -> Backlinks:
    title = here.language.say(words, Kinds=kind_plural(here.language, here.site.kinds[kind]))
    things = sorted((here.site.entities[key] for key in keys), key=lambda thing: (thing.archived is not None, thing.title.casefold()))
    field = next((name for name, said in _WORDS.items() if said == words), "mentioned")
    return Backlinks(title, f"jy-{field}-{kind}", all_shown(here, things))
