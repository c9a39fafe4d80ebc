"""Diagnostics as a terminal, a program and GitHub want them."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..errors import Diagnostic, Severity, in_order
from .report import SHOWN_HINTS, summary, worth_showing

Diagnostics = tuple[Diagnostic, ...]


def as_seen(diagnostics: Iterable[Diagnostic], folder: str) -> Diagnostics:
    """With paths from where the writer stands: content/journeys/… for journeys/…, mkdocs.yml for ../mkdocs.yml."""
    if folder == ".":
        return tuple(diagnostics)
    return tuple(
        replace(d, at=d.at._replace(path=posixpath.normpath(f"{folder}/{d.at.path}")), hint=_PLACE.sub(rf"{folder}/\g<0>", d.hint))
        for d in diagnostics
    )


_PLACE = re.compile(r"(?<![^\s(])[^\s()]+\.(?:md|ya?ml):\d+(?::\d+)?")
"""A place that a hint names: it is written as the place of the diagnostic itself is."""


def text(diagnostics: Diagnostics, files: int, with_all: bool) -> Iterator[str]:
    """Lines for a person: what is wrong first, few hints, and what it comes to."""
    shown = worth_showing(diagnostics, None if with_all else SHOWN_HINTS)
    yield from map(str, shown)
    rest = len(diagnostics) - len(shown)
    if rest:
        yield f"and {_count(rest, 'more hint')}: journeysite check --all, or the health page"
    yield f"{summary(diagnostics)} in {_count(files, 'file')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def as_json(diagnostics: Diagnostics, files: int, with_all: bool) -> Iterator[str]:
    """A list of objects in the order of files and lines. Always all of them: a program can choose by itself."""
    objects = [
        {
            "path": d.at.path,
            "line": d.at.line,
            "column": d.at.column,
            "severity": d.severity.word,
            "code": d.code,
            "message": d.message,
            "hint": d.hint,
            "fix": d.fix,
            "dated": d.dated,
            "about": d.about,
        }
        for d in in_order(diagnostics)
    ]
    yield json.dumps(objects, indent=2, ensure_ascii=False)


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github(diagnostics: Diagnostics, files: int, with_all: bool) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    for d in worth_showing(diagnostics, None if with_all else SHOWN_HINTS):
        at = {"file": d.at.path, "line": str(d.at.line or 1), "col": str(d.at.column or ""), "title": d.code}
        places = ",".join(f"{name}={_escaped(value, property=True)}" for name, value in at.items() if value)
        fix = f"write:\n{d.fix}" if d.fix else ""
        message = "\n".join(part for part in (d.message, d.hint, fix) if part)
        yield f"::{_COMMANDS[d.severity]} {places}::{_escaped(message)}"
    yield f"{summary(diagnostics)} in {_count(files, 'file')}"


def _escaped(words: str, property: bool = False) -> str:
    """As GitHub's toolkit does it. The sign for escapes goes first."""
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if property else {})
    for sign, escape in signs.items():
        words = words.replace(sign, escape)
    return words


FORMATS: Mapping[str, Callable[[Diagnostics, int, bool], Iterator[str]]] = {"text": text, "json": as_json, "github": github}
"""Each makes lines of diagnostics, the number of files that were read, and whether to show every hint."""
