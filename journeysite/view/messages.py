"""Where messages come from besides the calls in our code: names of fields and kinds, and our templates. Babel calls these while it extracts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from ..history.weigh import Weight
from ..model.kinds import KINDS
from .language import weight_word
from .vocabulary import SINGULAR, field_names, kind_count

Message = tuple[int, str, str | tuple[str, ...], Sequence[str]]
"""Line, function, message (singular and plural for a count), comments."""

_SAY = re.compile(r"""\bsay\(\s*(["'])(?P<message>.*?)(?<!\\)\1""", re.DOTALL)

_COUNT = re.compile(r"""\bcount\(\s*(["'])(?P<one>.*?)(?<!\\)\1\s*,\s*(["'])(?P<many>.*?)(?<!\\)\3""", re.DOTALL)

_MARKS = ("added", "removed", "changed", "moved")


def vocabulary(file: BytesIO, keywords: Sequence[str], tags: Sequence[str], options: dict[str, Any]) -> Iterator[Message]:
    """Names of fields, kinds and items, each with all the places where it is one."""
    places: dict[str, list[str]] = {}
    for name, place in field_names(KINDS):
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
            elif name == "count" and len(node.args) == 3:
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
    """Messages that a template says."""
    text = file.read().decode("utf-8")
    for match in _SAY.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, "say", match["message"], []
    for match in _COUNT.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, "count", (match["one"], match["many"]), []
