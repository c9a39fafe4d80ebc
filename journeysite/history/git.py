"""What git knows of a folder, read without touching it: the only module that starts another program.

`with open_repository(folder) as repository:` keeps one `git cat-file --batch` running, which serves every commit that is looked at.
"""

from __future__ import annotations

import os
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import JourneysiteError

_REGULAR_FILES = (b"100644", b"100755", b"100664")
"""Modes of what is published. Links (120000) and submodules (160000) point elsewhere and are left out."""

# A cloned repository may name programs to start in its configuration; none of them is needed to read a commit.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "-c", "core.quotePath=false")

# Set by git itself while it runs a hook; they would point at another repository than the folder that was asked for.
_SET_IN_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

_FETCH_ALL = "fetch the whole history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)"


_AT_ONCE = 500
"""Contents asked for before the first is read: so many questions always fit into a pipe, so that neither side waits for the other."""


class GitProblem(JourneysiteError):
    """Git could not answer. Its text is a sentence for the person at the keyboard; hint: what to do about it, or ""."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(f"{sentence}: {hint}" if hint else sentence)
        self.sentence, self.hint = sentence, hint


@contextmanager
def open_repository(folder: Path) -> Iterator[Repository]:
    """The repository that holds a folder. Raises GitProblem where there is none, or no git."""
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n")
    # A folder inside of .git and a bare repository have no top level; git prints nothing there.
    if not top:
        raise GitProblem(f"{folder} is not in the work tree of a git repository")
    below = os.path.relpath(os.path.realpath(folder), os.path.realpath(top)).replace(os.sep, "/")
    if below.startswith(".."):
        raise GitProblem(f"the git repository of {folder} keeps its work tree elsewhere, in {top}")
    blobs = Blobs(Path(top))
    try:
        yield Repository(Path(top), "" if below == "." else f"{below}/", blobs)
    finally:
        blobs.close()


@dataclass(frozen=True)
class Repository:
    """A repository and the folder in it that holds the sources. prefix: that folder with a `/` at its end, "" for the top."""

    top: Path
    prefix: str
    blobs: Blobs

    @property
    def is_shallow(self) -> bool:
        """Whether the past was cut off when this was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def cut_at(self) -> frozenset[str]:
        """The commits at which a shallow clone ends: what was before them exists, but not here."""
        if not self.is_shallow:
            return frozenset()
        path = self.top / os.fsdecode(self.ask("rev-parse", "--git-path", "shallow")).rstrip("\n")
        try:
            return frozenset(path.read_text("ascii").split())
        except (OSError, UnicodeDecodeError):
            return frozenset()

    def absent(self, commit: str) -> frozenset[str]:
        """The contents that a partial clone does not hold of a commit and its past. git would end at the first that it is asked for."""
        try:
            self.ask("config", "--get-regexp", r"^remote\..*\.promisor$")
        except GitProblem:
            return frozenset()
        listing = self.ask("rev-list", "--objects", "--missing=print", commit, "--", self.prefix or ".")
        return frozenset(line[1:].decode("ascii") for line in listing.split(b"\n") if line.startswith(b"?"))

    def ask(self, *arguments: str) -> bytes:
        """What a git command prints. Raises GitProblem with what git said."""
        return _git(self.top, *arguments)

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names. Raises GitProblem for one that is not there."""
        if not revision or revision.startswith("-") or "\n" in revision or "\0" in revision:
            raise GitProblem(f'"{revision.strip()}" is not a revision', "write a branch, a tag or a commit")
        found = self._verify(f"{revision}^{{commit}}")
        if found:
            return found
        if not self._verify("HEAD"):
            raise GitProblem("this repository has no commit yet", "commit something first")
        if self.is_shallow:
            raise GitProblem(f'this clone is shallow and does not hold "{revision}"', _FETCH_ALL)
        raise GitProblem(f'git knows no revision "{revision}"', "look at git branch --all, or fetch it first")

    def fork_point(self, revision: str) -> str:
        """The commit at which the current branch left a revision: what a change is measured against, wherever that branch went since."""
        commit = self.commit(revision)
        try:
            return self.ask("merge-base", commit, "HEAD").decode("ascii").strip() or commit
        except GitProblem:
            # Histories without a common commit, or a shallow clone that ends before it.
            return commit

    def tree(self, revision: str) -> CommitTree:
        """The source folder as it was. A commit from before the folder existed gives an empty tree."""
        commit = self.commit(revision)
        listing = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, *([self.prefix] if self.prefix else []))
        return CommitTree(commit, dict(sorted(self._files(listing))), self.blobs)

    def _files(self, listing: bytes) -> Iterator[tuple[str, str]]:
        """Each file below the prefix with the id of its content."""
        for entry in listing.split(b"\0"):
            head, tab, name = entry.partition(b"\t")
            if not tab or head.split()[0] not in _REGULAR_FILES:
                continue
            # As the disk's names are read, so that a name that is no UTF-8 is the same in both.
            path = unicodedata.normalize("NFC", os.fsdecode(name).removeprefix(self.prefix))
            # Hidden files and folders are no sources on the disk either.
            if not any(part.startswith(".") for part in path.split("/")):
                yield path, head.split()[2].decode("ascii")

    def _verify(self, revision: str) -> str:
        try:
            return self.ask("rev-parse", "--verify", "--quiet", revision).decode("ascii").strip()
        except GitProblem:
            return ""


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit (a Tree). files: the content id of each path; the same id is the same content in every commit."""

    commit: str
    files: Mapping[str, str]
    blobs: Blobs

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def read(self, path: str) -> bytes:
        return self.blobs.read(self.files[path])


