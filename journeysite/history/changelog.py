"""What changed, when and why: the one log that pages, feeds and the command line read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path

from ..errors import Diagnostic, Place, Severity
from ..model.refs import Key
from ..model.site import Site
from ..source.tree import FolderTree
from .axis import axis_of
from .chronicle import Chronicle
from .gather import LogEntry as LogEntry
from .gather import log_entries
from .git import GitProblem, Repository, open_repository
from .memory import Remembered, recall, remember
from .normal import signature
from .past import EARLIEST, LOOK_AHEAD, Step, believed, branch_of, redated, steps
from .reason import is_silenced
from .redact import Redaction
from .telling import Proven, Telling
from .unpublished import Here, present_step, proven_by
from .versions import SOURCES
from .walk import tell

AT_ONCE = 100
"""Steps whose contents are held in memory together."""

MAX_HELD_BYTES = 64 * 2**20
"""So much of what was read is kept for the steps after."""


@dataclass(frozen=True)
class HistoryOptions:
    """What a site decides about its past.

    zone: in which a day begins and ends.  silence: commits, by the beginning of their ids, that are no news.  authors: whether names are shown.
    versions: how many published versions of a journey get a page.  redact_…: words, patterns and `kind:id` that no page of the site may say.
    """

    zone: tzinfo = UTC
    silence: frozenset[str] = frozenset()
    authors: bool = False
    versions: int = 5
    redact_words: tuple[str, ...] = ()
    redact_patterns: tuple[re.Pattern[str], ...] = ()
    redact_entities: frozenset[str] = frozenset()

    @property
    def redaction(self) -> Redaction:
        return Redaction(self.redact_words, self.redact_patterns, self.redact_entities)


@dataclass(frozen=True)
class ChangeLog:
    """Everything that was published and changed. entries: newest first.  begins: the first day that is known, None where nothing is.

    is_cut: whether there is a past before `begins` that was not to be had, as in a shallow clone.
    """

    entries: tuple[LogEntry, ...] = ()
    begins: date | None = None
    is_cut: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    options: HistoryOptions = field(default_factory=HistoryOptions)

    def about(self, key: Key) -> tuple[LogEntry, ...]:
        """The entries of one entity, under all the names that it had."""
        return self._by_key.get(key, ())

    def since(self, day: date) -> tuple[LogEntry, ...]:
        """The entries of a day and of all later ones."""
        return tuple(entry for entry in self.entries if entry.day >= day)

    @cached_property
    def _by_key(self) -> Mapping[Key, tuple[LogEntry, ...]]:
        found: dict[Key, list[LogEntry]] = {}
        for entry in self.entries:
            for key in dict.fromkeys(entry.keys):
                found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


EMPTY = ChangeLog()


def read_change_log(
    folder: Path, site: Site, options: HistoryOptions, cache: Path | None = None, with_unpublished: bool = False
) -> ChangeLog:
    """The change log of a content folder, from the repository that it lies in. Never raises for what a repository may be.

    site: what the folder says today.  cache: a file in which to remember what was read, None to remember nothing.
    with_unpublished: whether what is not committed yet is told too.
    """
    try:
        with open_repository(folder) as repository:
            chronicle, diagnostics = _Reader(repository, folder, site, options).read(cache, with_unpublished)
    except GitProblem as problem:
        hint = Diagnostic(Place("."), "C802", f"there is no change log: {problem.sentence}", problem.hint, severity=Severity.HINT)
        return ChangeLog(diagnostics=(hint,), options=options)
    told = [d for d in chronicle.diagnostics if not options.redaction.says(d.at.path)]
    entries = log_entries(chronicle.entries, site, options.authors)
    return ChangeLog(entries, chronicle.begins, chronicle.is_cut, (*diagnostics, *told), options)


class _Reader:
    """Reads one repository for one site."""

    def __init__(self, repository: Repository, folder: Path, site: Site, options: HistoryOptions) -> None:
        self.repository, self.folder, self.site, self.options = repository, folder, site, options
        self.head = repository.commit("HEAD")
        self.cut_at = repository.cut_at
        self.contents: dict[str, bytes] = {}
        self.missing: set[str] = set()
        self.here = Here({}, FolderTree(folder), len(self.head))
        self.absent: frozenset[str] = frozenset()

    def read(self, cache: Path | None, with_unpublished: bool) -> tuple[Chronicle, tuple[Diagnostic, ...]]:
        key = self.key()
        known = recall(cache, key) if cache else None
        told = self.continued(known) if known else None
        if told is None:
            told = self.told(steps(self.repository, self.head))
        if cache and told is not known and not self.missing:
            remember(cache, key, told)
        if with_unpublished:
            self.tell_present(told.chronicle)
        return told.chronicle, tuple(self.problems())

    def told(self, found: Sequence[Step]) -> Remembered:
        """The whole past, from its first step on."""
        self.absent = self.repository.absent(self.head)
        clocks = [step.when for step in found]
        dates = believed(clocks)
        found = redated(found, dates)
        self.here = replace(self.here, files=self.repository.tree(self.head).files)
        telling = self.telling(proven_by(self.here, self.site))
        chronicle = self.tell(found, Chronicle(), telling)
        if self.missing:
            # What cannot be read can be neither old nor new: the past begins with the last step that touched it.
            last = max((n for n, step in enumerate(found) if self.lacks(step)), default=-1)
            found = found[max(last, 0) :]
            chronicle = self.tell([replace(found[0], is_cut=True), *found[1:]] if last >= 0 else found, Chronicle(), telling)
        return Remembered(chronicle, self.head, *_tail(clocks, dates))

    def continued(self, known: Remembered) -> Remembered | None:
        """What is remembered with what came since; None where it cannot be gone on with."""
        if known.head == self.head:
            return known
        line = self.repository.ask("rev-list", "--first-parent", self.head).decode("ascii").split()
        if known.head not in line:
            return None
        self.absent = self.repository.absent(self.head)
        found = steps(self.repository, self.head, after=known.head)
        clocks = [*(clock for clock, _ in known.tail), *(step.when for step in found)]
        dates = believed(clocks, known.before)
        if any(date != before for date, (_, before) in zip(dates, known.tail, strict=False)):
            # A later clock shows that an earlier one was wrong: what was told of it then would be told otherwise now.
            return None
        found = redated(found, dates[len(known.tail) :])
        chronicle = self.tell(found, known.chronicle, self.telling(lambda path: None))
        if self.missing:
            return None
        clocks_now, before = _tail(clocks, dates, known.before)
        return Remembered(chronicle, self.head, clocks_now, before)

    def tell(self, found: Sequence[Step], chronicle: Chronicle, telling: Telling) -> Chronicle:
        held: dict[str, bytes] = {}
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            wanted = {blob for blob in _contents_of(some, self.here.files) if blob not in self.absent}
            self.contents = {blob: held[blob] for blob in wanted & held.keys()}
            self.contents |= self.here.contents(wanted - held.keys())
            self.contents |= self.repository.blobs.read_all(sorted(wanted - self.contents.keys()))
            tell(some, chronicle, telling)
            # What a file says after these steps is what it says before the next one that touches it.
            held |= {item.new: self.contents[item.new] for step in some for item in step.touched if item.new in self.contents}
            held = held if sum(map(len, held.values())) <= MAX_HELD_BYTES else {}
        self.contents = {}
        return chronicle

    def tell_present(self, chronicle: Chronicle) -> None:
        """What lies in the folder and is not committed, as a step of its own."""
        last = max((entry.when for entry in chronicle.entries), default=EARLIEST)
        step, self.contents = present_step(self.repository, self.head, self.here.tree, last, self.site.today)
        tell([step], chronicle, self.telling(lambda path: None))

    def telling(self, proven: Callable[[str], Proven | None]) -> Telling:
        redaction = self.options.redaction
        return Telling(
            kinds=self.site.kinds,
            read=self.content,
            formerly={str(old): str(new) for old, new in self.site.former.items()},
            zone=self.options.zone,
            redact=redaction.normal,
            forget=redaction.text,
            axis=axis_of(self.site.registries),
            silent=lambda step: (
                is_silenced(step.message) or any(step.commit.startswith(said) for said in self.options.silence if step.commit)
            ),
            branch=lambda step: branch_of(self.repository, step),
            proven=proven,
            files=lambda step: self.repository.tree(step.commit).files if step.commit else {},
        )

    def content(self, blob: str) -> bytes | None:
        if blob not in self.contents:
            found = {} if blob in self.absent else self.repository.blobs.read_all([blob])
            if blob not in found:
                self.missing.add(blob)
                return None
            self.contents |= found
        return self.contents[blob]

    def lacks(self, step: Step) -> bool:
        return any(item.old in self.missing or item.new in self.missing for item in step.touched)

    def problems(self) -> list[Diagnostic]:
        found = []
        if self.cut_at:
            message = "this clone is shallow, so that the change log begins where it was cut off"
            hint = "git fetch --unshallow, or in GitHub Actions fetch-depth: 0 for actions/checkout"
            found.append(Diagnostic(Place("."), "C803", message, hint, severity=Severity.WARNING))
        if self.missing:
            message = "this clone is partial or damaged, so that the change log begins after the last version that it lacks"
            found.append(Diagnostic(Place("."), "C804", message, "git fetch --refetch --no-filter", severity=Severity.WARNING))
        return found

    def key(self) -> str:
        """Everything that what is told depends on, but for the commits."""
        options, axis = self.options, axis_of(self.site.registries)
        said = [
            signature(self.site.kinds), sorted((str(old), str(new)) for old, new in self.site.former.items()), str(options.zone),
            sorted(options.silence), options.redact_words, [[p.pattern, p.flags] for p in options.redact_patterns], sorted(options.redact_entities),
            [axis.scale.low, axis.scale.high, axis.names], self.repository.prefix, sorted(self.cut_at),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _contents_of(found: Sequence[Step], here: Mapping[str, str]) -> Iterator[str]:
    """What will be read for some steps. here: the files as they are today, which are not read from git where they came and stayed."""
    for step in found:
        for item in step.touched:
            if not item.path.endswith(SOURCES):
                continue
            if item.old:
                yield item.old
            if item.new and (item.old or here.get(item.path) != item.new):
                yield item.new


def _tail(
    clocks: Sequence[datetime], dates: Sequence[datetime], before: datetime = EARLIEST
) -> tuple[tuple[tuple[datetime, datetime], ...], datetime]:
    """The last steps, whose dates later ones may still contradict, and the date that was believed before them."""
    start = max(0, len(clocks) - LOOK_AHEAD)
    return tuple(zip(clocks[start:], dates[start:], strict=True)), dates[start - 1] if start else before
