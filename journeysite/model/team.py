"""A team: who owns and who is concerned."""

from __future__ import annotations

from pydantic import Field

from .kind import Entity, kind_of
from .texts import Prose
from .values import Line


@kind_of(
    "team",
    "teams",
    "Team",
    "Teams",
    "Who owns what, and where each team's work touches customers.",
    icon="material/account-group-outline",
    section="Organisation",
    facets=("tags",),
    listed=("purpose", "mailbox"),
    exempt=frozenset({"mailbox"}),
)
class Team(Entity):
    """Who owns and who is concerned. What it owns is derived."""

    purpose: Prose | None = Field(None, description="What it is there for.")
    mailbox: Line = Field("", description="A shared address, never a person's.")