class Blobs:
    """Contents by their id, from one running `git cat-file --batch`, which is started when it is first asked."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blob: str) -> bytes:
        """The content with an id. Raises GitProblem where the repository does not hold it."""
        content = self._ask([blob])[0]
        if content is None:
            hint = "the clone may be partial or damaged: git fetch --refetch"
            raise GitProblem(f"the repository does not hold the content {blob[:12]}", hint)
        return content

    def read_all(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Many contents at once; those that the repository does not hold are left out."""
        wanted = list(dict.fromkeys(blobs))
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found |= {blob: content for blob, content in zip(some, self._ask(some), strict=True) if content is not None}
        return found

    def _ask(self, blobs: Sequence[str]) -> list[bytes | None]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", *_HARMLESS, "cat-file", "--batch"],
                cwd=self._top,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None and answers is not None
        try:
            questions.write("".join(f"{blob}\n" for blob in blobs).encode("ascii"))
            questions.flush()
        except BrokenPipeError as error:
            raise GitProblem("git stopped while it was read from") from error
        found: list[bytes | None] = []
        for _ in blobs:
            head = answers.readline().split()
            if not head:
                # In a partial clone git ends at the first content that it lacks and may not fetch; what comes after it may be there.
                self.close()
                return [*found, None, *(self._ask(rest) if (rest := blobs[len(found) + 1 :]) else [])]
            found.append(answers.read(int(head[2])) if len(head) == 3 else None)
            if len(head) == 3:
                answers.read(1)
        return found

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            # Closing its questions ends it; communicate() waits, so that no process is left behind.
            process.communicate()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *_HARMLESS, *arguments], cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise GitProblem(f"there is no folder {folder}") from error
        raise GitProblem("git is not installed", "install it from https://git-scm.com") from error
    if done.returncode == 0:
        return done.stdout
    raise _said_by_git(folder, done.stderr.decode("utf-8", "replace"))


def _said_by_git(folder: Path, said: str) -> GitProblem:
    if "not a git repository" in said:
        return GitProblem(f"{folder} is not in a git repository", "history needs one: git init")
    if "dubious ownership" in said:
        trust = f"git config --global --add safe.directory {folder}"
        return GitProblem("git does not trust this folder, which belongs to another user", trust)
    if "must be run in a work tree" in said:
        return GitProblem(f"{folder} is not in the work tree of a git repository")
    first = next((line.strip() for line in said.splitlines() if line.strip()), "it said nothing")
    return GitProblem(f"git could not answer ({first.removeprefix('fatal: ')})")


def _environment() -> dict[str, str]:
    """Ours without what hooks set, with git speaking English, asking nothing and locking nothing."""
    kept = {name: value for name, value in os.environ.items() if name not in _SET_IN_HOOKS}
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        # A partial clone would fetch what it lacks, through a program that its configuration names.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_PAGER": "cat",
    }
