"""`python -m tests.benchmarks`: build each site several times, in turn with the peer, and write what it took.

Only the ratios mean anything on another machine: the peer is really run, beside every run of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from .measure import Run
from .report import Result, as_json, as_table, result
from .setups import Row, heavy_rows, rows

TOP = Path(__file__).parent.parent.parent
PAGE = TOP / "content" / "handbook" / "keeping-a-site" / "speed.md"
FIGURES = Path(__file__).parent / "figures.json"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure builds beside Material.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10000], help="pages of each atlas (100 1000 10000)")
    parser.add_argument("--heavy", type=int, default=1000, help="long journeys of the heavy atlas, 0 for none (1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--large-runs", type=int, default=3, help="runs of each from 10,000 pages on, and of long journeys (3)")
    parser.add_argument("--past-up-to", type=int, default=1000, help="the largest atlas that is also built with its history (1000)")
    parser.add_argument("--only", default="", help="measure only rows with this in their names; the peer always runs")
    parser.add_argument("--write", action="store_true", help="write the handbook's table and figures.json")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the date to write")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="journeysite-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    results: list[Result] = []
    try:
        for pages in sorted(chosen.sizes):
            count = chosen.large_runs if pages >= 10_000 else chosen.runs
            results += _measure(rows(folder, pages, with_past=pages <= chosen.past_up_to), count, chosen.only)
        if chosen.heavy:
            results += _measure(heavy_rows(folder, chosen.heavy), chosen.large_runs, chosen.only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    about = _about(chosen.today)
    print(as_table(results, about))
    if chosen.write:
        FIGURES.write_text(json.dumps(as_json(results, about), indent=1) + "\n", encoding="utf-8")
        _write_page(as_table(results, about))


def _measure(group: list[Row], count: int, only: str) -> list[Result]:
    """Run all rows of a group in turn, `count` times over, so that a slow minute of the machine meets them all."""
    group = [group[0], *(row for row in group[1:] if only in row.name)]
    runs: dict[str, list[Run]] = {row.name: [] for row in group}
    for turn in range(count):
        for row in group:
            runs[row.name].append(row.run())
            print(f"  {row.group}, {row.name}, run {turn + 1}: {runs[row.name][-1].seconds:.2f} s", flush=True)
    first = runs[group[0].name]
    return [result(row.group, row.name, row.pages, runs[row.name], first) for row in group]


def _about(today: date) -> dict[str, str]:
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    words = " ".join(word for word in sys.argv[1:] if word != "--write")
    command = f'make bench ARGS="{words}"' if words else "make bench"
    machine = f"{os.cpu_count()} cores, output in memory" if os.access("/dev/shm", os.W_OK) else f"{os.cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    return {"date": today.isoformat(), "command": command, "python": python, "packages": packages, "machine": machine}


def _write_page(table: str) -> None:
    """Between its marks: the words around the figures are written by hand."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
