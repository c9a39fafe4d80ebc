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

_TEXTS_KEPT = 20_000
"""Texts of which what they name is remembered. More than that are forgotten together, and looked through again."""

_Names = tuple[tuple[str, bytes, bytes], ...]
"""Files, each with its id and with the words that the id is made of."""


def excerpt(tree: Tree, path: str) -> Tree:
    """The part of one tree for one map."""
    return Excerpts().of(tree, path)


class Excerpts:
    """Cuts many trees that have most of their files in common: which files a text names is found out once."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], _Names] = {}
        self._named: dict[tuple[str, ...], dict[bytes, frozenset[str]]] = {}
        self._answering: dict[tuple[bytes, ...], dict[bytes, bool]] = {}
        self._lowered: dict[bytes, bytes] = {}

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
            known = tuple(sorted(_id(file) for file in taken if file == path or file.startswith(_ANSWERS)))
            taken |= self._answers(tree, [file for file in answers if file not in taken], known)
        for file in [file for file in taken if "/" in file]:
            taken |= {other for other in self._named_in(tree, file, single) if not other.startswith("journeys/")}
        beside = {posixpath.dirname(file) for file in taken}
        kept = [file for file in tree if file in taken or (not file.endswith(_SOURCES) and posixpath.dirname(file) in beside)]
        return MemoryTree({file: tree.read(file) for file in kept})

    def _named_in(self, tree: Tree, file: str, files: tuple[str, ...]) -> frozenset[str]:
        """The files whose id stands in a text, or whose title does, as far as the id is made of it."""
        data, known = tree.read(file), self._named.setdefault(files, {})
        if data not in known:
            if files not in self._names:
                self._names[files] = tuple((other, _id(other), _id(other).replace(b"-", b" ")) for other in files)
            text = self._text(data)
            known[data] = frozenset(other for other, id, words in self._names[files] if id in text or words in text)
        return known[data]

    def _answers(self, tree: Tree, files: list[str], ids: tuple[bytes, ...]) -> set[str]:
        """Those of files in whose text one of some ids stands."""
        known, found = self._answering.setdefault(ids, {}), set()
        for file in files:
            data = tree.read(file)
            if data not in known:
                text = self._text(data)
                known[data] = any(id in text for id in ids)
            if known[data]:
                found.add(file)
        return found

    def _text(self, data: bytes) -> bytes:
        if len(self._lowered) > _TEXTS_KEPT:
            for held in (self._lowered, self._names, self._named, self._answering):
                held.clear()
        if data not in self._lowered:
            self._lowered[data] = data.lower()
        return self._lowered[data]


def _id(file: str) -> bytes:
    return posixpath.basename(file).rpartition(".")[0].lower().encode()
