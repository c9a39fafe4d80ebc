"""Turn a thing that is written in place, or on a line of the shared file, into a file of its own."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from yaml.nodes import MappingNode, Node, ScalarNode

from ..compiler.passes import Rules, compile_tree
from ..errors import Place, Severity
from ..model.kind import Entity, Kind
from ..model.part import PROSE
from ..model.reading import did_you_mean, is_empty, slug
from ..model.refs import Key
from ..model.site import Site
from ..source.document import Document, read_document
from ..source.tree import Tree
from .edit import Changes, Refusal, Slice, Text, as_value, dedent, nodes_by_place, rewrite


def promote(tree: Tree, kinds: Mapping[str, Kind], name: str, today: date) -> Changes:
    """The changes that give a thing a file of its own, with its id in the place of its words.

    name: `kind:id`.  Raises Refusal where there is no such thing, where it has a file already, and where a reference would break.
    """
    before, faults_before = compile_tree(tree, today, Rules(with_drafts=True), kinds)
    entity = _find(before, name)
    # Files that several things share lie at the top, those of one thing in the kind's folder.
    if not entity.home and "/" in entity.path:
        raise Refusal(f"{entity.key} has a file of its own already", entity.path)
    path = _new_path(tree, before, entity)
    document, _ = read_document(entity.path, tree.read(entity.path))
    if document is None:
        raise Refusal(f"{entity.path} cannot be read", "journeysite check says why")
    if entity.home:
        changes = _from_place(tree, before, entity, document, path)
    else:
        changes = _from_shared(tree, entity, document, path)
    _, faults_after = compile_tree(changes.upon(tree), today, Rules(with_drafts=True), kinds)
    old = Counter((d.code, d.message) for d in faults_before)
    new = next((d for d in faults_after if d.severity is Severity.ERROR and not old[(d.code, d.message)]), None)
    if new:
        raise Refusal(f"promoting {entity.key} would break something, so nothing was written", f"{new.at.path}: {new.message}")
    return changes


def _find(site: Site, name: str) -> Entity:
    kind, colon, id = name.partition(":")
    if not colon or kind not in site.kinds:
        raise Refusal(f'"{name}" is not kind:id', f"the kinds are: {', '.join(site.kinds)}")
    entity = site.get(kind, id) or site.get(kind, slug(id))
    if entity is None:
        raise Refusal(f'there is no {site.kinds[kind].title.lower()} "{id}"', did_you_mean(id, [e.id for e in site.of(kind)]))
    return entity


def _new_path(tree: Tree, site: Site, entity: Entity) -> str:
    """In the kind's folder; in the same part of it as the file it comes from, where there is such a part."""
    home = site.entities.get(entity.home) if entity.home else None
    part = posixpath.dirname(home.path).partition("/")[2] if home else ""
    folder = posixpath.join(entity.kind.folder, part)
    if not any(path.startswith(f"{folder}/") for path in tree):
        folder = entity.kind.folder
    path = f"{folder}/{entity.id}.md"
    if path in tree:
        raise Refusal(f"{path} exists already", "rename it first")
    return path


# From the place where an id may stand --------------------------------------------------------------------------------


def _from_place(tree: Tree, site: Site, entity: Entity, document: Document, path: str) -> Changes:
    text = Text(document)
    node = nodes_by_place(document).get(entity.at)
    if isinstance(node, MappingNode):
        content = _fields_as_file(entity, node, text)
    elif isinstance(node, ScalarNode):
        content = _file([f"title: {text.of(node)}" if "\n" not in text.of(node) else f"title: {as_value(node.value)}"], entity)
    else:
        raise Refusal(f"{entity.key} is not written among the fields of {entity.path}", "write it there first, or make the file by hand")
    slices = defaultdict(list)
    slices[entity.path].append(Slice(text.start(node), text.end(node), as_value(entity.id)))
    for mention in _mentions(tree, site, entity.key, {entity.path: document}):
        slices[mention[0]].append(mention[1])
    files = {}
    for source, pieces in slices.items():
        read, _ = read_document(source, tree.read(source))
        if read:
            files[source] = rewrite(read, tree.read(source), _outermost(pieces))
    notes = [f"{path}: new", *(f"{source}: names it by its id" for source in sorted(files))]
    return Changes({**files, path: content}, (), tuple(notes))


