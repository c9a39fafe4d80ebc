"""A persona: an archetype grounded in research, never a real person."""

from __future__ import annotations

from pydantic import Field

from .kind import Entity, kind_of
from .texts import NamedTexts, Proses, Quotes
from .values import Count, ImageField, Line, Lines, Traits


@kind_of(
    "persona",
    "personas",
    "Persona",
    "Personas",
    "Who our customers are: archetypes drawn from research, never real people.",
    icon="material/account-outline",
    facets=("tags", "channels"),
    listed=("role", "channels", "reach"),
    order=("-reach",),
)
class Persona(Entity):
    """An archetype grounded in research, never a real person. Nothing is required but a title."""

    role: Line = Field("", description="What she is to us, in a few words.")
    quotes: Quotes = Field((), description="words — who, without quotation marks.")
    portrait: ImageField | None = Field(None, description="A drawing beside this file. Initials are drawn where there is none.")
    goals: Proses = Field((), description="What she wants to reach.")
    needs: Proses = Field((), description="What she cannot do without.")
    jobs: Proses = Field((), description="When …, I want …, so that ….")
    frustrations: Proses = Field((), description="What gets in her way.")
    delights: Proses = Field((), description="What pleases her.")
    expectations: Proses = Field((), description="What she takes for granted.")
    behaviours: Proses = Field((), description="What she usually does.")
    traits: Traits = Field((), description="Left / Right: a number from -2 to 2.")
    channels: Lines = Field((), description="The ways in which she meets us.")
    access: Proses = Field((), description="Access needs: sight, hearing, movement, language, time.")
    tools: Lines = Field((), description="What she uses.")
    demographics: NamedTexts = Field((), description="Facts by name: household: two adults.")
    reach: Count | None = Field(None, description="How many people she stands for in a month.")
