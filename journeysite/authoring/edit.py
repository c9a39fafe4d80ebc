"""Changes of source files by slices of their text: what is not touched keeps every byte, comments and line ends included."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import Place
from ..source.document import Document
from ..source.tree import MemoryTree, Tree


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """What to write in place of document.text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Changes:
    """What a command would write. files: new content by path.  removed: paths.  notes: sentences for the writer."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def upon(self, tree: Tree) -> Tree:
        """The tree as it would be."""
        kept = {path: tree.read(path) for path in tree if path not in self.removed}
        return MemoryTree({**kept, **self.files})


class Refusal(Exception):
    """The writer asked for something that cannot be done. hint: what to do instead, or ""."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.hint = sentence, hint


def rewrite(document: Document, original: bytes, slices: Iterable[Slice]) -> bytes:
    """The file's bytes with the slices written in. Lines that no slice touches keep their line ends and their spelling in Unicode."""
    edited, position = [], 0
    for piece in sorted(set(slices)):
        edited += [document.text[position : piece.start], piece.text]
        position = piece.end
    edited.append(document.text[position:])
    return _as_written("".join(edited), document.text, original)


def _as_written(edited: str, before: str, original: bytes) -> bytes:
    """Undo the reader's normal forms (BOM, line ends, NFC) in every line that stayed the same."""
    mark = b"\xef\xbb\xbf" if original.startswith(b"\xef\xbb\xbf") else b""
    # Not splitlines(): the reader knows three line ends, and so must this.
    written = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", original.decode("utf-8-sig"))
    old, new = _lines(before), _lines(edited)
    line_end = "\r\n" if written and written[0].endswith("\r\n") else "\n"
    result = []
    for tag, old_start, old_end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            result += written[old_start:old_end]
        else:
            result += [line.replace("\n", line_end) for line in new[new_start:new_end]]
    return mark + "".join(result).encode()


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


# Where nodes stand in the text ---------------------------------------------------------------------------------------


def nodes_by_place(document: Document) -> dict[Place, Node]:
    """The fields and texts of a document by where they begin. Where several begin together, the outermost."""
    found: dict[Place, Node] = {}
    for node in _walk(document.root):
        if not isinstance(node, SequenceNode):
            found.setdefault(document.place(node), node)
    return found


def _walk(root: Node | None) -> Iterator[Node]:
    pending = [root] if root is not None else []
    seen: set[int] = set()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, SequenceNode):
            pending += reversed(node.value)
        elif isinstance(node, MappingNode):
            pending += [part for key, value in reversed(node.value) for part in (value, key)]


@dataclass(frozen=True)
class Text:
    """The text of a document's YAML, with the places of its nodes as positions in the whole file."""

    document: Document

    @property
    def offset(self) -> int:
        """Where the YAML begins in the file."""
        return len(self.document.text.split("\n", 1)[0]) + 1 if self.document.yaml_line else 0

    def start(self, node: Node) -> int:
        return int(node.start_mark.index) + self.offset

    def end(self, node: Node) -> int:
        """Where a node's last letter stands. PyYAML ends a block where the next thing begins, which may be lines and comments later."""
        if isinstance(node, ScalarNode) and node.style not in ("|", ">"):
            return int(node.end_mark.index) + self.offset
        if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1]) if isinstance(last, tuple) else self.end(last)
        held = self.document.text[self.start(node) : int(node.end_mark.index) + self.offset]
        return self.start(node) + len(held.rstrip())

    def line_end(self, position: int) -> int:
        """Where the line of a position ends, before its newline."""
        found = self.document.text.find("\n", position)
        return len(self.document.text) if found < 0 else found

    def of(self, node: Node) -> str:
        return self.document.text[self.start(node) : self.end(node)]


def dedent(text: str, columns: int) -> str:
    """Take up to so many spaces from the beginning of every line but the first, which a slice has lost already."""
    return re.sub(rf"\n {{1,{columns}}}", "\n", text) if columns else text


_PLAIN = re.compile(r"[^\W_][^:#\[\]{},&*?|<>=!%@`'\"\n]*\Z")


def as_value(words: str) -> str:
    """A text as a value of one line that YAML reads as itself, wherever it stands."""
    line = " ".join(words.split())
    if _PLAIN.match(line) and line == line.strip():
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
