"""What is shown of the diagnostics: all that is wrong, and of the hints the three that help most."""

from __future__ import annotations

from collections.abc import Iterable

from ..compiler.check import REPOSITORY, most_useful
from ..errors import Diagnostic, Severity

SHOWN_HINTS = 3


def worth_showing(diagnostics: Iterable[Diagnostic], hints: int | None = SHOWN_HINTS) -> tuple[Diagnostic, ...]:
    """Errors, then warnings, then the most important hints, at most one of a code. hints: how many; None for all of them, as they come."""
    found = tuple(diagnostics)
    shown = [d for severity in (Severity.ERROR, Severity.WARNING) for d in found if d.severity is severity]
    offered = [d for d in found if d.severity is Severity.HINT]
    return (*shown, *(offered if hints is None else most_useful(offered, hints)))


def fails(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether there is anything to stop a build for: errors, with strict also warnings. What only the date made true never is."""
    least = Severity.WARNING if strict else Severity.ERROR
    return any(d.severity >= least and not d.dated for d in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """2 errors, 1 warning, 17 hints. Hints about the repository are left out: `check` looks at the sources alone, and both must count alike."""
    found = tuple(d for d in diagnostics if d.severity is not Severity.HINT or not d.code.startswith(REPOSITORY))
    counts = [(sum(d.severity is severity for d in found), severity.word) for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT)]
    words = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(words) or "no errors, no warnings, no hints"
