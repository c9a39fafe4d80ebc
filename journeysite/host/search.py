"""What readers find: our search index, or entries for the theme's own, of the atlas and of the pages beside it.

`own` keeps the theme's search plugin at its work for a site's own pages, but takes its entries before it writes them, and puts a dialog in the place of
the theme's. Where a site has another dialog, or the theme none, the entries go into the plugin's index; where there is no such plugin, nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..build import Build
from ..output.search import Findable, is_hashed, search_files
from ..render.templates import theme_folder
from ..view.search import SearchEntry

CHOICES = ("own", "theme", "none")

FOLDER = "search/"

Entries = list[dict[str, Any]]

_DIALOG = "partials/search.html"


class Search:
    """Decided once for a build. choice: the option `search`."""

    def __init__(self, choice: str, config: MkDocsConfig) -> None:
        self.plugin = _plugin(config)
        self.is_own = choice == "own" and self.plugin is not None and _has_theme_dialog(config)
        self.is_listed = choice != "none" and self.plugin is not None
        if self.is_own:
            finder = str(theme_folder() / "finder")
            if finder not in config.theme.dirs:
                config.theme.dirs.insert(1 if config.theme.custom_dir else 0, finder)
            events = config.plugins.events["post_build"]
            # It would write its own index, which nobody asks for.
            events[:] = [hook for hook in events if getattr(hook, "__self__", None) is not self.plugin]
            _without_shim(config)

    @property
    def index(self) -> Any:
        """The plugin's own collection of entries, None where it has none that we know."""
        index = getattr(self.plugin, "search_index", None)
        return index if hasattr(index, "entries") else None

    def add(self, made: Build) -> None:
        """Hand the atlas to the theme's search, which has just been emptied."""
        if self.is_listed and not self.is_own and self.index is not None:
            self.index.entries += theme_entries(made)

    def others(self, made: Build) -> Entries:
        """The entries of pages that are not ours, after a build."""
        if self.index is None:
            return []
        ours = 0 if self.is_own or not self.is_listed else sum(len(page.search) for page in made.pages)
        return list(self.index.entries[ours:])

    def write(self, made: Build, others: Entries, config: MkDocsConfig) -> None:
        """Write the index, whole, and remove what an earlier one left."""
        if self.is_own:
            _write(Path(config.site_dir), search_files(_findable(made, others)))
        elif self.index is not None:
            self.index.entries = [*(theme_entries(made) if self.is_listed else ()), *others]
            self.plugin.on_post_build(config=config)


def _plugin(config: MkDocsConfig) -> Any:
    """Material's search, by the name under which the theme's templates ask for it."""
    plugin: Any = next((plugin for name, plugin in config.plugins.items() if name in ("search", "material/search")), None)
    return plugin if plugin is not None and plugin.config.get("enabled", True) else None


def _has_theme_dialog(config: MkDocsConfig) -> bool:
    """Whether the dialog is the theme's, so that ours can stand in its place: a site's own goes before both."""
    custom = config.theme.custom_dir
    return any(Path(folder, _DIALOG).is_file() for folder in config.theme.dirs) and not (custom and Path(custom, _DIALOG).is_file())


def _without_shim(config: MkDocsConfig) -> None:
    # Material's plugin `offline` asks another host for what its own search needs in a page from a file. Ours needs nothing.
    polyfills = config.extra.get("polyfills")
    if polyfills:
        config.extra["polyfills"] = [script for script in polyfills if "iframe-worker" not in str(script)]


# Entries -------------------------------------------------------------------------------------------------------------


def theme_entries(made: Build) -> Entries:
    """The atlas as Material's search wants it."""
    return [_theme_entry(url, entry) for url, entry in _ours(made)]


def _ours(made: Build) -> Iterator[tuple[str, SearchEntry]]:
    url = made.renderer.addresses.url
    for page in made.pages:
        address = url(page.path).removeprefix("./")
        for entry in page.search:
            yield f"{address}#{entry.anchor}" if entry.anchor else address, entry


def _theme_entry(url: str, entry: SearchEntry) -> dict[str, Any]:
    # The theme puts what it finds into the page as HTML.
    title = f"{entry.title} – {entry.place}" if entry.place else entry.title
    text = " ".join((entry.text, *(name for name in entry.names if name not in entry.text)))
    found: dict[str, Any] = {"location": url, "title": escape(title, quote=False), "text": escape(text, quote=False)}
    return {**found, "tags": list(entry.tags)} if entry.tags else found


def _findable(made: Build, others: Entries) -> Iterator[Findable]:
    for url, entry in _ours(made):
        yield Findable(url, entry.title, entry.place, entry.text, entry.group, entry.tags, entry.names)
    page = ""
    for other in others:
        # The plugin cuts pages at their headings, and gives them their HTML.
        url, title = other["location"], _words(other["title"])
        page = page if "#" in url else title
        yield Findable(url, title, page if "#" in url else "", _words(other["text"]), "", tuple(other.get("tags", ())))


_TAG = re.compile(r"<[^>]*>")


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    written = set()
    for path, data in files:
        target = site / path
        written.add(target)
        if is_hashed(path) and target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for old in (site / FOLDER).rglob("*.js"):
        if old not in written:
            old.unlink()
