"""The geometry of maps: lines that tell the truth, words that cover nothing, drawings that hold at any size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from journeysite.layout.callout import WIDTH_PX, place_callout
from journeysite.layout.canvas import WIDTH, Canvas
from journeysite.layout.columns import column_px
from journeysite.layout.curve import Curve, Track, emotion_curve
from journeysite.layout.geometry import Box, Point, free_top
from journeysite.layout.line import path_data, smooth
from journeysite.layout.sparkline import HEIGHT_PX, sparkline
from journeysite.layout.ways import LINE_PX, Arc, Way, place_ways
from journeysite.model.emotions import Emotion

LEVELS = st.sampled_from([-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0])


def felt(level: float) -> Emotion:
    return Emotion(level, level, level, level)


def change(start: float, end: float) -> Emotion:
    return Emotion(start, end, min(start, end), max(start, end))


def between(low: float, high: float) -> Emotion:
    return Emotion((low + high) / 2, (low + high) / 2, low, high)


EMOTIONS = st.one_of(st.none(), st.builds(felt, LEVELS), st.builds(change, LEVELS, LEVELS))


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[Track], Canvas]:
    columns = draw(st.integers(1, 30))
    names = draw(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
    tracks = [Track(name, tuple(draw(st.lists(EMOTIONS, min_size=columns, max_size=columns))), ("known",) * columns) for name in names]
    return tracks, Canvas(columns, column_px=max(118.0, min(420.0, 560 / columns)), mirrored=draw(st.booleans()))


def one(levels: Sequence[Emotion | None], name: str = "Parent", **canvas: float) -> Curve:
    return emotion_curve([Track(name, tuple(levels), ("known",) * len(levels))], Canvas(len(levels), **canvas))


# The line ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=40))
def test_no_overshoot(levels: list[float]) -> None:
    """Between two points the line is never higher or lower than both."""
    points = [Point(float(x), y) for x, y in enumerate(levels)]
    for segment in smooth(points):
        low, high = sorted((segment.start.y, segment.end.y))
        for part in range(11):
            assert low - 1e-6 <= segment.at(part / 10).y <= high + 1e-6


@given(st.lists(LEVELS, min_size=2, max_size=20))
def test_meets_points(levels: list[float]) -> None:
    """The line goes through every point."""
    points = [Point(float(x), y) for x, y in enumerate(levels)]
    segments = smooth(points)
    assert [segments[0].start, *(segment.end for segment in segments)] == points


def test_short_lines() -> None:
    """One point makes no line, and no line has no path."""
    assert smooth([Point(1, 1)]) == ()
    assert path_data(()) == ""


# The curve -----------------------------------------------------------------------------------------------------------


def test_column_middles() -> None:
    """A step's mark stands over the middle of its column."""
    curve = one([felt(0), felt(1), felt(-1), felt(2)])
    assert [mark.x for mark in curve.lines[0].marks] == [125.0, 375.0, 625.0, 875.0]


def test_mirrored() -> None:
    """From right to left the first step is on the right, and the line is still drawn through the same levels."""
    ahead, back = one([felt(0), felt(2)]), one([felt(0), felt(2)], mirrored=True)
    assert [mark.x for mark in back.lines[0].marks] == [WIDTH - mark.x for mark in ahead.lines[0].marks]
    assert back.lines[0].path.startswith("M250.0 ")


def test_change_within_step() -> None:
    """An emotion that changes within a step is two points in its column."""
    marks = one([felt(0), change(0, -2), felt(1)]).lines[0].marks
    assert [(mark.column, mark.part) for mark in marks] == [(0, "whole"), (1, "start"), (1, "end"), (2, "whole")]
    assert WIDTH / 3 < marks[1].x < marks[2].x < 2 * WIDTH / 3
    assert marks[1].y < marks[2].y


def test_range_is_bar() -> None:
    """A range is a bar from its best to its worst, with its middle on the line."""
    curve = one([between(-1, 1)])
    (bar,) = curve.lines[0].bars
    assert (bar.top, bar.bottom) == (curve.canvas.y(1), curve.canvas.y(-1))
    assert curve.lines[0].marks[0].y == curve.zero_y


def test_gap() -> None:
    """A step without a value interrupts the line."""
    assert one([felt(0), felt(1), None, felt(1), felt(0)]).lines[0].path.count("M") == 2
    assert one([felt(0), felt(1), felt(1), felt(0)]).lines[0].path.count("M") == 1


