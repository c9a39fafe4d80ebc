"""A note: an editor's dated word on a change, a decision or an open question."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from .dates import Day
from .kind import Entity, kind_of
from .refs import Ref, To
from .values import choice

NOTE_TYPES = ("change", "decision", "question")
NOTE_STATUSES = ("open", "answered", "decided", "superseded")


@kind_of(
    "note",
    "notes",
    "Note",
    "Notes",
    "Changes, decisions and open questions, in the editors' own words.",
    icon="material/note-text-outline",
    section="Organisation",
    facets=("type", "status", "owner"),
    listed=("type", "date", "status"),
    order=("-date",),
)
class Note(Entity):
    """An editor's dated word on a change, a decision or an open question."""

    type: Annotated[str, choice(*NOTE_TYPES)] = Field("", description="change, decision or question.")
    date: Day | None = Field(None, description="The day on which it was so.")
    about: Annotated[
        tuple[Ref, ...],
        To("journey", "touchpoint", "persona", "finding", "opportunity", "action", "metric", "research", "team", "note").many(),
    ] = Field((), description="What it is about.")
    replaces: Annotated[tuple[Ref, ...], To("note").many()] = Field((), description="The notes that it takes the place of.")
    status: Annotated[str, choice(*NOTE_STATUSES)] = Field("", description="open, answered, decided or superseded.")

    @property
    def day(self) -> datetime.date | None:
        return self.date
