"""A reading path for a role: what to read, cards to remember it by, and questions to try."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Struct
from pydantic import Field
from yaml.nodes import MappingNode, Node, ScalarNode

from .kind import Entity, kind_of
from .part import Part, Parts
from .reading import Reader, Reading, is_empty, one_or_many
from .refs import Ref, To
from .texts import Prose, Text, read_text
from .values import Line, Lines

_KINDS = ("journey", "persona", "touchpoint", "finding", "opportunity", "action", "metric", "research", "team", "note")


class Stop(Struct, frozen=True):
    """One thing to read, and why."""

    ref: Ref
    why: Text | None

    def refs(self) -> Iterator[Ref]:
        yield self.ref
        if self.why:
            yield from self.why.refs()

    def texts(self) -> Iterator[Text]:
        if self.why:
            yield self.why


def _read_stop(node: Node, reading: Reading) -> Stop:
    if isinstance(node, MappingNode) and len(node.value) == 1 and isinstance(node.value[0][0], ScalarNode):
        key, value = node.value[0]
        why = None if is_empty(value) else read_text(value, reading)
        return Stop(To(*_KINDS).from_words(key.value, reading.place(key)), why)
    return Stop(To(*_KINDS).read(node, reading), None)


class Card(Part):
    """A question and its answer, to remember."""

    leading: ClassVar[str] = "answer"

    title: Line = Field("", description="The question.")
    answer: Prose | None = Field(None, description="Its answer.")


class Check(Part):
    """A question to try oneself on."""

    leading: ClassVar[str] = "answer"

    ask: Line = Field("", description="The question.")
    options: Lines = Field((), description="The answers to choose from.")
    answer: Line = Field("", description="The right one.")
    why: Prose | None = Field(None, description="Why it is the right one.")


@kind_of(
    "path",
    "paths",
    "Reading path",
    "Reading paths",
    "Where to begin, by the work you do.",
    icon="material/sign-direction",
    section="Start here",
    facets=("tags",),
    listed=("for_whom",),
)
class Path(Entity):
    """A reading path for a role."""

    for_whom: Line = Field("", alias="for", description="Whom it is for.")
    items: Annotated[
        tuple[Stop, ...], Reader(lambda node, reading: reading.many(node, _read_stop), one_or_many({"type": ["string", "object"]}), "words")
    ] = Field((), description="kind:id: why to read it.")
    cards: Annotated[tuple[Card, ...], Parts(Card).many()] = Field((), description="Question: answer.")
    checks: Annotated[tuple[Check, ...], Parts(Check).many()] = Field((), description="ask, options and answer.")
