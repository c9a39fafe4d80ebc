"""How a field reads its value from a YAML node: the field decides the type, not YAML.

Pydantic walks the fields of a model; each field's `Reader` turns the node into a value. A reader that cannot raises `Fault`, and where part of
the value is still good it reports the fault and goes on, so that one run names everything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import Diagnostic, Place, Severity
from ..source.document import Document, stray_comment
from ..source.tree import Tree
from .registry import Registries

JsonSchema = dict[str, Any]


class Fault(ValueError):
    """A value that cannot be read: raised by a reader, turned into a diagnostic at the node's place."""

    def __init__(self, node: Node, code: str, message: str, hint: str = "", fix: str = "") -> None:
        super().__init__(message)
        self.node, self.code, self.message, self.hint, self.fix = node, code, message, hint, fix


@dataclass(frozen=True)
class InPlace:
    """A thing written where an id may stand: still nodes, to be read as its own kind."""

    kind: str
    id: str
    node: MappingNode


@dataclass
class Reading:
    """One document being read: what readers may ask, and where they report."""

    document: Document
    registries: Registries
    files: Tree
    id_in_place: Callable[[str, MappingNode, Reading], str]
    """The id of a thing of a kind (its name) that is written where an id may stand."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    in_place: list[InPlace] = field(default_factory=list)
    today: date | None = None
    """For the examples in messages: a date that the writer can copy."""

    @property
    def day(self) -> date:
        return self.today or date(2026, 11, 2)

    def report(self, node: Node, code: str, message: str, hint: str = "", fix: str = "", severity: Severity = Severity.ERROR) -> None:
        self.diagnostics.append(Diagnostic(self.document.place(node), code, message, hint, fix, severity))

    def report_fault(self, fault: Fault) -> None:
        self.report(fault.node, fault.code, fault.message, fault.hint, fault.fix)

    def keep_in_place(self, kind: str, node: MappingNode) -> str:
        """Set a thing that is written in place aside, to be read as its own kind. Returns its id."""
        found = self.id_in_place(kind, node, self)
        self.in_place.append(InPlace(kind, found, node))
        return found

    def place(self, node: Node) -> Place:
        return self.document.place(node)

    def line_of(self, node: Node) -> str:
        """The line of the source on which a node begins."""
        lines = self.document.yaml_text.split("\n")
        number = node.start_mark.line
        return lines[number] if 0 <= number < len(lines) else ""

    def many(self, node: Node, read: Callable[[Node, Reading], Any]) -> tuple[Any, ...]:
        """One value or a list of them. Items that cannot be read are reported and left out; empty ones are left out."""
        items = node.value if isinstance(node, SequenceNode) else [node]
        values = []
        for item in items:
            if is_empty(item):
                continue
            try:
                values.append(read(item, self))
            except Fault as fault:
                self.report_fault(fault)
        return tuple(values)

    def pairs(self, node: Node) -> list[tuple[str, ScalarNode, Node]]:
        """The keys and values of a map. Keys that are no text and keys written twice are reported; the first one counts."""
        if not isinstance(node, MappingNode):
            raise Fault(node, "E012", f"expected fields, found {describe(node)}")
        seen: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.report(key, "E012", f"expected the name of a field, found {describe(key)}")
            elif key.value in seen:
                line = self.place(seen[key.value][0]).line
                self.report(key, "E010", f'"{key.value}" is written twice', f"it stands on line {line} already; keep one of them")
            else:
                seen[key.value] = (key, value)
        return [(name, key, value) for name, (key, value) in seen.items()]


@dataclass(frozen=True, eq=False)
class Reader:
    """Annotates a field: how its value is read, and what an editor's JSON Schema says of it."""

    read: Callable[[Node, Reading], Any]
    schema: JsonSchema
    shape: str = "value"
    """What the change log compares: a word, a text, texts, refs, parts, an emotion …, or a value that is only equal or not."""
    kinds: tuple[str, ...] = ()
    """For references: what they may name."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: Any, info: core_schema.ValidationInfo) -> Any:
            # The context is the Reading of the document: `validate` in kind.py is the only caller.
            return self.read(value, info.context) if isinstance(value, Node) and isinstance(info.context, Reading) else value

        return core_schema.with_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return self.schema


def one_or_many(item: JsonSchema) -> JsonSchema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null")


def describe(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "fields"
    return f'"{shorten(node.value)}"' if node.value else "nothing"


def shorten(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def read_words(node: Node, reading: Reading) -> str:
    """A text as it is spelt in the source. `Checks: the price` is a text where a text is expected, whatever YAML thinks of it."""
    if isinstance(node, ScalarNode):
        if stray_comment(reading.document, node):
            rest = reading.document.yaml_text[node.end_mark.index :].split("\n", 1)[0].strip()
            message = f'the text ends before "{shorten(rest, 30)}": a # after a space begins a comment'
            reading.report(node, "C001", message, "put the text in quotes, or two spaces before the comment", severity=Severity.WARNING)
        return clean(node.value)
    if isinstance(node, MappingNode) and len(node.value) == 1:
        key, value = node.value[0]
        if isinstance(key, ScalarNode) and isinstance(value, ScalarNode):
            return clean(f"{key.value}: {value.value}".rstrip() if value.value else f"{key.value}:")
    if isinstance(node, SequenceNode) and node.flow_style and len(node.value) == 1 and isinstance(node.value[0], ScalarNode):
        fix = f'"[{node.value[0].value}]"'
        raise Fault(node, "E012", "expected a text, found a list", "a text that begins with [ goes in quotes", fix)
    hint = "write one text" if isinstance(node, SequenceNode) else "write one text; if it holds a colon and a space, put it in quotes"
    raise Fault(node, "E012", f"expected a text, found {describe(node)}", hint)


def read_line(node: Node, reading: Reading) -> str:
    """Words on one line."""
    return " ".join(read_words(node, reading).split())


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ue000-\ue00f\ufffe\uffff]")


def clean(text: str) -> str:
    """Without control characters and without the few private ones that rendering uses as marks."""
    return _UNSEEN.sub("", text).strip()


_ASCII_WORD = re.compile("[a-z0-9]+")


@lru_cache(2**14)
def slug(title: str) -> str:
    """The id of a title: NFKC, case-folded, letters, marks and digits of any script, joined by hyphens."""
    if title.isascii():
        return "-".join(_ASCII_WORD.findall(title.lower()))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold())
    kept = "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in folded)
    return unicodedata.normalize("NFC", "-".join(kept.split()))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word most like this one, or "" where none is close."""
    names = list(known)
    # A swap of two letters is one slip here and two for Levenshtein, who is many times as fast: whoever he finds half as likely is looked at.
    likely = process.extract(word, names, scorer=Levenshtein.normalized_similarity, score_cutoff=max(0.0, 2 * cutoff - 1.001), limit=None)
    candidates = [names[place] for place in sorted(place for _, _, place in likely)]
    best = process.extractOne(word, candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=cutoff)
    return best[0] if best else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    best = nearest(word, names)
    if best:
        return f'did you mean "{best}"?'
    return f"known: {', '.join(names)}" if 0 < len(names) <= 12 else ""


def within_two_letters(word: str, known: Iterable[str]) -> str:
    """A known word that this one may be a slip of: two letters away at the most, one for short words."""
    for name in known:
        limit = 2 if len(name) > 5 else 1
        if 0 < DamerauLevenshtein.distance(word, name, score_cutoff=limit) <= limit:
            return name
    return ""
