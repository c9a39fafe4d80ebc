"""Texts with what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from .emotions import Emotion, read_emotion
from .reading import Fault, JsonSchema, Reader, Reading, clean, did_you_mean, is_empty, one_or_many, read_words, shorten
from .refs import Ref, To
from .values import CONFIDENCES, WebLink, split_link


class Evidence(Struct, frozen=True):
    """What stands behind a claim: a study, a note on it ("9/14"), an address, or only how sure someone is."""

    ref: Ref | None
    note: str = ""
    link: WebLink | None = None
    confidence: str = ""

    def refs(self) -> Iterator[Ref]:
        if self.ref:
            yield self.ref


class Text(Struct, frozen=True):
    """Markdown with its evidence marks taken out.

    persona: whose words these are, None for everybody's.  said_by: for a quote, who said it.  at: where it is written.
    """

    source: str
    at: Place
    marks: tuple[Evidence, ...] = ()
    persona: Ref | None = None
    said_by: str = ""
    links: tuple[WebLink, ...] = ()
    owner: Ref | None = None
    note: str = ""

    def refs(self) -> Iterator[Ref]:
        for mark in self.marks:
            yield from mark.refs()
        if self.persona:
            yield self.persona
        if self.owner:
            yield self.owner


class Felt(Struct, frozen=True):
    """An emotion, and whose: None where it is everybody's."""

    emotion: Emotion
    persona: Ref | None
    at: Place

    def refs(self) -> Iterator[Ref]:
        if self.persona:
            yield self.persona


# Reading texts -------------------------------------------------------------------------------------------------------

_MARK = re.compile(r"\s?\[\^([^\]\n]{1,200})\]")
_WHO = re.compile(r"\s+(?:—|–|--)\s+")
_LONG_FORM = {"text", "note", "evidence", "confidence", "owner", "links"}


def parse_marks(text: str, at: Place) -> tuple[str, tuple[Evidence, ...]]:
    """A text without its marks, and the marks: `[^study 9/14]`, `[^assumed]`, `[^reported study]`."""
    if "[^" not in text:
        return text, ()
    marks = tuple(mark for found in _MARK.findall(text) if (mark := parse_mark(found, at)))
    return _MARK.sub("", text).strip(), marks


def parse_mark(words: str, at: Place) -> Evidence | None:
    first, _, rest = words.strip().partition(" ")
    confidence = first if first in CONFIDENCES else ""
    if confidence:
        first, _, rest = rest.strip().partition(" ")
    if not first:
        return Evidence(None, confidence=confidence) if confidence else None
    return Evidence(Ref(("research",), first, "", at), rest.strip(), None, confidence)


def make_text(words: str, at: Place) -> Text:
    source, marks = parse_marks(words, at)
    return Text(source, at, marks)


def read_text(node: Node, reading: Reading) -> Text:
    if isinstance(node, MappingNode):
        keys = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        if "text" in keys:
            return _read_long_form(node, reading)
    return make_text(read_words(node, reading), reading.place(node))


def _read_long_form(node: Node, reading: Reading) -> Text:
    fields = {name: (key, value) for name, key, value in reading.pairs(node)}
    for name in fields.keys() - _LONG_FORM:
        reading.report(fields[name][0], "E011", f'a text has no field "{name}"', did_you_mean(name, _LONG_FORM))
    text = make_text(read_words(fields["text"][1], reading), reading.place(node))
    marks = list(text.marks)
    if "evidence" in fields:
        marks += reading.many(fields["evidence"][1], read_evidence)
    if "confidence" in fields:
        said = read_words(fields["confidence"][1], reading)
        if said not in CONFIDENCES:
            raise Fault(fields["confidence"][1], "E023", f'"{said}" is not one of: {", ".join(CONFIDENCES)}')
        marks.append(Evidence(None, confidence=said))
    return replace(
        text,
        marks=tuple(marks),
        note=read_words(fields["note"][1], reading) if "note" in fields else "",
        owner=To("team").read(fields["owner"][1], reading) if "owner" in fields else None,
        links=reading.many(fields["links"][1], _read_text_link) if "links" in fields else (),
    )


def _read_text_link(node: Node, reading: Reading) -> WebLink:
    said = read_words(node, reading)
    link = split_link(said)
    if link is None:
        raise Fault(node, "E027", f'"{shorten(said)}" has no address', "write the words and then the address")
    return WebLink(*link, reading.place(node))


