"""The chart of a metric: everything lies inside of it, in order, under round numbers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeysite.layout.series import HEIGHT_PX, WIDTH_PX, series_chart

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
SERIES = st.dictionaries(DAYS, VALUES, min_size=2, max_size=40).map(lambda found: sorted(found.items()))


@given(SERIES, st.none() | VALUES, st.lists(DAYS, max_size=5), st.none() | VALUES)
def test_everything_lies_inside(
    series: list[tuple[date, float]], target: float | None, events: list[date], benchmark: float | None
) -> None:
    """Points, target, benchmark, ticks, words and events never leave the drawing, and later values stand further to the right."""
    chart = series_chart(series, target, sorted(events), benchmark)
    assert chart is not None and len(chart.points) == len(series)
    places = [*chart.points, *((0.0, tick.y) for tick in chart.values), *((event.x, event.y) for event in chart.events)]
    assert all(0 <= x <= WIDTH_PX and 0 <= y <= HEIGHT_PX for x, y in places)
    assert all(line is None or chart.top - 0.1 <= line <= chart.bottom + 0.1 for line in (chart.target_y, chart.benchmark_y))
    assert all(
        words is None or (0 <= words.x <= WIDTH_PX and 0 <= words.y <= HEIGHT_PX) for words in (chart.target_words, chart.benchmark_words)
    )
    assert all(before.x <= after.x for before, after in pairwise(chart.points))


@given(SERIES)
def test_higher_values_stand_higher(series: list[tuple[date, float]]) -> None:
    """The order of the values is the order of the heights."""
    chart = series_chart(series)
    assert chart is not None
    ranked = sorted(zip((value for _, value in series), chart.points, strict=True), key=lambda pair: pair[0])
    assert all(low.y >= high.y for (_, low), (_, high) in pairwise(ranked))


def test_zero_is_shown_where_it_is_near() -> None:
    """A cut axis would make a small change look large."""
    chart = series_chart([(date(2026, 9, 1), 7.5), (date(2026, 10, 1), 3.0)])
    assert chart is not None and [tick.value for tick in chart.values] == [0, 2, 4, 6, 8]


def test_events_of_one_week_do_not_cover_each_other() -> None:
    """Numbers of days close to one another stand below each other."""
    day = date(2026, 10, 1)
    chart = series_chart([(day, 1.0), (day + timedelta(200), 2.0)], None, [day, day + timedelta(1), day + timedelta(2)])
    assert chart is not None
    assert all(after.y - before.y >= 15 for before, after in pairwise(sorted(chart.events, key=lambda event: event.y)))


def test_words_keep_off_the_course_and_each_other() -> None:
    """Target and benchmark are said where one can read them."""
    day = date(2026, 1, 1)
    chart = series_chart([(day, 7.5), (day + timedelta(180), 7.5), (day + timedelta(200), 3.0)], 4.0, (), 4.2)
    assert chart is not None and chart.target_words is not None and chart.benchmark_words is not None
    assert (chart.target_words.anchor, chart.benchmark_words.anchor) == ("start", "middle")


@pytest.mark.parametrize("series", [[], [(date(2026, 9, 1), 7.5)]])
def test_one_value_has_no_course(series: list[tuple[date, float]]) -> None:
    """Fewer than two values are no line."""
    assert series_chart(series) is None
