"""What stands around a map: what it is for, whom it concerns, what stands behind it, and what else names it."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.note import Note
from ..model.refs import Key
from ..model.research import Research
from .backlinks import Backlinks, backlinks
from .cards import target_words
from .evidence import sample_words
from .here import Here
from .links import LinkTo, link_to
from .studies import study_facts


class Aim(Struct, frozen=True):
    """An objective of the map. target: "target 4 min", by: "by December 2026", each or ""."""

    title: str
    metric: LinkTo | None
    target: str
    by: str


class StakeLine(Struct, frozen=True):
    team: LinkTo
    need: str


class Study(Struct, frozen=True):
    title: str
    href: str
    note: str


def aims_of(here: Here, journey: Journey) -> tuple[Aim, ...]:
    aims = []
    for objective in journey.objectives:
        metric = here.site.find(objective.metric)
        target = ""
        if objective.target:
            unit = objective.target.unit or getattr(metric, "shown_unit", "")
            target = target_words(here, objective.target.value, unit)
        by = here.language.say("by {day}", day=here.language.period(objective.by)) if objective.by else ""
        aims.append(Aim(objective.title, link_to(here, metric), target, by))
    return tuple(aims)


def stakeholders_of(here: Here, journey: Journey) -> tuple[StakeLine, ...]:
    lines = ((link_to(here, here.site.find(stake.team)), stake.need) for stake in journey.stakeholders)
    return tuple(StakeLine(team, need) for team, need in lines if team)


def studies_behind(here: Here, journey: Journey) -> tuple[Study, ...]:
    """The studies behind the map and its steps, those named most first."""
    counts: dict[Key, int] = {}
    said = [*journey.evidence]
    for step in here.site.flows[journey.id].steps:
        said += facts.evidence_of_step(here.site, journey.id, step.id)
    for evidence in said:
        study = here.site.find(evidence.ref)
        if isinstance(study, Research):
            counts[study.key] = counts.get(study.key, 0) + 1
    order = sorted(counts, key=lambda key: (-counts[key], key))
    studies = [study for key in order if isinstance(study := here.site.entities[key], Research)]
    return tuple(Study(study.title, here.href(study), study_facts(here, study, sample_words(here, study))) for study in studies)


def parts_of(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    """Maps that are a part of this one, or on which a step opens it."""
    keys: dict[Key, str] = {}
    say = here.language.say
    for link in here.site.links_to.get(journey.key, ()):
        if link.source.kind == "journey" and link.field in ("parent", "journey"):
            keys[link.source] = say("part of this map") if link.field == "parent" else say("opens this map")
    return tuple(found for key, word in keys.items() if (found := link_to(here, here.site.entities[key], word)))


_ON_THE_MAP = frozenset({"journey", "finding", "opportunity", "action", "metric", "note"})
"""Kinds that the map shows where they name it; whatever else names it stands at the end."""


def elsewhere(here: Here, journey: Journey) -> tuple[Backlinks, ...]:
    sources = frozenset(link.source for link in here.site.links_to.get(journey.key, ()) if link.source.kind in _ON_THE_MAP)
    # What is still asked is no change of the map, so none of its panels has it.
    asked = {key for key in sources if isinstance(note := here.site.entities[key], Note) and note.type not in ("change", "decision")}
    return backlinks(here, journey, sources - asked)
