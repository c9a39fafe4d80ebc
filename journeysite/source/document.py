"""One source file taken apart: its front matter as PyYAML's nodes, which know their line and column, and its prose."""

from __future__ import annotations

import re
import unicodedata

import yaml
from msgspec import Struct
from yaml import CSafeLoader
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import Diagnostic, Place
from .mend import mend

MAX_DEPTH = 60
"""Nesting past which a file is refused. The deepest map anyone wrote has 9; the C composer crashes at some 100,000."""

MAX_NODES = 200_000
"""Values past which a file is refused once its aliases are written out."""


class _Untyped(CSafeLoader):
    """Nodes without YAML's guess at their type: the field decides that, and the guess costs a quarter of the time."""

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


_NESTED = re.compile(r"[\[{]{8}|(- ){8}|(\? ?){8}|(\[ *){8}|(\{[^{}\n]*){8}|^ {60}", re.M)
_INDENT_OF_60 = " " * 60

_FENCE = re.compile(r"---[ \t]*\Z")


class Document(Struct, frozen=True):
    """A file that could be read.

    root: the front matter or the whole YAML file, None where there is none.  text: the file in NFC with LF line ends.
    yaml_line: lines of the file before the YAML.  body: the prose, Markdown.  body_line: lines of the file before it.
    """

    path: str
    root: Node | None
    text: str
    yaml_text: str
    yaml_line: int
    body: str
    body_line: int

    def place(self, node: Node) -> Place:
        return Place(self.path, node.start_mark.line + self.yaml_line + 1, node.start_mark.column + 1)


def read_document(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Split a file into front matter and prose and compose its YAML. Never raises; a file that cannot be read is None."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8; in most editors: Save as, Encoding, UTF-8"
        return None, (Diagnostic(Place(path, broken), "E001", "this file is not UTF-8", hint),)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        return None, (Diagnostic(Place(path), "E002", "this file is empty", "write at least a title, or delete the file"),)
    if not path.endswith(".md"):
        return _compose(path, text, text, 0, "", 0)
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        return Document(path, None, text, "", 0, text, 0), ()
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            head, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
            return _compose(path, text, head, 1, body, number + 1)
    hint = "put a line with three hyphens where the fields end and the prose begins"
    return None, (Diagnostic(Place(path, 1, 1), "E003", "the front matter never closes", hint),)


def _compose(
    path: str, text: str, yaml_text: str, yaml_line: int, body: str, body_line: int
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    try:
        refusal = _too_deep(yaml_text)
        root = None if refusal else yaml.compose(yaml_text, Loader=_Untyped)
    except yaml.YAMLError as error:
        return None, (_syntax_fault(path, yaml_text, yaml_line, error),)
    if not refusal and root is not None and ("*" in yaml_text and "&" in yaml_text):
        refusal = _explodes(root)
    if refusal:
        return None, (Diagnostic(Place(path, yaml_line + 1), "E005", refusal, "write the values out, or split the file"),)
    return Document(path, root, text, yaml_text, yaml_line, body, body_line), ()


def _too_deep(text: str) -> str:
    """The C composer recurses without a limit, so suspicious texts are walked as events first."""
    if text.count("[") + text.count("{") + text.count("- ") + text.count("? ") < MAX_DEPTH:
        return ""
    # Most files hold none of what the pattern looks for, and it looks for a long time.
    if text.count("[") + text.count("{") < 8 and text.count("?") < 8 and "- - - - " not in text and _INDENT_OF_60 not in text:
        return ""
    if not _NESTED.search(text):
        return ""
    depth = 0
    for event in yaml.parse(text, Loader=CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return f"values are nested more than {MAX_DEPTH} deep"
    return ""


def _explodes(root: Node) -> str:
    """Aliases repeat a value without writing it: counted written out, and refused where one holds itself."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: Node) -> int:
        known = sizes.get(id(node))
        if known is not None:
            return known
        if id(node) in open_nodes:
            return MAX_NODES + 1
        open_nodes.add(id(node))
        total = 1
        if isinstance(node, SequenceNode):
            total += sum(size(item) for item in node.value)
        elif isinstance(node, MappingNode):
            total += sum(size(key) + size(value) for key, value in node.value)
        open_nodes.discard(id(node))
        sizes[id(node)] = total
        return total

    return "its aliases (*name) repeat more than can be shown" if size(root) > MAX_NODES else ""


_PLAIN_WORDS = {
    "found character '\\t' that cannot start any token": "a tab stands where spaces are expected",
    "found character that cannot start any token": "a text may not begin with this character unless it is in quotes",
    "mapping values are not allowed in this context": "a second colon, or a line that is indented differently from its neighbours",
    "did not find expected key": "this line does not fit the ones above it: its indentation, or text after a closing quote or bracket",
    "did not find expected '-' indicator": "this line does not fit the list above it",
    "did not find expected alphabetic or numeric character": "a text may not begin with * or & unless it is in quotes",
    "found unexpected end of stream": "a quote was opened and never closed",
    "did not find expected ',' or '}'": "a { was opened and never closed",
    "did not find expected ',' or ']'": "a [ was opened and never closed",
    "found undefined alias": "a text may not begin with * unless it is in quotes",
    "block sequence entries are not allowed in this context": "a list begins on a line of its own",
    "could not find expected ':'": "a colon is missing, or this line is indented differently from its neighbours",
    "but found another document": "a line of three hyphens begins a second document; fields with prose below go in a file that ends with .md",
    "found a tab character": "a tab stands where spaces are expected",
    "expected a single document in the stream": "a line of three hyphens begins a second document",
}


def _syntax_fault(path: str, text: str, yaml_line: int, error: yaml.YAMLError) -> Diagnostic:
    lines = text.split("\n")
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, min(error.position, len(text)))
        return Diagnostic(
            Place(path, line + yaml_line + 1), "E004", "this line holds a character that no text file may hold", "type the line again"
        )
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if problem == "found character that cannot start any token" and line < len(lines) and lines[line][column : column + 1] == "\t":
        problem = "found character '\\t' that cannot start any token"
    # The parser notices an open quote or bracket at the end of the file: the line to look at is where it began.
    context = getattr(error, "context_mark", None)
    if problem.startswith(("found unexpected end", "did not find expected ',' or")) and context is not None:
        line, column = context.line, context.column
    said = next((plain for known, plain in _PLAIN_WORDS.items() if problem.startswith(known)), problem or "it cannot be read")
    found = mend(lines, line, problem)
    if found:
        column = column if found.line == line and not found.said else len(lines[found.line]) - len(lines[found.line].lstrip())
        message = f"this is not YAML: {found.said or said}"
        return Diagnostic(Place(path, found.line + yaml_line + 1, column + 1), "E004", message, fix=found.text)
    hint = "compare the indentation with the lines around it; texts with special characters go in quotes"
    return Diagnostic(Place(path, min(line, len(lines) - 1) + yaml_line + 1, column + 1), "E004", f"this is not YAML: {said}", hint)


def stray_comment(document: Document, node: ScalarNode) -> bool:
    """Whether a plain text was cut short by ` #`, which a writer meant as words.

    Two spaces before `#` are how comments are written everywhere; one space is how words are.
    """
    if node.style or not node.value:
        return False
    end = node.end_mark.index
    text = document.yaml_text
    return text[end : end + 2] == " #" or text[end - 1 : end + 1] == " #"
