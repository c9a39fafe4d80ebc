"""A finding: what research showed, how strong and how sure."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .kind import Entity, kind_of
from .refs import Ref, To
from .texts import Prose, Proses, Quotes
from .values import Line, Score, choice

FINDING_TYPES = ("pain", "gain", "need", "observation")
FINDING_STATUSES = ("open", "in progress", "resolved", "parked", "withdrawn")


@kind_of(
    "finding",
    "findings",
    "Finding",
    "Findings",
    "What research showed: pains, gains, needs and observations, each with its evidence.",
    icon="material/magnify",
    section="Insight",
    facets=("type", "status", "owner", "tags"),
    listed=("type", "score", "owner"),
    grouped="status",
    order=("-is_pain", "-score"),
)
class Finding(Entity):
    """What research showed. Its progress follows from its actions unless it is said."""

    leading: ClassVar[str] = "severity"

    type: Annotated[str, choice(*FINDING_TYPES)] = Field("", description="pain, gain, need or observation. A severity makes it a pain.")
    severity: Score | None = Field(None, description="How bad a pain is: 1 to 5, low, medium or high.")
    strength: Score | None = Field(None, description="How strong a gain or need is: 1 to 5, low, medium or high.")
    frequency: Line = Field("", description="How often it happens: low, medium, high, or in words.")
    cause: Prose | None = Field(None, description="Why it happens.")
    effect: Prose | None = Field(None, description="What comes of it.")
    about: Annotated[tuple[Ref, ...], To("journey", "touchpoint", "persona", "metric", "team").many()] = Field(
        (), description="Where it stands: journey#step, touchpoint:id, persona:id."
    )
    quotes: Quotes = Field((), description="words — who, without quotation marks.")
    status: Annotated[str, choice(*FINDING_STATUSES)] = Field("", description="Said only where it does not follow from the actions.")
    implications: Proses = Field((), description="What it means for us.")

    @property
    def effective_type(self) -> str:
        """The type said, else what the score implies, else an observation."""
        return self.type or ("pain" if self.severity is not None else "gain" if self.strength is not None else "observation")

    @property
    def score(self) -> float | None:
        return self.severity if self.severity is not None else self.strength

    @property
    def is_pain(self) -> bool:
        return self.effective_type == "pain"
