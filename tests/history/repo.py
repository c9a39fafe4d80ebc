"""Repositories with a past, written commit by commit through `git fast-import`: fixed names, fixed dates, no work tree until it is asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from journeysite.compiler.passes import compile_tree
from journeysite.history.changelog import ChangeLog, HistoryOptions, read_change_log
from journeysite.source.tree import FolderTree
from journeysite.view.addresses import Addresses
from journeysite.view.here import Here
from journeysite.view.language import Language
from journeysite.view.sentences import sentences

TODAY = date(2026, 11, 21)


class Link(NamedTuple):
    """A symbolic link."""

    to: str


class Submodule(NamedTuple):
    """A commit of another repository."""

    commit: str


Content = str | bytes | Link | Submodule | None
"""None takes a file away."""


@dataclass
class Past:
    """A repository in the making. Every commit names its parents, the last one of `main` where it names none."""

    folder: Path
    prefix: str = "content/"
    stream: list[bytes] = field(default_factory=list)
    trees: list[dict[str, Content]] = field(default_factory=lambda: [{}])
    last: int = 0
    hour: int = 0

    def commit(
        self, files: Mapping[str, Content], message: str | bytes = "update", on: str = "", parents: tuple[int, ...] | None = None, main: bool = True,
        prefix: str | None = None,
    ) -> int:  # fmt: skip
        """Add a commit and return its number. files: what differs from its first parent.  on: a day, or seconds and an offset as git writes them."""
        parents = ((self.last,) if self.last else ()) if parents is None else parents
        tree = dict(self.trees[parents[0]] if parents else {})
        base = self.prefix if prefix is None else prefix
        for path, content in files.items():
            tree[f"{base}{path}" if not path.startswith("/") else path[1:]] = content
        tree = {path: content for path, content in tree.items() if content is not None}
        self.trees.append(tree)
        number = len(self.trees) - 1
        self.stream.append(self._commit(number, parents, tree, message.encode() if isinstance(message, str) else message, self._when(on)))
        if main:
            self.last = number
        return number

    def _when(self, on: str) -> str:
        self.hour += 1
        if not on:
            return f"{int(datetime(2026, 1, 1, 12, tzinfo=UTC).timestamp()) + len(self.trees) * 7 * 86400} +0000"
        if len(on) == 10 and on[4] == "-":
            return f"{int(datetime.fromisoformat(f'{on}T08:00:00+00:00').timestamp()) + self.hour % 600} +0000"
        return on

    def _commit(self, number: int, parents: tuple[int, ...], tree: Mapping[str, Content], message: bytes, when: str) -> bytes:
        who = f"A Writer <writer@example.org> {when}"
        lines = [f"commit refs/heads/made-{number}\nmark :{number}\nauthor {who}\ncommitter {who}\n".encode(), _data(message)]
        lines += [f"{'merge' if position else 'from'} :{parent}\n".encode() for position, parent in enumerate(parents)]
        lines.append(b"deleteall\n")
        for path, content in tree.items():
            name = b'"' + b"".join(b"\\%03o" % byte for byte in path.encode("utf-8", "surrogateescape")) + b'"'
            if isinstance(content, Submodule):
                lines.append(b"M 160000 " + content.commit.encode() + b" " + name + b"\n")
            else:
                mode = b"120000" if isinstance(content, Link) else b"100644"
                data = content.to.encode() if isinstance(content, Link) else content.encode() if isinstance(content, str) else content
                assert data is not None
                lines.append(b"M " + mode + b" inline " + name + b"\n" + _data(data))
        return b"".join([*lines, b"\n"])

    def make(self) -> Past:
        """Write it into the folder, with the work tree of `main`. Can be called again after more commits."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
        done = b"".join([*self.stream, b"reset refs/heads/main\nfrom :%d\n\n" % self.last if self.last else b""])
        subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=self.folder, input=done, check=True)
        if self.last:
            self.git("reset", "--quiet", "--hard", "main")
            self.git("clean", "-fdq", "--", self.prefix or ".")
        (self.folder / self.prefix).mkdir(parents=True, exist_ok=True)
        return self

    def git(self, *arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def log(self, cache: Path | None = None, unpublished: bool = False, options: HistoryOptions | None = None) -> ChangeLog:
        self.make()
        return log_of(self.folder / self.prefix, cache, unpublished, options)

    def said(self, options: HistoryOptions | None = None) -> list[str]:
        """Every entry but the first additions, oldest first, each in one line a change."""
        return told(self.folder / self.prefix, self.log(options=options))


def _data(data: bytes) -> bytes:
    return b"data %d\n" % len(data) + data + b"\n"


def log_of(folder: Path, cache: Path | None = None, unpublished: bool = False, options: HistoryOptions | None = None) -> ChangeLog:
    """What is known of the past of a folder."""
    site, _ = compile_tree(FolderTree(folder), TODAY)
    return read_change_log(folder, site, options or HistoryOptions(), cache, unpublished)


def told(folder: Path, log: ChangeLog) -> list[str]:
    """The log in lines, oldest first: `what kind:id [<old title] [(reason)]` and a line a change."""
    site, _ = compile_tree(FolderTree(folder), TODAY)
    here = Here(site, Addresses(), log)
    lines = []
    for entry in sorted(log.entries, key=lambda entry: entry.order):
        back = f" to {entry.back_to}" if entry.back_to else ""
        lines.append(
            f"{entry.what} {' '.join(str(key) for key in entry.keys)}{back}" + (f" (was {entry.old_title})" if entry.old_title else "")
        )
        for sentence in sentences(here, entry, Language()):
            where = " / ".join(sentence.where)
            lines.append(f"  {where + ': ' if where else ''}{sentence.text}")
    return lines
