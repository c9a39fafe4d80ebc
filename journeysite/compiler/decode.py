"""Files in, entities out: which kind a file is, what its fields say, and what its headings bind."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Diagnostic, Place, Severity
from ..model.kind import Entity, Kind, ids_in_place
from ..model.part import open_fields, validate
from ..model.reading import Fault, Reading, nearest, slug, within_two_letters
from ..model.refs import Key
from ..model.registry import Registries
from ..source.document import Document, read_document
from ..source.prose import sections
from ..source.tree import Tree
from .headings import bound_headings, first_heading, without_title
from .memory import Memory, Overheard
from .registries import REGISTRY_FILES, decode_registries

SOURCE_ENDINGS = (".md", ".yml", ".yaml")


@dataclass
class Decoded:
    """Every entity by its key, drafts included, and the Markdown files that are no entity.

    unread: files that could not be read, each with the words in it, joined by hyphens as in an id.
    """

    registries: Registries
    entities: dict[Key, Entity] = field(default_factory=dict)
    pages: dict[str, Document] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass
class _Decoder:
    """What decoding one tree gathers."""

    tree: Tree
    kinds: Mapping[str, Kind]
    found: Decoded
    diagnostics: list[Diagnostic]
    today: date | None = None

    def reading(self, document: Document) -> Reading:
        return Reading(document, self.found.registries, self.tree, ids_in_place(self.kinds), today=self.today)

    def leave_unread(self, path: str) -> None:
        """Remember what a file that cannot be read speaks of: whatever refers to that is no mistake of its own."""
        words = slug(self.tree.read(path).decode("utf-8", "replace"))
        self.found.unread[path] = f"-{slug(posixpath.basename(posixpath.splitext(path)[0]))}-{words}-"


def decode(
    tree: Tree, kinds: Mapping[str, Kind], memory: Memory | None = None, today: date | None = None
) -> tuple[Decoded, tuple[Diagnostic, ...]]:
    """Read every source of a tree. Never raises for anything that stands in a file.

    memory: what earlier trees decoded to.  today: for the examples in messages.
    """
    registries, diagnostics = decode_registries(tree, kinds)
    if memory is not None:
        memory.stand_on((registries, tuple(kinds.values()), today), tree)
    decoder = _Decoder(tree, kinds, Decoded(registries), list(diagnostics), today)
    diagnostics_of_names = _names_that_collide(tree)
    folders = {kind.folder: kind for kind in kinds.values()}
    for path in tree:
        stem, ending = posixpath.splitext(path)
        if ending not in SOURCE_ENDINGS or path in REGISTRY_FILES:
            continue
        first, slash, _ = stem.partition("/")
        kind = folders.get(first)
        if kind and slash and posixpath.basename(stem) != "index":
            _remembered(decoder, path, memory, partial(_decode_file, path=path, kind=kind))
        elif kind and not slash and ending != ".md":
            _remembered(decoder, path, memory, partial(_decode_shared, path=path, kind=kind))
        elif ending == ".md":
            _keep_page(decoder, path)
        else:
            decoder.diagnostics.append(_unknown_file(path, first, slash, [*folders, *REGISTRY_FILES.values()]))
    return decoder.found, (*decoder.diagnostics, *diagnostics_of_names)


def _unknown_file(path: str, first: str, slash: str, known: list[str]) -> Diagnostic:
    meant = nearest(first, known)
    what = "folder" if slash else "name"
    hint = f'did you mean "{meant}"?' if meant else f"the kinds are: {', '.join(known)}"
    return Diagnostic(Place(path), "C003", f'this file is not read: no kind has the {what} "{first}"', hint, severity=Severity.WARNING)


def _names_that_collide(tree: Tree) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for path in tree:
        folded = path.casefold()
        if folded in seen:
            message = f'"{seen[folded]}" and this file are one file on a disk that ignores case'
            yield Diagnostic(Place(path), "E111", message, "give one of them another name")
        seen.setdefault(folded, path)


def _remembered(decoder: _Decoder, path: str, memory: Memory | None, decode_into: Callable[[_Decoder], None]) -> None:
    """Decode one file, or recall what it decoded to. Where two files give one id, both are decoded again: each is told of the other."""
    if memory is None:
        decode_into(decoder)
        return
    alone = memory.recall(path, decoder.tree)
    if alone is None:
        heard = Overheard(decoder.tree)
        alone = _Decoder(heard, decoder.kinds, Decoded(decoder.found.registries), [], decoder.today)
        decode_into(alone)
        memory.keep(path, heard, alone)
    if alone.found.entities.keys() & decoder.found.entities.keys():
        decode_into(decoder)
        return
    decoder.found.entities |= alone.found.entities
    decoder.found.unread |= alone.found.unread
    decoder.diagnostics += alone.diagnostics


# Files ---------------------------------------------------------------------------------------------------------------


def _decode_file(decoder: _Decoder, path: str, kind: Kind) -> None:
    document, faults = read_document(path, decoder.tree.read(path))
    decoder.diagnostics += faults
    if document is None or (document.root is None and (faults := tuple(_fields_without_hyphens(document, kind)))):
        decoder.diagnostics += faults if document else ()
        decoder.leave_unread(path)
        return
    stem = posixpath.basename(posixpath.splitext(path)[0])
    if re.fullmatch(r".+\.[a-z]{2,3}(-[A-Za-z]{2,4})?", stem):
        decoder.diagnostics.append(
            Diagnostic(Place(path), "C004", "translations are not published yet", "the file is left out", severity=Severity.HINT)
        )
        return
    reading = decoder.reading(document)
    root = document.root if document.root is not None else _empty_map()
    given = {"path": path, "sections": sections(document.body, document.body_line) if document.body.strip() else ()}
    _decode_entity(decoder, reading, kind, root, slug(stem), given, in_list=False)


_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]*):(?:[ \t]|\Z)")


def _fields_without_hyphens(document: Document, kind: Kind) -> Iterator[Diagnostic]:
    """Prose that begins as fields do: the hyphens around them were forgotten."""
    first = next((number for number, line in enumerate(document.text.split("\n")) if line.strip()), 0)
    match = _FIELD.match(document.text.split("\n")[first])
    known = kind.model.written_fields()
    if match and (match["name"] in known or within_two_letters(match["name"].casefold(), known)):
        message = f'"{match["name"]}:" reads as a field, and no three hyphens stand above it'
        hint = "put a line with three hyphens above the first field, and one below the last"
        yield Diagnostic(Place(document.path, first + 1, 1), "E003", message, hint)


def _decode_shared(decoder: _Decoder, path: str, kind: Kind) -> None:
    """A file that maps ids to titles or fields."""
    document, faults = read_document(path, decoder.tree.read(path))
    decoder.diagnostics += faults
    if document is None or document.root is None:
        if document is None:
            decoder.leave_unread(path)
        return
    reading = decoder.reading(document)
    try:
        pairs = reading.pairs(document.root)
    except Fault as fault:
        reading.report(fault.node, fault.code, f"{fault.message}: this file maps ids to titles", "write till-queue: Till queue")
        decoder.leave_unread(path)
        pairs = []
    decoder.diagnostics += reading.diagnostics
    for name, key, value in pairs:
        reading = decoder.reading(document)
        node = value
        if isinstance(value, ScalarNode):
            node = _map_with("title", value if value.value else key, value)
        given = {"path": path, "at": document.place(key)}
        _decode_entity(decoder, reading, kind, node, slug(name), given, in_list=False)


def _keep_page(decoder: _Decoder, path: str) -> None:
    """A Markdown file that is no entity is the host's to render; only its references are ours."""
    try:
        text = decoder.tree.read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        _, faults = read_document(path, decoder.tree.read(path))
        decoder.diagnostics += faults
        return
    if text.strip():
        decoder.found.pages[path] = Document(path, None, text, "", 0, text.replace("\r\n", "\n"), 0)


