"""The steps of a branch's past, oldest first, as its main line saw them: one `git log`, and commits through `git cat-file`."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from .git import GitProblem, Repository
from .moved import folder_before, is_content
from .reason import quotable

_HEADER = re.compile(rb"\x01(?P<commit>[0-9a-f]{40,64})\Z")
_RAW = re.compile(rb"\n?:(?P<old_mode>\d{6}) (?P<new_mode>\d{6}) (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) [A-Z]\d*\Z")
_FILE_MODES = (b"100644", b"100755", b"100664")

EARLIEST = datetime(2005, 4, 7, tzinfo=UTC)
"""Git's own first day. A clock that says less was wrong."""

LOOK_AHEAD = 11
"""How many later steps say whether a step's clock was wrong."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a step touched: its path in the content folder, and its object ids before and after, "" where it was not there."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the main line.

    when: its committer's date, in its own offset.
    message: without control characters; where most of what it touched is not content, no more than what was written for readers.
    parents: its commits, the main line's first.
    is_cut: whether the past before it was cut off, so that what it seems to add was there before.
    """

    commit: str
    when: datetime
    author: str
    message: str
    touched: tuple[Touched, ...]
    parents: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def subject(self) -> str:
        return self.message.split("\n", 1)[0].strip()

    @property
    def body(self) -> str:
        return self.message.partition("\n")[2].strip()


def steps(repository: Repository, head: str, after: str = "") -> tuple[Step, ...]:
    """The steps that touched the content, oldest first, their dates as their clocks said them.

    head: a commit.  after: a commit of the main line from which on to read, "" for all.
    Along first parents only: what happened on a branch is one step, the merge; a reading of all commits would report states that were never published.
    A content folder that was moved as a whole is followed to where it was.
    """
    log = repository.ask(
        "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-renames", "--no-abbrev", "-O/dev/null", "--no-textconv",
        "--no-ext-diff", "--encoding=UTF-8", "--ignore-submodules=all", "--no-show-signature", "--root", "--format=%x01%H",
        "--full-diff", "--no-relative", "--no-follow", f"{after}..{head}" if after else head, "--", repository.prefix or ".",
    )  # fmt: skip
    parsed = list(_parsed(log, repository.prefix))
    commits = repository.blobs.read_all(commit for commit, _, _ in parsed)
    cut_at = repository.cut_at
    found = [
        _step(commit, commits.get(commit, b""), touched, commit in cut_at, elsewhere > len(touched))
        for commit, touched, elsewhere in reversed(parsed)
    ]
    # What stood in the folder before there was content in it has no part in the past.
    start = next((n for n, step in enumerate(found) if any(is_content(item.path) for item in step.touched)), 0)
    if after or not found or not repository.prefix or not found[start].parents or found[start].is_cut:
        return tuple(found)
    before = folder_before(repository, found[start].commit, found[start].parents[0])
    if before is None:
        return tuple(found)
    former, first = before
    moved = tuple(Touched(path, old, new) for path, (old, new) in sorted(first.items()) if old != new)
    earlier = steps(replace(repository, prefix=former), found[start].parents[0])
    return (*earlier, replace(found[start], touched=moved), *found[start + 1 :])


def branch_of(repository: Repository, step: Step) -> tuple[Step, ...]:
    """What happened, commit by commit, on the branches that a merge brought in; () for any other step."""
    found: list[Step] = []
    for parent in step.parents[1:]:
        try:
            found += steps(repository, parent, after=step.parents[0])
        except GitProblem:
            # A branch that is not in this clone; the ends of the merge are known all the same.
            continue
    return tuple(found)


def _parsed(log: bytes, prefix: str) -> Iterator[tuple[str, tuple[Touched, ...], int]]:
    """Each commit with what it touched, and how many files outside of the folder it touched."""
    commit, elsewhere = "", 0
    touched: list[Touched] = []
    tokens = iter(log.split(b"\0"))
    root = os.fsencode(prefix)
    for token in tokens:
        header, raw = _HEADER.match(token), _RAW.match(token)
        if header:
            if commit:
                yield commit, tuple(touched), elsewhere
            commit, touched, elsewhere = header["commit"].decode("ascii"), [], 0
        elif raw:
            name = next(tokens)
            if not name.startswith(root):
                elsewhere += 1
                continue
            # Read as the disk's names are, so that a name that is no UTF-8 is the same in both.
            path = unicodedata.normalize("NFC", os.fsdecode(name[len(root) :]))
            if not any(part.startswith(".") for part in path.split("/")):
                old = raw["old"].decode("ascii") if raw["old_mode"] in _FILE_MODES else ""
                new = raw["new"].decode("ascii") if raw["new_mode"] in _FILE_MODES else ""
                touched.append(Touched(path, old, new))
    if commit:
        yield commit, tuple(touched), elsewhere


def _step(commit: str, data: bytes, touched: tuple[Touched, ...], is_cut: bool, is_elsewhere: bool) -> Step:
    head, _, message = data.partition(b"\n\n")
    lines = [line for line in head.split(b"\n") if not line.startswith(b" ")]
    fields = dict(line.partition(b" ")[::2] for line in reversed(lines))
    parents = () if is_cut else tuple(line[7:].decode("ascii", "replace") for line in lines if line.startswith(b"parent "))
    author = fields.get(b"author", b"").decode("utf-8", "replace").partition(" <")[0]
    when = _date(fields.get(b"committer", b""))
    said = quotable(_printable(message.decode("utf-8", "replace")), is_elsewhere)
    return Step(commit, when, _printable(author), said, touched, parents, is_cut)


def _date(line: bytes) -> datetime:
    """The date at the end of a committer line: seconds and an offset. What cannot be a date is the earliest one."""
    match = re.search(rb"(-?\d{1,19}) ([+-])(\d{2})(\d{2})\Z", line)
    if not match:
        return EARLIEST
    minutes = int(match[3]) * 60 + int(match[4])
    offset = timedelta(minutes=min(minutes, 14 * 60) * (-1 if match[2] == b"-" else 1))
    seconds = min(max(int(match[1]), 0), 253_000_000_000)
    return max(datetime.fromtimestamp(seconds, timezone(offset)), EARLIEST)


def believed(dates: Sequence[datetime], last: datetime = EARLIEST) -> tuple[datetime, ...]:
    """Dates in the order of history, oldest first, as they may be believed. last: the date before the first.

    Topological order is the truth, clocks are not: a date before that of the step before it becomes that one. A clock far in the future would drag all
    that follows with it: a date that most later steps contradict is taken for the last believed one.
    """
    ceiling = list(dates)
    for index in range(len(dates) - 2, -1, -1):
        # The second-lowest date of what follows bounds a step, so that one wrong clock in the past does not bound everything.
        later = sorted(dates[index + 1 : index + 1 + LOOK_AHEAD])
        if later:
            ceiling[index] = min(dates[index], later[min(1, len(later) - 1)])
    found = []
    for date, bound in zip(dates, ceiling, strict=True):
        last = max(last, min(date, bound))
        found.append(last)
    return tuple(found)


def _printable(text: str) -> str:
    cleaned = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C")
    return unicodedata.normalize("NFC", cleaned).strip()


def redated(steps: Sequence[Step], dates: Sequence[datetime]) -> tuple[Step, ...]:
    """Steps with the dates that are believed of them."""
    return tuple(step if date == step.when else replace(step, when=date) for step, date in zip(steps, dates, strict=True))
