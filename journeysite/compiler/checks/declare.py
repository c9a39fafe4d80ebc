"""How a check is declared: its code, severity and importance stand on the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...errors import Diagnostic, Place, Severity
from ...model.kind import Entity
from ...model.site import Site


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found. about: the thing it is about, None for a registry.  at: where, the thing's own place if it is not said."""

    about: Entity | None
    message: str
    hint: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One question that every site is asked.

    importance: lower comes first where only a few can be shown.
    dated: whether the date alone can make it true; such a check is never more than a hint.
    """

    code: str
    severity: Severity
    importance: int
    dated: bool
    find: Callable[[Site], Iterator[Found]]

    def run(self, site: Site) -> Iterator[Diagnostic]:
        for found in self.find(site):
            at = found.at or (found.about.at if found.about else Place(""))
            about = str(found.about.key) if found.about else ""
            yield Diagnostic(at, self.code, found.message, found.hint, severity=self.severity, dated=self.dated, about=about)


def check(
    code: str, importance: int, severity: Severity = Severity.HINT, dated: bool = False
) -> Callable[[Callable[[Site], Iterator[Found]]], Check]:
    """Makes a check of a function: `@check("C101", importance=10)`."""
    return lambda find: Check(code, severity, importance, dated, find)


def is_asked(entity: Entity) -> bool:
    """Whether a thing is asked for what a record of its own should have: not what is archived, nor what stands in place as a few words."""
    return entity.archived is None and entity.home is None


def counted(number: int, one: str, many: str = "") -> str:
    """`1 step`, `2 steps`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
