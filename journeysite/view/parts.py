"""The small views that many pages share: a link, a card, a trust line. Each is the whole contract of its macro in themes/journeysite/parts/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ..history.changelog import EMPTY, ChangeLog
from ..model import facts
from ..model.action import Action
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.metric import Metric
from ..model.note import Note
from ..model.opportunity import Opportunity
from ..model.remembered import remembered
from ..model.research import Research
from ..model.site import Site
from ..model.team import Team
from ..model.texts import Evidence, Key, Ref, Text
from ..model.values import Point, WebLink
from .addresses import Addresses
from .concerns import concerns_of, filtered_href
from .language import Language
from .words import amount_words, period_words, plain_number, short_date


@dataclass(frozen=True, slots=True)
class Here:
    """What every view is made from: the atlas, the addresses of its pages and what is known of its past.

    known: what a view worked out that others ask for too, by what it is.
    """

    site: Site
    addresses: Addresses
    log: ChangeLog = EMPTY
    language: Language = field(default_factory=Language)
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def href(self, entity: Entity, anchor: str = "") -> str:
        return self.addresses.entity(entity.kind, entity.key, anchor)


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to a thing. word: what it is ("Touchpoint", "web"), "" where it stands without."""

    title: str
    href: str
    word: str = ""


def link_to(here: Here, entity: Entity | None, word: str = "", anchor: str = "") -> LinkTo | None:
    return LinkTo(entity.title, here.href(entity, anchor), word) if entity else None


def links_to(here: Here, refs: Iterable[Ref]) -> tuple[LinkTo, ...]:
    found = (link_to(here, here.site.find(ref)) for ref in refs)
    return tuple(link for link in found if link)


# Evidence ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """One thing that stands behind a claim. sample: "n = 412" or "".  method: "survey" or "".  note: "9/14" or ""."""

    title: str
    href: str
    note: str = ""
    sample: str = ""
    method: str = ""
    confidence: str = ""


def evidence_notes(here: Here, evidence: Iterable[Evidence]) -> tuple[EvidenceNote, ...]:
    notes = []
    for item in evidence:
        study = here.site.find(item.ref)
        if isinstance(study, Research):
            sample = _sample(study)
            notes.append(EvidenceNote(study.title, here.href(study), item.note, sample, study.method, item.confidence))
        elif item.link:
            notes.append(EvidenceNote(item.link.words, item.link.url, item.note, confidence=item.confidence))
    return tuple(notes)


def _sample(study: Research) -> str:
    if study.sample is None:
        return ""
    return f"n = {plain_number(study.sample.value)}" + (f" {study.sample.unit}" if study.sample.unit else "")


@remembered
def evidence_words(here: Here, entity: Entity) -> str:
    """What stands behind a thing in one short line: "n = 412, survey", "2 studies, reported", "assumed"."""
    sound = facts.evidence_of(here.site, entity)
    sureness = facts.confidence_of(here.site, entity).word
    notes = evidence_notes(here, sound)
    if not notes:
        return sureness or "assumed"
    first = ", ".join(part for part in (notes[0].sample, notes[0].method) if part) or notes[0].title
    more = f" + {len(notes) - 1} more" if len(notes) > 1 else ""
    said = f", {sureness}" if sureness in ("reported", "assumed") else ""
    return f"{first}{more}{said}"


# Cards ---------------------------------------------------------------------------------------------------------------

FINDING_SHAPES = {"pain": "▼", "gain": "▲", "need": "◆", "observation": "●"}
"""Shapes tell findings apart where colour does not."""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding. word: "Pain".  score: "4/5" or "".  shape: see FINDING_SHAPES.  evidence: one short line.  status: see facts."""

    title: str
    href: str
    type: str
    word: str
    shape: str
    score: str
    evidence: str
    status: str
    is_assumed: bool


@remembered
def finding_card(here: Here, finding: Finding) -> FindingCard:
    type_ = finding.effective_type
    score = f"{plain_number(finding.score, 1)}/5" if finding.score is not None else ""
    words = evidence_words(here, finding)
    return FindingCard(
        title=finding.title,
        href=here.href(finding),
        type=type_,
        word=type_.capitalize(),
        shape=FINDING_SHAPES[type_],
        score=score,
        evidence=words,
        status=facts.finding_status(here.site, finding),
        is_assumed=facts.confidence_of(here.site, finding).word == "assumed",
    )


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """An opportunity. impact, effort: "4/5" or ""."""

    title: str
    href: str
    impact: str
    effort: str
    status: str


@remembered
def opportunity_card(here: Here, opportunity: Opportunity) -> OpportunityCard:
    impact, effort = (f"{plain_number(score, 1)}/5" if score is not None else "" for score in (opportunity.impact, opportunity.effort))
    return OpportunityCard(opportunity.title, here.href(opportunity), impact, effort, facts.opportunity_status(here.site, opportunity))


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What an action did to a metric: "Checkout wait", "7.5 → 3.0 min", "target 4 min", reached or not (None where nobody can say yet)."""

    metric: LinkTo
    change: str
    target: str
    reached: bool | None
    moved: bool | None


@dataclass(frozen=True, slots=True)
class ActionCard:
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
        when=action_when(action),
        owner=link_to(here, here.site.find(action.owner)),
        effects=tuple(effect_line(here, effect) for effect in facts.effects_of(here.site, action)),
        is_open=action.is_open,
    )


