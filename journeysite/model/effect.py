"""What an action did to the metrics that it should move."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from .action import Action, Move
from .dates import Period
from .metric import Metric
from .remembered import remembered
from .site import Site

GIVEN_UP = ("stopped", "parked")


class Effect(Struct, frozen=True):
    """What an action did to a metric.

    baseline, latest: values of the metric, None where there is none.
    baseline_when, latest_when: their time, None where a writer or a test gave the value.
    baseline_name, latest_name: the arms of a test, else "".
    target: None where none was said.  reached: whether it is.
    moved: whether the metric got better at all; None until the action shipped or its test has figures.
    """

    metric: Metric
    baseline: float | None
    latest: float | None
    target: float | None
    unit: str
    baseline_when: Period | None = None
    latest_when: Period | None = None
    baseline_name: str = ""
    latest_name: str = ""
    reached: bool | None = None
    moved: bool | None = None


@remembered
def effects_of(site: Site, action: Action) -> tuple[Effect, ...]:
    """The effect on each metric that an action should move."""
    return tuple(effect for move in action.moves if (effect := effect_of(site, action, move)))


def effect_of(site: Site, action: Action, move: Move) -> Effect | None:
    """The effect on one metric; None where the reference names none.

    A test compares its arms. Anything else compares the last value before the action with the latest after it.
    """
    metric = site.find(move.metric)
    if not isinstance(metric, Metric):
        return None
    target = move.change.end if move.change else move.target.value if move.target else None
    unit = (move.change.unit if move.change else move.target.unit if move.target else "") or metric.shown_unit
    said = move.change.start if move.change else None
    if len(move.arms) > 1:
        # Which arm is the old way follows from the baseline, not from the order: writers put the new one first as often as last.
        old = min(move.arms, key=lambda arm: abs(arm.value - said)) if said is not None else move.arms[0]
        new = next(arm for arm in reversed(move.arms) if arm is not old)
        return _judged(Effect(metric, old.value, new.value, target, unit, None, None, old.name, new.name), True)
    since, until = _felt_since(action), _felt_until(action)
    before = [point for point in metric.series if since is None or point.when.end < since]
    after = [point for point in metric.series if since is not None and since <= _middle(point.when) <= until]
    baseline = said if said is not None else before[-1].value if before else None
    baseline_when = before[-1].when if said is None and before else None
    if since is not None and after:
        return _judged(Effect(metric, baseline, after[-1].value, target, unit, baseline_when, after[-1].when), True)
    # The metric as it is now, for what is still to come of it: nothing can be said for what was given up.
    current = metric.latest if since is None and action.status not in GIVEN_UP else None
    value = current.value if current else metric.value.value if metric.value and not metric.series else None
    return _judged(Effect(metric, baseline, value, target, unit, baseline_when, current.when if current else None), False)


def _felt_since(action: Action) -> date | None:
    """The day from which customers could feel it: for an experiment its start, else when it shipped; None while it has not."""
    is_test = action.type == "experiment"
    dates = action.dates
    if dates is None or action.status == "parked" or (action.status == "stopped" and dates.stopped is None):
        return None
    felt = (dates.started if is_test and action.status != "planned" else None) or dates.shipped
    return felt.start if felt else None


def _felt_until(action: Action) -> date:
    """What was stopped is not to thank, or to blame, for what came later."""
    stopped = action.dates.stopped if action.dates else None
    return stopped.end if stopped else date.max


def _middle(period: Period) -> date:
    return period.start + timedelta(days=(period.end - period.start).days // 2)


def _judged(effect: Effect, is_done: bool) -> Effect:
    """With its two verdicts: whether the target is reached, and whether the metric moved the right way."""
    reached = moved = None
    if effect.latest is not None and effect.target is not None:
        down = effect.metric.better == "down"
        reached = effect.latest <= effect.target if down else effect.latest >= effect.target
    if is_done and effect.latest is not None and effect.baseline is not None:
        moved = effect.metric.is_better(effect.latest, effect.baseline)
    return replace(effect, reached=reached, moved=moved)
