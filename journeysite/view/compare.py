"""A version of a map beside the present one: the curves laid over each other, and every cell that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from ..history.match import staying
from ..layout.compare import Column, Dot, columns_of, overlay
from ..layout.curve import Canvas, percent
from ..model import facts
from ..model.flow import FlowStep
from ..model.journey import Journey
from ..model.site import Site
from .cards import ActionCard, FindingCard, OpportunityCard
from .curve import Tick, ticks
from .here import Here
from .links import LinkTo
from .same_steps import same_steps
from .sayings import Saying
from .search import plain
from .step import Item, MetricShown, Picture, TouchpointLink, Walker, emotion_words, lanes_of, walkers_of
from .version_links import Version, version_path, versions_of
from .versions import journey_then

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


def compare_page(here: Here, journey: Journey, pasts: Mapping[Version, Site | None]) -> ComparePage:
    """pasts: the site as it was, for each version."""
    found, missing = [], []
    for version in versions_of(here, journey):
        past = pasts.get(version)
        then = journey_then(here, journey, version, past) if past else None
        if past and then:
            found.append(_Comparer(here, journey, Here(past, here.addresses, language=here.language), then).made(version))
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
    """now, then: the map today and as it was, each with the site that it is from."""

    def __init__(self, here: Here, journey: Journey, there: Here, then: Journey) -> None:
        self.here, self.there, self.journey, self.then = here, there, journey, then
        self.new_flow, self.old_flow = here.site.flows[journey.id], there.site.flows[then.id]
        self.old_of = same_steps(self.old_flow, self.new_flow)
        order = list(self.old_of)
        stays = frozenset(order[place] for place in staying([self.old_of[step] for step in order]))
        self.columns = columns_of(self.old_of, len(self.new_flow.steps), len(self.old_flow.steps), stays)
        self.walkers = _walkers(here, journey, there, then)

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
        flow = self.new_flow if new else self.old_flow
        stage = next((stage.title for stage in flow.stages if any(step.id == shown.id for step in stage.steps) and not stage.own_step), "")
        after = ""
        if column.mark == "moved" and column.old is not None:
            after = self.old_flow.steps[column.old - 1].title if column.old else self.here.language.say("the beginning")
        return ColumnHead(
            title=shown.title,
            href=self.here.href(self.journey, new.id) if new else "",
            stage=stage,
            mark=column.mark,
            was_title=old.title if new and old and old.title != new.title else "",
            was_after=after,
        )

    def steps(self, column: Column) -> tuple[FlowStep | None, FlowStep | None]:
        """The new and the old step of a column."""
        new = self.new_flow.steps[column.new] if column.new is not None else None
        return new, self.old_flow.steps[column.old] if column.old is not None else None

    def line(self, walker: Walker, canvas: Canvas) -> LinePair:
        now = [facts.emotion_of(self.here.site, step.step, walker.id) for step in self.new_flow.steps]
        was = [facts.emotion_of(self.there.site, step.step, walker.id) for step in self.old_flow.steps]
        new, old = overlay(now, self.columns, canvas, is_old=False), overlay(was, self.columns, canvas, is_old=True)
        kept = {(dot.column, round(dot.x, 2), round(dot.y, 2)) for dot in new.dots}
        # A point that is where it was is drawn once.
        old_dots = tuple(dot for dot in old.dots if (dot.column, round(dot.x, 2), round(dot.y, 2)) not in kept)
        return LinePair(walker.title, walker.style, old.path, new.path, old_dots, new.dots)

    # Cells ---------------------------------------------------------------------------------------

    def emotion_row(self) -> CompareRow:
        def words(here: Here, step: FlowStep | None) -> tuple[str, ...]:
            felt = ((walker.title, facts.emotion_of(here.site, step.step, walker.id)) for walker in self.walkers) if step else ()
            return tuple(f"{title}: {emotion_words(emotion)}" for title, emotion in felt if emotion)

        pairs = [self.steps(column) for column in self.columns]
        return CompareRow(
            self.here.language.say("Emotion"), tuple(_cell(words(self.there, old), words(self.here, new)) for new, old in pairs)
        )

    def lane_rows(self) -> Iterator[CompareRow]:
        """The lanes in which something differs at a step that was there and still is."""
        pairs = [self.steps(column) for column in self.columns]
        now = [lanes_of(self.here, self.journey.id, new.id, new.step) if new else {} for new, _ in pairs]
        was = [lanes_of(self.there, self.then.id, old.id, old.step) if old else {} for _, old in pairs]
        for lane in self.here.site.registries.lanes:
            cells = tuple(
                _cell(self.words(self.there, old.get(lane.id, ())), self.words(self.here, new.get(lane.id, ())))
                for new, old in zip(now, was, strict=True)
            )
            if any(cell.mark and new and old for cell, (new, old) in zip(cells, pairs, strict=True)):
                yield CompareRow(lane.title, cells)

    def words(self, here: Here, items: Iterable[Item]) -> tuple[str, ...]:
        return tuple(_words_of(here, item) for item in items)

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


def _words_of(here: Here, item: Item) -> str:
    """What an item of a cell says, without where it leads."""
    if isinstance(item, Saying):
        # Search ends every text as a sentence.
        words = plain(here, [item.text.source]).removesuffix("." if item.text.source[-1:] != "." else "")
        return f"{item.who}: {words}" if item.who else words
    if isinstance(item, TouchpointLink):
        return f"{item.title} ({item.channel})" if item.channel else item.title
    if isinstance(item, FindingCard):
        return ", ".join(part for part in (f"{item.word} {item.score}".strip(), item.title, item.status) if part)
    if isinstance(item, ActionCard):
        return f"{item.title}, {item.when}" if item.when else item.title
    if isinstance(item, OpportunityCard):
        return f"{item.title}, {item.status}" if item.status else item.title
    if isinstance(item, MetricShown):
        return f"{item.card.title}: {item.card.value}" if item.card.value else item.card.title
    return item.alt if isinstance(item, Picture) else ""


def _walkers(here: Here, journey: Journey, there: Here, then: Journey) -> tuple[Walker, ...]:
    """Those who go this way today, then those who did."""
    now, was = walkers_of(here, journey), walkers_of(there, then)
    known = {walker.id for walker in now}
    extra = [walker for walker in was if walker.id not in known and walker.id]
    return (*now, *(Walker(walker.id, walker.title, len(now) + number, "") for number, walker in enumerate(extra)))