def test_equal_marks_step_aside() -> None:
    """No mark hides another one of the same level."""
    tracks = [Track(name, (felt(1),), ("known",)) for name in ("A", "B", "C")]
    xs = [line.marks[0].x for line in emotion_curve(tracks, Canvas(1)).lines]
    assert len(set(xs)) == 3
    assert sum(xs) / 3 == WIDTH / 2


def test_equal_lines_run_side_by_side() -> None:
    """Of two personas who feel the same all the way both lines are seen, and their marks stand at what was said."""
    tracks = [Track(name, (felt(1), felt(1)), ("known", "known")) for name in ("A", "B")]
    one_line, other = emotion_curve(tracks, Canvas(2)).lines
    assert one_line.path != other.path
    assert {mark.y for line in (one_line, other) for mark in line.marks} == {Canvas(2).y(1)}


def test_names_together() -> None:
    """Names of lines that end together stand under one another."""
    tracks = [Track(f"Persona {number}", (felt(0), felt(1)), ("known", "known")) for number in range(4)]
    ys = sorted(line.name.y for line in emotion_curve(tracks, Canvas(2)).lines if line.name)
    assert [round(b - a) for a, b in pairwise(ys)] == [16, 16, 16]


def test_empty_line() -> None:
    """A persona who feels nothing anywhere has no line and no name."""
    (line,) = one([None, None]).lines
    assert (line.path, line.marks, line.name) == ("", (), None)


@settings(max_examples=60, deadline=None)
@given(maps())
def test_inside(drawn: tuple[list[Track], Canvas]) -> None:
    """Marks and names stay inside of the drawing."""
    tracks, canvas = drawn
    for line in emotion_curve(tracks, canvas).lines:
        assert all(0 < mark.x < WIDTH and canvas.pad_px <= mark.y <= canvas.height_px - canvas.pad_px for mark in line.marks)
        assert line.name is None or (0 <= line.name.x <= WIDTH and 8 <= line.name.y <= canvas.height_px - 8)


@settings(max_examples=60, deadline=None)
@given(maps())
def test_names_apart(drawn: tuple[list[Track], Canvas]) -> None:
    """Names at the ends of lines never cover one another."""
    curve = emotion_curve(*drawn)
    boxes = [line.cover[-1] for line in curve.lines if line.name]
    assert not any(box.meets(other) for number, box in enumerate(boxes) for other in boxes[:number])


def test_names_in_order() -> None:
    """Names stand in the order of the ends of their lines."""
    tracks = [Track(name, (felt(0), felt(level)), ("known", "known")) for name, level in (("low", -1.0), ("high", 1.0), ("middle", 0.9))]
    ys = {line.name.text: line.name.y for line in emotion_curve(tracks, Canvas(2)).lines if line.name}
    assert ys["high"] < ys["middle"] < ys["low"]


# The callout ---------------------------------------------------------------------------------------------------------


def callout_box(curve: Curve, lines: int = 4) -> tuple[Box, bool]:
    """Where the callout of the lowest mark stands in the narrowest drawing, and whether it covers anything."""
    mark = max((mark for line in curve.lines for mark in line.marks), key=lambda mark: mark.y)
    callout = place_callout(curve, Point(mark.x, mark.y), lines)
    width, anchor = curve.canvas.width_px, curve.canvas.px(callout.anchor)
    if callout.side == "over":
        left = min(max(4.0, anchor - WIDTH_PX / 2), width - WIDTH_PX - 4)
    else:
        left = anchor if callout.side == "right" else anchor - WIDTH_PX
    box = Box(left, callout.top, left + WIDTH_PX, callout.top + callout.height_px)
    return box, any(box.meets(other) for other in curve.obstacles)


@settings(max_examples=80, deadline=None)
@given(maps(), st.integers(1, 4))
def test_callout_inside(drawn: tuple[list[Track], Canvas], lines: int) -> None:
    """The callout never leaves the drawing, whatever is drawn."""
    curve = emotion_curve(*drawn)
    if any(line.marks for line in curve.lines):
        box, _ = callout_box(curve, lines)
        assert box.left >= 0 and box.right <= curve.canvas.width_px
        assert box.top >= 0 and box.bottom <= curve.canvas.height_px


def test_callout_covers_nothing() -> None:
    """Where there is room, the callout covers no line, no mark and no name."""
    for levels in ([1, 0.5, -2, 0, 1], [-2, 1, 1, 1], [1, 1, 1, -2], [0, -0.5, -1, -1.5, -2], [-2]):
        _, covers = callout_box(one([felt(level) for level in levels], column_px=max(118.0, min(420.0, 560 / len(levels)))))
        assert not covers, levels


