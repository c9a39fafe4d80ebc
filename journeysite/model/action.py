"""An action: what is being done, by whom, by when, and the metric that should move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Struct
from pydantic import Field
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from .dates import When
from .kind import Entity, kind_of
from .part import Part, Parts
from .reading import Fault, Reader, Reading, describe, did_you_mean, read_words, shorten
from .refs import Ref, To
from .texts import Prose
from .values import Amount, Change, Line, choice, number, parse_amount, parse_change

ACTION_TYPES = ("fix", "experiment", "service", "training", "policy", "product", "communication")
ACTION_STATUSES = ("idea", "planned", "in progress", "pilot", "shipped", "stopped", "parked")
UNFINISHED = ("planned", "in progress", "pilot")


class Phase(Part):
    """A part of an action with its time."""

    leading: ClassVar[str] = "when"

    title: Line = Field("", description="What happens.")
    when: When | None = Field(None, description="When: 2026-06..2026-08.")


class Dates(Part):
    """When it was or will be."""

    planned: When | None = Field(None, description="When it is meant to begin or to be done.")
    started: When | None = Field(None, description="When it began.")
    shipped: When | None = Field(None, description="When customers could feel it.")
    stopped: When | None = Field(None, description="When it was given up.")
    phases: Annotated[tuple[Phase, ...], Parts(Phase).many()] = Field((), description="Its parts, each with its time.")


class Arm(Struct, frozen=True):
    """One side of a test. n: people in it."""

    name: str
    n: int
    value: float


class Move(Struct, frozen=True):
    """A metric that should move: from its baseline to a target, with the arms of a test where there was one.

    target: where no baseline was said.
    """

    metric: Ref
    change: Change | None
    arms: tuple[Arm, ...]
    note: str
    at: Place
    target: Amount | None = None

    def refs(self) -> Iterator[Ref]:
        yield self.metric


_MOVE_FIELDS = ("from", "to", "unit", "arms", "note")
_CHANGE_HINT = "write the baseline and the target: 7.4 -> 3.5"


def _read_moves(node: Node, reading: Reading) -> tuple[Move, ...]:
    if not isinstance(node, MappingNode):
        return reading.many(node, lambda item, _: Move(To("metric").read(item, reading), None, (), "", reading.place(item)))
    moves = []
    for name, key, value in reading.pairs(node):
        metric = To("metric").from_words(name, reading.place(key))
        try:
            moves.append(_read_move(metric, value, reading))
        except Fault as fault:
            reading.report_fault(fault)
    return tuple(moves)


def _read_move(metric: Ref, node: Node, reading: Reading) -> Move:
    if isinstance(node, ScalarNode):
        said = read_words(node, reading)
        change = parse_change(said)
        target = parse_amount(said.replace("→", "->").strip().removeprefix("->"))
        if change is None and target is not None:
            return Move(metric, None, (), "", reading.place(node), target=target)
        if change is None:
            raise Fault(node, "E025", f'"{shorten(said)}" is not a change', _CHANGE_HINT)
        return Move(metric, change, (), "", reading.place(node))
    fields = {name: (key, value) for name, key, value in reading.pairs(node)}
    for name in fields.keys() - set(_MOVE_FIELDS):
        reading.report(fields[name][0], "E011", f'a move has no field "{name}"', did_you_mean(name, _MOVE_FIELDS))
    change = None
    if "from" in fields and "to" in fields:
        start, end = (parse_amount(read_words(fields[name][1], reading)) for name in ("from", "to"))
        if start is None or end is None:
            raise Fault(node, "E025", '"from" and "to" are not both amounts', _CHANGE_HINT)
        unit = read_words(fields["unit"][1], reading) if "unit" in fields else end.unit or start.unit
        change = Change(start.value, end.value, unit)
    arms = reading.many(fields["arms"][1], _read_arm) if "arms" in fields else ()
    note = read_words(fields["note"][1], reading) if "note" in fields else ""
    return Move(metric, change, arms, note, reading.place(node))


def _read_arm(node: Node, reading: Reading) -> Arm:
    if not isinstance(node, MappingNode):
        raise Fault(node, "E012", f"expected an arm of a test, found {describe(node)}", "write {name: Old page, n: 4100, value: 61}")
    fields = {name: read_words(value, reading) for name, _, value in reading.pairs(node) if isinstance(value, ScalarNode)}
    try:
        return Arm(fields["name"], int(number(fields["n"])), number(fields["value"].rstrip(" %")))
    except (KeyError, ValueError):
        raise Fault(node, "E012", "an arm of a test needs a name, n and a value", "write {name: Old page, n: 4100, value: 61}") from None


@kind_of(
    "action",
    "actions",
    "Action",
    "Actions",
    "What is being done about it, by whom, by when, and what it moved.",
    icon="material/hammer-wrench",
    facets=("status", "type", "owner", "tags"),
    listed=("type", "dates", "owner"),
    grouped="status",
    order=("-dates",),
)
class Action(Entity):
    """What is being done, by whom, by when, and the metric that should move."""

    leading: ClassVar[str] = "status"

    type: Annotated[str, choice(*ACTION_TYPES)] = Field("", description="What sort of work it is.")
    answers: Annotated[tuple[Ref, ...], To("finding", "opportunity").many()] = Field(
        (), description="The findings and opportunities that it answers."
    )
    status: Annotated[str, choice(*ACTION_STATUSES)] = Field(
        "", description="idea, planned, in progress, pilot, shipped, stopped or parked."
    )
    dates: Annotated[Dates | None, Parts(Dates).one()] = Field(None, description="planned, started, shipped, and phases.")
    cost: Line = Field("", description="What it costs, in money or days.")
    hypothesis: Prose | None = Field(None, description="What we expect: if …, then …, because ….")
    result: Prose | None = Field(None, description="What came of it.")
    moves: Annotated[tuple[Move, ...], Reader(_read_moves, {"type": ["object", "string"]})] = Field(
        (), description="metric: baseline -> target; longer with the arms of a test."
    )
    about: Annotated[tuple[Ref, ...], To("journey", "touchpoint", "persona").many()] = Field((), description="Where it changes something.")

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.status in UNFINISHED
