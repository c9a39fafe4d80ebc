"""Whether a content folder stood elsewhere before: a move is no news, and what happened there is part of the past."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace

from .git import CommitTree, GitProblem, Repository

Pairs = dict[str, tuple[str, str]]
"""Object ids before and after by path in the content folder, "" for none."""


def folder_before(repository: Repository, commit: str, parent: str) -> tuple[str, Pairs] | None:
    """Where the content folder, which a commit seems to add as a whole, was in the commit before.

    Returns that folder as a prefix and the files on both sides; None where most of what was added was nowhere else, or stayed there too.
    """
    try:
        then, now = _files(repository, parent), _files(repository, commit)
    except GitProblem:
        return None
    prefix = unicodedata.normalize("NFC", repository.prefix)
    here = {path.removeprefix(prefix): blob for path, blob in now.items() if path.startswith(prefix) and then.get(path) != blob}
    if any(is_content(path.removeprefix(prefix)) for path in then if path.startswith(prefix)):
        return None
    votes = _votes(here, then, now)
    if not votes:
        return None
    former, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if count * 2 < len(here):
        return None
    there = {path.removeprefix(former): blob for path, blob in then.items() if path.startswith(former)}
    return former, {
        path: (there.get(path, ""), here.get(path, ""))
        for path in there.keys() | here.keys()
        if not any(part.startswith(".") for part in path.split("/"))
    }


def is_content(path: str) -> bool:
    """Whether a file in a content folder may say something of the atlas: a folder may have stood there for something else before."""
    return path.endswith((".yml", ".yaml")) or (path.endswith(".md") and "/" in path)


def tree_then(repository: Repository, commit: str) -> CommitTree:
    """The content folder as it was at a commit, wherever it stood then."""
    head, tree = "HEAD", repository.tree(commit)
    while repository.prefix and not any(map(is_content, tree.files)):
        line = repository.ask("log", "--first-parent", "--format=%H %P", "--diff-filter=A", head, "--", repository.prefix)
        added = [words.split() for words in line.decode("ascii").splitlines()]
        found = next(
            ((parents[0], before) for one, *parents in reversed(added) if parents and (before := _before(repository, one, parents))), None
        )
        if found is None:
            break
        head, former = found
        repository = replace(repository, prefix=former)
        tree = repository.tree(commit)
    return tree


def _before(repository: Repository, commit: str, parents: list[str]) -> str:
    before = folder_before(repository, commit, parents[0])
    return before[0] if before and before[0] != repository.prefix else ""


def _votes(here: dict[str, str], then: dict[str, str], now: dict[str, str]) -> Counter[str]:
    """Each folder in which equal files stood under the same name until then, and how many."""
    places: dict[str, list[str]] = defaultdict(list)
    for path, blob in then.items():
        if now.get(path) != blob:
            places[blob].append(path)
    return Counter(
        place[: len(place) - len(path)]
        for path, blob in here.items()
        for place in places.get(blob, ())
        if place == path or place.endswith(f"/{path}")
    )


def _files(repository: Repository, commit: str) -> dict[str, str]:
    listing = repository.ask("ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.partition(b"\t") for entry in listing.split(b"\0") if entry)
    return {
        unicodedata.normalize("NFC", os.fsdecode(name)): head.split()[2].decode("ascii")
        for head, _, name in entries
        if head.startswith((b"100644", b"100755", b"100664"))
    }
