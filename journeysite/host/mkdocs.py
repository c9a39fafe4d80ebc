"""The plugin: hands MkDocs' configuration to the core, and the core's artifacts to MkDocs.

Runs unchanged under `properdocs`, which continues MkDocs 1.x and answers to its import names.
"""

from __future__ import annotations

import gc
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from ..build import Build, Options, build
from ..compiler.memory import Memory
from ..errors import Diagnostic, JourneysiteError, Severity
from ..history.changelog import ChangeLog, read_change_log
from ..history.trees import PastTrees
from ..model.site import Site
from ..output.artifacts import File, Page
from ..output.assets import LAYERS, SCRIPT, STYLE_SHEET
from ..output.take_along import DRAWN, FORMATS, TakeAlong
from ..render.prose import relocate
from ..render.templates import theme_folder
from ..source.tree import FolderTree
from .brand import BrandConfig, brand_diagnostics, brand_of
from .counter import Counter, Shop
from .edition import Printing
from .formats import as_seen
from .hands import Hands, call_hands
from .history import CACHE, HistoryConfig, RedactConfig, history_options
from .manifest import write_manifest
from .navigation import default_navigation
from .options import SEVERITIES, rules_from, today_from
from .press_room import PressRoom
from .ready import ReadyFile, ReadyPage, keep_ours_from
from .report import fails, summary, worth_showing
from .search import CHOICES, Search
from .shell import dress, hang_under_indexes, headed, mended

log = get_plugin_logger("journeysite")

SOURCES = (".md", ".yml", ".yaml", ".csv")


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


