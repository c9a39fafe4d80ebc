"""The page of a metric: where it stands, how it got there, and what should move it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ..layout.series import SeriesChart, series_chart
from ..model.action import Action
from ..model.metric import Metric
from .backlinks import sources
from .cards import ActionCard, MetricCard, action_card, action_when_inside, metric_card, target_words
from .entity import Frame, frame_of
from .here import Here
from .language import message
from .links import LinkTo
from .sayings import Saying, saying


class PointRow(Struct, frozen=True):
    when: str
    value: str
    n: str
    note: str


class EventLine(Struct, frozen=True):
    """An action on the chart, by its number."""

    number: int
    action: LinkTo
    when: str


class ChartView(Struct, frozen=True):
    """A chart with its words. labels: of the value ticks and of the day ticks, in their order."""

    drawing: SeriesChart
    value_labels: tuple[str, ...]
    day_labels: tuple[str, ...]
    target: str
    benchmark: str
    events: tuple[EventLine, ...]
    sentence: str


class MetricPage(Struct, frozen=True):
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
    language, unit = here.language, metric.shown_unit
    latest = metric.latest
    rows = tuple(
        PointRow(language.period(point.when), language.amount(point.value, unit), language.number(point.n) if point.n else "", point.note)
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
        n=language.say("n = {number}", number=language.number(latest.n)) if latest and latest.n else "",
        better=language.say("lower is better" if metric.better == "down" else "higher is better"),
        benchmark=language.amount(metric.benchmark.amount.value, metric.benchmark.amount.unit or unit) if metric.benchmark else "",
        benchmark_source=metric.benchmark.source if metric.benchmark else "",
        every=language.every(metric.every) if metric.every else "",
        method=saying(here, metric.method) if metric.method else None,
        chart=_chart(here, metric, actions),
        rows=rows,
        has_n=any(row.n for row in rows),
        has_notes=any(row.note for row in rows),
        actions=tuple(action_card(here, action) for action in actions),
    )


def _chart(here: Here, metric: Metric, actions: list[Action]) -> ChartView | None:
    series = [(point.when.start, point.value) for point in metric.series]
    benchmark = metric.benchmark
    # What lies far outside of the figures would squeeze them into a corner.
    dated = sorted(
        ((day, action.id, action) for action in actions if (day := _felt_on(action)) and series and day >= series[0][0]),
        key=lambda entry: entry[:2],
    )
    drawing = series_chart(series, metric.target, [day for day, _, _ in dated], benchmark.amount.value if benchmark else None)
    if drawing is None:
        return None
    language, unit = here.language, metric.shown_unit
    first, last = metric.series[0], metric.series[-1]
    target = target_words(here, metric.target, unit)
    words = message("{metric} from {start} to {end}: {first} at first, {last} at last.")
    with_target = message("{metric} from {start} to {end}: {first} at first, {last} at last, {target}.")
    sentence = language.say(
        with_target if target else words,
        metric=metric.title,
        start=language.period(first.when),
        end=language.period(last.when),
        first=language.amount(first.value, unit),
        last=language.amount(last.value, unit),
        target=target,
    )
    by_start = {point.when.start: language.axis_period(point.when) for point in metric.series}
    return ChartView(
        drawing=drawing,
        value_labels=tuple(language.number(tick.value) for tick in drawing.values),
        day_labels=tuple(by_start[tick.day] for tick in drawing.days),
        target=target,
        benchmark=language.say("others {value}", value=language.amount(benchmark.amount.value, benchmark.amount.unit or unit))
        if benchmark
        else "",
        events=tuple(
            EventLine(number, LinkTo(action.title, here.href(action)), action_when_inside(here, action))
            for number, (_, _, action) in enumerate(dated, 1)
        ),
        sentence=sentence,
    )


def _felt_on(action: Action) -> date | None:
    """The day that the chart marks: when customers could feel it, else when it began, else when it is meant to."""
    dates = action.dates
    period = (dates.shipped or dates.started or dates.planned) if dates else None
    return period.start if period else None
