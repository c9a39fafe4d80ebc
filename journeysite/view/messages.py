"""Where messages come from besides the calls in our code: names of fields and kinds, and our templates. Babel calls these while it extracts."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from jinja2 import Environment, nodes

from ..history.weigh import Weight
from ..model.kinds import KINDS
from .language import weight_word
from .naming import declared_words, field_names, kind_count, value_words
from .vocabulary import SINGULAR

Message = tuple[int, str, str | tuple[str, ...], Sequence[str]]
"""Line, function, message (singular and plural for a count), comments."""

_MARKS = ("added", "removed", "changed", "moved")


def vocabulary(file: BytesIO, keywords: Sequence[str], tags: Sequence[str], options: dict[str, Any]) -> Iterator[Message]:
    """Names of fields, kinds, items and values, each with all the places where it is one."""
    places: dict[str, list[str]] = {}
    for name, place in (*field_names(KINDS), *value_words(KINDS), *declared_words(KINDS)):
        places.setdefault(name, []).append(place)
    for item in SINGULAR.values():
        places.setdefault(item, []).append("one item of a list")
    for word in [*map(weight_word, Weight), *_MARKS]:
        places.setdefault(word, []).append("how much a change matters, or what it is")
    for name in sorted(places):
        yield 1, "say", name, ["; ".join(dict.fromkeys(places[name]))]
    for kind in KINDS.values():
        yield 1, "count", kind_count(kind), []


def calls(file: BytesIO, keywords: Sequence[str], tags: Sequence[str], options: dict[str, Any]) -> Iterator[Message]:
    """Messages that our code says, each branch of `say(this if … else that)` too, which Babel would run into one."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("say", "message") and node.args:
                yield from ((node.lineno, "say", words, []) for words in _literals(node.args[0]))
            elif (name == "count" and len(node.args) == 3) or (name == "counting" and len(node.args) == 2):
                words = tuple(word for argument in node.args[:2] for word in _literals(argument))
                if len(words) == 2:
                    yield node.lineno, "count", words, []


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def templates(file: BytesIO, keywords: Sequence[str], tags: Sequence[str], options: dict[str, Any]) -> Iterator[Message]:
    """Messages that a template says, read as Jinja reads it."""
    for call in Environment().parse(file.read().decode("utf-8")).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name == "say" and call.args:
            yield from ((call.lineno, "say", words, []) for words in _constants(call.args[0]))
        elif name == "count" and len(call.args) == 3:
            words = tuple(word for argument in call.args[:2] for word in _constants(argument))
            if len(words) == 2:
                yield call.lineno, "count", words, []


def _constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        yield from _constants(node.expr1)
        yield from _constants(node.expr2)
