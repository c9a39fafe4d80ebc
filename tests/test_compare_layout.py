"""Two versions of a map in one set of columns: properties of the geometry."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeysite.layout.canvas import Canvas
from journeysite.layout.compare import Column, Overlay, by_stage, columns_of, overlay
from journeysite.model.emotions import Emotion
from journeysite.view.same_steps import kept_in_order

level = st.floats(-2, 2)
emotions = st.builds(lambda one: Emotion(one, one, one, one), level) | st.builds(
    lambda a, b: Emotion(a, b, min(a, b), max(a, b)), level, level
)
levels = st.none() | emotions


def joined(line: Overlay) -> tuple[tuple[int, int], ...]:
    """The pairs of columns that a line joins."""
    return tuple((a.column, b.column) for run in line.runs for a, b in pairwise(run) if a.column != b.column)


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[int, int], int, int]:
    """Which new step was which old one, and how many there are of each."""
    new, old = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    count = draw(st.integers(0, min(new, old)))
    news = draw(st.permutations(range(new)))[:count]
    olds = draw(st.permutations(range(old)))[:count]
    return dict(sorted(zip(news, olds, strict=True))), new, old


def placed(pair: tuple[dict[int, int], int, int]) -> tuple[Column, ...]:
    old_of, new, old = pair
    return columns_of(old_of, new, old, kept_in_order(old_of))


@given(versions())
def test_columns_hold_every_step_once(pair: tuple[dict[int, int], int, int]) -> None:
    """New steps in their order, and every step that is no more as a ghost."""
    old_of, new, old = pair
    columns = placed(pair)
    assert [column.new for column in columns if column.new is not None] == list(range(new))
    assert sorted(column.old for column in columns if column.old is not None) == list(range(old))
    assert {column.new: column.old for column in columns if column.new is not None and column.old is not None} == old_of


@given(versions())
def test_a_ghost_stands_after_its_nearest_predecessor_that_still_is(pair: tuple[dict[int, int], int, int]) -> None:
    """Between the two stand only other ghosts; one without such a predecessor stands before everything."""
    old_of = pair[0]
    columns = placed(pair)
    survivors = {old: new for new, old in old_of.items()}
    for place, column in enumerate(columns):
        if column.new is None and column.old is not None:
            before = [other for other in columns[:place] if other.new is not None]
            nearest = max((old for old in survivors if old < column.old), default=None)
            assert (before[-1].new if before else None) == (survivors[nearest] if nearest is not None else None)


@given(versions(), st.lists(st.integers(0, 3), min_size=9, max_size=9), st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_steps_of_one_stage_stand_together(pair: tuple[dict[int, int], int, int], new: list[int], old: list[int]) -> None:
    """No column is lost, new steps stay in their order, and between two that both maps have no stage comes back."""
    new_stage, old_stage = sorted(map(float, new)), sorted(map(float, old))
    columns = by_stage(placed(pair), new_stage, old_stage)
    assert sorted(map(repr, columns)) == sorted(map(repr, placed(pair)))
    assert [column.new for column in columns if column.new is not None] == list(range(pair[1]))
    for one, other in pairwise(columns):
        if None in (one.new, one.old) and None in (other.new, other.old):
            places = [new_stage[c.new] if c.new is not None else old_stage[c.old or 0] for c in (one, other)]
            assert places == sorted(places)


@given(versions())
def test_a_move_is_a_mark(pair: tuple[dict[int, int], int, int]) -> None:
    """Steps without the mark follow one another as they did; nothing that still is, is a ghost as well."""
    columns = placed(pair)
    kept = [column.old for column in columns if column.mark == "" and column.old is not None]
    assert kept == sorted(kept)
    assert sum(column.mark == "removed" for column in columns) == pair[2] - len(pair[0])
    assert sum(column.mark == "added" for column in columns) == pair[1] - len(pair[0])


@given(versions(), st.data())
def test_the_old_line_joins_only_neighbours_that_still_follow_one_another(
    pair: tuple[dict[int, int], int, int], data: st.DataObject
) -> None:
    """Two points are joined where they were neighbours and stand in the same order; every value has its points, and x grows along a line."""
    columns = placed(pair)
    felt = [data.draw(levels) for _ in range(pair[2])]
    line = overlay(felt, columns, Canvas(max(len(columns), 1)), is_old=True)
    place = {column.old: number for number, column in enumerate(columns)}
    wanted = {
        (place[step], place[step + 1]) for step in range(len(felt) - 1) if felt[step] and felt[step + 1] and place[step] < place[step + 1]
    }
    assert set(joined(line)) == wanted
    assert {dot.column for dot in line.dots} == {place[step] for step, value in enumerate(felt) if value}
    assert all(a.x < b.x for run in line.runs for a, b in pairwise(run))


@given(versions(), st.data())
def test_the_new_line_is_as_on_the_map(pair: tuple[dict[int, int], int, int], data: st.DataObject) -> None:
    """It passes over ghosts and breaks only at steps without a value."""
    columns = placed(pair)
    felt = [data.draw(levels) for _ in range(pair[1])]
    line = overlay(felt, columns, Canvas(max(len(columns), 1)), is_old=False)
    place = {column.new: number for number, column in enumerate(columns)}
    assert set(joined(line)) == {(place[n], place[n + 1]) for n in range(len(felt) - 1) if felt[n] and felt[n + 1]}
