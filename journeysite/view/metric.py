"""The page of a metric: where it stands, how it got there, and what should move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..layout.series import SeriesChart, series_chart
from ..model.action import Action
from ..model.metric import Metric
from .backlinks import sources
from .entity import Frame, frame_of
from .parts import ActionCard, Here, LinkTo, MetricCard, Saying, action_card, action_when, metric_card, saying
from .words import amount_words, period_words, plain_number


@dataclass(frozen=True, slots=True)
class PointRow:
    when: str
    value: str
    n: str
    note: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An action on the chart, by its number."""

    number: int
    action: LinkTo
    when: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its words. labels: of the value ticks and of the day ticks, in their order."""

    drawing: SeriesChart
    value_labels: tuple[str, ...]
    day_labels: tuple[str, ...]
    target: str
    events: tuple[EventLine, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class MetricPage:
    """better: "lower is better" or "higher is better".  benchmark: the figure and whose it is."""

    frame: Frame
    card: MetricCard
    n: str
    better: str
    benchmark: str
    benchmark_source: str
    every: str
    method: Saying | None
    chart: ChartView | None
    rows: tuple[PointRow, ...]
    has_n: bool
    has_notes: bool
    actions: tuple[ActionCard, ...]


def metric_page(here: Here, metric: Metric) -> MetricPage:
    actions = [found for found in sources(here, metric, "moves") if isinstance(found, Action)]
    unit = metric.shown_unit
    latest = metric.latest
    rows = tuple(
        PointRow(period_words(point.when), amount_words(point.value, unit), plain_number(point.n) if point.n else "", point.note)
        for point in reversed(metric.series)
    )
    return MetricPage(
        frame=frame_of(
            here,
            metric,
            shown=frozenset({"unit", "better", "method", "target", "benchmark", "every", "series", "value"}),
            taken=frozenset(action.key for action in actions),
        ),
        card=metric_card(here, metric),
        n=f"n = {plain_number(latest.n)}" if latest and latest.n else "",
        better="lower is better" if metric.better == "down" else "higher is better",
        benchmark=amount_words(metric.benchmark.amount.value, metric.benchmark.amount.unit or unit) if metric.benchmark else "",
        benchmark_source=metric.benchmark.source if metric.benchmark else "",
        every=metric.every.text.removeprefix("1 ") if metric.every else "",
        method=saying(here, metric.method) if metric.method else None,
        chart=_chart(here, metric, actions),
        rows=rows,
        has_n=any(row.n for row in rows),
        has_notes=any(row.note for row in rows),
        actions=tuple(action_card(here, action) for action in actions),
    )


def _chart(here: Here, metric: Metric, actions: list[Action]) -> ChartView | None:
    series = [(point.when.start, point.value) for point in metric.series]
    # What lies far outside of the figures would squeeze them into a corner.
    dated = sorted(
        ((day, action.id, action) for action in actions if (day := _felt_on(action)) and series and day >= series[0][0]),
        key=lambda entry: entry[:2],
    )
    drawing = series_chart(series, metric.target, [day for day, _, _ in dated])
    if drawing is None:
        return None
    unit = metric.shown_unit
    first, last = metric.series[0], metric.series[-1]
    sentence = (
        f"{metric.title} from {period_words(first.when)} to {period_words(last.when)}: "
        f"{amount_words(first.value, unit)} at first, {amount_words(last.value, unit)} at last"
    )
    by_start = {point.when.start: period_words(point.when) for point in metric.series}
    return ChartView(
        drawing=drawing,
        value_labels=tuple(plain_number(tick.value) for tick in drawing.values),
        day_labels=tuple(_short(by_start[tick.day]) for tick in drawing.days),
        target=f"target {amount_words(metric.target, unit)}" if metric.target is not None else "",
        events=tuple(
            EventLine(number, LinkTo(action.title, here.href(action)), _uncapital(action_when(action)))
            for number, (_, _, action) in enumerate(dated, 1)
        ),
        sentence=sentence + (f", target {amount_words(metric.target, unit)}." if metric.target is not None else "."),
    )


def _uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]


def _felt_on(action: Action) -> date | None:
    """The day that the chart marks: when customers could feel it, else when it began, else when it is meant to."""
    dates = action.dates
    period = (dates.shipped or dates.started or dates.planned) if dates else None
    return period.start if period else None


def _short(words: str) -> str:
    """November 2026 as Nov 2026: the axis has no room for more."""
    month, space, year = words.partition(" ")
    return f"{month[:3]} {year}" if space and month.isalpha() and year.isdecimal() else words