def _per_persona(node: Node, reading: Reading) -> list[tuple[Ref | None, Node]]:
    """A value for everybody, or a map of personas to theirs."""
    if isinstance(node, MappingNode) and not any(isinstance(key, ScalarNode) and key.value == "text" for key, _ in node.value):
        return [(To("persona").from_words(name, reading.place(key)), value) for name, key, value in reading.pairs(node)]
    return [(None, node)]


def read_step_texts(node: Node, reading: Reading) -> tuple[Text, ...]:
    found = []
    for persona, value in _per_persona(node, reading):
        found += [replace(text, persona=persona) for text in reading.many(value, read_text)]
    return tuple(found)


def read_felt(node: Node, reading: Reading) -> tuple[Felt, ...]:
    found = []
    for persona, value in _per_persona(node, reading):
        if is_empty(value):
            continue
        try:
            found.append(Felt(read_emotion(value, reading), persona, reading.place(value)))
        except Fault as fault:
            reading.report_fault(fault)
    return tuple(found)


def read_quote(node: Node, reading: Reading) -> Text:
    text = read_text(node, reading)
    words, *who = _WHO.split(text.source)
    if not who:
        return replace(text, source=_unquoted(words))
    return replace(text, source=_unquoted(" — ".join([words, *who[:-1]])), said_by=who[-1])


def _unquoted(words: str) -> str:
    return words[1:-1] if len(words) > 2 and words[0] + words[-1] in ('""', "“”", "„“", "»«", "«»") else words


def _read_quotes(node: Node, reading: Reading) -> tuple[Text, ...]:
    found = []
    for persona, value in _per_persona(node, reading):
        found += [replace(text, persona=persona) for text in reading.many(value, read_quote)]
    return tuple(found)


def _read_named_texts(node: Node, reading: Reading) -> tuple[tuple[str, Text], ...]:
    """A map of the writer's own names to texts."""
    return tuple((clean(name), read_text(value, reading)) for name, _, value in reading.pairs(node) if not is_empty(value))


_TEXT: JsonSchema = {"type": ["string", "number", "boolean", "object"]}

Prose = Annotated[Text, Reader(read_text, _TEXT, "text")]
"""One text."""

Proses = Annotated[tuple[Text, ...], Reader(lambda node, reading: reading.many(node, read_text), one_or_many(_TEXT), "texts")]
"""Texts; one or many."""

StepTexts = Annotated[tuple[Text, ...], Reader(read_step_texts, one_or_many(_TEXT), "said")]
"""Texts of a step; one or many, for everybody or for each persona."""

Quotes = Annotated[tuple[Text, ...], Reader(_read_quotes, one_or_many(_TEXT), "said")]
"""`words — who`, without quotation marks."""

NamedTexts = Annotated[tuple[tuple[str, Text], ...], Reader(_read_named_texts, {"type": "object"})]

Emotions = Annotated[tuple[Felt, ...], Reader(read_felt, {"type": ["number", "string", "object"]}, "emotion")]


# Reading evidence ----------------------------------------------------------------------------------------------------


def read_evidence(node: Node, reading: Reading) -> Evidence:
    """An id, `id: note`, or `Words https://…`."""
    at = reading.place(node)
    if isinstance(node, MappingNode):
        pairs = reading.pairs(node)
        if len(pairs) == 1 and isinstance(pairs[0][2], ScalarNode):
            name, key, value = pairs[0]
            link = split_link(f"{name}: {value.value}")
            if link and not value.value.startswith("//"):
                return Evidence(None, link=WebLink(*link, at))
            return Evidence(To("research").from_words(name, reading.place(key)), read_words(value, reading))
        return Evidence(To("research").read(node, reading))
    said = read_words(node, reading)
    link = split_link(said)
    if link:
        return Evidence(None, link=WebLink(*link, at))
    return Evidence(To("research").from_words(said, at))


EvidenceField = Annotated[
    tuple[Evidence, ...],
    Reader(lambda node, reading: reading.many(node, read_evidence), one_or_many({"type": ["string", "object"]}), "words"),
]


# What a value holds --------------------------------------------------------------------------------------------------


def references(value: Any) -> Iterator[Ref]:
    """Every reference in a value, however deep."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)
    elif hasattr(value, "refs"):
        yield from value.refs()


def texts(value: Any) -> Iterator[Text]:
    """Every text in a value, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "texts"):
        yield from value.texts()