def _outermost(pieces: list[Slice]) -> Iterator[Slice]:
    """Slices without those that lie inside of another one: a thing that mentions itself moves as a whole."""
    end = -1
    for piece in sorted(set(pieces), key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= end:
            end = piece.end
            yield piece


def _mentions(tree: Tree, site: Site, key: Key, read: dict[str, Document]) -> Iterator[tuple[str, Slice]]:
    """Everywhere in a field that the thing is named by its title: a new title in its file must not cut these off."""
    known: dict[str, tuple[Text, Mapping[Place, Node]]] = {}
    for link in site.links_to.get(key, ()):
        if link.field == PROSE:
            continue
        if link.at.path not in known:
            document = read.get(link.at.path) or read_document(link.at.path, tree.read(link.at.path))[0]
            if document is None:
                continue
            known[link.at.path] = (Text(document), nodes_by_place(document))
        text, nodes = known[link.at.path]
        node = nodes.get(link.at)
        if isinstance(node, ScalarNode) and node.value != key.id and slug(node.value) == key.id:
            yield link.at.path, Slice(text.start(node), text.end(node), as_value(key.id))


def _fields_as_file(entity: Entity, node: MappingNode, text: Text) -> bytes:
    """The fields of a thing, moved to the left margin, with `title:` and its leading field written out."""
    column = 0 if node.flow_style else node.value[0][0].start_mark.column
    known = entity.written_fields()
    lines, position = [], -1
    for number, (key, value) in enumerate(node.value):
        # What stands between two fields of a block are comments and empty lines.
        between = (
            text.document.text[position : text.start(key)].strip(" ").removeprefix("\n") if position >= 0 and not node.flow_style else ""
        )
        position = max(text.end(value), text.end(key))
        written = text.document.text[text.end(key) : position]
        comments = dedent("\n" + between.rstrip(), column).strip("\n")
        if comments:
            lines.append(comments)
        if number == 0 and key.value not in known:
            lines.append(f"title: {text.of(key)}")
            leading = entity.leading_field(value)
            if leading and not is_empty(value):
                lines.append(leading + dedent(written, column))
        elif key.value != "id":
            lines.append(text.of(key) + dedent(written, column))
    return _file(lines, entity, written_draft=any(key.value == "draft" for key, _ in node.value))


def _file(lines: list[str], entity: Entity, written_draft: bool = False) -> bytes:
    # In place it was hidden by the draft that it stood in; on its own it must say so itself.
    draft = ["draft: true"] if entity.draft and not written_draft else []
    return "\n".join(["---", *lines, *draft, "---", ""]).encode()


# From the shared file ------------------------------------------------------------------------------------------------


def _from_shared(tree: Tree, entity: Entity, document: Document, path: str) -> Changes:
    text, root = Text(document), document.root
    if not isinstance(root, MappingNode) or root.flow_style:
        raise Refusal(f"{entity.path} is written in braces", "write each thing on a line of its own first")
    key, value = next((pair for pair in root.value if document.place(pair[0]) == entity.at), (None, None))
    if key is None or value is None:
        raise Refusal(f"{entity.key} was not found in {entity.path}")
    if isinstance(value, MappingNode):
        content = _fields_as_file(entity, value, text)
    else:
        words = value if not is_empty(value) else key
        content = _file([f"title: {text.of(words) if chr(10) not in text.of(words) else as_value(entity.title)}"], entity)
    end = text.line_end(max(text.end(key), text.end(value)))
    left = rewrite(document, tree.read(entity.path), [Slice(text.start(key), min(end + 1, len(document.text)), "")])
    notes = (f"{path}: new", f"{entity.path}: without it" if left.strip() else f"{entity.path}: removed, nothing is left in it")
    if left.strip():
        return Changes({entity.path: left, path: content}, (), notes)
    return Changes({path: content}, (entity.path,), notes)
