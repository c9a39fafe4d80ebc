"""Branches, leaps and loops under the steps of a map: drawn as arcs, and each said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..layout.columns import column_px
from ..layout.ways import LINE_PX, Arc, Way, place_ways
from .here import Here
from .step import StepView


class WordsPlace(Struct, frozen=True):
    """Where the words of an arc stand. left, width: in percent."""

    left: str
    width: str
    top: float
    height: float


class WayView(Struct, frozen=True):
    """An arc. kind: "on", "back" or "end".  left, width: in percent.  sentence: all of it in words.  label: None where no words are drawn."""

    kind: str
    left: str
    width: str
    y: float
    words: str
    href: str
    label: WordsPlace | None
    sentence: str


class WaysView(Struct, frozen=True):
    """is_complete: whether every condition has found a place; where one has not, they are listed as well."""

    arcs: tuple[WayView, ...]
    height_px: float
    is_complete: bool


def ways_view(here: Here, steps: Sequence[StepView]) -> WaysView | None:
    """None for a map on which every step just goes on to the next."""
    columns = {step.id: number for number, step in enumerate(steps)}
    told = [(step, way) for step in steps for way in step.ways if not way.step or way.step in columns]
    if not told:
        return None
    ends = here.language.say("ends here")
    ways = [
        Way(columns[step.id], columns[way.step], way.condition) if way.step else Way(columns[step.id], None, way.condition or ends)
        for step, way in told
    ]
    drawn = place_ways(ways, len(steps), column_px(len(steps)))
    arcs = tuple(
        _way_view(here, arc, len(steps), way.href or f"#{step.id}", _sentence(here, step.title, way.condition, way.to if way.step else ""))
        for arc, (step, way) in zip(drawn.arcs, told, strict=True)
    )
    return WaysView(arcs, drawn.height_px, all(arc.label or not arc.words for arc in arcs))


def _way_view(here: Here, arc: Arc, columns: int, href: str, sentence: str) -> WayView:
    label = None
    if arc.label:
        width = arc.label.right - arc.label.left
        label = WordsPlace(_percent(arc.label.left, columns), _percent(width, columns), arc.label.top, arc.label.lines * LINE_PX)
    return WayView(
        kind="end" if arc.ends else "back" if arc.is_back else "on",
        left=_percent(arc.left, columns),
        width=_percent(arc.right - arc.left, columns),
        y=arc.y,
        words=arc.way.words,
        href=href,
        label=label,
        sentence=sentence,
    )


def _percent(x: float, columns: int) -> str:
    return f"{x / columns * 100:.3f}%"


def _sentence(here: Here, step: str, condition: str, to: str) -> str:
    say = here.language.say
    if not to:
        if not condition:
            return say("After “{step}” the journey ends.", step=step)
        return say("After “{step}” the journey ends, if: {condition}.", step=step, condition=condition)
    if not condition:
        return say("From “{step}” to “{to}”.", step=step, to=to)
    return say("From “{step}” to “{to}”, if: {condition}.", step=step, to=to, condition=condition)