class JourneysitePlugin(BasePlugin[JourneysiteConfig]):
    """Lives as long as `mkdocs serve` does; what it made of the content is made anew for each build."""

    def __init__(self) -> None:
        self.made: Build | None = None
        self.is_serving = self.is_building = False
        self.memory: Memory | None = None
        self.press_room: PressRoom | None = None
        self.shop: Shop | None = None
        self.counter: Counter | None = None
        self.search: Search | None = None
        self.hands: Hands | None = None
        self.printing: Printing | None = None
        self._nav: Navigation | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.is_serving, self.is_building = command == "serve", command == "build" and not dirty
        self.memory = Memory() if self.is_serving else None
        # A build makes much that lives as long as itself: looking for what can go, as often as Python does, is a fifth of its time.
        gc.set_threshold(100_000, 50, 100)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        shell = str(theme_folder() / "shell")
        if shell not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, shell)
        dress(config.theme, self.config.remote_fonts)
        self.search = Search(self.config.search, config)
        config.extra_css = [STYLE_SHEET, *(path for path in config.extra_css if path != STYLE_SHEET)]
        if SCRIPT not in config.extra_javascript:
            script = c.ExtraScriptValue(SCRIPT)
            script.defer = True
            config.extra_javascript = [script, *config.extra_javascript]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Everything that can be wrong with the content is known here, before MkDocs empties the site folder."""
        if self.is_building and self.config.editions and config.config_file_path:
            self.printing = Printing(config, today_from(str(self.config.today), os.environ))
            if self.printing.is_done():
                # MkDocs has no word for a build that is done before it begins.
                raise SystemExit(0)
        self.made = self.compile_atlas(config)
        site = self.made.site
        if self.made.log.entries and not config.site_url:
            log.info("There are no feeds of what changes: set site_url in mkdocs.yml to where the site is published.")
        language = self.made.renderer.language
        built = language.count(
            "Built for {day} from {count} source file.",
            "Built for {day} from {count} source files.",
            len({entity.path for entity in site.entities.values()}),
            day=language.long_day(site.today),
        )
        config.copyright = " · ".join(words for words in (config.copyright, built) if words)

    def compile_atlas(self, config: MkDocsConfig) -> Build:
        """The atlas as it is written now. Raises where it has faults, after all of them were told."""
        try:
            options = Options(
                today=today_from(str(self.config.today), os.environ),
                rules=rules_from(self.config, with_drafts=self.is_serving),
                directory_urls=config.use_directory_urls,
                overrides=(Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
                title=config.site_name,
                site_url=config.site_url or "",
                repo_url=config.repo_url or "",
                language=str(config.theme.get("language") or "en"),
                handbook=self.config.handbook,
                brand=brand_of(self.config.brand),
                along=self._take_along(config),
            )
        except JourneysiteError as error:
            raise PluginError(str(error)) from None
        history = history_options(self.config.history, self.config.redact)
        content = Path(config.docs_dir)
        made = build(
            FolderTree(content),
            options,
            lambda site: self._read_log(site, config),
            PastTrees(content, history, options.kinds).at,
            self.memory,
        )
        self._report(made, config)
        return made

    def _take_along(self, config: MkDocsConfig) -> TakeAlong:
        shelf = Path(config.config_file_path).parent / DRAWN if config.config_file_path else None
        formats = None if self.config.take_along is None else tuple(self.config.take_along)
        return TakeAlong(formats, self.config.cards, tuple(map(Path, self.config.poster_fonts)), shelf)

    def _read_log(self, site: Site, config: MkDocsConfig) -> ChangeLog:
        options = history_options(self.config.history, self.config.redact)
        if not self.config.history.enabled:
            return ChangeLog(options=options)
        remembered = Path(config.config_file_path).parent / CACHE if config.config_file_path else None
        return read_change_log(Path(config.docs_dir), site, options, remembered, with_unpublished=self.is_serving)

    def _report(self, made: Build, config: MkDocsConfig) -> None:
        shown = Path(config.docs_dir).name
        found = (*made.diagnostics, *settings_diagnostics(self.config, config))
        for diagnostic in worth_showing(found):
            _log(diagnostic, shown)
        log.info(summary(found))
        if fails(found, config.strict):
            raise Abort(f"The site was not built, and what was built before is as it was: {summary(found)}")

    # After other plugins have added their files, before navigation is made of them.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        made = self._build
        folders = {kind.folder for kind in made.site.kinds.values()}
        for file in list(files):
            first = file.src_uri.split("/")[0]
            if (file.src_uri.endswith(SOURCES) and (first in folders or file.src_uri.endswith((".yml", ".yaml")))) or (
                first in folders and file.src_uri not in made.published_files
            ):
                files.remove(file)
        for artifact in made.artifacts:
            if isinstance(artifact, Page):
                self._add_page(artifact, files, config)
            elif isinstance(artifact, File):
                _replace(files, ReadyFile.of(artifact, config, self.is_serving))
        if self.config.navigation and config.nav is None:
            config.nav = default_navigation(made.artifacts, [file.src_uri for file in files.documentation_pages()])
        return files

    def _add_page(self, page: Page, files: Files, config: MkDocsConfig) -> None:
        file = MkDocsFile.generated(config, f"{page.path}.md", content="")
        # Plugins that ask git for dates ask about this: a page without a source of its own is made from all of them.
        file.abs_src_path = str(Path(config.docs_dir, page.source))
        file.inclusion = InclusionLevel.NOT_IN_NAV if page.section is None else InclusionLevel.INCLUDED
        _replace(files, file)
        ReadyPage(page, file, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        ready = [file.page for file in files.documentation_pages() if isinstance(file.page, ReadyPage)]
        hang_under_indexes((page for page in ready if page.artifact.section is None), nav.pages)
        self._nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Links to entities work in every Markdown file: `[[persona:after-work-shopper]]`."""
        if isinstance(page, ReadyPage) or "[[" not in markdown:
            return markdown
        return relocate(self._build.renderer.prose.links_in(markdown), "../" * page.file.src_uri.count("/"))

    @event_priority(50)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Search entries come from the model, not out of HTML."""
        for file in files.documentation_pages():
            if file.page is not None:
                # The date is an input: a sitemap, and its gzip, must not tell on which day and in which time zone it was made.
                file.page.update_date = self._build.site.today.isoformat()
        # For the dialog of our search, which is a part of the theme's page.
        env.globals["say"] = self._build.renderer.language.say
        if self.search and self.search.plugin:
            self.search.add(self._build)
            keep_ours_from(self.search.plugin, config)
        self.press_room = PressRoom(env, lambda page: isinstance(page, ReadyPage), self._finished, log.info, self.config.press)
        assert self._nav is not None, "on_nav comes before"
        self.shop = Shop(config, files, self._nav, env, self._build)
        if not self.is_serving:
            self.hands = call_hands(files, self.config.processes)
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        if not isinstance(page, ReadyPage):
            return self._finished(headed(output, None, self._build))
        page.release()
        return headed(output, page.artifact, self._build)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._finished(output_content) if template_name.endswith(".html") else output_content

    def _finished(self, html: str) -> str:
        """What is done to the HTML of every page, whoever rendered it."""
        return mended(in_layer(html), self._build.renderer.language.say("Search"))

    def on_build_error(self, *, error: Exception) -> None:
        self._dismiss_hands()

    def _dismiss_hands(self) -> None:
        if self.hands:
            self.hands.dismiss()
            self.hands = None

    # After other plugins have written their files.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._dismiss_hands()
        if self.search and self.search.is_own:
            self.search.write(self._build, self.search.others(self._build), config)
        if self.config.manifest and not self.is_serving:
            write_manifest(Path(config.site_dir))
        if self.printing:
            self.printing.keep()
            self.printing = None

        if self.counter and self.shop:
            self.counter.opened(self.shop)

    @event_priority(-100)
    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """From now on pages are made when they are asked for."""
        assert self.shop is not None, "a build comes first"
        self.counter = Counter(self, builder)
        self.counter.opened(self.shop)
        self.counter.open(server)
        return server

    @property
    def _build(self) -> Build:
        assert self.made is not None, "on_pre_build comes first"
        return self.made


def settings_diagnostics(options: JourneysiteConfig, config: MkDocsConfig) -> tuple[Diagnostic, ...]:
    """What is to be said of mkdocs.yml itself."""
    severities = rules_from(options).severities
    return tuple(brand_diagnostics(brand_of(options.brand), Path(config.config_file_path or ""), Path(config.docs_dir), severities))


def _replace(files: Files, file: MkDocsFile) -> None:
    # By where it is written to: README.md and index.md are one page.
    same = (
        [other for other in files if other.dest_uri == file.dest_uri] if file.name == "index" else [files.get_file_from_path(file.src_uri)]
    )
    for known in same:
        if known is not None:
            files.remove(known)
    files.append(file)


def _log(diagnostic: Diagnostic, folder: str) -> None:
    # MkDocs counts warnings for --strict, and what only the date made true must not fail it.
    weight = Severity.HINT if diagnostic.dated else diagnostic.severity
    level = {Severity.ERROR: log.error, Severity.WARNING: log.warning}.get(weight, log.info)
    (seen,) = as_seen((diagnostic,), folder)
    level(str(seen))


_MATERIAL_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css)">')


def in_layer(html: str) -> str:
    """Put Material's style sheets into the lowest cascade layer: unlayered rules would win over every one of ours."""
    sheets = _MATERIAL_SHEET.findall(html)
    if not sheets:
        return html
    imports = "".join(f'@import url("{sheet}") layer(material);' for sheet in sheets)
    first, *rest = _MATERIAL_SHEET.split(html)[::2]
    return f"{first}<style>{LAYERS}{imports}</style>{''.join(rest)}"
