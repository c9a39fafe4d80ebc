"""Our pages as MkDocs knows them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..output.artifacts import File, Page
from .shell import START, with_start


class _Late(str):
    """Stands for a body that is made later."""


_LATE = _Late()


class ReadyPage(MkDocsPage):
    """A page whose body the core has made: nothing of it passes through Python-Markdown."""

    _content: str | None = None
    _is_late = False

    def __init__(self, artifact: Page, file: MkDocsFile, config: MkDocsConfig) -> None:
        super().__init__(escape(artifact.title), file, config)
        self.take(artifact, config)

    def take(self, artifact: Page, config: MkDocsConfig) -> None:
        """Stand for a page of the atlas, also for what became of it after an edit."""
        self.artifact = artifact
        # To MkDocs they are HTML, and themes print them as they are; what is marked as escaped is not escaped again by those that do.
        self.title = escape(artifact.title)
        self.edit_url = _edit_url(artifact.source, config)
        self.meta = {"title": self.title, "description": escape(artifact.description), "search": {"exclude": True}, "journeysite": True}
        if artifact.path == "index":
            # The window bears the site's name alone.
            del self.meta["title"]
        if artifact.is_wide:
            self.meta["hide"] = ["navigation", "toc"]
        if artifact.is_past:
            # The sitemap lists the pages that have an address of their own.
            self.abs_url = self.canonical_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        # A plugin that works on contents gets them now; else each is made when its page is printed, and let go.
        self._is_late = not config.plugins.events["page_content"]
        self.content = _LATE if self._is_late else with_start(self.artifact.body())
        self.toc = _contents(self.artifact)
        self.links_to_anchors = {}

    @property
    def content(self) -> str | None:
        if self._content is None and self._is_late:
            self._content = with_start(self.artifact.body())
        return self._content

    @content.setter
    def content(self, value: str | None) -> None:
        # MkDocs puts back what it read, once all plugins had their turn at it: from then on the body itself is wanted.
        self._content = None if value is _LATE and self._content is _LATE else value

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """What Markdown pages may link to on it; asked only where one does."""
        return {entry.anchor for entry in self.artifact.toc} | {entry.anchor for entry in self.artifact.search}

    def release(self) -> None:
        """Let go of a body that has been printed. Whoever still asks for it has it made again."""
        if self._is_late:
            self._content = None


class ReadyFile(MkDocsFile):
    """A file whose bytes the core makes when they are written."""

    artifact: File
    waits = False
    _given: str | bytes | None = None

    @classmethod
    def of(cls, artifact: File, config: MkDocsConfig, is_serving: bool = False) -> ReadyFile:
        file = cls(artifact.path, None, config.site_dir, config.use_directory_urls)
        file.generated_by = "journeysite"
        file.abs_src_path = None
        file.artifact = artifact
        file.waits = is_serving and artifact.is_late
        return file

    def copy_file(self, dirty: bool = False) -> None:
        # What waits is made when it is asked for: see host/counter.py.
        if not self.waits:
            super().copy_file(dirty)

    @property
    def _content(self) -> str | bytes | None:
        return self.artifact.data() if self._given is None else self._given

    @_content.setter
    def _content(self, value: str | bytes | None) -> None:
        # Another plugin has put its own bytes in the place of ours.
        self._given = value


def keep_ours_from(plugin: Any, config: MkDocsConfig) -> None:
    """Spare a plugin our pages as they are printed. Material's search looks through each body for marks that none of ours has."""
    events = config.plugins.events["page_context"]

    def sparing(hook: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(hook)
        def asked(context: Any, *, page: MkDocsPage, **rest: Any) -> Any:
            return None if isinstance(page, ReadyPage) else hook(context, page=page, **rest)

        return asked

    events[:] = [sparing(hook) if getattr(hook, "__self__", None) is plugin else hook for hook in events]


def _contents(page: Page) -> TableOfContents:
    top = AnchorLink(escape(page.title), START, 1)
    top.children = []
    for entry in page.toc:
        link = AnchorLink(escape(entry.title), entry.anchor, entry.level)
        (top.children[-1].children if entry.level > 2 and top.children else top.children).append(link)
    return TableOfContents([top])


def _edit_url(source: str, config: MkDocsConfig) -> str | None:
    if not source or not config.repo_url or not config.edit_uri:
        return None
    return posixpath.join(config.repo_url if "://" not in config.edit_uri else "", config.edit_uri, quote(source))
