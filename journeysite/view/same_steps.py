"""Which step of one map is which of another: a version of it, or the map that it varies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from ..history.match import match_parts, staying
from ..model.flow import Flow
from ..model.journey import Journey
from ..model.remembered import remembered
from .here import Here


@remembered
def steps_of_base(here: Here, base: Journey, journey: Journey) -> dict[int, int]:
    """The same for a map and the one that it varies. Its page and that of both beside each other ask for it, and to compare words takes long."""
    return same_steps(known_by(here.site.flows[base.id]), known_by(here.site.flows[journey.id]))


class KnownBy(Struct, frozen=True):
    """What a step is known by. texts: of what is done at it."""

    id: str
    title: str
    texts: tuple[str, ...]


def known_by(flow: Flow) -> tuple[KnownBy, ...]:
    """The steps of a map in their order."""
    return tuple(KnownBy(step.id, step.title, tuple(text.source for text in step.step.texts())) for step in flow.steps)


def same_steps(old: Sequence[KnownBy], new: Sequence[KnownBy]) -> dict[int, int]:
    """The old number of each new step that was there before, in the order of the new map: by id, else as the change log matches them."""
    old_ids = {step.id: number for number, step in enumerate(old)}
    found = {number: old_ids[step.id] for number, step in enumerate(new) if step.id in old_ids}
    old_left = [number for number in range(len(old)) if number not in found.values()]
    new_left = [number for number in range(len(new)) if number not in found]
    pairs = match_parts(_as_parts(old, old_left), _as_parts(new, new_left))
    found |= {new_left[int(path[1])]: old_left[int(was[1])] for path, was in pairs.items()}
    return dict(sorted(found.items()))


def kept_in_order(old_of: Mapping[int, int]) -> frozenset[int]:
    """Those of the new steps that went past no other."""
    order = list(old_of)
    return frozenset(order[place] for place in staying([old_of[step] for step in order]))


def _as_parts(steps: Sequence[KnownBy], numbers: Iterable[int]) -> dict[str, object]:
    # A fact that both lack makes nothing alike.
    parts = [{"title": step.title, **({"doing": list(step.texts)} if step.texts else {})} for step in map(steps.__getitem__, numbers)]
    return {"steps": parts}
