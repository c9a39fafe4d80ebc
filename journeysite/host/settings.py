"""The plugin's options: as MkDocs checks them, and as the core takes them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig

from ..build import Options
from ..errors import Diagnostic
from ..output.take_along import DRAWN, FORMATS, TakeAlong
from .brand import BrandConfig, brand_diagnostics, brand_of
from .history import HistoryConfig, RedactConfig, archive_folder
from .options import SEVERITIES, rules_from, today_from
from .search import CHOICES


class JourneysiteConfig(base.Config):
    """The plugin's options, each documented in the handbook."""

    # YAML makes a date of an unquoted one.
    today = c.Type((str, date), default="")
    severities = c.DictOfItems(c.Choice(tuple(SEVERITIES)), default={})
    allow = c.ListOfItems(c.Type(str), default=[])
    navigation = c.Type(bool, default=True)
    remote_fonts = c.Type(bool, default=False)
    brand = c.SubConfig(BrandConfig)
    take_along = c.Optional(c.ListOfItems(c.Choice(FORMATS)))
    embeds = c.Optional(c.Type(bool))
    cards = c.Optional(c.Type(bool))
    poster_fonts = c.ListOfItems(c.File(exists=True), default=[])
    handbook = c.Type(bool, default=False)
    manifest = c.Type(bool, default=True)
    press = c.Type(bool, default=True)
    editions = c.Type(bool, default=True)
    processes = c.Optional(c.Type(int))
    search = c.Choice(CHOICES, default="own")
    history = c.SubConfig(HistoryConfig)
    redact = c.SubConfig(RedactConfig)


def core_options(settings: JourneysiteConfig, config: MkDocsConfig, with_drafts: bool) -> Options:
    """All that the core is told. Raises JourneysiteError for what is no date."""
    return Options(
        today=today_from(str(settings.today), os.environ),
        rules=rules_from(settings, with_drafts),
        directory_urls=config.use_directory_urls,
        overrides=(Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
        title=config.site_name,
        site_url=config.site_url or "",
        repo_url=config.repo_url or "",
        language=str(config.theme.get("language") or "en"),
        handbook=settings.handbook,
        brand=brand_of(settings.brand),
        along=_take_along(settings, config),
        archive=archive_folder(config),
    )


def _take_along(settings: JourneysiteConfig, config: MkDocsConfig) -> TakeAlong:
    shelf = Path(config.config_file_path).parent / DRAWN if config.config_file_path else None
    formats = None if settings.take_along is None else tuple(settings.take_along)
    return TakeAlong(formats, settings.cards, tuple(map(Path, settings.poster_fonts)), shelf, settings.embeds)


def settings_diagnostics(settings: JourneysiteConfig, config: MkDocsConfig) -> tuple[Diagnostic, ...]:
    """What is to be said of mkdocs.yml itself."""
    severities = rules_from(settings).severities
    return tuple(brand_diagnostics(brand_of(settings.brand), Path(config.config_file_path or ""), Path(config.docs_dir), severities))
