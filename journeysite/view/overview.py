"""A large map at stage level: a column a stage, from its best to its worst step."""

from __future__ import annotations

from msgspec import Struct

from ..layout.canvas import WIDTH, Canvas, percent
from ..layout.geometry import Point
from ..layout.line import path_data, smooth
from ..model import facts
from ..model.emotions import Emotion
from ..model.flow import FlowStage
from ..model.journey import Journey
from .cards import FindingCard
from .curve import Tick, ticks
from .here import Here
from .sayings import Saying
from .step import StepView, mood

LARGE_FROM_STEPS = 25
"""A map of more steps than fit on one look opens at stage level."""

_BAND_SHARE = 0.44
_HEIGHT_PX = 210.0


class Band(Struct, frozen=True):
    """From the best to the worst step of a stage. x, width: of the drawing, in percent.  level_y: of the mean.  low_y: of the worst."""

    x: str
    width: str
    middle: str
    top: float
    height: float
    level_y: float
    low_y: float


class StageBrief(Struct, frozen=True):
    """A stage in a column. words: "−2 to +1", "" where nothing is felt.  worst: its worst step, and what is thought there."""

    id: str
    title: str
    period: str
    steps: int
    words: str
    mood: str
    worst: str
    worst_href: str
    worst_level: str
    worst_words: Saying | None
    pains: int
    gains: int
    moments: int
    band: Band | None


class Overview(Struct, frozen=True):
    """path: through the means of the stages, on a drawing WIDTH wide.  is_first: whether the map opens with it.

    lowest: the id of the stage with the lowest point of all, "" where nobody feels anything.
    """

    stages: tuple[StageBrief, ...]
    ticks: tuple[Tick, ...]
    path: str
    height_px: float
    zero_y: float
    below_px: float
    sentence: str
    is_first: bool
    lowest: str


def overview(here: Here, journey: Journey, steps: tuple[StepView, ...], mirrored: bool) -> Overview | None:
    """None for a map that has no stages to be seen by."""
    flow = here.site.flows[journey.id]
    if len(flow.stages) < 2 or not any(stage.title for stage in flow.stages):
        return None
    canvas = Canvas(len(flow.stages), height_px=_HEIGHT_PX, pad_px=28.0, mirrored=mirrored)
    means = dict(facts.stage_levels(flow))
    views = {step.id: step for step in steps}
    briefs = []
    points = []
    for column, stage in enumerate(flow.stages):
        felt = [(felt.emotion, step.id) for step in stage.steps for felt in step.step.emotion]
        mean = means.get(stage.id)
        band = _band(canvas, column, max(e.high for e, _ in felt), min(e.low for e, _ in felt), mean or 0.0) if felt else None
        if mean is not None:
            points.append(Point(canvas.x(column + 0.5), canvas.y(mean)))
        briefs.append(_brief(here, stage, tuple(views[step.id] for step in stage.steps), band, felt, mean))
    return Overview(
        stages=tuple(briefs),
        ticks=ticks(here, canvas),
        path=path_data(smooth(points[::-1] if mirrored else points)),
        height_px=_HEIGHT_PX,
        zero_y=canvas.y(0),
        below_px=_HEIGHT_PX - canvas.y(0),
        sentence=here.language.say(
            "Emotion in “{map}” by stage: from the worst to the best step of each, and the mean.", map=journey.title
        ),
        is_first=len(steps) >= LARGE_FROM_STEPS,
        lowest=max((brief for brief in briefs if brief.band), key=_depth, default=briefs[0]).id if points else "",
    )


def _depth(brief: StageBrief) -> float:
    return brief.band.low_y if brief.band else 0.0


def _band(canvas: Canvas, column: int, high: float, low: float, mean: float) -> Band:
    width = _BAND_SHARE * WIDTH / canvas.columns
    middle = canvas.x(column + 0.5)
    top = canvas.y(high)
    # A stage of one level is still seen.
    height = canvas.y(low) - top
    return Band(
        x=percent(middle - width / 2),
        width=percent(width),
        middle=percent(middle),
        top=round(top - 3, 1),
        height=round(height + 6, 1),
        level_y=round(canvas.y(mean), 1),
        low_y=round(canvas.y(low), 1),
    )


def _brief(
    here: Here, stage: FlowStage, steps: tuple[StepView, ...], band: Band | None, felt: list[tuple[Emotion, str]], mean: float | None
) -> StageBrief:
    lowest, worst_id = min(((emotion.low, step) for emotion, step in felt), key=lambda pair: pair[0], default=(0.0, ""))
    worst = next((step for step in steps if step.id == worst_id), None)
    highest = max((emotion.high for emotion, _ in felt), default=0.0)
    findings = {card.href: card for step in steps for card in step.lanes.get("findings", ()) if isinstance(card, FindingCard)}
    thoughts = [item for item in worst.lanes.get("thinking", ()) if isinstance(item, Saying)] if worst else []
    signed = here.language.signed
    words = signed(lowest) if lowest == highest else here.language.say("{low} to {high}", low=signed(lowest), high=signed(highest))
    return StageBrief(
        id=stage.id,
        title=stage.title,
        period=stage.stage.period if stage.stage else "",
        steps=len(steps),
        words=words if felt else "",
        mood=mood(mean) if mean is not None else "neither",
        worst=worst.title if worst else "",
        worst_href=f"#{worst.id}" if worst else "",
        worst_level=signed(lowest),
        worst_words=thoughts[0] if thoughts else None,
        pains=sum(1 for card in findings.values() if card.type == "pain"),
        gains=sum(1 for card in findings.values() if card.type == "gain"),
        moments=sum(1 for step in steps if step.moment),
        band=band,
    )
