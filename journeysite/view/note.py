"""The page of a note: what was changed, decided or asked, when, and about what."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ..model.note import Note
from .backlinks import sources
from .entity import Frame, frame_of
from .fields import link_of
from .here import Here
from .links import LinkTo, link_to, links_to
from .naming import capital, in_words


class NotePage(Struct, frozen=True):
    """type: "Decision".  status: "superseded" also where another note says that it replaces this one."""

    frame: Frame
    type: str
    date: date | None
    status: str
    about: tuple[LinkTo, ...]
    replaces: tuple[LinkTo, ...]
    replaced_by: tuple[LinkTo, ...]


def note_page(here: Here, note: Note) -> NotePage:
    newer = [found for found in sources(here, note, "replaces") if isinstance(found, Note)]
    status = note.status or ("superseded" if newer else "")
    shown = frozenset({"type", "date", "about", "replaces"})
    return NotePage(
        frame=frame_of(here, note, status=status, shown=shown, taken=frozenset(found.key for found in newer), with_places=False),
        type=capital(here.language, note.type or "note"),
        date=note.date,
        status=in_words(here.language, status),
        about=tuple(link for ref in note.about if (link := link_of(here, ref))),
        replaces=links_to(here, note.replaces),
        replaced_by=tuple(link for found in newer if (link := link_to(here, found))),
    )
