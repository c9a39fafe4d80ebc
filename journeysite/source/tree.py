"""The files of a site by their path, whether they lie on a disk, in memory or in a commit."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol


class Tree(Protocol):
    """Paths relative to the content folder, with `/` and in NFC, each with its bytes."""

    def __iter__(self) -> Iterator[str]: ...
    def __contains__(self, path: object) -> bool: ...
    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises KeyError for a path that is not in the tree."""
        ...


class MemoryTree:
    """A tree given as text or bytes."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {path: data.encode() if isinstance(data, str) else data for path, data in sorted(files.items())}

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        return self._files[path]


class FolderTree:
    """A tree on disk, listed once; files are read when asked for.

    Hidden files and folders are left out, and so is every link that leads out of the folder: content must not publish what lies elsewhere.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        real_root = os.path.realpath(root)
        found = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                path = Path(folder, name)
                if name.startswith(".") or (path.is_symlink() and not _inside(path, real_root)):
                    continue
                found[unicodedata.normalize("NFC", path.relative_to(root).as_posix())] = path
        self._files = dict(sorted(found.items()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        return self._files[path].read_bytes()


def _inside(link: Path, real_root: str) -> bool:
    return os.path.realpath(link).startswith(real_root + os.sep)
