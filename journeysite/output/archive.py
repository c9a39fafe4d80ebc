"""The atlas as it was at commits, as far as a page of the past needs it, and the shelf of what was made of it before.

What a commit says never changes, so what was made of it holds as long as everything else holds that goes into it: see `stamp`. What is said today of a
version, such as where its links still lead, is not kept.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..compiler.excerpt import Excerpts
from ..compiler.memory import Memory
from ..compiler.passes import Rules, compile_past
from ..history.redact import Redaction
from ..model.site import Site
from ..render.templates import theme_folder
from ..source.tree import Tree
from .shelf import Shelf

FOLDER = ".cache/journeysite/earlier"
"""Where earlier versions of maps are remembered, beside mkdocs.yml."""

_TREES_KEPT = 8


@dataclass(frozen=True)
class Past:
    """The atlas as it was, with its files."""

    site: Site
    tree: Tree


@dataclass(frozen=True)
class Archive:
    """present: the site of today, which decides what of the past may be seen.  tree_at: the content at a commit, without what must be forgotten.

    folder: where what is made is kept, None for nowhere.
    """

    present: Site
    rules: Rules = field(default_factory=Rules)
    tree_at: Callable[[str], Tree | None] = lambda commit: None
    folder: Path | None = None
    _trees: dict[str, Tree | None] = field(default_factory=dict)
    _whole: dict[tuple[str, date], Past] = field(default_factory=dict)
    _memory: Memory = field(default_factory=Memory)
    _excerpts: Excerpts = field(default_factory=Excerpts)

    def past(self, commit: str, day: date, path: str) -> Past | None:
        """What a commit made of the map in a file on its day, None where nobody can say."""
        if commit not in self._trees:
            # The maps of one commit are asked for one after the other; more than the last few trees would only fill the memory.
            if len(self._trees) > _TREES_KEPT:
                self._trees.pop(next(iter(self._trees)))
            self._trees[commit] = self.tree_at(commit)
        whole = self._trees[commit]
        if whole is None:
            return None
        then = self._excerpts.of(whole, path)
        if then is not whole:
            return self._compiled(then, day)
        if (commit, day) not in self._whole:
            self._whole[commit, day] = self._compiled(whole, day)
        return self._whole[commit, day]

    def _compiled(self, tree: Tree, day: date) -> Past:
        return Past(compile_past(tree, day, self.present, self.rules, self._memory), tree)

    # What was made before ------------------------------------------------------------------------

    def shelf(self, redaction: Redaction) -> Shelf:
        """The shelf of what was made under a list of what must be forgotten. What was made under another one goes: it may say what this one forgets."""
        if self.folder is None:
            return Shelf(None)
        words = (redaction.words, [(one.pattern, one.flags) for one in redaction.patterns], sorted(redaction.entities))
        own = self.folder / _hash(repr(words).encode("utf-8", "surrogatepass"))[:20]
        for other in self.folder.iterdir() if self.folder.is_dir() else ():
            if other != own and other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
        return Shelf(own)

    @cached_property
    def stamp(self) -> str:
        """All that goes into a page of the past beside the commit, and is the same for all of them: programs, kinds, rules, and what is withheld."""
        kinds = [(name, f"{kind.model.__module__}.{kind.model.__qualname__}") for name, kind in self.present.kinds.items()]
        return repr((_programs(), kinds, self.rules.allow, sorted(map(str, self.present.withheld))))


def files_stamp(folders: tuple[Path, ...]) -> str:
    """The hash of all files in folders."""
    return _hash(b"".join(_said(folder) for folder in folders))


def _said(folder: Path) -> bytes:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return b"".join(f"{path.relative_to(folder)} {_hash(path.read_bytes())}\n".encode("utf-8", "surrogateescape") for path in found)


@cache
def _programs() -> str:
    """The hash of our own code, templates and catalogues, and the versions of what they stand on."""
    code, theme = Path(__file__).parent.parent, theme_folder()
    found = [path for path in code.rglob("*") if path.suffix in (".py", ".mo", ".po")] + list(theme.rglob("*.html"))
    ours = _hash(b"".join(path.read_bytes() for path in sorted(found)))
    return " ".join((ours, sys.version, *(f"{name} {_version(name)}" for name in _STANDS_ON)))


_STANDS_ON = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "pydantic", "mkdocs-material", "mkdocs-materialx")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
