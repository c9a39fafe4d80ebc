"""`mkdocs serve` makes a page when it is asked for, and not before.

After an edit the atlas is compiled anew, of which only the changed files cost something, and every page and file is marked as stale. What a browser then
asks for is made on the spot, from the atlas as it is: so a page is right whatever it depends on, and nobody has to keep a record of that. What nobody
looks at costs nothing.

This holds as long as the frame is the same: which pages and files there are, what stands in the navigation, what the configuration and the theme say. An
edit that changes the frame, and any that is not one of a source file of ours, goes to MkDocs' own full build.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..build import Build
from ..output.artifacts import File
from .ready import ReadyPage
from .search import Search

log = logging.getLogger("mkdocs.plugins.journeysite")


@dataclass(frozen=True)
class Shop:
    """What MkDocs' last full build worked with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any
    made: Build


class Maker(Protocol):
    """The plugin. made: the atlas that its hooks work with."""

    made: Build | None
    search: Search | None

    def compile_atlas(self, config: MkDocsConfig) -> Build: ...


class Counter:
    """Takes what browsers ask for, and hands out what is fresh. build_all: MkDocs' own full build."""

    def __init__(self, maker: Maker, build_all: Callable[[], None]) -> None:
        self.maker, self.build_all = maker, build_all
        self.shop: Shop | None = None
        self.stale: set[str] = set()
        self.full_builds = self.edition = 0
        # One that failed is done again, whatever is written next.
        self._owes_full_build = False
        self._makers: dict[str, Callable[[], None]] = {}
        self._others: dict[str, list[dict[str, Any]]] = {}
        # A page is made by the thread that asks for it, and none while another atlas is put in place.
        self._lock = threading.RLock()

    def rebuild(self, changed: Iterable[str]) -> None:
        """After an edit. changed: absolute paths."""
        shop = self.shop
        paths = set(changed)
        if shop is None or self._owes_full_build or not paths or not all(_is_source(path, shop) for path in paths):
            self._build_all()
            return
        made = self.maker.compile_atlas(shop.config)
        if _frame(made, shop.nav) != _frame(shop.made, shop.nav):
            self._build_all()
            return
        with self._lock:
            self._put_in_place(made, shop)

    def _build_all(self) -> None:
        with self._lock:
            self.full_builds += 1
            self._owes_full_build = True
            self.stale.clear()
            self.build_all()

    def opened(self, shop: Shop) -> None:
        """After a full build, all of which is fresh."""
        with self._lock:
            self.shop = shop
            self._owes_full_build = False
            self.edition += 1
            self._makers = self._all_makers(shop)
            # Posters and cards were left out: they are made when somebody asks for one.
            self.stale = {artifact.path for artifact in shop.made.artifacts if isinstance(artifact, File) and artifact.is_late}
            self._others = {}
            for entry in self.maker.search.others(shop.made) if self.maker.search else ():
                self._others.setdefault(entry["location"].partition("#")[0], []).append(entry)

    def _put_in_place(self, made: Build, shop: Shop) -> None:
        self.edition += 1
        self.maker.made = made
        self.shop = replace(shop, made=made)
        for page in made.pages:
            file = shop.files.get_file_from_path(f"{page.path}.md")
            if file is not None and isinstance(file.page, ReadyPage):
                file.page.take(page, shop.config)
        self._makers = self._all_makers(self.shop)
        self.stale = set(self._makers)

    def _all_makers(self, shop: Shop) -> dict[str, Callable[[], None]]:
        """What makes each file that depends on the atlas, by its path in the site."""
        makers: dict[str, Callable[[], None]] = {}
        for artifact in shop.made.artifacts:
            if isinstance(artifact, File):
                makers[artifact.path] = partial(_write, artifact, shop)
        for file in shop.files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            makers[file.dest_uri] = partial(self._make_page, file, shop)
        if self.maker.search and self.maker.search.index is not None:
            makers[SEARCH] = lambda: self._make_search_index(shop)
        return makers

    def freshen(self, path: str) -> None:
        """Make what is stored at a path of the site, if it is stale."""
        with self._lock:
            path = _made_with(path)
            if path in self.stale:
                self._makers[path]()
                self.stale.discard(path)

    def freshen_all(self) -> None:
        for path in sorted(self.stale):
            self.freshen(path)

    def _make_page(self, file: MkDocsFile, shop: Shop) -> None:
        page, index = file.page, self.maker.search.index if self.maker.search else None
        assert page is not None
        if index is not None:
            index.entries = []
        _populate_page(page, shop.config, shop.files)
        pages = shop.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        _build_page(page, shop.config, pages, shop.nav, shop.env, excluded=file.inclusion.is_excluded())
        if index is not None and index.entries:
            self._others[page.url] = index.entries

    def _make_search_index(self, shop: Shop) -> None:
        # Pages of the site's own may show titles of the atlas.
        for file in shop.files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            if not isinstance(file.page, ReadyPage):
                self.freshen(file.dest_uri)
        assert self.maker.search is not None, "else there is nothing to make"
        self.maker.search.write(shop.made, [entry for entries in self._others.values() for entry in entries], shop.config)

    # The server --------------------------------------------------------------------------------------------------

    def open(self, server: Any) -> None:
        """Stand between a live server and its files."""
        changed: set[str] = set()
        answer = server.serve_request
        mount = server.mount_path

        def serve(environ: Mapping[str, Any], start_response: Any) -> Any:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
            stored = path.removeprefix(mount) + "index.html" * path.endswith("/")
            while _made_with(stored) in self._makers:
                with server._epoch_cond:
                    server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
                edition = self.edition
                self.freshen(stored)
                body, head = _answered(answer, environ)
                # An edit in between may have made it stale again, and its reader must not wait for the one after.
                if edition == self.edition:
                    start_response(*head)
                    return body
            return answer(environ, start_response)

        def rebuild() -> None:
            paths = set(changed)
            changed.difference_update(paths)
            self.rebuild(paths)

        server.set_app(serve)
        server.builder = rebuild
        _watch(server, changed)


