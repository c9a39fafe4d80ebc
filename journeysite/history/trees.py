"""The content as it was at a commit, for pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model.kind import Kind
from ..source.tree import MemoryTree, Tree
from .changelog import MAX_HELD_BYTES, HistoryOptions
from .forgetting import ForgettingTree
from .git import GitProblem, open_repository
from .moved import tree_then


class PastTrees:
    """A content folder at one commit after the other. What several commits share is read, and rid of what must be forgotten, once."""

    def __init__(self, folder: Path, options: HistoryOptions, kinds: Mapping[str, Kind]) -> None:
        self.folder, self.options, self.kinds = folder, options, kinds
        self._contents: dict[str, bytes] = {}
        self._discreet: dict[tuple[str, str], bytes | None] = {}

    def at(self, commit: str) -> Tree | None:
        """The folder without what must be forgotten. None where the repository does not hold all of it any more."""
        try:
            with open_repository(self.folder) as repository:
                files = tree_then(repository, commit).files
                known = {blob: self._contents[blob] for blob in files.values() if blob in self._contents}
                contents = known | repository.blobs.read_all(blob for blob in files.values() if blob not in known)
        except GitProblem:
            return None
        self._contents = contents if sum(map(len, contents.values())) <= MAX_HELD_BYTES else {}
        if any(blob not in contents for blob in files.values()):
            return None
        if self.options.redaction.is_empty:
            return MemoryTree({path: contents[blob] for path, blob in files.items()})
        return self._forgetting(files, contents)

    def _forgetting(self, files: Mapping[str, str], contents: Mapping[str, bytes]) -> Tree:
        whole = ForgettingTree(MemoryTree({path: contents[blob] for path, blob in files.items()}), self.options.redaction, self.kinds)
        known = {named: self._discreet[named] for named in files.items() if named in self._discreet}
        known |= {(path, blob): whole.read(path) if path in whole else None for path, blob in files.items() if (path, blob) not in known}
        self._discreet = known if sum(len(data or b"") for data in known.values()) <= MAX_HELD_BYTES else {}
        return MemoryTree({path: data for (path, _), data in known.items() if data is not None})


def tree_at(folder: Path, commit: str, options: HistoryOptions, kinds: Mapping[str, Kind]) -> Tree | None:
    """The content at one commit only."""
    return PastTrees(folder, options, kinds).at(commit)