def action_when(action: Action) -> str:
    """Status and its date in words: the one that tells most about where it stands."""
    dates = action.dates
    status = action.status or "no status"
    if dates is None:
        return status.capitalize()
    if action.status == "shipped" and dates.shipped:
        return f"Shipped {period_words(dates.shipped)}"
    if action.status == "stopped" and dates.stopped:
        return f"Stopped {period_words(dates.stopped)}"
    if action.status in ("in progress", "pilot") and dates.started:
        return f"{status.capitalize()} since {period_words(dates.started)}"
    if action.status in ("planned", "idea") and dates.planned:
        return f"{status.capitalize()} {period_words(dates.planned)}"
    return status.capitalize()


def effect_line(here: Here, effect: facts.Effect) -> EffectLine:
    ends = [plain_number(value) for value in (effect.baseline, effect.latest) if value is not None]
    unit = f"\u00a0{effect.unit}" if effect.unit else ""
    change = " → ".join(ends) + unit if len(ends) == 2 else (f"now {ends[0]}{unit}" if effect.latest is not None else "")
    target = f"target {amount_words(effect.target, effect.unit)}" if effect.target is not None else ""
    return EffectLine(LinkTo(effect.metric.title, here.href(effect.metric)), change, target, effect.reached, effect.moved)


@dataclass(frozen=True, slots=True)
class MetricCard:
    """A metric. value: "3 min" or "".  when: the time of the latest value.  points: the series, for a sparkline.  reached: its target."""

    title: str
    href: str
    value: str
    when: str
    target: str
    target_value: float | None
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
        value=amount_words(value, metric.shown_unit) if value is not None else "",
        when=period_words(latest.when) if latest else "",
        target=f"target {amount_words(metric.target, metric.shown_unit)}" if metric.target is not None else "",
        target_value=metric.target,
        reached=metric.reaches_target(value) if value is not None else None,
        better=metric.better,
        points=metric.series,
    )


# Trust ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether a map can be trusted, in one line.

    state: "Current state" or "Future state".  reviewed, due: "30 Sep 2026" or "".  overdue_since: "31 Mar 2027" where the review is overdue.
    changes: how many since the review.  changes_href: which they are, "" where only notes tell of them.
    own, steps: evidence coverage.  studies: how many stand behind it.
    """

    state: str
    reviewed: str
    due: str
    overdue_since: str
    owner: LinkTo | None
    own: int
    steps: int
    studies: int
    changes: int
    changes_href: str

    @property
    def coverage_percent(self) -> int:
        return round(100 * self.own / self.steps) if self.steps else 0


@remembered
def trust_of(here: Here, journey: Journey) -> Trust:
    site = here.site
    due = facts.review_due(journey)
    own, steps = facts.coverage(site, journey.id)
    overdue = due is not None and facts.is_overdue(journey, site.today)
    news = concerns_of(here).news(journey.key, journey.reviewed)
    since = journey.reviewed + timedelta(days=1) if journey.reviewed else None
    return Trust(
        state="Future state" if journey.state == "future" else "Current state",
        reviewed=short_date(journey.reviewed) if journey.reviewed else "",
        due=short_date(due) if due else "",
        overdue_since=short_date(due) if due and overdue else "",
        owner=link_to(here, site.find(journey.owner)),
        own=own,
        steps=steps,
        studies=len(_studies(here, journey)),
        changes=len(news) if concerns_of(here).has_news else len(changes_since(here, journey, journey.reviewed)),
        changes_href=filtered_href(here, journey.key, since) if news else "",
    )


def _studies(here: Here, journey: Journey) -> set[Key]:
    """The studies behind a map, its steps and the findings on it."""
    found = {
        evidence.ref for step in here.site.flows[journey.id].steps for evidence in facts.evidence_of_step(here.site, journey.id, step.id)
    }
    found |= {evidence.ref for evidence in journey.evidence}
    return {study.key for ref in found if (study := here.site.find(ref))}


def changes_since(here: Here, journey: Journey, day: date | None) -> tuple[Note, ...]:
    """Notes of a change about a map that are younger than a day; all of them where it is None. Latest first."""
    sources = {link.source for link in here.site.links_to.get(journey.key, ()) if link.field == "about"}
    notes = [note for key in sources if isinstance(note := here.site.entities[key], Note) and note.type == "change"]
    dated = [(note.date, note.id, note) for note in notes if note.date and (day is None or note.date > day)]
    return tuple(note for _, _, note in sorted(dated, key=lambda entry: entry[:2], reverse=True))


# Texts and people ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Saying:
    """Words with whose they are and what stands behind them. who: a persona's title, or who said a quote, or "".

    note, owner, links: what its long form says beside it.
    """

    text: Text
    who: str
    evidence: tuple[EvidenceNote, ...]
    confidence: str
    note: str = ""
    owner: LinkTo | None = None
    links: tuple[WebLink, ...] = ()

    @property
    def has_more(self) -> bool:
        return bool(self.note or self.owner or self.links)


def saying(here: Here, text: Text) -> Saying:
    persona = here.site.find(text.persona)
    confidence = next((mark.confidence for mark in text.marks if mark.confidence), "")
    return Saying(
        text=text,
        who=persona.title if persona else text.said_by,
        evidence=evidence_notes(here, text.marks),
        confidence=confidence,
        note=text.note,
        owner=link_to(here, here.site.find(text.owner)),
        links=text.links,
    )


def sayings(here: Here, texts: Iterable[Text]) -> tuple[Saying, ...]:
    return tuple(saying(here, text) for text in texts)


@dataclass(frozen=True, slots=True)
class Owner:
    """A team that answers for a thing. mailbox: "" where it has none."""

    title: str
    href: str
    mailbox: str


def owner_of(here: Here, entity: Entity) -> Owner | None:
    team = here.site.find(entity.owner)
    return Owner(team.title, here.href(team), team.mailbox) if isinstance(team, Team) else None