def _answered(answer: Callable[..., Any], environ: Mapping[str, Any]) -> tuple[Any, tuple[Any, ...]]:
    """What a server's answer is, before its head is sent: the body, then status and headers."""
    said: list[tuple[Any, ...]] = []
    body = answer(environ, lambda *head: said.append(head))
    return body, said[-1]


class _Handler(FileSystemEventHandler):
    """Notes down which files were written. only: the one file that counts in a folder, "" for all of them."""

    def __init__(self, server: Any, changed: set[str], only: str = "") -> None:
        self.server, self.changed, self.only = server, changed, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading is no change, and editors write beside a file before they replace it.
        if event.is_directory or event.event_type not in ("modified", "created", "deleted", "moved"):
            return
        given = (str(event.src_path), str(getattr(event, "dest_path", "") or ""))
        paths = {str(Path(path).resolve()) for path in given if path and not _is_temporary(path)}
        if self.only:
            paths &= {self.only}
        if paths:
            with self.server._rebuild_cond:
                self.changed |= paths
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()


def _watch(server: Any, changed: set[str]) -> None:
    """Let the system tell which files were written, in place of looking at all of them twice a second."""

    def watch(path: str, func: None = None, *, recursive: bool = True) -> None:
        path = str(Path(path).resolve())
        server._watched_paths[path] = server._watched_paths.get(path, 0) + 1
        if server._watched_paths[path] > 1:
            return
        # Editors put another file in the place of one: whoever watches the file itself loses it.
        folder, only = (path, "") if Path(path).is_dir() else (str(Path(path).parent), path)
        server._watch_refs[path] = server.observer.schedule(_Handler(server, changed, only), folder, recursive=recursive and not only)

    watched = list(server._watched_paths)
    server._watched_paths.clear()
    server.observer = Observer()
    server.build_delay = 0.02
    server.watch = watch
    for path in watched:
        watch(path)


def _is_temporary(path: str) -> bool:
    name = Path(path).name
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")) or name == "4913"


def _is_source(path: str, shop: Shop) -> bool:
    """Whether a file is one of ours whose change we understand: one that the atlas is made of, and was made of before."""
    try:
        inside = Path(path).relative_to(Path(shop.config.docs_dir).resolve()).as_posix()
    except ValueError:
        return False
    known = {entity.path for entity in shop.made.site.entities.values()}
    return inside in known and Path(path).is_file()


def _frame(made: Build, nav: Navigation) -> tuple[Any, ...]:
    """All that MkDocs knows of an atlas beside what stands on its pages."""
    in_navigation = {page.file.src_uri for page in nav.pages}
    pages = [
        (page.path, page.section, page.is_wide, page.source, page.is_past, page.title if f"{page.path}.md" in in_navigation else "")
        for page in made.pages
    ]
    # In whatever order: a new title may change it, and the files are the same.
    files = sorted(artifact.path for artifact in made.artifacts if isinstance(artifact, File))
    sources = len({entity.path for entity in made.site.entities.values()})
    return (pages, files, made.published_files, made.site.today, sources)


SEARCH = "search/"
"""Stands for all files of the search: they are made together."""


def _made_with(path: str) -> str:
    return SEARCH if path.startswith(SEARCH) and path.endswith((".js", ".json")) else path


def _write(file: File, shop: Shop) -> None:
    path = Path(shop.config.site_dir, file.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data())
