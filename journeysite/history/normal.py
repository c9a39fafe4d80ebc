"""A source file as the change log compares it: what it says, without how it is written.

The normal form is JSON (texts, lists, maps), so that it can be remembered by the file's object id. It knows the format's rules of writing, through the
kinds' own fields, and nothing of validation: a file that could once be read can always be compared.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..model.kind import Kind
from ..model.part import Part, reader_of
from ..model.reading import Reader, is_empty, slug
from ..source.document import Document, read_document
from ..source.prose import list_items, sections

VERSION = 1
"""Part of every cache key: raised when the same bytes get another normal form."""

Normal = dict[str, Any]
"""Fields of one entity: texts, lists of texts or of maps, and maps."""

EVERYBODY = ""
"""In a text or an emotion that may be said per persona: the key of what holds for everybody."""


def normalise(path: str, data: bytes, kinds: Mapping[str, Kind]) -> dict[str, Normal] | None:
    """The entities of one file by `kind:id`, () where it holds none; None for a file that cannot be read.

    path: in the content folder. A draft is kept, with its `draft` field: only whoever knows the whole past can say what it means.
    """
    folder, slash, rest = posixpath.splitext(path)[0].partition("/")
    kind = next((kind for kind in kinds.values() if kind.folder == folder), None)
    if kind is None or not path.endswith((".md", ".yml", ".yaml")) or posixpath.basename(rest) == "index":
        return {}
    if re.search(r"\.[a-z]{2,3}(-[A-Za-z]{2,4})?$", posixpath.splitext(posixpath.basename(path))[0]):
        return {}
    document, faults = read_document(path, data)
    if document is None:
        # An empty file says nothing, which is not the same as not to be read.
        return {} if any(fault.code == "E002" for fault in faults) else None
    try:
        if slash:
            return _own_file(document, kind, slug(posixpath.basename(rest)))
        return _shared_file(document, kind) if not path.endswith(".md") else {}
    except _DuplicateKey:
        return None


class _DuplicateKey(Exception):
    """YAML lets the last of two equal keys win; a map in which one is written twice says nothing certain."""


def _own_file(document: Document, kind: Kind, default_id: str) -> dict[str, Normal]:
    fields = _part(document.root, kind.model, in_list=False) if document.root is not None else {}
    fields |= _prose(document, kind, fields)
    found = slug(str(fields.pop("id", ""))) or default_id
    fields.setdefault("title", _first_title(fields) or found)
    return {f"{kind.name}:{found}": fields}


def _first_title(fields: Normal) -> str:
    return next((section["title"] for section in fields.get("prose", ()) if section.get("title")), "")


def _shared_file(document: Document, kind: Kind) -> dict[str, Normal]:
    if not isinstance(document.root, MappingNode):
        return {}
    found = {}
    for name, value in _pairs(document.root):
        if isinstance(value, ScalarNode):
            fields: Normal = {"title": _word(value) or name}
        else:
            fields = _part(value, kind.model, in_list=False)
            fields.setdefault("title", name)
        found[f"{kind.name}:{slug(str(fields.pop('id', ''))) or slug(name)}"] = fields
    return found


def normalise_item(data: bytes, model: type[Part] | None) -> Any:
    """One item of a list by itself. model: what it is a part of its list as, None where it is a text."""
    document, _ = read_document("item.yml", data)
    item = document.root.value[0] if document is not None and isinstance(document.root, SequenceNode) else None
    if item is None:
        return _text(data.decode("utf-8", "replace"))
    return _line(item) if model is None else _part(item, model, in_list=True)


def model_at(model: type[Part], path: Iterable[str | int]) -> type[Part] | None:
    """What the item at a path is, which lists of parts lead to; None where none does."""
    found: type[Part] | None = None
    for name in path:
        if isinstance(name, str):
            reader = _readers(found or model).get(name)
            found = reader.schema.get("x-parts") or reader.schema.get("x-part") if reader else None
            if found is None:
                return None
    return found


def signature(kinds: Mapping[str, Kind]) -> list[object]:
    """Everything of the kinds that a normal form depends on: their folders, and the shapes of their fields."""
    return [VERSION, *([kind.name, kind.folder, _shapes(kind.model, 0)] for kind in kinds.values())]


def _shapes(model: type[Part], depth: int) -> list[object]:
    found: list[object] = [model.__name__, model.leading]
    for name, reader in _readers(model).items():
        inner = (reader.schema.get("x-parts") or reader.schema.get("x-part")) if reader else None
        found.append([name, reader.shape if reader else "", _shapes(inner, depth + 1) if inner and depth < 4 else None])
    return found


# Fields --------------------------------------------------------------------------------------------------------------


def _part(node: Node, model: type[Part], in_list: bool) -> Normal:
    """A map of fields, with a title first where a list allows it."""
    if isinstance(node, ScalarNode):
        return {"title": _word(node)} if in_list else {}
    if not isinstance(node, MappingNode):
        return {}
    known = _readers(model)
    found: Normal = {}
    for position, (name, value) in enumerate(_pairs(node)):
        if name in known or position or not in_list or name.startswith("x-"):
            said = _value(value, known.get(name))
            if said not in ("", [], {}):
                found[name] = said
            continue
        found["title"] = _text(name)
        leading = model.leading_field(value)
        if leading and not is_empty(value):
            said = _value(value, known[leading])
            if said not in ("", [], {}):
                found[leading] = said
    return found


@cache
def _readers(model: type[Part]) -> Mapping[str, Reader | None]:
    """How each field of a model is written. Asked for at every step of every version, so found once."""
    return {name: reader_of(info) for name, info in model.written_fields().items()}


def _value(node: Node, reader: Reader | None) -> Any:
    """What a field says, in the shape that its reader declares. A field that nobody knows is what a step's own lane would be."""
    shape = reader.shape if reader else "said"
    if isinstance(node, ScalarNode) and is_empty(node):
        return ""
    if shape in ("parts", "part") and reader is not None:
        if shape == "part":
            return _part(node, reader.schema["x-part"], in_list=False)
        return [_part(item, reader.schema["x-parts"], in_list=True) for item in _items(node)]
    if shape == "emotion":
        return {slug(name): _word(value) for name, value in _per_persona(node) if isinstance(value, ScalarNode) and not is_empty(value)}
    if shape == "said":
        said = {slug(name): [_line(item) for item in _items(value)] for name, value in _per_persona(node)}
        return {name: lines for name, lines in said.items() if lines}
    if shape in ("texts", "words"):
        return [_line(item) for item in _items(node)]
    if shape == "refs":
        # References are a set: their order is no news. What is written in place keeps its own.
        items = [_word(item) if isinstance(item, ScalarNode) else _thing(item) for item in _items(node)]
        return [*sorted({item for item in items if isinstance(item, str)}), *(item for item in items if not isinstance(item, str))]
    return _generic(node)


