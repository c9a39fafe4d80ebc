"""What the change log costs: a thousand commits over a thousand maps of 36 kB each, cold and warm, against a build without history.

    python -m tests.benchmarks.history [--files 1000] [--commits 1000] [--size 36000]

Everything is measured in one run, so that the figures can be compared, in processor seconds; each is the best of two or three.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from journeysite.compiler.passes import compile_tree
from journeysite.history.changelog import ChangeLog, HistoryOptions, read_change_log
from journeysite.model.site import Site
from journeysite.source.tree import FolderTree

WORDS = (  # noqa: SIM905
    "the customer looks for a sign above the till and waits until somebody waves while the queue next to it moves on without a reason "
    "that anyone would give them so they count baskets ask a neighbour put the bag down and wonder whether the machine would have been "
    "quicker this time"
).split()

COLD_SECONDS, WARM_SECONDS = 2.0, 0.2


def main() -> int:
    """Print the figures. Returns 1 where what is remembered differs; a slow machine is no failure: compare the ratios."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        content = write_repository(Path(folder), options.files, options.commits, options.size)
        size = sum(path.stat().st_size for path in content.rglob("*.yml"))
        without, site = _best(2, lambda: compile_tree(FolderTree(content), date(2026, 11, 21))[0])
        cache = Path(folder, "history.json")
        cold, log = _best(2, lambda: _cold(content, site, cache))
        warm, again = _best(3, lambda: read_change_log(content, site, HistoryOptions(), cache))
    print(f"{options.files} files, {size / 1e6:.1f} MB, {options.commits} commits, {len(log.entries)} entries")
    print(f"reading the content, without history   {without:7.2f} s")
    for name, took, bound in (("cold", cold, COLD_SECONDS), ("warm", warm, WARM_SECONDS)):
        verdict = "holds" if took <= bound else "does not hold here"
        print(f"the change log, {name}                   {took:7.2f} s more (x {1 + took / without:.2f})   bound {bound} s: {verdict}")
    if again != log:
        print("warm and cold differ")
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=1000)
    parser.add_argument("--size", type=int, default=36_000)
    return parser.parse_args()


def _cold(content: Path, site: Site, cache: Path) -> ChangeLog:
    cache.unlink(missing_ok=True)
    return read_change_log(content, site, HistoryOptions(), cache)


def _best(times: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds, those of git included: what else the machine does at the time is not counted."""
    best = float("inf")
    for _ in range(times):
        start = _spent()
        result = work()
        best = min(best, _spent() - start)
    return best, result


def _spent() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


# The repository ------------------------------------------------------------------------------------------------------


def write_repository(folder: Path, files: int, commits: int, size: int) -> Path:
    """Maps with stages, steps, texts and emotions; then a commit for each edit of one of them. The same numbers give the same repository."""
    chance = random.Random(2026)
    maps = {f"content/journeys/area-{n % 20}/map-{n}.yml": _map(chance, n, size) for n in range(files)}
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    stream = b"".join(_commits(chance, maps, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True, env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1"})
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)
    return folder / "content"


def _map(chance: random.Random, number: int, size: int) -> str:
    lines = [f"title: Map {number}", f"summary: {_sentence(chance, 14)}", f"goal: {_sentence(chance, 8)}", "state: current", "stages:"]
    length = 0
    stage = 0
    while length < size:
        stage += 1
        block = [f"  - Stage {stage} of {number}:"]
        for step in range(6):
            block += [
                f"      - Step {stage}-{step} {_sentence(chance, 3)}: {chance.randint(-4, 4) / 2:g}",
                f"        doing: {_sentence(chance, 16)}",
                f"        thinking: {_sentence(chance, 14)}",
                "        feeling:",
                f"          - {_sentence(chance, 9)}",
                f"          - {_sentence(chance, 9)}",
                f"        quotes: {_sentence(chance, 12)} — a customer",
                f"        backstage: {_sentence(chance, 15)}",
            ]
        lines += block
        length += sum(len(line) + 1 for line in block)
    return "\n".join(lines) + "\n"


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


def _commits(chance: random.Random, maps: dict[str, str], commits: int) -> Iterator[bytes]:
    yield _commit(1, maps, "Put every map here")
    names = sorted(maps)
    for number in range(2, commits + 1):
        path = chance.choice(names)
        maps[path] = _edited(chance, maps[path])
        yield _commit(number, {path: maps[path]}, f"Listen to what people said in week {number}")


def _edited(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    kind = chance.choice(["Step", "doing:", "thinking:", "backstage:"])
    at = chance.choice([n for n, line in enumerate(lines) if kind in line])
    if kind == "Step":
        lines[at] = f"{lines[at].rpartition(': ')[0]}: {chance.randint(-4, 4) / 2:g}"
    else:
        lines[at] += f" {_sentence(chance, 3)}"
    return "\n".join(lines)


def _commit(number: int, files: dict[str, str], message: str) -> bytes:
    who = f"A Writer <writer@example.org> {1_700_000_000 + number * 60_000} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n{message}\n"
    return head.encode() + b"".join(b"M 100644 inline %s\ndata %d\n%s\n" % (p.encode(), len(d := t.encode()), d) for p, t in files.items())


if __name__ == "__main__":
    sys.exit(main())
