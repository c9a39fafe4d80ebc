"""Which step of one map is which of another: a version of it, or the map that it varies."""

from __future__ import annotations

from collections.abc import Iterable

from ..history.match import match_parts
from ..model.flow import Flow
from ..model.journey import Journey
from ..model.remembered import remembered
from .here import Here


@remembered
def steps_of_base(here: Here, base: Journey, journey: Journey) -> dict[int, int]:
    """The same for a map and the one that it varies. Its page and that of both beside each other ask for it, and to compare words takes long."""
    return same_steps(here.site.flows[base.id], here.site.flows[journey.id])


def same_steps(old: Flow, new: Flow) -> dict[int, int]:
    """The old number of each new step that was there before, in the order of the new map: by id, else as the change log matches them."""
    old_ids = {step.id: number for number, step in enumerate(old.steps)}
    found = {number: old_ids[step.id] for number, step in enumerate(new.steps) if step.id in old_ids}
    old_left = [number for number in range(len(old.steps)) if number not in found.values()]
    new_left = [number for number in range(len(new.steps)) if number not in found]
    pairs = match_parts(_as_parts(old, old_left), _as_parts(new, new_left))
    found |= {new_left[int(path[1])]: old_left[int(was[1])] for path, was in pairs.items()}
    return dict(sorted(found.items()))


def _as_parts(flow: Flow, numbers: Iterable[int]) -> dict[str, object]:
    parts = []
    for number in numbers:
        step = flow.steps[number]
        texts = [text.source for text in step.step.texts()]
        # A fact that both lack makes nothing alike.
        parts.append({"title": step.title, **({"doing": texts} if texts else {})})
    return {"steps": parts}
