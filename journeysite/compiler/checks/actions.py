"""C4xx: actions, from an answer to an effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...model.action import UNFINISHED, Action
from ...model.facts import Effect, effects_of
from ...model.site import Site
from .declare import Found, check, is_asked

LATE = timedelta(days=90)
"""Plans slip by weeks; a quarter late is a plan that nobody holds."""


@check("C401", importance=72)
def no_owner(site: Site) -> Iterator[Found]:
    for action in _actions(site, *UNFINISHED, "shipped"):
        if action.owner is None:
            yield Found(action, f'nobody owns the action "{action.title}"', "write owner: and the team that does it")


@check("C402", importance=82)
def no_date(site: Site) -> Iterator[Found]:
    for action in _actions(site, *UNFINISHED):
        if action.dates is None or not (action.dates.planned or action.dates.started or action.dates.shipped or action.dates.phases):
            yield Found(action, f'"{action.title}" does not say when', "write dates: {planned: 2027-02}")


@check("C403", importance=78)
def no_metric(site: Site) -> Iterator[Found]:
    for action in _actions(site, *UNFINISHED, "shipped"):
        if not action.moves:
            message = f'nobody will know whether "{action.title}" helped: it moves no metric'
            yield Found(action, message, "write moves: {metric: 7.4 -> 3.5}, from the value of today to the one wanted")


@check("C404", importance=76)
def answers_nothing(site: Site) -> Iterator[Found]:
    for action in _actions(site, *UNFINISHED, "shipped"):
        if not action.answers:
            yield Found(action, f'"{action.title}" answers no finding', "write answers: and the finding or opportunity that it is for")


@check("C405", importance=86, dated=True)
def long_past_and_not_begun(site: Site) -> Iterator[Found]:
    for action in _actions(site, "", "idea", "planned"):
        planned = action.dates.planned if action.dates and not action.dates.started else None
        if planned and planned.end + LATE < site.today:
            message = f'"{action.title}" was planned for {planned.text} and has not begun'
            yield Found(action, message, "write dates: started, a new planned date, or status: parked and the reason")


@check("C406", importance=108)
def shipped_without_result(site: Site) -> Iterator[Found]:
    for action in _actions(site, "shipped"):
        if action.result is None:
            message = f'"{action.title}" shipped, and nobody says what came of it'
            yield Found(action, message, "write result: and one sentence with the figures")


@check("C407", importance=32)
def metric_did_not_move(site: Site) -> Iterator[Found]:
    for action in _actions(site, "shipped"):
        for effect in effects_of(site, action):
            if effect.moved is False:
                message = f'"{action.title}" shipped, and "{effect.metric.title}" did not get better: {_figures(effect)}'
                yield Found(action, message, "say in result: what was learned, and whether the finding behind it is still open")


@check("C408", importance=106)
def shipped_without_date(site: Site) -> Iterator[Found]:
    for action in _actions(site, "shipped"):
        if action.dates is None or action.dates.shipped is None:
            message = f'"{action.title}" shipped, and does not say when'
            yield Found(action, message, f"write dates: {{shipped: {site.today}}}; before and after cannot be told apart without it")


def _figures(effect: Effect) -> str:
    unit = f" {effect.unit}" if effect.unit else ""
    if effect.latest_name:
        return f"{effect.baseline:g}{unit} ({effect.baseline_name}), {effect.latest:g}{unit} ({effect.latest_name})"
    when = f" in {effect.latest_when.text}" if effect.latest_when else ""
    return f"{effect.baseline:g}{unit} before, {effect.latest:g}{unit}{when}"


def _actions(site: Site, *statuses: str) -> Iterator[Action]:
    for action in site.of("action"):
        if isinstance(action, Action) and is_asked(action) and action.status in statuses:
            yield action
