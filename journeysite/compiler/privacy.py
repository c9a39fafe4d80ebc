"""Personal data does not get published: what looks like an address or a number of a person stops the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from ..errors import Diagnostic, Place
from ..model.kind import Entity
from ..model.part import Part
from ..model.refs import Key, Ref
from ..model.site import Site
from ..model.texts import Text
from .memory import Memory
from .personal import Match, find_personal_data, is_allowed

_OURS = frozenset({"at", "id", "path", "sections", "home", "formerly"})
"""Fields that hold ids and places, or that are walked on their own."""

_HINT = "take it out; if it may be public, allow it by name in the site's options (allow)"
_TEAM_HINT = f"{_HINT}, or keep it as a team's mailbox"


def personal_data(site: Site, allow: tuple[str, ...], memory: Memory | None = None) -> Iterator[Diagnostic]:
    """E150 for each e-mail address, telephone, card or account number in anything that is published.

    allow: addresses, domains and numbers that may stand.  memory: what was found before in the same entities.
    """
    for entity in site.entities.values():
        yield from memory.once(entity, allow, _in_entity) if memory else _in_entity(entity, allow)
    for path, page in site.pages.items():
        yield from _report_lines(path, 1, page.text, allow, "")
    for lane in site.registries.lanes:
        yield from _report(lane.at, f"{lane.title} {lane.summary}", allow, "")
    for term in site.registries.glossary:
        yield from _report(Place("glossary.yml"), f"{term.word} {term.meaning} {' '.join(term.also)}", allow, "")


def _in_entity(entity: Entity, allow: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    about = str(entity.key)
    found = [diagnostic for at, words in _words_of(entity) for diagnostic in _report(at, words, allow, about)]
    for section in entity.sections:
        found += _report(Place(entity.path, section.line, 1), section.title, allow, about)
        found += _report_lines(entity.path, section.text_line, section.text, allow, about)
    return tuple(found)


def _report_lines(path: str, first_line: int, text: str, allow: Iterable[str], about: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), first_line):
        for match in _forbidden(line, allow):
            yield _diagnostic(Place(path, number, match.start + 1), match, about)


def _report(at: Place, words: str, allow: Iterable[str], about: str) -> Iterator[Diagnostic]:
    for match in _forbidden(words, allow):
        yield _diagnostic(at, match, about)


def _forbidden(words: str, allow: Iterable[str]) -> Iterator[Match]:
    return (match for match in find_personal_data(words) if not is_allowed(match, allow))


def _diagnostic(at: Place, match: Match, about: str) -> Diagnostic:
    hint = _TEAM_HINT if match.what == "an e-mail address" else _HINT
    return Diagnostic(at, "E150", f"{match.what} ({match.masked}) would be published", hint, about=about)


def _words_of(entity: Entity) -> Iterator[tuple[Place, str]]:
    """Every stretch of words in an entity's fields, each with the nearest place that is known."""
    for name in entity.field_names():
        value = getattr(entity, name)
        if value and name not in _OURS and name not in entity.kind.exempt:
            yield from _words_in(value, entity.at)


def _words_in(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, (Place, Key, Ref)) or value is None:
        return
    elif isinstance(value, tuple):
        for item in value:
            yield from _words_in(item, at)
    elif isinstance(value, Text):
        for part in (value.source, value.said_by, value.note, value.marks, value.links):
            yield from _words_in(part, value.at)
    elif isinstance(value, Part):
        for name in value.field_names():
            held = getattr(value, name)
            if held and name not in _OURS:
                yield from _words_in(held, value.at)
    elif isinstance(value, Struct):
        place = getattr(value, "at", at)
        for name in value.__struct_fields__:
            yield from _words_in(getattr(value, name), place)
