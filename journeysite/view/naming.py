"""What kinds, fields, rows and values are called in the site's language. They are declared in English, beside what they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ..model.kind import Kind
from ..model.kinds import KINDS
from ..model.part import Part, reader_of
from ..model.registry import BUILT_IN_LANES
from .language import Language, message
from .words import sentence

# On a page -----------------------------------------------------------------------------------------------------------


def kind_title(language: Language, kind: Kind) -> str:
    """Touchpoint."""
    return language.say(kind.title)


def kind_plural(language: Language, kind: Kind) -> str:
    """Touchpoints."""
    return language.say(kind.plural)


def kind_word(language: Language, kind: Kind) -> str:
    """touchpoint, as it stands small beside a title. Not the title in small letters: German nouns keep their capital."""
    return language.say(kind.title.lower())


def label_of(language: Language, kind: Kind, field: str) -> str:
    """What a field is called on a page: its title if it has one, else its name in the source."""
    info = kind.model.model_fields.get(field)
    return label(language, (info.title or info.alias or field) if info else field)


def label(language: Language, field: str) -> str:
    """A field's name at the head of its value: Out of scope."""
    return sentence(language.say(plain(field)))


def in_words(language: Language, word: str) -> str:
    """A word that a field may have, such as a status; words of a writer's own come back as they are."""
    return language.say(word) if word else ""


def capital(language: Language, word: str) -> str:
    """The same at the head of a line."""
    return sentence(in_words(language, word))


SPELLED_OUT = {
    "NPS": message("NPS, net promoter score"),
    "CSAT": message("CSAT, customer satisfaction"),
    "CES": message("CES, customer effort score"),
}
"""Values that are short forms. They are written out where one reads what a thing is."""


def spelled_out(language: Language, word: str) -> str:
    return language.say(SPELLED_OUT.get(word, word)) if word else ""


def plain(field: str) -> str:
    return field.removeprefix("x-").replace("_", " ").replace("-", " ")


# For translators -----------------------------------------------------------------------------------------------------


def kind_count(kind: Kind) -> tuple[str, str]:
    """The messages that count things of a kind."""
    return f"{{count}} {kind.title.lower()}", f"{{count}} {kind.several or kind.plural.lower()}"


def field_names(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """The name of every field that a writer may set, as messages have it, with where it stands."""
    for kind in kinds.values():
        for model, where in _parts_of(kind.model, kind.title):
            for name, info in model.written_fields().items():
                yield plain(info.title or name), f"a field of {where}"
        for name in {field.removeprefix("-") for field in (*kind.listed, *kind.facets)} - kind.model.model_fields.keys():
            yield plain(name), f"a column in the list of {kind.plural}"
    yield "text", "what a section of a page says"


def value_words(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """Every word that a field offers to choose from."""
    for name, word, where in _choices(kinds):
        yield word, f"a value of {plain(name)} of {where}"


@cache
def choices() -> frozenset[tuple[str, str]]:
    """Fields with each word that they offer: what a change from one to another is said in."""
    return frozenset((name, word) for name, word, _ in _choices(KINDS))


def _choices(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str, str]]:
    for kind in kinds.values():
        for model, where in _parts_of(kind.model, kind.title):
            for name, info in model.written_fields().items():
                reader = reader_of(info)
                for word in reader.schema.get("enum", ()) if reader else ():
                    yield name, word, where


def declared_words(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """What kinds and the rows of a map are called, and the headings of the navigation."""
    for kind in kinds.values():
        yield kind.title, "a kind"
        yield kind.plural, "things of a kind"
        yield kind.title.lower(), "a kind, beside a title"
        yield kind.summary, f"what {kind.plural} are"
        if kind.section:
            yield kind.section, "a heading of the navigation"
    for title in BUILT_IN_LANES.values():
        yield title, "a row of the map"


def _parts_of(model: type[Part], where: str) -> Iterator[tuple[type[Part], str]]:
    """A model and the models of the parts that it holds."""
    yield model, where
    for info in model.written_fields().values():
        reader = reader_of(info)
        for inner in ("x-parts", "x-part"):
            if reader and inner in reader.schema:
                part = reader.schema[inner]
                yield from _parts_of(part, part.__name__.lower())
