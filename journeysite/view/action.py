"""The page of an action: when, what was expected, what it moved, and what it answers."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.action import Action, Move
from ..model.effect import Effect
from .cards import EffectLine, action_when, effect_line
from .entity import Frame, frame_of
from .here import Here
from .links import LinkTo
from .naming import capital
from .sayings import Saying, saying
from .shown import Shown, all_shown


class Moment(Struct, frozen=True):
    """A date of an action. is_past: whether it has begun."""

    word: str
    when: str
    is_past: bool
    is_phase: bool


class ArmView(Struct, frozen=True):
    name: str
    n: str
    value: str


class MoveView(Struct, frozen=True):
    """A metric that it should move. before, now: with their time, "" where there is none."""

    metric: LinkTo
    before: str
    before_when: str
    now: str
    now_when: str
    target: str
    line: EffectLine
    arms: tuple[ArmView, ...]
    note: str


class ActionPage(Struct, frozen=True):
    frame: Frame
    when: str
    moments: tuple[Moment, ...]
    moves: tuple[MoveView, ...]
    hypothesis: Saying | None
    result: Saying | None
    answers: tuple[Shown, ...]


def action_page(here: Here, action: Action) -> ActionPage:
    answered = (here.site.find(ref) for ref in action.answers)
    effects = ((move, facts.effect_of(here.site, action, move)) for move in action.moves)
    return ActionPage(
        frame=frame_of(here, action, shown=frozenset({"dates", "moves", "hypothesis", "result", "answers"})),
        when=action_when(here, action),
        moments=_moments(here, action),
        moves=tuple(_move(here, move, effect) for move, effect in effects if effect),
        hypothesis=saying(here, action.hypothesis) if action.hypothesis else None,
        result=saying(here, action.result) if action.result else None,
        answers=all_shown(here, (thing for thing in answered if thing)),
    )


def _moments(here: Here, action: Action) -> tuple[Moment, ...]:
    dates = action.dates
    if dates is None:
        return ()
    named = [(word, getattr(dates, word), False) for word in ("planned", "started", "shipped", "stopped")]
    named += [(phase.title, phase.when, True) for phase in dates.phases]
    order = {word: place for place, (word, _, _) in enumerate(named)}
    known = sorted(((word, when, is_phase) for word, when, is_phase in named if when), key=lambda entry: (entry[1].start, order[entry[0]]))
    return tuple(
        Moment(word if is_phase else capital(here.language, word), here.language.period(when), when.start <= here.site.today, is_phase)
        for word, when, is_phase in known
    )


def _move(here: Here, move: Move, effect: Effect) -> MoveView:
    def figure(value: float | None) -> str:
        return here.language.amount(value, effect.unit) if value is not None else ""

    return MoveView(
        metric=LinkTo(effect.metric.title, here.href(effect.metric)),
        before=figure(effect.baseline),
        before_when=effect.baseline_name or (here.language.period(effect.baseline_when) if effect.baseline_when else ""),
        now=figure(effect.latest),
        now_when=effect.latest_name or (here.language.period(effect.latest_when) if effect.latest_when else ""),
        target=figure(effect.target),
        line=effect_line(here, effect),
        arms=tuple(ArmView(arm.name, here.language.number(arm.n), figure(arm.value)) for arm in move.arms),
        note=move.note,
    )
