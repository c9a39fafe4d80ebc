"""Research: where evidence comes from."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from msgspec import Struct
from pydantic import Field
from yaml.nodes import MappingNode, Node

from .dates import When, parse_period
from .kind import Entity, kind_of
from .reading import Fault, Reader, Reading, read_words
from .values import AmountField, choice

METHODS = (
    "interview", "survey", "analytics", "observation", "diary", "support tickets", "reviews", "social media", "focus group", "workshop",
    "front-line staff", "competitor", "documents", "usability test", "A/B test",
)  # fmt: skip
RESEARCH_STATUSES = ("planned", "running", "done")


class Consent(Struct, frozen=True):
    """What people agreed to, and the last day on which it holds."""

    words: str
    until: date | None


_UNTIL = re.compile(r"\buntil (?P<date>[12]\d{3}[-\dQ]*)")


def _read_consent(node: Node, reading: Reading) -> Consent:
    said, until = node, ""
    if isinstance(node, MappingNode):
        fields = {name: value for name, _, value in reading.pairs(node)}
        if "text" not in fields or fields.keys() - {"text", "until"}:
            raise Fault(node, "E012", "expected what people agreed to", "write {text: Signed forms, until: 2028-04-30}")
        said = fields["text"]
        until = read_words(fields["until"], reading) if "until" in fields else ""
    words = read_words(said, reading)
    found = _UNTIL.search(words)
    until = until or (found["date"] if found else "")
    period = parse_period(until) if until else None
    if until and period is None:
        raise Fault(node, "E022", f'"{until}" is not a date', "write 2028-04-30 or 2028-04")
    return Consent(words, period.end if period else None)


@kind_of(
    "research",
    "research",
    "Study",
    "Research",
    "Where the evidence comes from: who was asked, how many, when and how.",
    several="studies",
    icon="material/flask-outline",
    section="Insight",
    facets=("method", "status", "owner", "tags"),
    listed=("method", "sample", "dates", "status"),
    order=("-dates",),
)
class Research(Entity):
    """Where evidence comes from."""

    method: Annotated[str, choice(*METHODS)] = Field("", description="How it was found out.")
    kind_of_data: Annotated[str, choice("qualitative", "quantitative", "mixed")] = Field(
        "", alias="kind", description="qualitative, quantitative or mixed."
    )
    sample: AmountField | None = Field(None, description="How many people or cases: 412, or 12 stores.")
    dates: When | None = Field(None, description="When: 2026-04-02..2026-04-20.")
    consent: Annotated[Consent | None, Reader(_read_consent, {"type": ["string", "object"]})] = Field(
        None, description="What people agreed to, and until when."
    )
    status: Annotated[str, choice(*RESEARCH_STATUSES)] = Field("", description="planned, running or done.")

    @property
    def is_done(self) -> bool:
        return self.status in ("", "done")
