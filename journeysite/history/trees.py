"""The content as it was at a commit, for pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model.kind import Kind
from ..source.tree import MemoryTree, Tree
from .changelog import HistoryOptions
from .forgetting import ForgettingTree
from .git import GitProblem, open_repository


def tree_at(folder: Path, commit: str, options: HistoryOptions, kinds: Mapping[str, Kind]) -> Tree | None:
    """A content folder at a commit, without what must be forgotten. None where the repository does not hold all of it any more."""
    try:
        with open_repository(folder) as repository:
            files = repository.tree(commit).files
            contents = repository.blobs.read_all(files.values())
    except GitProblem:
        return None
    if any(blob not in contents for blob in files.values()):
        return None
    return ForgettingTree(MemoryTree({path: contents[blob] for path, blob in files.items()}), options.redaction, kinds)
