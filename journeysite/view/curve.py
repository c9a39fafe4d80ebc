"""The emotion curve as a page shows it: drawing, axis, lowest point, and the same in words."""

from __future__ import annotations

from msgspec import Struct

from ..layout.callout import WIDTH_PX, Callout, place_callout
from ..layout.canvas import Canvas
from ..layout.columns import column_px
from ..layout.compare import Dot
from ..layout.curve import Curve, Mark, Track, emotion_curve
from ..layout.geometry import Point, text_width_px
from ..model import facts
from ..model.journey import Journey
from ..model.texts import Text
from .cards import ActionCard, action_card
from .here import Here
from .links import LinkTo
from .sayings import Saying
from .step import StepView, Walker, emotion_words, told_first

COMPACT_PX = 112.0


class Tick(Struct, frozen=True):
    """A line of the grid. words: what it means, "" for the lines between."""

    y: float
    number: str
    words: str


class Lowest(Struct, frozen=True):
    """The lowest point. who: a persona, or "".  persona: her id, or "".  is_bad: false on a map on which nobody ever feels bad.
    depth: the lower it is, the larger.

    words: what is thought, said or felt there; None where nothing is.  is_said: with quotation marks.
    """

    step: str
    href: str
    level: str
    depth: float
    is_bad: bool
    who: str
    persona: str
    words: Text | None
    is_said: bool
    actions: tuple[ActionCard, ...]


class LowPoint(Struct, frozen=True):
    """A lowest point and where its words stand in the drawing."""

    lowest: Lowest
    callout: Callout | None


class TwinRow(Struct, frozen=True):
    """A step of the text twin. cells: a persona's id and what she feels, "–" where there is no value."""

    stage: str
    step: str
    href: str
    cells: tuple[tuple[str, str], ...]
    basis: str


class GhostLine(Struct, frozen=True):
    persona: str
    style: int
    path: str
    dots: tuple[Dot, ...]


class Ghost(Struct, frozen=True):
    """Another curve under this one. words: whose it is, or of when.  beside: where both are compared, if anywhere."""

    words: str
    beside: LinkTo | None
    lines: tuple[GhostLine, ...]


class CurveView(Struct, frozen=True):
    """boundaries: where stages meet, as a share of the width.  sentence: the drawing in one sentence, its title.

    others: the lowest points of the other personas, for when the one whose point is the lowest is switched off.
    """

    curve: Curve
    compact: Curve
    ticks: tuple[Tick, ...]
    boundaries: tuple[str, ...]
    walkers: tuple[Walker, ...]
    callout: Callout | None
    lowest: Lowest | None
    sentence: str
    twin: tuple[TwinRow, ...]
    has_judged: bool
    ghost: Ghost | None = None
    others: tuple[LowPoint, ...] = ()

    @property
    def has_ranges(self) -> bool:
        return any(line.bars for line in self.curve.lines)

    @property
    def lows(self) -> tuple[LowPoint, ...]:
        """The lowest point of all, then that of each other persona."""
        return (LowPoint(self.lowest, self.callout), *self.others) if self.lowest else ()


def curve_view(here: Here, journey: Journey, walkers: tuple[Walker, ...], steps: tuple[StepView, ...], mirrored: bool) -> CurveView | None:
    """None for a map on which nobody feels anything yet."""
    flow = here.site.flows[journey.id]
    tracks = tuple(
        Track(
            walker.title,
            tuple(facts.emotion_of(here.site, step.step, walker.id) for step in flow.steps),
            tuple("judged" if step.is_judged else "known" for step in steps),
            walker.id,
        )
        for walker in walkers
    )
    if not any(felt for track in tracks for felt in track.felt):
        return None
    count = len(steps)
    curve = emotion_curve(tracks, Canvas(count, column_px=column_px(count), mirrored=mirrored))
    low = facts.lowest_point(here.site, journey.id)
    point = _low_point(here, journey, curve, walkers, low, steps)
    ends: list[int] = []
    for stage in flow.stages[:-1]:
        ends.append((ends[-1] if ends else 0) + len(stage.steps))
    return CurveView(
        curve=curve,
        compact=emotion_curve(
            tracks, Canvas(count, height_px=COMPACT_PX, pad_px=10.0, column_px=30.0, mirrored=mirrored), with_names=False
        ),
        ticks=ticks(here, curve.canvas),
        boundaries=tuple(f"{curve.canvas.x(end) / 10:.3f}%" for end in ends),
        walkers=walkers,
        callout=point.callout if point else None,
        lowest=point.lowest if point else None,
        sentence=_sentence(here, journey, walkers, low, steps),
        twin=_twin(here, journey, walkers, steps),
        has_judged=any(step.is_judged for step in steps),
        others=_other_points(here, journey, curve, walkers, low, steps) if low else (),
    )


