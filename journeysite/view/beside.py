"""A variant of a map, or how it could be, beside the map that it varies: both curves on one axis, and what differs step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from msgspec import Struct

from ..layout.canvas import Canvas, percent
from ..layout.columns import column_px
from ..layout.compare import Column, Dot, apart, by_stage, columns_of, overlay
from ..layout.curve import style_of
from ..model import facts
from ..model.emotions import Emotion
from ..model.flow import Flow, FlowStage, FlowStep
from ..model.journey import Journey
from .beside_links import base_of, beside_title
from .curve import Tick, ticks
from .here import Here
from .language import Language
from .links import LinkTo
from .same_steps import kept_in_order, steps_of_base
from .step import Walker, emotion_words, lane_title, walkers_of

_HEIGHT_PX = 260.0


class Pair(Struct, frozen=True):
    """A persona's curve on both maps. other: of the map that is varied, drawn thin and dotted."""

    persona: str
    title: str
    style: int
    other_path: str
    own_path: str
    other_dots: tuple[Dot, ...]
    own_dots: tuple[Dot, ...]


class Felt(Struct, frozen=True):
    """What a persona feels on either map, "" where she does not take the step. change: "+1.7" or "".  trend: "better", "worse" or ""."""

    persona: str
    who: str
    other: str
    own: str
    change: str
    trend: str


class StepBeside(Struct, frozen=True):
    """A step of either map. mark: added, removed, moved, changed, or "" where it is the same.  word: that in words.

    other_title: where it is called otherwise there.  felt: only where somebody feels something.  lanes: those in which something differs.
    """

    title: str
    href: str
    stage: str
    mark: str
    word: str
    other_title: str
    felt: tuple[Felt, ...]
    lanes: tuple[str, ...]


class BesidePage(Struct, frozen=True):
    """The whole contract of beside.html. own, other: the variant, and the map that it varies; other_word: what the dotted line is."""

    title: str
    index: LinkTo
    own: LinkTo
    other: LinkTo
    own_word: str
    other_word: str
    summary: str
    steps: tuple[StepBeside, ...]
    pairs: tuple[Pair, ...]
    ticks: tuple[Tick, ...]
    height_px: float
    zero_y: float
    below_px: float
    only: tuple[tuple[str, str], ...]
    width: str
    sentence: str


def shared_columns(base: Flow, flow: Flow, old_of: Mapping[int, int]) -> tuple[Column, ...]:
    """The columns in which both maps stand. old_of: see same_steps."""
    columns = columns_of(old_of, len(flow.steps), len(base.steps), kept_in_order(old_of))
    names = [_name(stage) for stage in flow.stages]
    new_stage = [float(number) for number, stage in enumerate(flow.stages) for _ in stage.steps]
    return by_stage(columns, new_stage, _stages_in(base, names))


def _name(stage: FlowStage) -> str:
    return stage.title.casefold() or stage.id


def _stages_in(flow: Flow, names: Sequence[str]) -> list[float]:
    """The stage of another map, from 0, that each step stands in; between two where that map has no such stage, and never before its predecessor's."""
    found: list[float] = []
    last = -0.5
    for stage in flow.stages:
        name = _name(stage)
        last = max(last, float(names.index(name))) if name in names else floor(last) + 0.5
        found += [last] * len(stage.steps)
    return found


def beside_page(here: Here, journey: Journey) -> BesidePage:
    """journey: one that varies another, see base_of."""
    base = base_of(here, journey)
    assert base is not None, "a page is made only for a map that varies another"
    return _Beside(here, journey, base).page()


