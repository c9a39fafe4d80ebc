"""An opportunity: what could be better."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .kind import Entity, kind_of
from .refs import Ref, To
from .texts import Prose
from .values import Score, choice

OPPORTUNITY_STATUSES = ("open", "chosen", "parked", "rejected", "done")


@kind_of(
    "opportunity",
    "opportunities",
    "Opportunity",
    "Opportunities",
    "What could be better, weighed by impact and effort.",
    icon="material/lightbulb-outline",
    section="Insight",
    facets=("status", "owner", "tags"),
    listed=("impact", "effort", "owner"),
    grouped="status",
    order=("-impact", "effort"),
)
class Opportunity(Entity):
    """What could be better, with impact and effort."""

    leading: ClassVar[str] = "impact"

    answers: Annotated[tuple[Ref, ...], To("finding").many()] = Field((), description="The findings that it would answer.")
    impact: Score | None = Field(None, description="How much it would change for customers: 1 to 5, low, medium or high.")
    effort: Score | None = Field(None, description="How much work it is: 1 to 5, low, medium or high.")
    hypothesis: Prose | None = Field(None, description="What we expect: if …, then …, because ….")
    about: Annotated[tuple[Ref, ...], To("journey", "touchpoint", "persona").many()] = Field(
        (), description="Where it would change something."
    )
    status: Annotated[str, choice(*OPPORTUNITY_STATUSES)] = Field("", description="open, chosen, parked, rejected or done.")
