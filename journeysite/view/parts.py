"""The small views that many pages share: a link, a card, a trust line. Each is the whole contract of its macro in themes/journeysite/parts/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

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
from .language import Language, message
from .naming import capital, in_words
from .words import sentence


@dataclass(frozen=True, slots=True)
class Here:
    """What every view is made from: the atlas, the addresses of its pages and what is known of its past.

    known: what a view worked out that others ask for too, by what it is.  posters: the formats in which a map can be taken along, by its id.
    """

    site: Site
    addresses: Addresses
    log: ChangeLog = EMPTY
    language: Language = field(default_factory=Language)
    posters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def href(self, entity: Entity, anchor: str = "") -> str:
        return self.addresses.entity(entity.kind, entity.key, anchor)


class LinkTo(Struct, frozen=True):
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


class EvidenceNote(Struct, frozen=True):
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
            said = in_words(here.language, item.confidence)
            method = in_words(here.language, study.method)
            notes.append(EvidenceNote(study.title, here.href(study), item.note, sample_words(here, study), method, said))
        elif item.link:
            notes.append(EvidenceNote(item.link.words, item.link.url, item.note, confidence=in_words(here.language, item.confidence)))
    return tuple(notes)


def sample_words(here: Here, study: Research) -> str:
    """n = 412 · n = 12 stores."""
    if study.sample is None:
        return ""
    number = here.language.number(study.sample.value)
    return here.language.say("n = {number}", number=f"{number} {study.sample.unit}" if study.sample.unit else number)


@remembered
def evidence_words(here: Here, entity: Entity) -> str:
    """What stands behind a thing in one short line: "n = 412, survey", "2 studies, reported", "assumed"."""
    sound = facts.evidence_of(here.site, entity)
    sureness = facts.confidence_of(here.site, entity).word
    notes = evidence_notes(here, sound)
    if not notes:
        return here.language.say(sureness or "assumed")
    first = ", ".join(part for part in (notes[0].sample, notes[0].method) if part) or notes[0].title
    if len(notes) > 1:
        first = here.language.count("{study} + {count} more", "{study} + {count} more", len(notes) - 1, study=first)
    return f"{first}, {here.language.say(sureness)}" if sureness in ("reported", "assumed") else first


# Cards ---------------------------------------------------------------------------------------------------------------

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
        value=here.language.amount(value, metric.shown_unit) if value is not None else "",
        when=here.language.period(latest.when) if latest else "",
        target=target_words(here, metric.target, metric.shown_unit),
        target_value=metric.target,
        reached=metric.reaches_target(value) if value is not None else None,
        better=metric.better,
        points=metric.series,
    )


# Trust ---------------------------------------------------------------------------------------------------------------


class Trust(Struct, frozen=True):
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
        state=here.language.say("Future state" if journey.state == "future" else "Current state"),
        reviewed=here.language.day(journey.reviewed) if journey.reviewed else "",
        due=here.language.day(due) if due else "",
        overdue_since=here.language.day(due) if due and overdue else "",
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


class Saying(Struct, frozen=True):
    """Words with whose they are and what stands behind them. who: a persona's title, or who said a quote, or "".

    persona: her id, "" for words of nobody or everybody.
    note, owner, links: what its long form says beside it.
    """

    text: Text
    who: str
    evidence: tuple[EvidenceNote, ...]
    confidence: str
    note: str = ""
    owner: LinkTo | None = None
    links: tuple[WebLink, ...] = ()
    persona: str = ""

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
        persona=persona.id if persona else "",
    )


def sayings(here: Here, texts: Iterable[Text]) -> tuple[Saying, ...]:
    return tuple(saying(here, text) for text in texts)


class Owner(Struct, frozen=True):
    """A team that answers for a thing. mailbox: "" where it has none."""

    title: str
    href: str
    mailbox: str


def owner_of(here: Here, entity: Entity) -> Owner | None:
    team = here.site.find(entity.owner)
    return Owner(team.title, here.href(team), team.mailbox) if isinstance(team, Team) else None
