"""What headings say: the title of a thing, and the fields that are lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Diagnostic, Place
from ..model.kind import Kind
from ..model.reading import Reading
from ..source.document import Document
from ..source.prose import Item, Section, list_items


def first_heading(found: tuple[Section, ...]) -> str:
    return next((section.title for section in found if section.level == 1), "")


def without_title(found: tuple[Section, ...], title: str) -> tuple[Section, ...]:
    """Prose may begin with the thing's own title, as files without fields do: the page has that heading already."""
    first = found[0] if found else None
    if first is None or first.level != 1 or first.title.strip().casefold() != title.casefold():
        return found
    opening = Section(0, "", first.pin, first.text_line, first.text)
    return (opening, *found[1:]) if opening.text.strip() else found[1:]


def bound_headings(kind: Kind, values: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Headings that are called like a list field, over a list: those are the field. Returns the fields and the sections left."""
    found: tuple[Section, ...] = values.get("sections", ())
    if not found:
        return {}
    shapes = {_label(name): (name, shape) for name, shape in kind.model.list_shapes().items()}
    bound: dict[str, Any] = {}
    left = []
    for section in found:
        name, shape = shapes.get(_label(section.title), ("", ""))
        items = list_items(section.text, section.text_line) if section.level and name else None
        if items is None:
            left.append(section)
        elif name in values or name in bound:
            at = Place(reading.document.path, section.line, 1)
            hint = "keep it in one place: among the fields, or under the heading"
            reading.diagnostics.append(Diagnostic(at, "E015", f'"{name}" stands among the fields and under a heading', hint))
        else:
            bound[name] = _as_node(items, shape, reading.document)
    return {**bound, "sections": tuple(left)} if bound or len(left) != len(found) else {}


def _label(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())


def _as_node(items: tuple[Item, ...], shape: str, document: Document) -> Node:
    nodes: list[Node] = []
    for item in items:
        mark = yaml.Mark("", 0, item.line - document.yaml_line - 1, 2, None, 0)
        text = ScalarNode("tag:yaml.org,2002:str", item.text, mark, mark, '"')
        if shape == "pairs" and ": " in item.text:
            left, _, right = item.text.rpartition(": ")
            key, value = (ScalarNode("tag:yaml.org,2002:str", words.strip(), mark, mark, '"') for words in (left, right))
            nodes.append(MappingNode("tag:yaml.org,2002:map", [(key, value)], mark, mark))
        else:
            nodes.append(text)
    first = nodes[0].start_mark
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, first, first)
