"""A touchpoint: where customer and organisation meet, one record however many journeys use it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .kind import Entity, kind_of
from .values import Line, Lines, Score


@kind_of(
    "touchpoint",
    "touchpoints",
    "Touchpoint",
    "Touchpoints",
    "Where customers and we meet, each once, however many maps it stands on.",
    icon="material/hand-pointing-right",
    facets=("channel", "owner", "tags"),
    listed=("type", "owner"),
    grouped="channel",
)
class Touchpoint(Entity):
    """Where customer and organisation meet."""

    leading: ClassVar[str] = "channel"

    channel: Line = Field("", description="How they meet: an id from channels.yml, or a word.")
    type: Line = Field("", description="What it is: a place, a person, a page, a machine.")
    systems: Lines = Field((), description="The software and machines behind it.")
    aliases: Lines = Field((), description="Other words that people use for it.")
    priority: Score | None = Field(None, description="How much it matters: 1 to 5, low, medium or high.")