@given(st.floats(-50, 300), st.lists(st.tuples(st.floats(0, 200), st.floats(0, 60)), max_size=8))
def test_free_top(wanted: float, spans: list[tuple[float, float]]) -> None:
    """A free place is in the room and touches nothing that is taken."""
    taken = [(top, top + height) for top, height in spans]
    found = free_top(wanted, 20, (0, 250), taken)
    if found is not None:
        assert found >= 0 and found + 20 <= 250 + 1e-9
        assert not any(top < found + 20 - 1e-9 and found + 1e-9 < bottom for top, bottom in taken)


# Ways ----------------------------------------------------------------------------------------------------------------


@st.composite
def branching(draw: st.DrawFn) -> tuple[list[Way], int, float]:
    columns = draw(st.integers(1, 12))
    step = st.integers(0, columns - 1)
    words = st.text("abcdefgh ", max_size=40).map(str.strip)
    ways = draw(st.lists(st.builds(Way, step, st.one_of(st.none(), step), words), min_size=1, max_size=16))
    return ways, columns, column_px(columns)


def runs_beside(arc: Arc, other: Arc) -> bool:
    return arc.right <= other.left or other.right <= arc.left


@settings(max_examples=150, deadline=None)
@given(branching())
def test_ways_inside(drawn: tuple[list[Way], int, float]) -> None:
    """Arcs and their words stay inside of the drawing."""
    ways, columns, width = drawn
    placed = place_ways(ways, columns, width)
    assert [arc.way for arc in placed.arcs] == ways
    for arc in placed.arcs:
        assert 0 < arc.left <= arc.right < columns and 0 < arc.y < placed.height_px
        assert int(arc.start) == arc.way.start and (arc.way.to is None or int(arc.end) == arc.way.to)
        if arc.label:
            assert -1e-9 <= arc.label.left < arc.label.right <= columns + 1e-9
            assert arc.label.top + arc.label.lines * LINE_PX <= placed.height_px


@settings(max_examples=150, deadline=None)
@given(branching())
def test_ways_apart(drawn: tuple[list[Way], int, float]) -> None:
    """No arc lies on another one, and none runs through the words of any."""
    arcs = place_ways(*drawn).arcs
    ends = [x for arc in arcs for x in ({arc.start, arc.end})]
    assert len({round(x, 6) for x in ends}) == len(ends)
    for arc in arcs:
        for other in arcs:
            if arc is not other and arc.lane == other.lane:
                assert runs_beside(arc, other)
                assert not (arc.label and other.label) or arc.label.right <= other.label.left or other.label.right <= arc.label.left
            if arc.label and arc is not other and other.lane > arc.lane:
                assert not any(arc.label.left < x < arc.label.right for x in (other.start, other.end))
                assert other.y >= arc.label.top + arc.label.lines * LINE_PX


def test_way_within_way() -> None:
    """An arc within an arc lies above it, so that they do not cross."""
    inner, outer = place_ways([Way(0, 1), Way(0, 3)], 4, 118).arcs
    assert outer.left < inner.left < inner.right < outer.right
    assert inner.y < outer.y


def test_way_twice() -> None:
    """Two ways between the same steps lie within each other."""
    for ways in ([Way(0, 2), Way(0, 2)], [Way(2, 0), Way(2, 0)]):
        one, other = sorted(place_ways(ways, 3, 118).arcs, key=lambda arc: arc.y)
        assert other.left < one.left < one.right < other.right


def test_way_kinds() -> None:
    """A way back is a loop, one to nowhere is an end, and a step may lead to itself."""
    back, end, loop = place_ways([Way(3, 1), Way(2, None, "Gives up"), Way(0, 0)], 4, 118).arcs
    assert (back.is_back, end.ends, loop.is_back) == (True, True, True)
    assert end.left == end.right and end.label and loop.left < loop.right


# Sparklines ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60), st.one_of(st.none(), st.floats(-1e6, 1e6)))
def test_sparkline_inside(values: list[float], target: float | None) -> None:
    """Values and target stay inside of the sparkline."""
    line = sparkline(values, target)
    assert line is not None
    ys = [float(point.split(",")[1]) for point in line.points.split()]
    assert len(ys) == len(values)
    assert all(0 <= y <= HEIGHT_PX for y in ys)
    assert target is None or (line.target_y is not None and 0 <= line.target_y <= HEIGHT_PX)


def test_sparkline_of_one() -> None:
    """One value has no course, so it has no sparkline."""
    assert sparkline([3.0]) is None
