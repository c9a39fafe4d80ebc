"""Whether a content folder stood elsewhere before: a move is no news, and what happened there is part of the past."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict

from .git import GitProblem, Repository

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
    here = {path.removeprefix(prefix): blob for path, blob in now.items() if path.startswith(prefix)}
    if any(path.startswith(prefix) for path in then):
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
