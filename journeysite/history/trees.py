"""The content as it was at a commit, for pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model.kind import Kind
from ..source.tree import MemoryTree, Tree
from .changelog import MAX_HELD_BYTES, HistoryOptions
from .forgetting import ForgettingTree
from .git import GitProblem, open_repository
from .moved import where_it_was


class PastTrees:
    """A content folder at one commit after the other. What several commits share is read once."""

    def __init__(self, folder: Path, options: HistoryOptions, kinds: Mapping[str, Kind]) -> None:
        self.folder, self.options, self.kinds = folder, options, kinds
        self._contents: dict[str, bytes] = {}

    def at(self, commit: str) -> Tree | None:
        """The folder without what must be forgotten. None where the repository does not hold all of it any more."""
        try:
            with open_repository(self.folder) as repository:
                files = where_it_was(repository, commit).tree(commit).files
                known = {blob: self._contents[blob] for blob in files.values() if blob in self._contents}
                contents = known | repository.blobs.read_all(blob for blob in files.values() if blob not in known)
        except GitProblem:
            return None
        self._contents = contents if sum(map(len, contents.values())) <= MAX_HELD_BYTES else {}
        if any(blob not in contents for blob in files.values()):
            return None
        return ForgettingTree(MemoryTree({path: contents[blob] for path, blob in files.items()}), self.options.redaction, self.kinds)


def tree_at(folder: Path, commit: str, options: HistoryOptions, kinds: Mapping[str, Kind]) -> Tree | None:
    """The content at one commit only."""
    return PastTrees(folder, options, kinds).at(commit)
