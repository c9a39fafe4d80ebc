"""What every pass reports: a diagnostic with its place, its permanent code and a hint."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple


class Severity(enum.IntEnum):
    """How much a diagnostic weighs. A site sets it by code and by place."""

    OFF = 0
    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Place(NamedTuple):
    """A position in a source file. Lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing a writer should know.

    at: where.  code: permanent, explained by `journeysite explain CODE`.  message: one sentence without a full stop.
    hint: what to do about it, or "".  fix: the corrected line where it can be guessed, or "".
    dated: true where only the date made it true; such a diagnostic never fails a pull request.
    about: the id of the thing it is about (`journey:pay`), or "".
    """

    at: Place
    code: str
    message: str
    hint: str = ""
    fix: str = ""
    severity: Severity = Severity.ERROR
    dated: bool = False
    about: str = ""

    def __str__(self) -> str:
        lines = [f"{self.at}  {self.code}  {self.message}"]
        lines += [f"    {line}" for line in self.hint.splitlines()]
        if self.fix:
            lines += ["    write:", *(f"        {line}" for line in self.fix.splitlines())]
        return "\n".join(lines)

    def weighing(self, severity: Severity) -> Diagnostic:
        return self if severity is self.severity else replace(self, severity=severity)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file, line and code: the order in which a writer meets them."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.at.path, d.at.line, d.at.column, d.code, d.message)))


class JourneysiteError(Exception):
    """A mistake of ours or of the surroundings, never of a writer."""
