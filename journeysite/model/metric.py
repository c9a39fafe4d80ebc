"""A metric: a number over time, with its method stated."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Struct
from pydantic import Field
from yaml.nodes import MappingNode, Node, ScalarNode

from .dates import Every, parse_period
from .kind import Entity, kind_of
from .reading import Fault, Reader, Reading, describe, did_you_mean, read_words, shorten
from .texts import Prose
from .values import Amount, AmountField, Line, Number, Point, choice, content_path, number, parse_amount

METRIC_TYPES = ("NPS", "CSAT", "CES", "rate", "time", "count", "money")

_POINT_FIELDS = ("value", "n", "note")


def _read_series(node: Node, reading: Reading) -> tuple[Point, ...]:
    """Dates to values, or the name of a CSV file beside this one. Returns the points in the order of their dates."""
    points = _from_csv(node, reading) if isinstance(node, ScalarNode) else _from_map(node, reading)
    return tuple(sorted(points, key=lambda point: point.when))


def _from_map(node: Node, reading: Reading) -> Iterator[Point]:
    for name, key, value in reading.pairs(node):
        period = parse_period(name)
        if period is None:
            day = reading.day
            hint = f"write {day:%Y-%m}, {day.year}-Q{(day.month + 2) // 3} or {day}"
            reading.report(key, "E022", f'"{shorten(name)}" is not a date', hint)
            continue
        fields = {"value": value}
        if isinstance(value, MappingNode):
            fields = {part: said for part, _, said in reading.pairs(value)}
            for part in fields.keys() - set(_POINT_FIELDS):
                reading.report(value, "E011", f'a value of a series has no field "{part}"', did_you_mean(part, _POINT_FIELDS))
        said = {part: read_words(fields[part], reading) for part in _POINT_FIELDS if part in fields}
        amount = parse_amount(said.get("value", ""))
        try:
            n = int(number(said.get("n", "0").replace(",", "")))
        except ValueError:
            n = -1
        if amount is None or n < 0:
            reading.report(value, "E025", "a value of a series is not a number", "write 7.4, or {value: 7.4, n: 120, note: why}")
            continue
        yield Point(period, amount.value, n, said.get("note", ""))


def _from_csv(node: ScalarNode, reading: Reading) -> Iterator[Point]:
    path = content_path(node, read_words(node, reading), reading)
    try:
        rows = list(csv.DictReader(io.StringIO(reading.files.read(path).decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Fault(node, "E131", f'"{path}" is not a CSV file', "columns date,value,n,note with commas, in UTF-8") from None
    if rows and not {"date", "value"} <= set(rows[0]):
        raise Fault(node, "E131", f'"{path}" has no columns "date" and "value"', "its first line is date,value,n,note")
    for line, row in enumerate(rows, 2):
        period, amount = parse_period(row["date"] or ""), parse_amount(row["value"] or "")
        n = (row.get("n") or "0").strip()
        if period is None or amount is None or not n.isdecimal():
            reading.report(node, "E131", f'line {line} of "{path}" cannot be read', "each line is a date, a number, how many, a note")
            continue
        yield Point(period, amount.value, int(n), (row.get("note") or "").strip())


class Benchmark(Struct, frozen=True):
    """What others reach, and who says so."""

    amount: Amount
    source: str = ""


def _read_benchmark(node: Node, reading: Reading) -> Benchmark:
    said, source = node, ""
    if isinstance(node, MappingNode):
        fields = {name: value for name, _, value in reading.pairs(node)}
        if "value" not in fields or fields.keys() - {"value", "source"}:
            raise Fault(node, "E012", f"expected a benchmark, found {describe(node)}", 'write {value: 4.0, source: "who says so"}')
        said = fields["value"]
        source = read_words(fields["source"], reading) if "source" in fields else ""
    words, bracket, rest = read_words(said, reading).partition("(")
    amount = parse_amount(words)
    if amount is None:
        raise Fault(node, "E025", f'"{shorten(words)}" is not an amount', "write a number and its unit, such as 4.0 min")
    return Benchmark(amount, source or rest.rstrip(")") if bracket else source)


@kind_of(
    "metric",
    "metrics",
    "Metric",
    "Metrics",
    "Figures over time, each with its method and target.",
    icon="material/chart-line",
    section="Insight",
    facets=("type", "owner", "tags"),
    listed=("type", "latest", "target", "owner"),
)
class Metric(Entity):
    """A number over time, with its method stated."""

    leading: ClassVar[str] = "value"

    type: Annotated[str, choice(*METRIC_TYPES)] = Field("", description="NPS, CSAT, CES, rate, time, count or money.")
    unit: Line = Field("", description="What is counted: min, %, calls.")
    scale: Line = Field("", description="The scale of the answers: 1..5.")
    better: Annotated[str, choice("up", "down")] = Field("up", description="Which way is better: up or down.")
    method: Prose | None = Field(None, description="How it is measured, in a sentence.")
    target: Number | None = Field(None, description="The value to reach.")
    benchmark: Annotated[Benchmark | None, Reader(_read_benchmark, {"type": ["number", "string", "object"]})] = Field(
        None, description="What others reach, with its source."
    )
    every: Every | None = Field(None, description="How often a new value is due: month, quarter.")
    series: Annotated[tuple[Point, ...], Reader(_read_series, {"type": ["object", "string"]})] = Field(
        (), description="Dates to values, or to {value, n, note}; or the name of a CSV file beside this one."
    )
    value: AmountField | None = Field(None, description="A single value, where there is no series.")

    @property
    def latest(self) -> Point | None:
        return self.series[-1] if self.series else None

    @property
    def shown_unit(self) -> str:
        return self.unit or (self.value.unit if self.value else "")

    def is_better(self, new: float, old: float) -> bool:
        return new < old if self.better == "down" else new > old

    def reaches_target(self, value: float) -> bool | None:
        """Whether a value reaches the target; None where there is none."""
        if self.target is None:
            return None
        return value <= self.target if self.better == "down" else value >= self.target
