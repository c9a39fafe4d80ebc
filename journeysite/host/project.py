"""What the command line knows of a site: the folder of its sources and its options, taken from mkdocs.yml as MkDocs reads it."""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from ..compiler.passes import Rules
from ..errors import Diagnostic, JourneysiteError
from ..history.changelog import HistoryOptions
from ..source.tree import FolderTree
from .history import CACHE, history_options
from .mkdocs import JourneysitePlugin
from .options import rules_from, today_from
from .settings import JourneysiteConfig, settings_diagnostics


class NoProject(Exception):
    """There is no site here, or MkDocs cannot read its configuration. Its text is for the writer."""


@dataclass(frozen=True)
class Project:
    """A site on disk. today_option: the date that mkdocs.yml sets, or "".  warnings: what MkDocs thinks odd in its configuration.

    name, url, language: of the published site; url is "" where mkdocs.yml has no site_url.  history: what the site decides about its past.
    has_history: whether it wants a change log.  cache: where the past that was read is remembered.  settings: what is to be said of mkdocs.yml itself.
    """

    docs_dir: Path
    rules: Rules
    today_option: str
    warnings: tuple[str, ...]
    name: str
    url: str
    language: str
    directory_urls: bool
    history: HistoryOptions
    has_history: bool
    cache: Path
    settings: tuple[Diagnostic, ...]

    @property
    def tree(self) -> FolderTree:
        return FolderTree(self.docs_dir)

    @property
    def shown_folder(self) -> str:
        """The source folder as the writer sees it from the folder that she stands in."""
        return Path(os.path.relpath(self.docs_dir)).as_posix()

    def today(self, said: date | None) -> date:
        """The date to check by. Raises NoProject where the environment or mkdocs.yml says something that is no date."""
        try:
            return said or today_from(self.today_option, os.environ)
        except JourneysiteError as error:
            raise NoProject(str(error)) from error

    def source(self, path: str) -> str:
        """A path as the writer names it, relative to the source folder."""
        return unicodedata.normalize("NFC", Path(os.path.relpath(Path(path).resolve(), self.docs_dir.resolve())).as_posix())


def open_project(config_file: str) -> Project:
    """Read a site's mkdocs.yml. Raises NoProject with every line of what MkDocs finds wrong with it."""
    if not Path(config_file).is_file():
        raise NoProject(f"there is no {config_file} here: go to the folder of your site, or begin one with journeysite new site DIR")
    with _held_back() as complaints:
        try:
            config = load_config(config_file)
        except MkDocsException as error:
            said = complaints.errors or [str(error)]
            raise NoProject("\n".join(f"{config_file}: {line}" for line in said)) from error
    options = _options(config)
    warnings = tuple(f"{config_file}: {line}" for line in complaints.warnings)
    return Project(
        docs_dir=Path(config.docs_dir),
        rules=rules_from(options),
        today_option=str(options.today),
        warnings=warnings,
        name=config.site_name,
        url=config.site_url or "",
        language=str(config.theme.get("language") or "en"),
        directory_urls=config.use_directory_urls,
        history=history_options(options.history, options.redact),
        has_history=options.history.enabled,
        cache=Path(config_file).resolve().parent / CACHE,
        settings=settings_diagnostics(options, config),
    )


def _options(config: MkDocsConfig) -> JourneysiteConfig:
    for plugin in config.plugins.values():
        if isinstance(plugin, JourneysitePlugin):
            return plugin.config
    # A site that does not list the plugin yet is checked as if it did.
    options = JourneysiteConfig()
    options.validate()
    return options


class _Complaints(logging.Handler):
    """Keeps what MkDocs would print, so that it can be said in one place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        lines = self.errors if record.levelno >= logging.ERROR else self.warnings
        lines.append(record.getMessage().strip())


@contextmanager
def _held_back() -> Iterator[_Complaints]:
    log, handler = logging.getLogger("mkdocs"), _Complaints()
    was_passed_on = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield handler
    finally:
        log.removeHandler(handler)
        log.propagate = was_passed_on
