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
        self._files = dict(sorted(_listed(str(root), "", os.path.realpath(root))))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        with open(self._files[path], "rb") as file:
            return file.read()


def _listed(folder: str, inside: str, real_root: str) -> Iterator[tuple[str, str]]:
    """The files in a folder and below, each by its path in the tree. A Path for each of ten thousand files would cost more than to read them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _listed(entry.path, f"{inside}{entry.name}/", real_root)
            elif not entry.is_dir() and not (entry.is_symlink() and not _inside(entry.path, real_root)):
                yield unicodedata.normalize("NFC", f"{inside}{entry.name}"), entry.path


def _inside(link: str, real_root: str) -> bool:
    return os.path.realpath(link).startswith(real_root + os.sep)
