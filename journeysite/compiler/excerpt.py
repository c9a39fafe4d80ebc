"""The part of a tree that one map needs: to show a map of the past, nobody has to compile all that was there beside it.

Files are told by whether they name one another's ids, without being parsed. More than is needed may come along; that does no harm.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from ..source.tree import MemoryTree, Tree

_SOURCES = (".md", ".yml", ".yaml")
_ANSWERS = ("findings/", "opportunities/", "actions/", "notes/")
"""Folders of things that name what they are about, where the map does not name them."""

_WHOLE_UP_TO = 200
"""Trees with so few files are taken whole."""


def excerpt(tree: Tree, path: str) -> Tree:
    """The file of a map, the files shared by all, what it names and what names it, and what these name in turn. path: of the map."""
    files = [file for file in tree if file.endswith(_SOURCES)]
    if len(files) <= _WHOLE_UP_TO or path not in tree:
        return tree
    texts: dict[str, bytes] = {}

    def text(file: str) -> bytes:
        if file not in texts:
            texts[file] = tree.read(file).lower()
        return texts[file]

    single = [file for file in files if "/" in file]
    taken = {file for file in files if "/" not in file} | {path}
    taken |= set(_named_in(text(path), single))
    # What names the map, then what answers that, then what these name.
    for _ in range(2):
        known = [_id(file) for file in taken if file == path or file.startswith(_ANSWERS)]
        taken |= {file for file in single if file.startswith(_ANSWERS) and any(id in text(file) for id in known)}
    for file in [file for file in taken if "/" in file]:
        taken |= set(_named_in(text(file), (other for other in single if not other.startswith("journeys/"))))
    beside = {posixpath.dirname(file) for file in taken}
    kept = [file for file in tree if file in taken or (not file.endswith(_SOURCES) and posixpath.dirname(file) in beside)]
    return MemoryTree({file: tree.read(file) for file in kept})


def _id(file: str) -> bytes:
    return posixpath.basename(file).rpartition(".")[0].lower().encode()


def _named_in(text: bytes, files: Iterable[str]) -> Iterator[str]:
    """The files whose id stands in a text, or whose title does, as far as the id is made of it."""
    return (file for file in files if (id := _id(file)) in text or id.replace(b"-", b" ") in text)
