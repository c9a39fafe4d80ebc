"""Write `id:` into every stage, step and thing written in place that has none, so that a new title does not break links to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from yaml.nodes import MappingNode, ScalarNode

from ..compiler.decode import Decoded, decode
from ..errors import Place
from ..model.kind import Entity, Kind
from ..model.part import Part
from ..model.reading import within_two_letters
from ..source.document import Document, read_document
from ..source.tree import Tree
from .edit import Changes, Refusal, Slice, Text, as_value, nodes_by_place, rewrite

LONGEST_KEY = 100
"""Letters past which a title is written as a value; YAML ends keys at 1,024 and readers much earlier."""


@dataclass(frozen=True, slots=True)
class _Nameable:
    """A part that can hold an id of its own, with the id that it has."""

    at: Place
    id: str
    model: type[Part]


def pin(tree: Tree, kinds: Mapping[str, Kind], paths: Collection[str] = ()) -> Changes:
    """The files with their ids written out. paths: those to look at, all where empty.

    Files that cannot be read are left alone. Raises Refusal for a path that is not there, and where an id would become another one.
    """
    missing = sorted(set(paths) - set(tree))
    if missing:
        raise Refusal(f'there is no source "{missing[0]}"', "name files of the content folder")
    decoded, _ = decode(tree, kinds)
    by_path: dict[str, list[_Nameable]] = defaultdict(list)
    for nameable in _nameables(decoded):
        if not paths or nameable.at.path in paths:
            by_path[nameable.at.path].append(nameable)
    files, notes = {}, []
    for path, nameables in sorted(by_path.items()):
        document, _ = read_document(path, tree.read(path))
        slices = list(_slices(document, nameables)) if document else []
        if document and slices:
            files[path] = rewrite(document, tree.read(path), slices)
            notes.append(f"{path}: {len(set(slices))} pinned")
    changes = Changes(files, (), tuple(notes))
    _hold_to_same_ids(decoded, decode(changes.upon(tree), kinds)[0])
    return changes


def _nameables(decoded: Decoded) -> Iterator[_Nameable]:
    for entity in decoded.entities.values():
        if entity.home:
            yield _Nameable(entity.at, entity.id, type(entity))
        yield from _nameable_parts(entity)


def _nameable_parts(whole: Part) -> Iterator[_Nameable]:
    for name in type(whole).model_fields:
        value = getattr(whole, name)
        for part in value if isinstance(value, tuple) else ():
            if isinstance(part, Part):
                # A part that takes another one over is called what that one is called.
                id = getattr(part, "id", "")
                if id and not getattr(part, "same", ""):
                    yield _Nameable(part.at, id, type(part))
                yield from _nameable_parts(part)


def _slices(document: Document, nameables: list[_Nameable]) -> Iterator[Slice]:
    text, nodes = Text(document), nodes_by_place(document)
    for nameable in nameables:
        node = nodes.get(nameable.at)
        if isinstance(node, MappingNode):
            if not any(isinstance(key, ScalarNode) and key.value == "id" for key, _ in node.value):
                yield _into_fields(text, node, nameable.id)
        elif isinstance(node, ScalarNode) and not issubclass(nameable.model, Entity):
            # A thing written in place as mere words stays words: its other mentions name it by them.
            yield _from_words(text, node, nameable)


def _into_fields(text: Text, node: MappingNode, id: str) -> Slice:
    if node.flow_style:
        brace = text.end(node) - 1
        held = text.document.text[:brace].rstrip()
        before = "" if held.endswith((",", "{")) else " ," if held.endswith(":") else ","
        return Slice(len(held), brace, f"{before} id: {as_value(id)}")
    key, value = node.value[0]
    # After the first pair, never before it: the first key is the title.
    after = text.line_end(max(text.end(value), text.end(key)))
    return Slice(after, after, f"\n{' ' * key.start_mark.column}id: {as_value(id)}")


def _from_words(text: Text, node: ScalarNode, nameable: _Nameable) -> Slice:
    start, end = text.start(node), text.end(node)
    line = text.document.text[text.document.text.rfind("\n", 0, start) + 1 : start]
    if line.strip(" -") or not line.strip():
        return Slice(start, end, f"{{title: {as_value(node.value)}, id: {as_value(nameable.id)}}}")
    written = text.of(node)
    title = written if "\n" not in written else as_value(node.value)
    known = nameable.model.written_fields()
    is_key = len(title) <= LONGEST_KEY and node.value not in known and not within_two_letters(node.value, known)
    first = f"{title}:" if is_key else f"title: {title}"
    return Slice(start, end, f"{first}\n{' ' * len(line)}id: {as_value(nameable.id)}")


def _hold_to_same_ids(before: Decoded, after: Decoded) -> None:
    if list(_ids(before)) != list(_ids(after)):
        raise Refusal("pinning would change an id, so nothing was written", "journeysite check says what is wrong with the sources")


def _ids(decoded: Decoded) -> Iterator[tuple[str, ...]]:
    for key, entity in sorted(decoded.entities.items()):
        yield (str(key), *(nameable.id for nameable in _nameable_parts(entity)))
