"""Things as cards: a finding, an opportunity, an action, a metric. Each is the whole contract of its macro in parts/cards.html."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.action import Action
from ..model.finding import Finding
from ..model.metric import Metric
from ..model.opportunity import Opportunity
from ..model.remembered import remembered
from ..model.values import Point
from .evidence import evidence_words
from .here import Here
from .language import message
from .links import LinkTo, link_to
from .naming import capital, in_words
from .words import sentence

FINDING_SHAPES = {"pain": "▼", "gain": "▲", "need": "◆", "observation": "●"}
"""Shapes tell findings apart where colour does not."""


class FindingCard(Struct, frozen=True):
    """A finding. word: "Pain".  score: "4/5" or "".  shape: see FINDING_SHAPES.  evidence: one short line.

    status: see facts.  status_word: the same in words, "" where it is open.
    """

    title: str
    href: str
    type: str
    word: str
    shape: str
    score: str
    evidence: str
    status: str
    status_word: str
    is_assumed: bool


@remembered
def finding_card(here: Here, finding: Finding) -> FindingCard:
    type_ = finding.effective_type
    words = evidence_words(here, finding)
    status = facts.finding_status(here.site, finding)
    return FindingCard(
        title=finding.title,
        href=here.href(finding),
        type=type_,
        word=capital(here.language, type_),
        shape=FINDING_SHAPES[type_],
        score=score_words(here, finding.score),
        evidence=words,
        status=status,
        status_word=in_words(here.language, status) if status != "open" else "",
        is_assumed=facts.confidence_of(here.site, finding).word == "assumed",
    )


def score_words(here: Here, score: float | None) -> str:
    """4/5, "" where nobody gave one."""
    return f"{here.language.number(score, 1)}/5" if score is not None else ""


class OpportunityCard(Struct, frozen=True):
    """An opportunity. impact, effort: "4/5" or "".  status_word: "" where it is open."""

    title: str
    href: str
    impact: str
    effort: str
    status: str
    status_word: str


@remembered
def opportunity_card(here: Here, opportunity: Opportunity) -> OpportunityCard:
    status = facts.opportunity_status(here.site, opportunity)
    return OpportunityCard(
        title=opportunity.title,
        href=here.href(opportunity),
        impact=score_words(here, opportunity.impact),
        effort=score_words(here, opportunity.effort),
        status=status,
        status_word=in_words(here.language, status) if status != "open" else "",
    )


class EffectLine(Struct, frozen=True):
    """What an action did to a metric: "Checkout wait", "7.5 → 3.0 min", "target 4 min", reached or not (None where nobody can say yet)."""

    metric: LinkTo
    change: str
    target: str
    reached: bool | None
    moved: bool | None


class ActionCard(Struct, frozen=True):
    """An action. when: "shipped 2 Nov 2026", "planned Q1 2027" or "".  is_open: whether something is still to come."""

    title: str
    href: str
    status: str
    when: str
    owner: LinkTo | None
    effects: tuple[EffectLine, ...]
    is_open: bool


@remembered
def action_card(here: Here, action: Action) -> ActionCard:
    return ActionCard(
        title=action.title,
        href=here.href(action),
        status=action.status,
        when=action_when(here, action),
        owner=link_to(here, here.site.find(action.owner)),
        effects=tuple(effect_line(here, effect) for effect in facts.effects_of(here.site, action)),
        is_open=action.is_open,
    )


_WHEN = {
    "shipped": ("shipped", message("shipped {period}")),
    "stopped": ("stopped", message("stopped {period}")),
    "in progress": ("started", message("in progress since {period}")),
    "pilot": ("started", message("pilot since {period}")),
    "planned": ("planned", message("planned {period}")),
    "idea": ("planned", message("idea {period}")),
}
"""By status, the date that tells most about where an action stands, and how both are said."""


def action_when(here: Here, action: Action) -> str:
    """Status and its date in words, as they stand on a card."""
    return sentence(action_when_inside(here, action))


def action_when_inside(here: Here, action: Action) -> str:
    """The same inside of a sentence."""
    name, words = _WHEN.get(action.status, ("", ""))
    period = getattr(action.dates, name) if action.dates and name else None
    if period:
        return here.language.say(words, period=here.language.period(period))
    return here.language.say(action.status or message("no status"))


def effect_line(here: Here, effect: facts.Effect) -> EffectLine:
    language = here.language
    if effect.baseline is not None and effect.latest is not None:
        now = language.amount(effect.latest, effect.unit)
        # The unit stands once, unless it is the sign of a currency in front: €3.40 → €2.90.
        before = language.number(effect.baseline) if now[0].isdigit() or now[0] == "−" else language.amount(effect.baseline, effect.unit)
        change = f"{before} → {now}"
    else:
        change = language.say("now {value}", value=language.amount(effect.latest, effect.unit)) if effect.latest is not None else ""
    target = target_words(here, effect.target, effect.unit)
    return EffectLine(LinkTo(effect.metric.title, here.href(effect.metric)), change, target, effect.reached, effect.moved)


def target_words(here: Here, target: float | None, unit: str) -> str:
    """target 4 min, "" where there is none."""
    return here.language.say("target {value}", value=here.language.amount(target, unit)) if target is not None else ""


class MetricCard(Struct, frozen=True):
    """A metric. value: "3 min" or "".  when: the time of the latest value.  points: the series, for a sparkline.  reached: its target."""

    title: str
    href: str
    value: str
    when: str
    target: str
    reached: bool | None
    better: str
    points: tuple[Point, ...]


@remembered
def metric_card(here: Here, metric: Metric) -> MetricCard:
    latest = metric.latest
    value = latest.value if latest else metric.value.value if metric.value else None
    return MetricCard(
        title=metric.title,
        href=here.href(metric),
        value=here.language.amount(value, metric.shown_unit) if value is not None else "",
        when=here.language.period(latest.when) if latest else "",
        target=target_words(here, metric.target, metric.shown_unit),
        reached=metric.reaches_target(value) if value is not None else None,
        better=metric.better,
        points=metric.series,
    )