class _Beside:
    def __init__(self, here: Here, journey: Journey, base: Journey) -> None:
        self.here, self.journey, self.base = here, journey, base
        self.own, self.other = here.site.flows[journey.id], here.site.flows[base.id]
        self.columns = shared_columns(self.other, self.own, steps_of_base(here, base, journey))
        own, other = walkers_of(here, journey), walkers_of(here, base)
        known = {walker.id for walker in own}
        # Whoever goes only one of the ways makes no step of it different.
        self.shared = known & {walker.id for walker in other}
        self.walkers = (*own, *(walker for walker in other if walker.id not in known and walker.id))

    def page(self) -> BesidePage:
        say = self.here.language.say
        count = max(len(self.columns), 1)
        canvas = Canvas(count, height_px=_HEIGHT_PX, pad_px=26.0, column_px=column_px(count))
        steps = tuple(self.step(column) for column in self.columns)
        edges = [canvas.x(number) for number in range(count + 1)]
        title = beside_title(self.here, self.journey, self.base)
        summary = self.summary(steps)
        curves = say(
            "Two emotion curves on one axis. {other}: thin and dotted. {map}: solid.", other=self.base.title, map=self.journey.title
        )
        return BesidePage(
            title=title,
            index=LinkTo(say("Journeys"), self.here.addresses.index(self.journey.kind)),
            own=LinkTo(self.journey.title, self.here.href(self.journey)),
            other=LinkTo(self.base.title, self.here.href(self.base)),
            own_word=self.journey.variant or self.journey.title,
            other_word=self.base.variant or self.base.title,
            summary=summary,
            steps=steps,
            pairs=tuple(self.pair(slot, walker, canvas) for slot, walker in enumerate(self.walkers)),
            ticks=ticks(self.here, canvas),
            height_px=_HEIGHT_PX,
            zero_y=canvas.y(0),
            below_px=_HEIGHT_PX - canvas.y(0),
            only=tuple((percent(edges[n]), step.mark) for n, step in enumerate(steps) if step.mark in ("added", "removed")),
            width=percent(edges[1] - edges[0]),
            sentence=f"{curves} {summary}",
        )

    def pair(self, slot: int, walker: Walker, canvas: Canvas) -> Pair:
        own = overlay([self.emotion(step, walker) for step in self.own.steps], self.columns, canvas, is_old=False)
        other = overlay([self.emotion(step, walker) for step in self.other.steps], self.columns, canvas, is_old=True)
        return Pair(walker.id, walker.title, style_of(slot), other.path, own.path, apart(other, own), own.dots)

    def emotion(self, step: FlowStep, walker: Walker) -> Emotion | None:
        return facts.emotion_of(self.here.site, step.step, walker.id)

    def step(self, column: Column) -> StepBeside:
        own = self.own.steps[column.new] if column.new is not None else None
        other = self.other.steps[column.old] if column.old is not None else None
        shown = own or other
        assert shown is not None, "a column is of one map at least"
        felt = tuple(found for walker in self.walkers if (found := self.felt(walker, own, other)))
        lanes = self.lanes(own, other) if own and other else ()
        differs = lanes or any(one.own != one.other for one in felt if one.persona in self.shared)
        mark = column.mark or ("changed" if differs else "")
        flow = self.own if own else self.other
        return StepBeside(
            title=shown.title,
            href=self.here.href(self.journey if own else self.base, shown.id),
            stage=next((stage.title for stage in flow.stages if shown in stage.steps and not stage.own_step), ""),
            mark=mark,
            word=self.word(mark),
            other_title=other.title if own and other and own.title != other.title else "",
            felt=felt,
            lanes=lanes,
        )

    def word(self, mark: str) -> str:
        say = self.here.language.say
        is_future = self.journey.state == "future" and self.base.state != "future"
        words: Mapping[str, str] = {
            "added": say("new") if is_future else say("only here"),
            "removed": say("gone") if is_future else say("not here"),
            "moved": say("elsewhere"),
            "changed": say("differs"),
        }
        return words.get(mark, say("the same"))

    def felt(self, walker: Walker, own: FlowStep | None, other: FlowStep | None) -> Felt | None:
        a, b = (self.emotion(step, walker) if step else None for step in (other, own))
        if a is None and b is None:
            return None
        language = self.here.language
        moved = round(b.level - a.level, 2) if a and b else 0.0
        return Felt(
            persona=walker.id,
            who=walker.title,
            other=_apart(a, language) if a else "",
            own=_apart(b, language) if b else "",
            change=language.signed(moved) if moved else "",
            trend="better" if moved > 0 else "worse" if moved < 0 else "",
        )

    def lanes(self, own: FlowStep, other: FlowStep) -> tuple[str, ...]:
        """The rows in which the writer said something else. What stands at a step by reference from elsewhere is of that map alone."""
        if own.step is other.step:
            return ()
        registries = self.here.site.registries
        return tuple(
            lane_title(self.here, lane)
            for lane in registries.lanes
            if lane.id != "emotion" and _said(own, lane.id) != _said(other, lane.id)
        )

    def summary(self, steps: Sequence[StepBeside]) -> str:
        language = self.here.language
        marks = [step.mark for step in steps]
        counts = (
            language.count("{count} step the same", "{count} steps the same", marks.count("")),
            language.count("{count} differs", "{count} differ", marks.count("changed")) if "changed" in marks else "",
            language.count("{count} elsewhere", "{count} elsewhere", marks.count("moved")) if "moved" in marks else "",
            language.say("{count} only in “{map}”", count=language.number(marks.count("added")), map=self.journey.title)
            if "added" in marks
            else "",
            language.say("{count} only in “{map}”", count=language.number(marks.count("removed")), map=self.base.title)
            if "removed" in marks
            else "",
        )
        return ", ".join(words for words in counts if words) + "."


def _apart(emotion: Emotion, language: Language) -> str:
    """An emotion beside an arrow, which must not be taken for its own."""
    words = emotion_words(emotion, language)
    return f"({words})" if emotion.changes else words


def _said(step: FlowStep, lane: str) -> object:
    """What the source says in a lane: words without where they stand."""
    value = getattr(step.step, lane, None)
    if value is None:
        return next((tuple(text.source for text in texts) for name, texts in step.step.own if name == lane), ())
    if isinstance(value, tuple):
        return tuple(getattr(item, "source", None) or getattr(item, "text", item) for item in value)
    return value
