"""What stands behind a claim, in few words."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model import facts
from ..model.kind import Entity
from ..model.remembered import remembered
from ..model.research import Research
from ..model.texts import Evidence
from .here import Here
from .naming import in_words


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
