"""C6xx: research that can carry a claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...errors import Severity
from ...model.dates import Rhythm
from ...model.part import PROSE
from ...model.research import Research
from ...model.site import Link, Site
from .declare import Found, check, counted, is_asked
from .findings import COUNTLESS

FRESH = Rhythm(24, 0, "2 years")
SOON = timedelta(days=60)
_NO_CLAIM = frozenset({PROSE, "about", "items", "replaces"})
"""Fields that speak of a study without resting on it."""


@check("C601", importance=62, dated=True)
def too_old(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        claims = _claims(site, study)
        if study.dates and claims and FRESH.after(study.dates.end) < site.today:
            message = f'"{study.title}" is from {study.dates.text} and still stands behind {counted(len(claims), "claim")}'
            yield Found(study, message, "ask again, or write confidence: assumed where it may no longer hold")


@check("C602", importance=96)
def no_sample(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        if study.sample is None and study.is_done and study.method not in COUNTLESS:
            yield Found(study, f'"{study.title}" does not say how many were asked or watched', "write sample: 14, or 12 stores")


@check("C603", importance=97)
def no_dates(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        if study.dates is None and study.status != "planned":
            yield Found(
                study,
                f'"{study.title}" does not say when it was done',
                f"write dates: and the first and the last day: {site.today.replace(day=1)}..{site.today}",
            )


@check("C604", importance=22, dated=True)
def consent_ends(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        until: date | None = study.consent.until if study.consent else None
        if until and until < site.today + SOON:
            verb = "ended" if until < site.today else "ends"
            message = f'the consent behind "{study.title}" {verb} on {until}'
            yield Found(study, message, "delete what was agreed to be deleted, take its quotes out, then write the new state as consent:")


@check("C605", importance=12, severity=Severity.WARNING)
def planned_as_evidence(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        for link in _claims(site, study) if study.status == "planned" else ():
            source = site.entities[link.source]
            message = f'"{source.title}" rests on "{study.title}", which is only planned'
            yield Found(source, message, "leave it out until there are results, or write status: running in the study", link.at)


@check("C606", importance=136)
def stands_behind_nothing(site: Site) -> Iterator[Found]:
    for study in _studies(site):
        if study.is_done and not site.links_to.get(study.key):
            message = f'nothing on any map rests on "{study.title}"'
            yield Found(study, message, f"write evidence: {study.id} at the findings and steps that it showed")


def _studies(site: Site) -> Iterator[Research]:
    for study in site.of("research"):
        if isinstance(study, Research) and is_asked(study):
            yield study


def _claims(site: Site, study: Research) -> list[Link]:
    links = [link for link in site.links_to.get(study.key, ()) if link.field not in _NO_CLAIM]
    return [link for link in links if site.entities[link.source].archived is None]
