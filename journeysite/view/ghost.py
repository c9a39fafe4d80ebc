"""A thin dotted curve under a map's own: what the map that it varies feels like, or what was felt before it last changed."""

from __future__ import annotations

from msgspec.structs import replace

from ..layout.compare import Column, Overlay, overlay
from ..layout.curve import feels_same, style_of
from ..model import facts
from ..model.emotions import Emotion
from ..model.journey import Journey
from .beside_links import base_of, beside_path
from .curve import CurveView, Ghost, GhostLine
from .earlier import Before, earlier_of, was
from .here import Here
from .links import LinkTo
from .same_steps import steps_of_base
from .step import Walker, emotion_words
from .version_links import compare_link


def with_ghost(here: Here, journey: Journey, curve: CurveView | None) -> CurveView | None:
    """The same drawing with one other curve in it: the base's in a variant, else the earlier one. Without, where both feel the same."""
    if curve is None:
        return None
    base = base_of(here, journey)
    if base:
        ghost = _ghost_of_base(here, journey, base, curve)
        return replace(curve, ghost=ghost) if ghost else curve
    return _with_earlier(here, journey, curve)


def _ghost_of_base(here: Here, journey: Journey, base: Journey, curve: CurveView) -> Ghost | None:
    flow, base_flow = here.site.flows[journey.id], here.site.flows[base.id]
    old_of = steps_of_base(here, base, journey)
    columns = [Column(number, old_of.get(number)) for number in range(len(flow.steps))]
    shared = frozenset(old_of.values())
    lines = []
    for walker in curve.walkers:
        own = {old: facts.emotion_of(here.site, flow.steps[new].step, walker.id) for new, old in old_of.items()}
        # A step that only the base has is no column here: its curve breaks there.
        felt = [
            facts.emotion_of(here.site, step.step, walker.id) if number in shared else None for number, step in enumerate(base_flow.steps)
        ]
        if any(emotion and not feels_same(own.get(number), emotion) for number, emotion in enumerate(felt)):
            lines.append(_line(walker, overlay(felt, columns, curve.curve.canvas, is_old=True)))
    if not lines:
        return None
    words = here.language.say("thin and dotted: {map}", map=base.title)
    return Ghost(words, LinkTo(base.title, here.addresses.href(beside_path(journey))), tuple(lines))


def _with_earlier(here: Here, journey: Journey, curve: CurveView) -> CurveView:
    earlier = earlier_of(here, journey)
    if not earlier:
        return curve
    steps = here.site.flows[journey.id].steps
    columns = [Column(number, number) for number in range(len(steps))]
    lines, days = [], []
    for walker in curve.walkers:
        before = [was(here, journey, earlier, step.id, walker.id) for step in steps]
        if any(before):
            now = [facts.emotion_of(here.site, step.step, walker.id) for step in steps]
            lines.append(_line(walker, overlay(_around(before, now), columns, curve.curve.canvas, is_old=False)))
            days += [one.until for one in before if one]
    if not lines:
        return curve
    words = here.language.say("thin and dotted: before {day}", day=here.language.day(max(days)))
    ghost = Ghost(words, compare_link(here, journey), tuple(lines))
    low = curve.lowest
    at_low = was(here, journey, earlier, low.href.removeprefix("#"), low.persona) if low else None
    if low and at_low:
        level = emotion_words(at_low.emotion, here.language)
        return replace(
            curve, ghost=ghost, lowest=replace(low, level=here.language.say("{level} (was {before})", level=low.level, before=level))
        )
    return replace(curve, ghost=ghost)


def _around(before: list[Before | None], now: list[Emotion | None]) -> list[Emotion | None]:
    """The earlier emotions, and those beside them, from which their line leaves and to which it comes back."""
    return [
        one.emotion if one else emotion if any(before[max(0, number - 1) : number + 2]) else None
        for number, (one, emotion) in enumerate(zip(before, now, strict=True))
    ]


def _line(walker: Walker, line: Overlay) -> GhostLine:
    return GhostLine(walker.id, style_of(walker.slot), line.path, line.dots)
