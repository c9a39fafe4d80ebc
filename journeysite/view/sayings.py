"""What people do, think, feel and say, with whose words they are and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model.texts import Text
from ..model.values import WebLink
from .evidence import EvidenceNote, evidence_notes
from .here import Here
from .links import LinkTo, link_to


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