# Entities ------------------------------------------------------------------------------------------------------------


def _decode_entity(
    decoder: _Decoder, reading: Reading, kind: Kind, node: Node, default_id: str, given: Mapping[str, Any], in_list: bool
) -> None:
    try:
        values = open_fields(kind.model, node, reading, in_list)
        values |= given
        values |= bound_headings(kind, values, reading)
        entity = validate(kind.model, values, reading)
    except Fault as fault:
        reading.report_fault(fault)
        decoder.leave_unread(reading.document.path)
        entity = None
    if entity is not None:
        found = entity.id or default_id
        title = entity.title or first_heading(entity.sections) or default_id.replace("-", " ").capitalize()
        place = entity.at if entity.at.path else reading.place(node)
        told = without_title(entity.sections, title)
        entity = entity.model_copy(update={"id": found, "title": title, "at": place, "sections": told}).settled(reading)
        _keep(decoder, reading, entity, node)
    decoder.diagnostics += reading.diagnostics
    if entity is not None:
        _decode_in_place(decoder, reading, entity)


def _keep(decoder: _Decoder, reading: Reading, entity: Entity, node: Node) -> None:
    other = decoder.found.entities.get(entity.key)
    if not entity.id:
        reading.report(node, "E014", f"this {entity.kind.title.lower()} has no title", "write title: and what people call it")
    elif other is None:
        decoder.found.entities[entity.key] = entity
    elif other.home or entity.home:
        # Told at the one in place: a record of its own has the better right to the id.
        first, second = (other, entity) if entity.home else (entity, other)
        hint = f'"{first.title}" stands at {first.at} already; refer to it by its id, or give this one an id: of its own'
        message = f'two {entity.kind.plural.lower()} have the id "{entity.id}"'
        reading.diagnostics.append(Diagnostic(second.at, "E112", message, hint))
    else:
        hint = f"it stands at {other.at} already; keep one of them, or give this one an id: of its own"
        reading.report(node, "E110", f'two {entity.kind.plural.lower()} have the id "{entity.id}"', hint)


def _decode_in_place(decoder: _Decoder, reading: Reading, home: Entity) -> None:
    """Things written where an id may stand are entities of their own kind, at home in the one they stand in."""
    seen: set[int] = set()
    for thing in reading.in_place:
        if id(thing.node) in seen:
            continue
        seen.add(id(thing.node))
        inner = decoder.reading(reading.document)
        kind = decoder.kinds[thing.kind]
        given = {"path": home.path, "home": home.home or home.key, "draft": home.draft}
        _decode_entity(decoder, inner, kind, thing.node, thing.id, given, in_list=True)


def _empty_map() -> MappingNode:
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    return MappingNode("tag:yaml.org,2002:map", [], mark, mark)


def _map_with(name: str, value: ScalarNode, near: Node) -> MappingNode:
    key = ScalarNode("tag:yaml.org,2002:str", name, near.start_mark, near.start_mark)
    return MappingNode("tag:yaml.org,2002:map", [(key, value)], near.start_mark, near.end_mark)
