"""Files of the past without what must be forgotten, for pages that show an old version as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..model.kind import Kind
from ..model.reading import slug
from ..source.document import Document, read_document
from ..source.tree import Tree
from .redact import GONE, Redaction


@dataclass(frozen=True)
class ForgettingTree:
    """A tree of the past without what must be forgotten (a Tree): files of forgotten entities are not in it, and words have given way."""

    tree: Tree
    redaction: Redaction
    kinds: Mapping[str, Kind]

    def __iter__(self) -> Iterator[str]:
        return (path for path in self.tree if self._keeps(path))

    def __contains__(self, path: object) -> bool:
        return path in self.tree and self._keeps(str(path))

    def read(self, path: str) -> bytes:
        data = self.tree.read(path)
        try:
            text = self._without_entities(path, data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return data
        if not self.redaction.says(text) and not any(id in text.casefold() for id in self._names()):
            return text.encode()
        document, _ = read_document(path, text.encode())
        if document is not None and path.endswith((".md", ".yml", ".yaml")):
            head = f"---\n{_rewritten(document, self.redaction)}\n---\n" if document.yaml_line else _rewritten(document, self.redaction)
            text = head + _without_blocks(document.body, self.redaction)
        return self.redaction.masked(text).encode()

    def _keeps(self, path: str) -> bool:
        if self.redaction.says(path):
            return False
        folder, _, name = path.rpartition("/")
        top, id = folder.split("/")[0], slug(name.rpartition(".")[0])
        forgotten = (key.partition(":") for key in self.redaction.entities)
        wanted = {id for kind, _, id in forgotten if kind in self.kinds and self.kinds[kind].folder == top}
        return not wanted or (id not in wanted and self._pinned(path) not in wanted)

    def _pinned(self, path: str) -> str:
        """The id that a file gives to what is in it, whatever the file is called; "" for none."""
        found = _ID.search(self.tree.read(path)) if path.endswith((".md", ".yml", ".yaml")) else None
        return slug(found[1].decode("utf-8", "replace")) if found else ""

    def _names(self) -> Iterator[str]:
        """Forgotten entities' ids, and the words that such an id is made of."""
        for key in self.redaction.entities:
            id = key.partition(":")[2]
            yield from (id, id.replace("-", " "))

    def _without_entities(self, path: str, text: str) -> str:
        """A shared file without the entries of forgotten entities."""
        if "/" in path or not self.redaction.entities:
            return text
        ids = {key.partition(":")[2] for key in self.redaction.entities}
        entries = re.split(r"(?m)^(?=[^\s#-])", text)
        return "".join(entry for entry in entries if not ids & {slug(entry.partition(":")[0].strip("\"' ")), *_pinned_in(entry)})


_ID = re.compile(rb"(?m)^id[ \t]*:[ \t]*[\"']?([^\s\"'#]+)")
_INNER_ID = re.compile(r"(?m)(?:^[ \t]+|[{,][ \t]*)id[ \t]*:[ \t]*[\"']?([^\s\"'#,}]+)")


def _pinned_in(entry: str) -> Iterator[str]:
    return map(slug, _INNER_ID.findall(entry))


def _rewritten(document: Document, redaction: Redaction) -> str:
    """The YAML of a file with an ellipsis for each text that says what must be forgotten."""
    text = document.yaml_text
    nodes = () if document.root is None else dict.fromkeys(_texts(document.root))
    gone = ((node, is_title) for node, is_title in nodes if redaction.says(node.value) or (not is_title and redaction.refers(node.value)))
    spans = {(node.start_mark.index, node.end_mark.index, is_title): node for node, is_title in gone}
    for (start, end, is_title), node in sorted(spans.items(), reverse=True, key=lambda item: item[0]):
        # Block texts end with the line break that belongs to what follows.
        said = text[start:end]
        kept = redaction.masked(said) if is_title and not redaction.says(redaction.masked(said)) else f'"{GONE}"'
        text = text[:start] + kept + ("\n" if node.style in ("|", ">") else "") + text[end:]
    return text


def _texts(node: Node, is_title: bool = False) -> Iterator[tuple[ScalarNode, bool]]:
    """Every text, and whether it is a title, which may lose words and not all of them."""
    if isinstance(node, ScalarNode):
        yield node, is_title
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _texts(key, is_title=True)
            yield from _texts(value, is_title=isinstance(key, ScalarNode) and key.value == "title")


def _without_blocks(body: str, redaction: Redaction) -> str:
    """Prose without its blocks that say what must be forgotten; a heading loses the words only."""
    blocks = re.split(r"(\n\s*\n)", body)
    gone = (block for block in blocks if (redaction.says(block) or redaction.refers(block)) and not block.lstrip().startswith("#"))
    forgotten = set(gone)
    return "".join(GONE if block in forgotten else block for block in blocks)
