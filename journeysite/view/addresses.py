"""Where things are: the address of every page, and of every step on its map."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from msgspec import Struct

from ..model.kind import Kind
from ..model.refs import Key

ROOT = "\ue000"
"""Stands in every link for the way back to the site's root, until the page's own depth is known. The decoder keeps it out of texts."""


class Addresses(Struct, frozen=True):
    """directory_urls: whether a page is `journeys/pay/` or `journeys/pay.html`, as MkDocs' use_directory_urls says.

    site_url: where the site is published, with a `/` at its end.  repo_url: where its repository can be looked at.  Each "" where nobody said.
    """

    directory_urls: bool = True
    site_url: str = ""
    repo_url: str = ""

    def url(self, path: str) -> str:
        """The address of a page, relative to the site's root. path: without ending; `index` and `…/index` are their folder's page."""
        return _url(path, self.directory_urls)

    def href(self, path: str, anchor: str = "") -> str:
        """A link to a page from anywhere."""
        return f"{ROOT}{_url(path, self.directory_urls)}#{quote(anchor)}" if anchor else ROOT + _url(path, self.directory_urls)

    def of(self, kinds_folder: str, id: str, anchor: str = "") -> str:
        return self.href(f"{kinds_folder}/{id}", anchor)

    def entity(self, kind: Kind, key: Key, anchor: str = "") -> str:
        return self.href(f"{kind.folder}/{key.id}", anchor)

    def index(self, kind: Kind, anchor: str = "") -> str:
        return self.href(f"{kind.folder}/index", anchor)

    def file(self, path: str) -> str:
        """A link to a file that is published as it is."""
        return ROOT + quote(path)

    def query(self, path: str, fields: Mapping[str, str]) -> str:
        """A link to a page that is asked for a choice of what it shows: `changes/?kind=journey`."""
        return f"{self.href(path)}?{urlencode(fields, quote_via=quote, safe=':')}"

    def absolute(self, href: str) -> str:
        """A link of a page as one that leads there from anywhere; "" where nobody said where the site is published."""
        return href.replace(ROOT, self.site_url, 1).replace("/./", "/") if self.site_url else ""

    def commit(self, commit: str) -> str:
        """Where a commit can be looked at, "" where nobody can."""
        if not self.repo_url or not commit:
            return ""
        page = "-/commit" if "gitlab" in self.repo_url else "commits" if "bitbucket" in self.repo_url else "commit"
        return f"{self.repo_url.rstrip('/')}/{page}/{commit}"

    def way_back(self, path: str) -> str:
        """From the page of this path to the root: `../../`."""
        return "../" * self.url(path).removeprefix("./").count("/") or "./"


# A page is linked to from many others.
@lru_cache(2**15)
def _url(path: str, directory_urls: bool) -> str:
    path = quote(path)
    if path == "index" or path.endswith("/index"):
        return (path[: -len("index")] if directory_urls else f"{path}.html") or "./"
    return f"{path}/" if directory_urls else f"{path}.html"
