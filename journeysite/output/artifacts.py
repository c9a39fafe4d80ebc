"""What an output makes: pages for the host to put into its shell, and files to be written as they are."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ..view.search import SearchEntry


class TocEntry(Struct, frozen=True):
    """A heading for the contents list. level: 2 or 3."""

    title: str
    anchor: str
    level: int = 2


class Page(Struct, frozen=True):
    """A page with a ready body. The body is made when it is asked for, and not kept.

    path: without ending, from the site's root: `journeys/pay`.  source: the file it is made from, "" for none.
    section: where it hangs in the navigation, for index pages: "" at the top, a heading, or None for a page outside of it.
    entries: what search finds of it.
    feed: the path of the feed that tells what changes here.  is_past: what it shows is no more, so that no search engine and no sitemap lists it.
    """

    path: str
    title: str
    description: str
    body: Callable[[], str]
    source: str = ""
    toc: tuple[TocEntry, ...] = ()
    entries: Callable[[], tuple[SearchEntry, ...]] = tuple
    section: str | None = None
    is_wide: bool = True
    feed: str = ""
    is_past: bool = False

    @property
    def search(self) -> tuple[SearchEntry, ...]:
        """What search finds of it; made when it is asked for, like the body."""
        return self.entries()


class File(Struct, frozen=True):
    """A file with ready bytes. path: from the site's root.  is_late: so dear that a server makes it only when somebody asks for it."""

    path: str
    data: Callable[[], bytes]
    is_late: bool = False


Artifact = Page | File
