"""What was measured, as a table for people and as JSON to compare with."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from .measure import Run


@dataclass(frozen=True)
class Result:
    """Medians of several runs. ratio: of the processor's time of paired runs, to the first of the group; 1 for itself."""

    group: str
    name: str
    pages: int
    runs: int
    seconds: float
    cpu_seconds: float
    ratio: float
    peak_mb: float
    written_bytes: int
    index_bytes: int


def result(group: str, name: str, pages: int, runs: Sequence[Run], first: Sequence[Run]) -> Result:
    """runs, first: in the order in which they ran, so that each is compared with its neighbour in time."""
    ratio = median(run.cpu_seconds / other.cpu_seconds for run, other in zip(runs, first, strict=True))
    seconds, cpu_seconds, peak_mb = (median(getattr(run, name) for run in runs) for name in ("seconds", "cpu_seconds", "peak_mb"))
    return Result(
        group,
        name,
        pages,
        len(runs),
        round(seconds, 3),
        round(cpu_seconds, 3),
        round(ratio, 3),
        round(peak_mb),
        runs[-1].written_bytes,
        runs[-1].index_bytes,
    )


def growth(results: Sequence[Result]) -> dict[str, float]:
    """By name, the exponent with which time grows between the two largest sizes: 1 where ten times the pages take ten times as long."""
    found = {}
    for name in dict.fromkeys(one.name for one in results):
        same = sorted((one for one in results if one.name == name and not one.group.endswith("lines")), key=lambda one: one.pages)
        if len(same) > 1:
            small, large = same[-2:]
            found[name] = round(math.log(large.cpu_seconds / small.cpu_seconds) / math.log(large.pages / small.pages), 3)
    return found


def as_json(results: Sequence[Result], about: dict[str, str]) -> dict[str, Any]:
    return {**about, "growth": growth(results), "results": [asdict(one) for one in results]}


def as_table(results: Sequence[Result], about: dict[str, str]) -> str:
    return "\n".join(_lines(results, about)) + "\n"


def _lines(results: Sequence[Result], about: dict[str, str]) -> Iterator[str]:
    yield "| | runs | seconds | of the processor | ratio | peak memory | written | search index |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for group in dict.fromkeys(one.group for one in results):
        yield f"| **{group}** | | | | | | | |"
        for one in results:
            if one.group == group:
                sizes = " | ".join(f"{size / 1e6:.1f} MB" if size else "–" for size in (one.written_bytes, one.index_bytes))
                memory = f"{one.peak_mb:.0f} MB" if one.peak_mb else "–"
                yield f"| {one.name} | {one.runs} | {one.seconds:.2f} | {one.cpu_seconds:.2f} | {one.ratio:.3f} | {memory} | {sizes} |"
    exponents = growth(results)
    if exponents:
        yield ""
        yield "Growth from the second largest size to the largest, as an exponent (1: ten times the pages take ten times as long): "
        yield "; ".join(f"{name} {exponent:.2f}" for name, exponent in exponents.items()) + "."
    yield ""
    yield f"Measured on {about['date']} with `{about['command']}`, {about['python']}, {about['packages']}, {about['machine']}."
