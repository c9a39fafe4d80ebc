"""What stands behind a thing, study by study, for the end of its page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model.kind import Entity
from ..model.refs import Key
from ..model.research import Research
from ..model.texts import Evidence
from .evidence import EvidenceNote, evidence_notes
from .here import Here
from .naming import in_words


class StudyNote(Struct, frozen=True):
    """A study or an address. facts: method, sample, dates, in one line.  consent: what people agreed to.  notes: "9/14", each once."""

    title: str
    href: str
    facts: str
    consent: str
    notes: tuple[str, ...]


def studies_of(here: Here, entity: Entity) -> tuple[StudyNote, ...]:
    """Studies and addresses behind an entity and each of its texts, each once."""
    return study_notes(here, (*entity.evidence, *(mark for text in entity.texts() for mark in text.marks)))


def study_notes(here: Here, evidence: Iterable[Evidence]) -> tuple[StudyNote, ...]:
    by_source: dict[Key | str, list[Evidence]] = {}
    for item in evidence:
        study = here.site.find(item.ref)
        source = study.key if study else item.link.url if item.link else ""
        if source:
            by_source.setdefault(source, []).append(item)
    return tuple(note for items in by_source.values() if (note := _note(here, items)))


def _note(here: Here, items: list[Evidence]) -> StudyNote | None:
    said = tuple(dict.fromkeys(part for item in items for part in (item.note, in_words(here.language, item.confidence)) if part))
    notes = evidence_notes(here, items[:1])
    if not notes:
        return None
    study = here.site.find(items[0].ref)
    first: EvidenceNote = notes[0]
    if not isinstance(study, Research):
        return StudyNote(first.title, first.href, "", "", said)
    return StudyNote(first.title, first.href, study_facts(here, study, first.sample), study.consent.words if study.consent else "", said)


def study_facts(here: Here, study: Research, sample: str) -> str:
    """survey, n = 412, 2 to 20 Apr 2026."""
    language = here.language
    dates = language.period(study.dates) if study.dates else ""
    status = in_words(language, study.status) if not study.is_done else ""
    return ", ".join(part for part in (in_words(language, study.method), sample, dates, status) if part)
