"""The fields of any kind, each as a label and values that say how they are to be shown. Nothing here names a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from msgspec import Struct

from ..errors import Place
from ..model.dates import Period, Rhythm
from ..model.emotions import Emotion
from ..model.kind import Entity
from ..model.part import Part, reader_of
from ..model.reading import Reader
from ..model.refs import Ref
from ..model.texts import Evidence, Text
from ..model.values import Amount, Change, Image, Point, Score, Trait, WebLink, split_link
from .here import Here
from .language import Language
from .links import LinkTo
from .naming import kind_word, label, label_of, spelled_out
from .sayings import Saying, saying
from .step import Picture, emotion_words


class Value(Struct, frozen=True):
    """One value. form: which of the others is set: "words", "saying", "quote", "link", "web", "picture" or "rows"."""

    form: str
    words: str = ""
    saying: Saying | None = None
    link: LinkTo | None = None
    picture: Picture | None = None
    rows: tuple[Row, ...] = ()


class Row(Struct, frozen=True):
    """A field. is_long: whether it needs the width of the page, as sentences and pictures do."""

    label: str
    values: tuple[Value, ...]

    @property
    def is_long(self) -> bool:
        return any(value.form in ("saying", "quote", "picture", "rows") for value in self.values)


_IN_THE_FRAME = frozenset(
    {
        "id",
        "title",
        "summary",
        "tags",
        "links",
        "images",
        "owner",
        "evidence",
        "confidence",
        "lang",
        "draft",
        "archived",
        "reason",
        "status",
    }
)
"""What every page shows at a place of its own."""


def _is_nothing(value: Any) -> bool:
    # By identity: a target of 0 is a value, and equals False.
    return value is None or value is False or value in ("", ())


def rows_of(here: Here, entity: Entity, shown: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """Every field that has a value, those of the writer's own making last. shown: what the page shows elsewhere."""
    model = type(entity)
    hidden = model.hidden_fields() | _IN_THE_FRAME | shown
    rows = [
        Row(label_of(here.language, entity.kind, name), tuple(_of_field(here, model, name, value)))
        for name in model.model_fields
        if name not in hidden and not _is_nothing(value := getattr(entity, name))
    ]
    return (*(row for row in rows if row.values), *extra_rows(here, entity))


_ENDS = re.compile(r"(-?[\d.]+?)\.\.(-?[\d.]+)")
"""A scale as it is written: 1..7."""


def _of_field(here: Here, model: type[Part], name: str, value: Any) -> Iterator[Value]:
    reader = reader_of(model.model_fields[name])
    if isinstance(value, str) and reader and "enum" in reader.schema:
        yield Value("words", spelled_out(here.language, value))
    elif isinstance(value, str) and (ends := _ENDS.fullmatch(value)):
        low, high = (here.language.number(float(end)) for end in ends.groups())
        yield Value("words", here.language.say("{start} to {end}", start=low, end=high))
    else:
        yield from values_of(here, value, _is_score(reader))


def extra_rows(here: Here, part: Part) -> tuple[Row, ...]:
    """Fields of the writer's own making (`x-…`), each once with all that it holds."""
    found: dict[str, tuple[Value, ...]] = {}
    for name, text in part.extra:
        found[name] = (*found.get(name, ()), _extra(here, text))
    return tuple(Row(name.removeprefix("x-").replace("-", " ").replace("_", " ").capitalize(), values) for name, values in found.items())


def _extra(here: Here, text: Text) -> Value:
    """Nothing says what such a field holds: one that ends with an address is a link, as it would be under links:."""
    link = None if text.marks or text.note or text.owner or text.links else split_link(text.source)
    # Markdown that happens to end so has its own way of saying what is a link.
    return Value("web", link=LinkTo(*link)) if link and not set("[]()*`<") & set(link[0]) else _said(here, text)


def _is_score(reader: Reader | None) -> bool:
    return reader is not None and reader in cast(Any, Score).__metadata__


def values_of(here: Here, value: Any, is_score: bool = False) -> Iterator[Value]:
    """What a field holds, one entry a thing. is_score: whether numbers are of 1 to 5."""
    if isinstance(value, (Ref, Image, WebLink, Text)):
        yield from _linked(here, value)
    elif isinstance(value, bool):
        yield Value("words", here.language.say("yes" if value else "no"))
    elif isinstance(value, (int, float)):
        number = here.language.number(value)
        yield Value("words", here.language.say("{score} of 5", score=number) if is_score else number)
    elif isinstance(value, tuple) and _is_named(value):
        yield Value("rows", rows=tuple(Row(name.capitalize(), tuple(values_of(here, said))) for name, said in value))
    elif isinstance(value, tuple):
        for item in value:
            yield from values_of(here, item)
    elif isinstance(value, Part):
        yield _part(here, value)
    elif not _is_nothing(value) and not isinstance(value, (Place, Evidence)):
        words = _words(here.language, value)
        if words:
            yield Value("words", words)
        elif isinstance(value, Struct):
            yield Value("rows", rows=tuple(_inside(here, ((name, getattr(value, name)) for name in value.__struct_fields__))))


def _linked(here: Here, value: Ref | Image | WebLink | Text) -> Iterator[Value]:
    if isinstance(value, Text):
        yield _said(here, value)
    elif isinstance(value, Image):
        yield Value("picture", picture=Picture(here.addresses.file(value.path), value.alt))
    elif isinstance(value, WebLink):
        yield Value("web", link=LinkTo(value.words, value.url))
    elif (link := link_of(here, value)) is not None:
        yield Value("link", link=link)


def link_of(here: Here, ref: Ref) -> LinkTo | None:
    """A reference as a link that says what it leads to. A step is named with its map."""
    entity = here.site.find(ref)
    if entity is None:
        return None
    step = here.site.flows[entity.id].step(ref.step) if ref.step and entity.id in here.site.flows else None
    if step is None:
        return LinkTo(entity.title, here.href(entity, ref.step), kind_word(here.language, entity.kind))
    return LinkTo(step.title, here.href(entity, step.id), here.language.say("step of {map}", map=entity.title))


def _said(here: Here, text: Text) -> Value:
    return Value("quote" if text.said_by else "saying", saying=saying(here, text))


def _is_named(value: tuple[Any, ...]) -> bool:
    """Whether these are the writer's own names with what they stand for."""
    return bool(value) and all(isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str) for item in value)


def _part(here: Here, part: Part) -> Value:
    named = ((name, getattr(part, name)) for name in type(part).model_fields if name not in ("at", "extra", "id"))
    return Value("rows", rows=tuple(_inside(here, named)))


def _inside(here: Here, named: Iterator[tuple[str, Any]]) -> Iterator[Row]:
    for name, value in named:
        values = tuple(values_of(here, value)) if not _is_nothing(value) else ()
        if values:
            yield Row(label(here.language, name), values)


def _words(language: Language, value: Any) -> str:
    """A small value in words; "" for one that has to be opened."""
    match value:
        case str():
            return value
        case Period():
            return language.period(value)
        case date():
            return language.long_day(value)
        case Amount():
            return language.amount(value.value, value.unit)
        case Rhythm():
            return language.rhythm(value)
        case Emotion():
            return emotion_words(value, language)
        case Trait():
            return f"{value.left} / {value.right}: {language.signed(value.value)}"
        case Change():
            return f"{language.number(value.start)} → {language.amount(value.end, value.unit)}"
        case Point():
            return f"{language.period(value.when)}: {language.number(value.value)}"
    return ""
