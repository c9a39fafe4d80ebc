"""The part of a tree that one map needs: to show a map of the past, nobody has to compile all that was there beside it.

Files are told by whether they name one another's ids, without being parsed. More than is needed may come along; that does no harm.
"""

from __future__ import annotations

import posixpath

from ..source.tree import MemoryTree, Tree

_SOURCES = (".md", ".yml", ".yaml")
_ANSWERS = ("findings/", "opportunities/", "actions/", "notes/")
"""Folders of things that name what they are about, where the map does not name them."""

_WHOLE_UP_TO = 200
"""Trees with so few files are taken whole."""

_TREES_KEPT = 8

_Names = tuple[tuple[str, bytes, bytes], ...]
"""Files, each with its id and with the words that the id is made of."""


def excerpt(tree: Tree, path: str) -> Tree:
    """The part of one tree for one map."""
    return Excerpts().of(tree, path)


class Excerpts:
    """Cuts many trees that have most of their files in common: which files a text names is found out once."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], _Names] = {}
        self._named: dict[tuple[bytes, tuple[str, ...]], frozenset[str]] = {}
        self._texts: dict[int, tuple[Tree, dict[str, bytes]]] = {}

    def of(self, tree: Tree, path: str) -> Tree:
        """The file of a map, the files shared by all, what it names and what names it, and what these name in turn. path: of the map."""
        files = [file for file in tree if file.endswith(_SOURCES)]
        if len(files) <= _WHOLE_UP_TO or path not in tree:
            return tree
        single = tuple(file for file in files if "/" in file)
        taken = {file for file in files if "/" not in file} | {path} | self._named_in(tree, path, single)
        answers = [file for file in single if file.startswith(_ANSWERS)]
        # What names the map, then what answers that, then what these name.
        for _ in range(2):
            known = [_id(file) for file in taken if file == path or file.startswith(_ANSWERS)]
            taken |= {file for file in answers if file not in taken and any(id in self._text(tree, file) for id in known)}
        for file in [file for file in taken if "/" in file]:
            taken |= {other for other in self._named_in(tree, file, single) if not other.startswith("journeys/")}
        beside = {posixpath.dirname(file) for file in taken}
        kept = [file for file in tree if file in taken or (not file.endswith(_SOURCES) and posixpath.dirname(file) in beside)]
        return MemoryTree({file: tree.read(file) for file in kept})

    def _named_in(self, tree: Tree, file: str, files: tuple[str, ...]) -> frozenset[str]:
        """The files whose id stands in a text, or whose title does, as far as the id is made of it."""
        text = self._text(tree, file)
        if (text, files) not in self._named:
            if files not in self._names:
                self._names[files] = tuple((other, _id(other), _id(other).replace(b"-", b" ")) for other in files)
            self._named[text, files] = frozenset(other for other, id, words in self._names[files] if id in text or words in text)
        return self._named[text, files]

    def _text(self, tree: Tree, file: str) -> bytes:
        if id(tree) not in self._texts:
            while len(self._texts) >= _TREES_KEPT:
                self._texts.pop(next(iter(self._texts)))
            # The tree is held with its texts, so that no later one can have the same identity.
            self._texts[id(tree)] = tree, {}
        texts = self._texts[id(tree)][1]
        if file not in texts:
            texts[file] = tree.read(file).lower()
        return texts[file]


def _id(file: str) -> bytes:
    return posixpath.basename(file).rpartition(".")[0].lower().encode()