def _low_point(
    here: Here, journey: Journey, curve: Curve, walkers: tuple[Walker, ...], low: facts.Low | None, steps: tuple[StepView, ...]
) -> LowPoint | None:
    lowest = lowest_view(here, journey, low, steps) if low else None
    if low is None or lowest is None:
        return None
    mark = _lowest_mark(curve, walkers, low, [step.id for step in steps])
    return LowPoint(lowest, place_callout(curve, Point(mark.x, mark.y), _lines_of(lowest)) if mark else None)


def _other_points(
    here: Here, journey: Journey, curve: Curve, walkers: tuple[Walker, ...], low: facts.Low, steps: tuple[StepView, ...]
) -> tuple[LowPoint, ...]:
    """What everybody feels stays, whoever is switched off: then nobody else's point is ever the lowest."""
    others = [walker.id for walker in walkers if walker.id != low.persona] if low.persona else []
    lows = (facts.lowest_for(here.site, journey.id, persona) for persona in others)
    points = (_low_point(here, journey, curve, walkers, own, steps) for own in lows)
    return tuple(point for point in points if point and point.callout)


def ticks(here: Here, canvas: Canvas) -> tuple[Tick, ...]:
    """The lines of the grid, with the site's own words for the best, the middle and the worst."""
    own = {level: name for name, level in reversed(here.site.registries.emotions.items())}
    say = here.language.say
    words = {2.0: own.get(2.0, say("very good")), 0.0: own.get(0.0, say("neither")), -2.0: own.get(-2.0, say("very bad"))}
    return tuple(
        Tick(round(canvas.y(level), 1), here.language.signed(level), words.get(level, "")) for level in (2.0, 1.0, 0.0, -1.0, -2.0)
    )


def _lowest_mark(curve: Curve, walkers: tuple[Walker, ...], low: facts.Low, ids: list[str]) -> Mark | None:
    column = ids.index(low.step) if low.step in ids else -1
    lines = [line for line in curve.lines if low.persona in ("", walkers[line.slot].id)]
    marks = [mark for line in lines for mark in line.marks if mark.column == column]
    return max(marks, key=lambda mark: mark.y, default=None)


def lowest_view(here: Here, journey: Journey, low: facts.Low, steps: tuple[StepView, ...]) -> Lowest | None:
    step = next((step for step in steps if step.id == low.step), None)
    if step is None:
        return None
    persona = here.site.get("persona", low.persona) if low.persona else None
    words, is_said = _words_there(step, persona.title if persona else "")
    told = sorted(facts.actions_at(here.site, journey.id, step.id), key=told_first)
    actions = tuple(action_card(here, action) for action in told)
    who = persona.title if persona else ""
    level = here.language.signed(low.level)
    return Lowest(step.title, f"#{step.id}", level, -low.level, low.level < 0, who, low.persona, words, is_said, actions[:2])


def _lines_of(lowest: Lowest) -> int:
    """Lines of the callout: what it is, whose, and at most two of words."""
    words = 0 if lowest.words is None else 1 if text_width_px(lowest.words.source) < WIDTH_PX - 40 else 2
    return 1 + bool(lowest.who) + words


def _words_there(step: StepView, who: str) -> tuple[Text | None, bool]:
    """What is thought there by the one who feels worst, else said, else felt."""
    for lane in ("thinking", "quotes", "feeling"):
        said = [item for item in step.lanes.get(lane, ()) if isinstance(item, Saying)]
        own = [item for item in said if item.text.persona is None or item.who == who] if who else said
        best = next((item for item in own if item.who == who), own[0] if own else None)
        if best:
            return best.text, lane != "feeling"
    return None, False


def _sentence(here: Here, journey: Journey, walkers: tuple[Walker, ...], low: facts.Low | None, steps: tuple[StepView, ...]) -> str:
    language = here.language
    lowest = next((step.title for step in steps if low and step.id == low.step), "")
    count = language.count("{count} step", "{count} steps", len(steps))
    who = ", ".join(walker.title for walker in walkers)
    said = language.say("Emotion in “{map}” over {steps}, from −2 to +2, for {personas}.", map=journey.title, steps=count, personas=who)
    if not low or not lowest:
        return said
    level = language.signed(low.level)
    if low.level >= 0:
        return f"{said} {language.say('Never below zero; least good: {step}, {level}.', step=lowest, level=level)}"
    return f"{said} {language.say('Lowest point: {step}, {level}.', step=lowest, level=level)}"


def _twin(here: Here, journey: Journey, walkers: tuple[Walker, ...], steps: tuple[StepView, ...]) -> tuple[TwinRow, ...]:
    rows = []
    by_id = {step.id: step for step in steps}
    for stage in here.site.flows[journey.id].stages:
        for found in stage.steps:
            felt = ((walker.id, facts.emotion_of(here.site, found.step, walker.id)) for walker in walkers)
            cells = tuple((walker, emotion_words(emotion, here.language) if emotion else "–") for walker, emotion in felt)
            basis = here.language.say("judged") if by_id[found.id].is_judged else here.language.say("from evidence")
            rows.append(TwinRow(stage.title, found.title, f"#{found.id}", cells, basis))
    return tuple(rows)
