"""The plugin: hands MkDocs' configuration to the core, and the core's artifacts to MkDocs.

Runs unchanged under `properdocs`, which continues MkDocs 1.x and answers to its import names.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from ..build import Build, build
from ..compiler.memory import Memory
from ..errors import Diagnostic, JourneysiteError, Severity
from ..history.changelog import ChangeLog, HistoryOptions, read_change_log
from ..history.trees import PastTrees
from ..model.site import Site
from ..output.assets import SCRIPT, STYLE_SHEET
from ..render.prose import relocate
from ..render.templates import theme_folder
from ..source.tree import FolderTree
from .counter import Counter, Shop
from .edition import Printing
from .files import put_in_artifacts, take_out_sources
from .formats import as_seen
from .hands import Hands, call_hands
from .history import CACHE, history_options
from .manifest import NAME as MANIFEST
from .manifest import hashes_of, write_manifest
from .navigation import default_navigation
from .oblivion import forget
from .options import today_from
from .press_room import PressRoom
from .ready import ReadyPage, keep_ours_from
from .report import fails, summary, worth_showing
from .search import Search
from .settings import JourneysiteConfig, core_options, settings_diagnostics
from .shell import dress, hang_under_indexes, headed, in_layer, mended

log = get_plugin_logger("journeysite")


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
        if "features" not in config.theme:
            log.warning(f"The pages are made for the theme Material, and will look odd in {config.theme.name}: write theme: material")
        self.search = Search(self.config.search, config)
        config.extra_css = [STYLE_SHEET, *(path for path in config.extra_css if path != STYLE_SHEET)]
        if SCRIPT not in config.extra_javascript:
            script = c.ExtraScriptValue(SCRIPT)
            script.defer = True
            config.extra_javascript = [script, *config.extra_javascript]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Everything that can be wrong with the content is known here, before MkDocs empties the site folder."""
        if config.config_file_path:
            forget(Path(config.config_file_path).parent, self.config.redact)
        if self.is_building and self.config.editions and config.config_file_path:
            self.printing = Printing(config, today_from(str(self.config.today), os.environ))
            if self.printing.is_done():
                # MkDocs has no word for a build that is done before it begins.
                raise SystemExit(0)
        # All that a compile makes stays: there is no garbage in it, and to look for some takes a tenth as long again.
        gc.disable()
        try:
            self.made = self.compile_atlas(config)
        finally:
            gc.enable()
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
            options = core_options(self.config, config, with_drafts=self.is_serving)
        except JourneysiteError as error:
            raise PluginError(str(error)) from None
        history = history_options(self.config.history, self.config.redact)
        content = Path(config.docs_dir)
        made = build(
            FolderTree(content),
            options,
            lambda site: self._read_log(site, config, history),
            PastTrees(content, history, options.kinds).at,
            self.memory,
        )
        self._report(made, config)
        return made

    def _read_log(self, site: Site, config: MkDocsConfig, options: HistoryOptions) -> ChangeLog:
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
        take_out_sources(files, made)
        put_in_artifacts(files, made, config, self.is_serving)
        if self.config.navigation and config.nav is None:
            config.nav = default_navigation(made.artifacts, [file.src_uri for file in files.documentation_pages()])
        return files

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
        if not self.is_serving and (self.config.manifest or self.printing):
            self._list_files(Path(config.site_dir))
        if self.counter and self.shop:
            self.counter.opened(self.shop)

    def _list_files(self, site: Path) -> None:
        """Every file that was written, for a deploy and for the next build."""
        hashes = hashes_of(site)
        if self.config.manifest:
            hashes[MANIFEST] = write_manifest(site, hashes)
        if self.printing:
            self.printing.keep(hashes)
            self.printing = None

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


def _log(diagnostic: Diagnostic, folder: str) -> None:
    # MkDocs counts warnings for --strict, and what only the date made true must not fail it.
    weight = Severity.HINT if diagnostic.dated else diagnostic.severity
    level = {Severity.ERROR: log.error, Severity.WARNING: log.warning}.get(weight, log.info)
    (seen,) = as_seen((diagnostic,), folder)
    level(str(seen))
