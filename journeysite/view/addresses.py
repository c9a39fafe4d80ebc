"""Where things are: the address of every page, and of every step on its map."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from ..model.kind import Kind
from ..model.texts import Key

ROOT = "\ue000"
"""Stands in every link for the way back to the site's root, until the page's own depth is known. The decoder keeps it out of texts."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """directory_urls: whether a page is `journeys/pay/` or `journeys/pay.html`, as MkDocs' use_directory_urls says."""

    directory_urls: bool = True

    def url(self, path: str) -> str:
        """The address of a page, relative to the site's root. path: without ending; `index` and `…/index` are their folder's page."""
        path = quote(path)
        if path == "index" or path.endswith("/index"):
            return (path[: -len("index")] if self.directory_urls else f"{path}.html") or "./"
        return f"{path}/" if self.directory_urls else f"{path}.html"

    def href(self, path: str, anchor: str = "") -> str:
        """A link to a page from anywhere."""
        return f"{ROOT}{self.url(path)}" + (f"#{quote(anchor)}" if anchor else "")

    def of(self, kinds_folder: str, id: str, anchor: str = "") -> str:
        return self.href(f"{kinds_folder}/{id}", anchor)

    def entity(self, kind: Kind, key: Key, anchor: str = "") -> str:
        return self.href(f"{kind.folder}/{key.id}", anchor)

    def index(self, kind: Kind, anchor: str = "") -> str:
        return self.href(f"{kind.folder}/index", anchor)

    def file(self, path: str) -> str:
        """A link to a file that is published as it is."""
        return ROOT + quote(path)

    def way_back(self, path: str) -> str:
        """From the page of this path to the root: `../../`."""
        return "../" * self.url(path).removeprefix("./").count("/") or "./"
