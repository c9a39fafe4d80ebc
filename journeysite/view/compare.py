"""A version of a map beside the present one: the curves laid over each other, and every cell that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ..layout.canvas import Canvas, percent
from ..layout.compare import Column, Dot, apart, columns_of, overlay
from ..model.journey import Journey
from .compared import ComparedMap, ComparedStep, compared_map
from .curve import Tick, ticks
from .here import Here
from .links import LinkTo
from .same_steps import kept_in_order, same_steps
from .step import Walker, emotion_words
from .version_links import Version, version_path, versions_of

_HEIGHT_PX = 240.0


class ColumnHead(Struct, frozen=True):
    """A column. mark: added, removed, moved, or "".  was_title: where it has another title now.  was_after: where it moved from, in words."""

    title: str
    href: str
    stage: str
    mark: str
    was_title: str
    was_after: str


class LinePair(Struct, frozen=True):
    """A persona's curve then and now. style: of her line."""

    title: str
    style: int
    old_path: str
    new_path: str
    old_dots: tuple[Dot, ...]
    new_dots: tuple[Dot, ...]


class CompareCell(Struct, frozen=True):
    """What stood and what stands in a lane at a step, without what stands in both.

    mark: added, removed, changed, or "" where both are the same.  is_same: whether that is anything at all.
    """

    mark: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    is_same: bool = False


class CompareRow(Struct, frozen=True):
    title: str
    cells: tuple[CompareCell, ...]


class Comparison(Struct, frozen=True):
    """One version and the present one. summary: what differs, in one line.  boundaries: left edges of ghost columns and their width, in percent."""

    anchor: str
    when: str
    then: LinkTo
    summary: str
    columns: tuple[ColumnHead, ...]
    lines: tuple[LinePair, ...]
    rows: tuple[CompareRow, ...]
    ticks: tuple[Tick, ...]
    height_px: float
    zero_y: float
    below_px: float
    ghosts: tuple[tuple[str, str], ...]
    width: str
    sentence: str


class ComparePage(Struct, frozen=True):
    """The whole contract of compare.html. missing: versions that cannot be shown any more."""

    title: str
    journey: LinkTo
    index: LinkTo
    comparisons: tuple[Comparison, ...]
    missing: tuple[str, ...]


def compare_page(here: Here, journey: Journey, maps: Mapping[Version, ComparedMap | None]) -> ComparePage:
    """maps: the map as it was, for each version that can be shown."""
    now, found, missing = compared_map(here, journey), [], []
    for version in versions_of(here, journey):
        then = maps.get(version)
        if then:
            found.append(_Comparer(here, journey, now, then).made(version))
        else:
            missing.append(here.language.day(version.day))
    return ComparePage(
        title=here.language.say("{title}: then and now", title=journey.title),
        journey=LinkTo(journey.title, here.href(journey)),
        index=LinkTo(here.language.say(journey.kind.plural), here.addresses.index(journey.kind)),
        comparisons=tuple(found),
        missing=tuple(missing),
    )


