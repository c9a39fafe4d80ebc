"""The same inputs give the same site: a build of which nothing is new is not made again, but laid out from what it wrote before.

An edition is the list of a site's files with their hashes. It is kept under the hash of everything that the site was made of: content, configuration,
date, commit, and every program that had a hand in it. The files themselves lie beside it, each once and under its own hash, so that editions share what
they have in common, and one that is torn or was tampered with is seen and left alone: then the site is built. What is not known to be the same is not
the same: with a plugin or an extension that may read anything, there are no editions.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import clean_directory

from ..history.git import GitProblem, open_repository
from ..render.templates import theme_folder
from .manifest import hashes_of

CACHE = ".cache/journeysite/editions"
"""Where editions are kept, beside mkdocs.yml."""

KEPT = 4
"""Editions that stay: those that were asked for last."""

_KNOWN_PLUGINS = {"search", "material/search", "journeysite"}
_KNOWN_THEMES = {"material"}
_READS_ANYTHING = ("snippets", "include", "macros", "exec")
"""In the name of an extension that takes in files from anywhere, or runs what it finds."""

log = get_plugin_logger("journeysite")

Said = tuple[int, str]
"""A message of the build: its level and its words."""


@dataclass(frozen=True)
class Edition:
    """files: the hash of each by its path in the site.  said: what a build has to tell."""

    files: Mapping[str, str]
    said: tuple[Said, ...]


class Editions:
    """The folder that keeps them."""

    def __init__(self, folder: Path) -> None:
        self._lists, self._files = folder / "lists", folder / "files"

    def find(self, inputs: str) -> Edition | None:
        """The edition that was made of these inputs, if it is here in one piece."""
        path = self._lists / f"{inputs}.json"
        try:
            held = json.loads(path.read_bytes())
            edition = Edition(held["files"], tuple((int(level), str(words)) for level, words in held["said"]))
            # Asked for now: it stays.
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return edition if self._is_whole(edition) else None

    def _is_whole(self, edition: Edition) -> bool:
        if not all(_is_hash(name) and _is_inside(path) for path, name in edition.files.items()):
            return False
        with ThreadPoolExecutor() as pool:
            # Each of them is looked at: one that is not itself must go, or what is built now could not take its place.
            return all(list(pool.map(self._is_itself, set(edition.files.values()))))

    def _is_itself(self, name: str) -> bool:
        with contextlib.suppress(OSError), self._place(name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == name:
                return True
        # Whatever lies there is not what it is called.
        self._place(name).unlink(missing_ok=True)
        return False

    def lay_out(self, edition: Edition, site: Path) -> None:
        """Make a folder the site of an edition, and nothing else."""
        clean_directory(str(site))
        site.mkdir(parents=True, exist_ok=True)
        for folder in sorted({posixpath.dirname(path) for path in edition.files}):
            (site / folder).mkdir(parents=True, exist_ok=True)
        for path, name in edition.files.items():
            _link(self._place(name), site / path)

    def keep(self, inputs: str, site: Path, files: Mapping[str, str], said: Iterable[Said]) -> None:
        """Keep what was built. A disk that is full or cannot be written keeps nothing, and harms nothing."""
        with contextlib.suppress(OSError):
            for folder in (self._lists, self._files):
                folder.mkdir(parents=True, exist_ok=True)
            (self._lists.parent / ".gitignore").write_text("*\n", "ascii")
            for path, name in files.items():
                place = self._place(name)
                if not place.exists():
                    place.parent.mkdir(exist_ok=True)
                    _link(site / path, place)
            unfinished = self._lists / f"{inputs}.part"
            unfinished.write_text(json.dumps({"files": files, "said": list(said)}), "utf-8")
            unfinished.rename(self._lists / f"{inputs}.json")
            self._let_go()

    def _let_go(self) -> None:
        """Of the editions that nobody has asked for lately, and of files that only they had."""
        lists = sorted(self._lists.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in lists[KEPT:]:
            old.unlink()
        wanted = {name for path in lists[:KEPT] for name in json.loads(path.read_bytes())["files"].values()}
        for file in self._files.glob("*/*"):
            if file.name not in wanted:
                file.unlink()

    def _place(self, name: str) -> Path:
        return self._files / name[:2] / name


def _link(source: Path, target: Path) -> None:
    """One file in two places costs no time and no room. Whoever writes into it in one place makes it another in both, which its hash betrays."""
    try:
        os.link(source, target)
    except OSError:
        # Another disk, or one without links.
        unfinished = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, unfinished)
        unfinished.rename(target)


def _is_hash(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch("[0-9a-f]{64}", name) is not None


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


class Printing:
    """One build, which may turn out to be an edition again."""

    def __init__(self, config: MkDocsConfig, today: date) -> None:
        self._site = Path(config.site_dir)
        self._editions = Editions(Path(config.config_file_path).parent / CACHE)
        self._inputs = inputs_of(config, today)
        self._ear = Ear()

    def is_done(self) -> bool:
        """Whether this very site was built before. Then it is there again."""
        edition = self._editions.find(self._inputs) if self._inputs else None
        if edition is None:
            return False
        self._ear.close()
        for level, words in edition.said:
            # As it stood, with the name that the logger of a plugin puts before it.
            log.logger.log(level, words)
        self._editions.lay_out(edition, self._site)
        log.info("Nothing is new since this site was built before: it was laid out as it was.")
        return True

    def keep(self, files: Mapping[str, str]) -> None:
        """Keep what was built, unless it had warnings: those are to be told by whoever sees what is wrong. files: the hash of each by its path."""
        self._ear.close()
        if self._inputs and self._ear.is_calm:
            self._editions.keep(self._inputs, self._site, files, self._ear.said)


# What a site is made of ----------------------------------------------------------------------------------------------


def inputs_of(config: MkDocsConfig, today: date) -> str | None:
    """The hash of all that the site is made of; None where that cannot be known."""
    if not _is_all_known(config):
        return None
    parts = hashlib.sha256()
    for part in (*_programs(), *_settings(config), today.isoformat(), *_commit(Path(config.docs_dir))):
        parts.update(f"{part}\0".encode(errors="surrogateescape"))
    folders = [Path(config.docs_dir), Path(__file__).parent.parent, theme_folder()]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    for folder in folders:
        for path, name in hashes_of(folder).items():
            parts.update(f"{path}\0{name}\0".encode(errors="surrogateescape"))
    return parts.hexdigest()


def _is_all_known(config: MkDocsConfig) -> bool:
    return (
        set(config.plugins) <= _KNOWN_PLUGINS
        and config.theme.name in _KNOWN_THEMES
        and not config.hooks
        and not any(word in str(extension) for extension in config.markdown_extensions for word in _READS_ANYTHING)
    )


def _programs() -> Iterator[str]:
    """Python and every package that it finds, with their versions, as their folders are called."""
    yield sys.version
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield from sorted(path.name for path in Path(folder).iterdir() if path.suffix in (".dist-info", ".egg-info"))


_NOT_IN_A_SITE = {"config_file_path", "docs_dir", "site_dir", "plugins", "theme"}


def _settings(config: MkDocsConfig) -> Iterator[str]:
    """Every setting as it holds: from the file, from those that it inherits, from the environment and the command line."""
    yield str(logging.getLogger("mkdocs").getEffectiveLevel())
    for name, value in sorted(config.items()):
        if name not in _NOT_IN_A_SITE:
            yield f"{name}={_spelled(value)}"
    yield _spelled({name: config.theme[name] for name in config.theme})
    for name, plugin in config.plugins.items():
        yield f"{name}={_spelled(dict(plugin.config))}"


def _spelled(value: Any) -> str:
    """A setting in words that are the same in every process. What has no words of its own, such as a function, goes by its name."""
    return json.dumps(value, default=lambda other: re.sub(" at 0x[0-9a-f]+", "", repr(other)), sort_keys=True)


def _commit(folder: Path) -> tuple[str, ...]:
    """What the past is read from."""
    try:
        with open_repository(folder) as repository:
            return (repository.ask("rev-parse", "HEAD").decode("ascii"), repository.prefix, *sorted(repository.cut_at))
    except GitProblem as problem:
        return (problem.sentence,)


# What a build says ---------------------------------------------------------------------------------------------------


class Ear(logging.Handler):
    """Listens to a build, so that an edition says again what it had to say."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[Said] = []
        self.is_calm = True
        self._logger = logging.getLogger("mkdocs")
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.is_calm = False
        elif record.name.endswith("journeysite"):
            self.said.append((record.levelno, record.getMessage()))

    def close(self) -> None:
        self._logger.removeHandler(self)
        super().close()
