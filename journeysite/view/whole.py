"""The map itself, as it stands on its own page and on the one without what surrounds it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..model.journey import Journey
from ..model.remembered import remembered
from .choices import Choices, choices
from .curve import CurveView, curve_view
from .ghost import with_ghost
from .here import Here
from .language import direction_of
from .overview import Overview, overview
from .step import StepView, Walker, step_view, walkers_of
from .table import MapTable, map_table
from .thing_history import StepHistory, step_histories


class WholeMap(Struct, frozen=True):
    """What whole.html shows, and what the bar above it chooses from."""

    title: str
    direction: str
    walkers: tuple[Walker, ...]
    steps: tuple[StepView, ...]
    table: MapTable
    curve: CurveView | None
    overview: Overview | None
    choices: Choices
    step_histories: Mapping[str, StepHistory]


def whole_map(here: Here, journey: Journey) -> WholeMap:
    """Worked out once where two pages ask for it; where one does, it is not held for nobody."""
    return _kept(here, journey) if here.has_embeds else _made(here, journey)


@remembered
def _kept(here: Here, journey: Journey) -> WholeMap:
    return _made(here, journey)


def _made(here: Here, journey: Journey) -> WholeMap:
    walkers = walkers_of(here, journey)
    steps = tuple(step_view(here, journey, step, number, walkers) for number, step in enumerate(here.site.flows[journey.id].steps, 1))
    direction = direction_of(journey.lang)
    mirrored = (direction or here.language.direction) == "rtl"
    histories = step_histories(here, journey.id)
    return WholeMap(
        title=journey.title,
        direction=direction,
        walkers=walkers,
        steps=steps,
        table=map_table(here, journey, steps),
        curve=with_ghost(here, journey, curve_view(here, journey, walkers, steps, mirrored)),
        overview=overview(here, journey, steps, mirrored),
        choices=choices(here, journey, steps, bool(histories)),
        step_histories=histories,
    )