class _Comparer:
    """now, then: the map today and as it was."""

    def __init__(self, here: Here, journey: Journey, now: ComparedMap, then: ComparedMap) -> None:
        self.here, self.journey, self.now, self.then = here, journey, now, then
        old_of = same_steps([step.known_by for step in then.steps], [step.known_by for step in now.steps])
        self.columns = columns_of(old_of, len(now.steps), len(then.steps), kept_in_order(old_of))
        self.walkers = _walkers(now, then)

    def made(self, version: Version) -> Comparison:
        canvas = Canvas(max(len(self.columns), 1), height_px=_HEIGHT_PX, pad_px=24.0)
        emotions, lanes = self.emotion_row(), tuple(self.lane_rows())
        rows = (*([emotions] if any(cell.mark for cell in emotions.cells) else []), *lanes)
        when = self.here.language.day(version.day)
        summary = self.summary(rows)
        edges = [canvas.x(number) for number in range(len(self.columns) + 1)]
        return Comparison(
            anchor=version.day.isoformat(),
            when=when,
            then=LinkTo(when, self.here.addresses.href(version_path(self.journey, version))),
            summary=summary,
            columns=tuple(self.head(column) for column in self.columns),
            lines=tuple(self.line(walker, canvas) for walker in self.walkers),
            rows=rows,
            ticks=ticks(self.here, canvas),
            height_px=_HEIGHT_PX,
            zero_y=canvas.y(0),
            below_px=_HEIGHT_PX - canvas.y(0),
            ghosts=tuple((percent(edges[n]), column.mark) for n, column in enumerate(self.columns) if column.mark in ("added", "removed")),
            width=percent(edges[1] - edges[0]),
            sentence=self.here.language.say(
                "{title}: the emotion curve on {day}, thin and dotted, and now. {summary}",
                title=self.journey.title,
                day=when,
                summary=summary,
            ),
        )

    def head(self, column: Column) -> ColumnHead:
        new, old = self.steps(column)
        shown = new or old
        assert shown is not None, "a column is of one map at least"
        after = ""
        if column.mark == "moved" and column.old is not None:
            after = self.then.steps[column.old - 1].known_by.title if column.old else self.here.language.say("the beginning")
        return ColumnHead(
            title=shown.known_by.title,
            href=self.here.href(self.journey, new.known_by.id) if new else "",
            stage=shown.stage,
            mark=column.mark,
            was_title=old.known_by.title if new and old and old.known_by.title != new.known_by.title else "",
            was_after=after,
        )

    def steps(self, column: Column) -> tuple[ComparedStep | None, ComparedStep | None]:
        """The new and the old step of a column."""
        new = self.now.steps[column.new] if column.new is not None else None
        return new, self.then.steps[column.old] if column.old is not None else None

    def line(self, walker: Walker, canvas: Canvas) -> LinePair:
        now, was = ([step.emotion_of(walker) for step in map.steps] for map in (self.now, self.then))
        new, old = overlay(now, self.columns, canvas, is_old=False), overlay(was, self.columns, canvas, is_old=True)
        return LinePair(walker.title, walker.style, old.path, new.path, apart(old, new), new.dots)

    # Cells ---------------------------------------------------------------------------------------

    def emotion_row(self) -> CompareRow:
        def words(step: ComparedStep | None) -> tuple[str, ...]:
            felt = ((walker.title, step.emotion_of(walker)) for walker in self.walkers) if step else ()
            return tuple(f"{title}: {emotion_words(emotion, self.here.language)}" for title, emotion in felt if emotion)

        cells = (_cell(words(old), words(new)) for new, old in map(self.steps, self.columns))
        return CompareRow(self.here.language.say("Emotion"), tuple(cells))

    def lane_rows(self) -> Iterator[CompareRow]:
        """The lanes in which something differs at a step that was there and still is."""
        pairs = [self.steps(column) for column in self.columns]
        for lane in self.here.site.registries.lanes:
            cells = tuple(_cell(old.lanes.get(lane.id, ()) if old else (), new.lanes.get(lane.id, ()) if new else ()) for new, old in pairs)
            if any(cell.mark and new and old for cell, (new, old) in zip(cells, pairs, strict=True)):
                yield CompareRow(lane.title, cells)

    def summary(self, rows: Sequence[CompareRow]) -> str:
        marks = [column.mark for column in self.columns]
        count = self.here.language.count
        kept = [column.mark in ("", "moved") for column in self.columns]
        cells = sum(1 for row in rows for cell, is_kept in zip(row.cells, kept, strict=True) if cell.mark and is_kept)
        counts = (
            (count("{count} step added", "{count} steps added", n) if (n := marks.count("added")) else ""),
            (count("{count} step removed", "{count} steps removed", n) if (n := marks.count("removed")) else ""),
            (count("{count} step moved", "{count} steps moved", n) if (n := marks.count("moved")) else ""),
            (count("{count} cell changed", "{count} cells changed", cells) if cells else ""),
        )
        said = [words for words in counts if words]
        return f"{', '.join(said)}." if said else self.here.language.say("Nothing that stands on the map itself is different.")


def _cell(was: tuple[str, ...], now: tuple[str, ...]) -> CompareCell:
    if was == now:
        return CompareCell("", (), (), bool(now))
    gone, come = (tuple(words for words in these if words not in others) for these, others in ((was, now), (now, was)))
    if not gone and not come:
        # Only their order is another one.
        return CompareCell("", (), (), True)
    return CompareCell("added" if not was else "removed" if not now else "changed", gone, come)


def _walkers(now: ComparedMap, then: ComparedMap) -> tuple[Walker, ...]:
    """Those who go this way today, then those who did."""
    known = {walker.id for walker in now.walkers}
    extra = [walker for walker in then.walkers if walker.id not in known and walker.id]
    return (*now.walkers, *(Walker(walker.id, walker.title, len(now.walkers) + number, "") for number, walker in enumerate(extra)))
