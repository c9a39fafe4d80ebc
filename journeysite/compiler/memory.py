"""What files decoded to, so that a rebuild reads again only what changed.

A file decodes to the same as long as everything that was asked for while it was decoded is answered alike: its own bytes, and whether and what the
files beside it are that it names (pictures, tables). These answers are kept with the result and asked again; nothing goes by dates or sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..source.tree import Tree

_Thing = TypeVar("_Thing")
_Answer = TypeVar("_Answer")

Answers = dict[tuple[str, str], Any]


class Overheard:
    """A tree that notes down what it is asked and what it says."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.answers: Answers = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree)

    def __contains__(self, path: object) -> bool:
        found = path in self._tree
        if isinstance(path, str):
            self.answers["contains", path] = found
        return found

    def read(self, path: str) -> bytes:
        data = self._tree.read(path)
        self.answers["read", path] = data
        return data


@dataclass(frozen=True, slots=True)
class _Held:
    answers: Answers
    made: Any


@dataclass
class Memory:
    """Lives with the host. basis: what every file's decoding depends on beside the tree; another one forgets all."""

    _basis: Any = None
    _held: dict[str, _Held] = field(default_factory=dict)
    _known: dict[Any, tuple[Any, Any]] = field(default_factory=dict)
    _fresh: dict[Any, tuple[Any, Any]] = field(default_factory=dict)

    def stand_on(self, basis: Any, tree: Tree) -> None:
        """Forget what was decoded on another basis, and what is no longer there."""
        # What no entity of the last build asked for leaves.
        self._known, self._fresh = self._fresh, {}
        if basis != self._basis:
            self._held.clear()
            self._basis = basis
        for path in self._held.keys() - set(tree):
            del self._held[path]

    def recall(self, path: str, tree: Tree) -> Any:
        """What a file decoded to, if the tree still says the same; else None."""
        held = self._held.get(path)
        if held is None or any(_ask(tree, *question) != said for question, said in held.answers.items()):
            return None
        return held.made

    def once(self, thing: _Thing, how: Hashable, work_out: Callable[[_Thing, Any], _Answer]) -> _Answer:
        """What follows from a thing that is decoded once, and from nothing else but `how`."""
        name = (work_out, id(thing), how)
        known = self._known.get(name)
        # The thing is held with its answer, so that no other one can have its place in memory.
        self._fresh[name] = known = known or (thing, work_out(thing, how))
        answer: _Answer = known[1]
        return answer

    def keep(self, path: str, heard: Overheard, made: Any) -> None:
        self._held[path] = _Held(heard.answers, made)


def _ask(tree: Tree, what: str, path: str) -> Any:
    if what == "contains":
        return path in tree
    return tree.read(path) if path in tree else None
