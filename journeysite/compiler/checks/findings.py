"""C3xx: findings and opportunities, from evidence to an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import Place
from ...model.action import Action
from ...model.facts import actions_for, evidence_of, evidence_of_step, finding_status, is_sound, places_of
from ...model.finding import Finding
from ...model.journey import Journey
from ...model.kind import Entity
from ...model.opportunity import Opportunity
from ...model.research import Research
from ...model.site import Site
from ...model.texts import Evidence
from .declare import Found, check, is_asked

STRONG = 4
COUNTLESS = ("analytics", "documents", "competitor", "reviews", "social media")
"""Methods that have no sample to speak of: they hold everything, or what others wrote."""


@check("C301", importance=50)
def pain_without_evidence(site: Site) -> Iterator[Found]:
    for finding in _findings(site):
        is_open = finding.status not in ("parked", "withdrawn") and finding.confidence != "assumed"
        if finding.is_pain and is_open and not evidence_of(site, finding) and not _stands_on_evidence(site, finding):
            message = f'nothing stands behind the pain "{finding.title}"'
            yield Found(finding, message, "write evidence: and where it was seen or said, or confidence: assumed")


@check("C302", importance=45)
def strong_pain_without_action(site: Site) -> Iterator[Found]:
    for finding in _findings(site):
        if not finding.is_pain or (finding.severity or 0) < STRONG or finding_status(site, finding) in ("parked", "withdrawn", "resolved"):
            continue
        if not any(action.status not in ("stopped", "parked") and action.archived is None for action in actions_for(site, finding)):
            message = f'nothing is done about "{finding.title}", a pain of {finding.severity:g} out of 5'
            yield Found(finding, message, f"write answers: {finding.id} in an action, or status: parked here and the reason")


@check("C303", importance=105)
def stands_nowhere(site: Site) -> Iterator[Found]:
    for finding in _findings(site):
        if is_asked(finding) and finding.status != "withdrawn" and not finding.about and not places_of(site, finding.key):
            message = f'"{finding.title}" stands on no map'
            yield Found(finding, message, f"write about: and journey#step or touchpoint:id, or findings: {finding.id} at a step")


@check("C304", importance=98)
def validated_by_too_little(site: Site) -> Iterator[Found]:
    for claim, title, evidence, at in _validated(site):
        studies = [study for item in evidence if isinstance(study := site.find(item.ref), Research)]
        if studies and not any(item.link for item in evidence) and not any(_carries(study) for study in studies):
            weak = studies[0]
            why = f"is {weak.confidence}" if weak.confidence in ("reported", "assumed") else "has no sample"
            message = f'"{title}" says validated, and "{weak.title}" behind it {why}'
            yield Found(claim, message, "write confidence: reported, or add a study that shows it", at)


@check("C305", importance=55)
def validated_by_nothing(site: Site) -> Iterator[Found]:
    for claim, title, evidence, at in _validated(site):
        if not evidence:
            message = f'"{title}" says validated, and no evidence is named'
            yield Found(claim, message, "write evidence: and the research, or confidence: assumed", at)


@check("C306", importance=115)
def given_up_without_reason(site: Site) -> Iterator[Found]:
    for thing in (*site.of("finding"), *site.of("opportunity"), *site.of("action")):
        status = getattr(thing, "status", "")
        told = thing.reason is not None or (isinstance(thing, Action) and thing.result is not None)
        if status in ("parked", "withdrawn", "rejected", "stopped") and not told and thing.archived is None:
            yield Found(thing, f'"{thing.title}" is {status}, and nobody says why', "write reason: and one sentence")


@check("C307", importance=102)
def opportunity_answers_nothing(site: Site) -> Iterator[Found]:
    for opportunity in _opportunities(site):
        if not opportunity.answers:
            message = f'"{opportunity.title}" answers no finding'
            yield Found(opportunity, message, "write answers: and the pain, need or gain that it comes from")


@check("C308", importance=118)
def opportunity_not_weighed(site: Site) -> Iterator[Found]:
    for opportunity in _opportunities(site):
        missing = [name for name in ("impact", "effort") if getattr(opportunity, name) is None]
        if missing:
            message = f'"{opportunity.title}" cannot be compared: it has no {" and no ".join(missing)}'
            yield Found(opportunity, message, f"write {': and '.join(missing)}: as 1 to 5, or low, medium, high")


@check("C309", importance=112)
def pain_without_severity(site: Site) -> Iterator[Found]:
    for finding in _findings(site):
        if is_asked(finding) and finding.is_pain and finding.severity is None and finding.status not in ("parked", "withdrawn"):
            yield Found(finding, f'"{finding.title}" does not say how bad it is', "write severity: 1 to 5, or low, medium, high")


def _findings(site: Site) -> Iterator[Finding]:
    for finding in site.of("finding"):
        if isinstance(finding, Finding) and finding.archived is None:
            yield finding


def _opportunities(site: Site) -> Iterator[Opportunity]:
    for opportunity in site.of("opportunity"):
        if isinstance(opportunity, Opportunity) and is_asked(opportunity) and opportunity.status not in ("parked", "rejected"):
            yield opportunity


def _stands_on_evidence(site: Site, finding: Finding) -> bool:
    """Whether a finding in a few words stands at a step that has evidence of its own: the nearest evidence holds for it."""
    if finding.home is None:
        return False
    steps = (flow.step(spot.step) for spot in places_of(site, finding.key) if (flow := site.flows[spot.journey]))
    return any(is_sound(site, evidence) for step in steps if step for evidence in step.step.evidence)


def _validated(site: Site) -> Iterator[tuple[Entity, str, Iterable[Evidence], Place]]:
    """Every claim that says validated: the thing it is about, its title, what stands behind it, its place. A study is not a claim."""
    for entity in site.entities.values():
        if entity.archived is not None or isinstance(entity, Research):
            continue
        if entity.confidence == "validated" and not isinstance(entity, Journey):
            yield entity, entity.title, evidence_of(site, entity), entity.at
        if isinstance(entity, Journey):
            for step in site.flows[entity.id].steps:
                if step.step.confidence == "validated" and not step.taken_over:
                    yield entity, step.title, evidence_of_step(site, entity.id, step.id), step.step.at


def _carries(study: Research) -> bool:
    return study.confidence not in ("reported", "assumed") and (study.sample is not None or study.method in COUNTLESS)
