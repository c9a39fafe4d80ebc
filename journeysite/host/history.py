"""The options `history:` and `redact:` of the plugin, as MkDocs checks them and as the core takes them."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from ..history.changelog import HistoryOptions
from ..model.refs import Key
from ..output.archive import FOLDER as EARLIER

CACHE = ".cache/journeysite/history.json"
"""Where the past that was read is remembered, beside mkdocs.yml."""


class _Zone(BaseConfigOption[str]):
    """The name of a time zone, such as Europe/Berlin."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        try:
            return ZoneInfo(str(value)).key
        except (ValueError, OSError):
            # What is not in the database is a KeyError by name and an OSError or ValueError by how it is written.
            raise ValidationError(f'"{value}" is not a time zone: write one such as Europe/Berlin') from None
        except KeyError:
            raise ValidationError(f'"{value}" is not a time zone that is known here: write one such as Europe/Berlin') from None


class _Pattern(BaseConfigOption[str]):
    """A regular expression."""

    def run_validation(self, value: object) -> str:
        try:
            pattern = re.compile(str(value))
        except re.error as error:
            raise ValidationError(f'"{value}" is not a regular expression: {error}') from None
        if pattern.match(""):
            raise ValidationError(f'"{value}" also matches nothing at all, and would take out everything: make it longer')
        return str(value)


class _EntityName(BaseConfigOption[str]):
    """`kind:id`."""

    def run_validation(self, value: object) -> str:
        kind, colon, id = str(value).partition(":")
        if not colon or not kind.strip() or not id.strip():
            raise ValidationError(f'"{value}" is not the name of an entity: write its kind and its id, such as persona:ada')
        return str(Key(kind.strip(), id.strip()))


class _Words(BaseConfigOption[str]):
    """A text that is not empty."""

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str):
            # YAML has made a number of it: 0171 is 121 to it, and what was meant is lost.
            raise ValidationError(f"{value!r} is not a text: put it in quotes")
        if not str(value).strip():
            raise ValidationError("an empty text would take out everything")
        return str(value).strip()


class HistoryConfig(base.Config):
    """`history:`, each option documented in the handbook."""

    enabled = c.Type(bool, default=True)
    timezone = _Zone("UTC")
    silence: c.ListOfItems[str] = c.ListOfItems(_Words(), default=[])
    authors = c.Type(bool, default=False)
    versions = c.Type(int, default=5)


class RedactConfig(base.Config):
    """`redact:`, what no page, feed or cache may say, whatever the past says."""

    words: c.ListOfItems[str] = c.ListOfItems(_Words(), default=[])
    patterns: c.ListOfItems[str] = c.ListOfItems(_Pattern(), default=[])
    entities: c.ListOfItems[str] = c.ListOfItems(_EntityName(), default=[])


def history_options(history: HistoryConfig, redact: RedactConfig) -> HistoryOptions:
    """The two as the core takes them."""
    return HistoryOptions(
        zone=ZoneInfo(history.timezone),
        silence=frozenset(commit.casefold() for commit in history.silence),
        authors=history.authors,
        versions=max(history.versions, 0),
        redact_words=tuple(redact.words),
        redact_patterns=tuple(re.compile(pattern) for pattern in redact.patterns),
        redact_entities=frozenset(redact.entities),
    )


def archive_folder(config: MkDocsConfig) -> Path | None:
    """Where earlier versions are remembered. Each content folder has its own: the same commit holds another atlas in another folder."""
    if not config.config_file_path:
        return None
    project = Path(config.config_file_path).parent
    content = Path(os.path.relpath(config.docs_dir, project)).as_posix()
    return project / EARLIER / hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()[:12]
