"""The steps of a branch's past, oldest first, as its main line saw them: one `git log`, and commits through `git cat-file`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from .git import Repository

_HEADER = re.compile(rb"\x01(?P<commit>[0-9a-f]{40,64})\Z")
_RAW = re.compile(rb"\n?:(?P<old_mode>\d{6}) (?P<new_mode>\d{6}) (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) [A-Z]\d*\Z")
_FILE_MODES = (b"100644", b"100755", b"100664")

EARLIEST = datetime(2005, 4, 7, tzinfo=UTC)
"""Git's own first day. A clock that says less was wrong."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a step touched: its path in the content folder, and its object ids before and after, "" where it was not there."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the main line. when: its committer's date, in its own offset.  message: without control characters."""

    commit: str
    when: datetime
    author: str
    message: str
    touched: tuple[Touched, ...]

    @property
    def subject(self) -> str:
        return self.message.split("\n", 1)[0].strip()

    @property
    def body(self) -> str:
        return self.message.partition("\n")[2].strip()


def steps(repository: Repository, head: str, after: str = "") -> tuple[Step, ...]:
    """The steps that touched the content, oldest first. head: a commit.  after: a commit of the main line from which on to read, "" for all.

    Along first parents only: what happened on a branch is one step, the merge; a reading of all commits would report states that were never published.
    """
    log = repository.ask(
        "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-renames", "--no-abbrev", "-O/dev/null", "--no-textconv",
        "--no-ext-diff", "--ignore-submodules=all", "--no-show-signature", "--root", "--format=%x01%H", f"{after}..{head}" if after else head, "--",
        repository.prefix or ".",
    )  # fmt: skip
    found = [_step(repository, commit, touched) for commit, touched in _parsed(log, repository.prefix)]
    return tuple(_clamped(reversed(found)))


def _parsed(log: bytes, prefix: str) -> Iterator[tuple[str, tuple[Touched, ...]]]:
    commit = ""
    touched: list[Touched] = []
    tokens = iter(log.split(b"\0"))
    for token in tokens:
        header, raw = _HEADER.match(token), _RAW.match(token)
        if header:
            if commit:
                yield commit, tuple(touched)
            commit, touched = header["commit"].decode("ascii"), []
        elif raw:
            path = unicodedata.normalize("NFC", next(tokens).decode("utf-8", "replace"))
            if path.startswith(prefix) and not any(part.startswith(".") for part in path[len(prefix) :].split("/")):
                old = raw["old"].decode("ascii") if raw["old_mode"] in _FILE_MODES else ""
                new = raw["new"].decode("ascii") if raw["new_mode"] in _FILE_MODES else ""
                touched.append(Touched(path[len(prefix) :], old, new))
    if commit:
        yield commit, tuple(touched)


def _step(repository: Repository, commit: str, touched: tuple[Touched, ...]) -> Step:
    head, _, message = repository.blobs.read(commit).partition(b"\n\n")
    fields = dict(line.partition(b" ")[::2] for line in reversed(head.split(b"\n")) if not line.startswith(b" "))
    author = fields.get(b"author", b"").decode("utf-8", "replace").partition(" <")[0]
    return Step(commit, _date(fields.get(b"committer", b"")), _printable(author), _printable(message.decode("utf-8", "replace")), touched)


def _date(line: bytes) -> datetime:
    """The date at the end of a committer line: seconds and an offset. What cannot be a date is the earliest one."""
    match = re.search(rb"(-?\d{1,19}) ([+-])(\d{2})(\d{2})\Z", line)
    if not match:
        return EARLIEST
    minutes = int(match[3]) * 60 + int(match[4])
    offset = timedelta(minutes=min(minutes, 14 * 60) * (-1 if match[2] == b"-" else 1))
    seconds = min(max(int(match[1]), 0), 253_000_000_000)
    return max(datetime.fromtimestamp(seconds, timezone(offset)), EARLIEST)


def _clamped(found: Iterator[Step]) -> Iterator[Step]:
    """Topological order is the truth, clocks are not: a date before that of the step before it becomes that one.

    A clock far in the future would drag all that follows with it: a date that most later steps contradict is taken for the last believed one.
    """
    them = list(found)
    ceiling = [step.when for step in them]
    for index in range(len(them) - 2, -1, -1):
        # The second-lowest date of what follows bounds a step, so that one wrong clock in the past does not bound everything.
        later = sorted(step.when for step in them[index + 1 : index + 12])
        if later:
            ceiling[index] = min(ceiling[index], later[min(1, len(later) - 1)])
    last = EARLIEST
    for step, bound in zip(them, ceiling, strict=True):
        last = max(last, min(step.when, bound))
        yield step if last == step.when else Step(step.commit, last, step.author, step.message, step.touched)


def _printable(text: str) -> str:
    cleaned = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C")
    return unicodedata.normalize("NFC", cleaned).strip()
