"""The content as it lies in the folder: what it says that is not committed yet, and which files are what the last commit says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from ..model.site import Site
from ..source.tree import FolderTree, Tree
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


def proven_by(committed: Mapping[str, str], folder: Path, site: Site, length: int) -> Callable[[str], Proven | None]:
    """What the build has read of a file without fault, where that is what the last commit says; None for any other, and for shared files.

    committed: the ids of that commit's files.  length: of an id.
    """
    own = {entity.path: entity for entity in site.entities.values() if "/" in entity.path}
    tree = FolderTree(folder)

    def proven(path: str) -> Proven | None:
        entity = own.get(path)
        if entity is None or path not in committed or path not in tree or blob_id(tree.read(path), length) != committed[path]:
            return None
        return Proven(committed[path], str(entity.key), entity.title, lambda: tree.read(path))

    return proven


def blob_id(data: bytes, length: int) -> str:
    """The id that git gives a content. length: of an id in that repository, which says by which algorithm."""
    algorithm = hashlib.sha256 if length == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data).hexdigest()
