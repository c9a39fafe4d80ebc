"""The content as it lies in the folder: what it says that is not committed yet, and which files are what the last commit says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ..model.site import Site
from ..source.tree import Tree
from .git import Repository
from .past import Step, Touched
from .telling import Proven


def present_step(repository: Repository, head: str, tree: Tree, last: datetime, today: date) -> tuple[Step, dict[str, bytes]]:
    """What the folder changes in a commit as a step without one, and its contents by the ids that git would give them."""
    committed = repository.tree(head).files
    contents: dict[str, bytes] = {}
    files: dict[str, str] = {}
    for path in tree:
        data = tree.read(path)
        files[path] = blob_id(data, len(head))
        if committed.get(path) != files[path]:
            contents[files[path]] = data
    paths = sorted(committed.keys() | files.keys())
    touched = tuple(Touched(path, committed.get(path, ""), files.get(path, "")) for path in paths if committed.get(path) != files.get(path))
    when = max(last, datetime.combine(today, time(12), UTC))
    return Step("", when, "", "", touched), contents


@dataclass(frozen=True)
class Here:
    """The files of the last commit that may lie in the folder as they were committed. files: their ids.  length: of an id."""

    files: Mapping[str, str]
    tree: Tree
    length: int

    def content(self, path: str) -> bytes | None:
        """A file of the last commit as it lies in the folder; None where that is something else."""
        if path not in self.files or path not in self.tree:
            return None
        data = self.tree.read(path)
        return data if blob_id(data, self.length) == self.files[path] else None

    def contents(self, blobs: Set[str]) -> dict[str, bytes]:
        """Those of some contents that lie in the folder: the disk gives them sooner than git."""
        found = {blob: self.content(path) for path, blob in self.files.items() if blob in blobs}
        return {blob: data for blob, data in found.items() if data is not None}


def proven_by(here: Here, site: Site) -> Callable[[str], Proven | None]:
    """What the build has read of a file without fault, where that is what the last commit says; None for any other, and for shared files."""
    own = {entity.path: entity for entity in site.entities.values() if "/" in entity.path}

    def proven(path: str) -> Proven | None:
        entity = own.get(path)
        data = here.content(path) if entity else None
        return Proven(here.files[path], str(entity.key), entity.title, data) if entity and data is not None else None

    return proven


def blob_id(data: bytes, length: int) -> str:
    """The id that git gives a content. length: of an id in that repository, which says by which algorithm."""
    algorithm = hashlib.sha256 if length == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data).hexdigest()