def _thing(node: Node) -> Any:
    return _in_place(node) if isinstance(node, MappingNode) else _generic(node)


def _in_place(node: MappingNode) -> Normal:
    pairs = _pairs(node)
    if "title" in dict(pairs) or not pairs:
        return {name: _generic(value) for name, value in pairs if not is_empty(value)}
    (title, leading), *rest = pairs
    found: Normal = {"title": _text(title)}
    if not is_empty(leading):
        found["leading"] = _generic(leading)
    return found | {name: _generic(value) for name, value in rest if not is_empty(value)}


def _line(node: Node) -> str:
    """An item of a list of texts: its words, `Checks: the price` as it is read, a longer map by its `text`."""
    if isinstance(node, MappingNode):
        pairs = _pairs(node)
        fields = dict(pairs)
        if "text" in fields and isinstance(fields["text"], ScalarNode):
            marks = " ".join(f"[{name} {_flat(value)}]" for name, value in pairs if name != "text")
            return f"{_word(fields['text'])} {marks}".strip()
        return ", ".join(f"{_text(name)}: {_flat(value)}".rstrip() for name, value in pairs)
    return _flat(node)


def _flat(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _word(node)
    if isinstance(node, SequenceNode):
        return ", ".join(_flat(item) for item in node.value)
    return ", ".join(f"{_text(name)}: {_flat(value)}" for name, value in _pairs(node))


def _generic(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return "" if is_empty(node) else _word(node)
    if isinstance(node, SequenceNode):
        return [_generic(item) for item in node.value if not (isinstance(item, ScalarNode) and is_empty(item))]
    return {_text(name): said for name, value in _pairs(node) if (said := _generic(value)) not in ("", [], {})}


def _items(node: Node) -> list[Node]:
    items = node.value if isinstance(node, SequenceNode) else [node]
    return [item for item in items if not (isinstance(item, ScalarNode) and is_empty(item))]


def _per_persona(node: Node) -> list[tuple[str, Node]]:
    if isinstance(node, MappingNode) and not any(name == "text" for name, _ in _pairs(node)):
        return _pairs(node)
    return [(EVERYBODY, node)]


def _pairs(node: Node) -> list[tuple[str, Node]]:
    if not isinstance(node, MappingNode):
        return []
    pairs = [(unicodedata.normalize("NFC", key.value), value) for key, value in node.value if isinstance(key, ScalarNode)]
    if len({name for name, _ in pairs}) < len(pairs):
        raise _DuplicateKey
    return pairs


# Words ---------------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"[-+−]?\d+(\.\d+)?\Z")
_LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_BLOCK_START = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|>|\||#|:|<|```|~~~)")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def _word(node: ScalarNode) -> str:
    text = _text(node.value)
    if _NUMBER.match(text) and not re.match(r"[-+−]?0\d", text):
        return f"{float(text.replace('−', '-')):.12g}"
    return text


def _text(words: str) -> str:
    """One text: white space folded, where a link leads left out."""
    folded = " ".join((words if words.isascii() else unicodedata.normalize("NFC", words)).split())
    return _LINK_TARGET.sub("]", folded) if "](" in folded else folded


def _prose(document: Document, kind: Kind, fields: Normal) -> Normal:
    """The prose as sections, and the list fields that its headings bind."""
    if not document.body.strip():
        return {}
    shapes = {name.replace("_", " ").casefold(): name for name in kind.model.list_shapes()}
    found: Normal = {}
    left = []
    for section in sections(document.body, document.body_line):
        name = shapes.get(" ".join(section.title.casefold().split()), "") if section.level else ""
        items = list_items(section.text, section.text_line) if name and name not in fields else None
        if items is not None:
            found[name] = [_text(item.text) for item in items]
            continue
        text = paragraphs(section.text)
        if section.title or text:
            left.append({"title": _text(section.title), "text": text} if text else {"title": _text(section.title)})
    return found | ({"prose": left} if left else {})


def paragraphs(text: str) -> str:
    """Prose with its wrapped lines joined outside of code, blocks a line apart."""
    out: list[str] = []
    in_code, after_blank = False, True
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if in_code or fence:
            out.append(line.rstrip())
            in_code = not in_code if fence else in_code
            after_blank = True
        elif not line.strip():
            after_blank = True
        elif after_blank or _BLOCK_START.match(line) or line.startswith(("    ", "\t")):
            out.append(line.rstrip() if line.startswith(("    ", "\t")) else _text(line))
            after_blank = False
        else:
            out[-1] = f"{out[-1]} {_text(line)}"
    return "\n".join(out)


def walk_texts(value: Any) -> Iterable[str]:
    """Every text in a normal form, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from walk_texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from walk_texts(item)
