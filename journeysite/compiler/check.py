"""Ask the whole site every question that there is. The questions stand in `checks/`."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import Diagnostic, Severity
from ..model.site import Site
from .checks import actions, atlas, findings, journeys, metrics, personas, research, touchpoints
from .checks.declare import Check as Check

_MODULES = (journeys, personas, touchpoints, findings, actions, metrics, research, atlas)

CHECKS: tuple[Check, ...] = tuple(
    sorted((thing for module in _MODULES for thing in vars(module).values() if isinstance(thing, Check)), key=lambda check: check.code)
)

REPOSITORY = "C8"
"""How codes begin that are about the repository, which only a build looks at."""

SETTINGS = "C9"
"""How codes begin that are about the site's own settings."""

_LAST = 1000

_IMPORTANCE = {check.code: check.importance for check in CHECKS}


def check(site: Site) -> tuple[Diagnostic, ...]:
    """What a writer could do better, and what is surely a mistake."""
    return tuple(diagnostic for question in CHECKS for diagnostic in question.run(site))


def most_useful(hints: Iterable[Diagnostic], count: int = 3) -> tuple[Diagnostic, ...]:
    """The few hints that help a new map most, one a code: printing them all would bury the first step under the fiftieth."""
    by_code: dict[str, Diagnostic] = {}
    for hint in hints:
        if hint.severity is Severity.HINT:
            by_code.setdefault(hint.code, hint)
    return tuple(sorted(by_code.values(), key=lambda hint: importance_of(hint.code))[:count])


def importance_of(code: str) -> int:
    """Where a code stands among those of which only a few can be shown: lower comes first.

    A code of the decoder or the linker is about words just written, so it comes before any advice; one about the repository or the settings is no writer's.
    """
    return _IMPORTANCE.get(code, _LAST if code.startswith((REPOSITORY, SETTINGS)) else 0)
