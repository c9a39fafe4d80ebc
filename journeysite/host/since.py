"""What a change brought: the diagnostics of a tree that its earlier state did not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..errors import Diagnostic

_PLACES = re.compile(r"\blines? \d+|:\d+(?::\d+)?(?!\S)")
"""Numbers of lines in a message: they move when something above is written."""


def brought_by_change(after: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of `after` that `before` does not have, each as often as it was added.

    What moved to another line is not new. Of several alike in one file the last are taken for the new ones.
    """
    left = Counter(_likeness(diagnostic) for diagnostic in before)
    new = []
    for diagnostic in after:
        likeness = _likeness(diagnostic)
        if left[likeness]:
            left[likeness] -= 1
        else:
            new.append(diagnostic)
    return tuple(new)


def _likeness(diagnostic: Diagnostic) -> tuple[str, str, str]:
    # By the thing rather than the file where it is known, so that moving a file is not news.
    return diagnostic.code, diagnostic.about or diagnostic.at.path, _PLACES.sub("", diagnostic.message)
