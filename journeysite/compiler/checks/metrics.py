"""C5xx: metrics that can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.action import UNFINISHED, Action
from ...model.facts import effects_of, evidence_of
from ...model.metric import Metric
from ...model.site import Site
from .declare import Found, check, is_asked


@check("C501", importance=84)
def no_baseline(site: Site) -> Iterator[Found]:
    for action in site.of("action"):
        if not isinstance(action, Action) or action.archived or action.status not in (*UNFINISHED, "shipped"):
            continue
        for effect in effects_of(site, action):
            if effect.baseline is None:
                message = f'"{action.title}" should move "{effect.metric.title}", which has no value from before'
                yield Found(action, message, f"write moves: {{{effect.metric.id}: 7.4 -> 3.5}}, or add an earlier value to its series")


@check("C502", importance=104)
def no_method(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if metric.method is None:
            message = f'"{metric.title}" does not say how it is measured'
            yield Found(metric, message, "write method: and who or what is counted, where and when")


@check("C503", importance=122)
def no_target(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        wanted = any(link.field in ("objectives", "moves", "metric") for link in site.links_to.get(metric.key, ()))
        if metric.target is None and not wanted:
            yield Found(metric, f'"{metric.title}" has no target', "write target: and the value that would be good enough")


@check("C504", importance=58, dated=True)
def older_than_its_rhythm(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if metric.every is None or metric.latest is None:
            continue
        due = metric.every.after(metric.latest.when.end)
        if due < site.today:
            message = f'the last value of "{metric.title}" is of {metric.latest.when.text}; a new one was due by {due}'
            yield Found(metric, message, "add the value to its series:, or say every: as often as it is really taken")


@check("C505", importance=126)
def no_evidence(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if (metric.series or metric.value) and not evidence_of(site, metric):
            yield Found(metric, f'"{metric.title}" does not say where its figures come from', "write evidence: and the research or report")


@check("C506", importance=132)
def used_nowhere(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if not site.links_to.get(metric.key):
            message = f'"{metric.title}" is measured, and no map uses it'
            yield Found(metric, message, f"write metrics: {metric.id} at the step that it shows, or name it in an objective or an action")


@check("C507", importance=124)
def benchmark_without_source(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if metric.benchmark and not metric.benchmark.source:
            message = f'the benchmark of "{metric.title}" does not say whose it is'
            yield Found(metric, message, 'write benchmark: {value: 4.0, source: "who says so"}')


@check("C508", importance=94)
def no_value(site: Site) -> Iterator[Found]:
    for metric in _metrics(site):
        if not metric.series and metric.value is None:
            yield Found(
                metric,
                f'"{metric.title}" has no value yet',
                f"write series: and {site.today:%Y-%m}: with the first value, even a rough one",
            )


def _metrics(site: Site) -> Iterator[Metric]:
    for metric in site.of("metric"):
        if isinstance(metric, Metric) and is_asked(metric):
            yield metric
