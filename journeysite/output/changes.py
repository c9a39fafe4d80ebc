"""The pages of the change log."""

from __future__ import annotations

from collections.abc import Iterator

from ..view.changelog import ChangesPage, changes_pages
from ..view.language import message
from ..view.search import SearchEntry
from .artifacts import Page, TocEntry
from .workshop import Workshop

SUMMARY = message("Every change of the atlas in its own words, by month: before and after, and why.")


def make(workshop: Workshop) -> Iterator[Page]:
    """None for a site whose history nobody knows: an empty page would say that nothing ever changed."""
    if not workshop.log.entries:
        return
    for view in changes_pages(workshop.here):
        yield _page(workshop, view)


def _page(workshop: Workshop, view: ChangesPage) -> Page:
    def body() -> str:
        return workshop.renderer.page("changes.html", view, view.path)

    is_first = not view.year
    summary = workshop.here.language.say(SUMMARY)
    return Page(
        path=view.path,
        title=view.title,
        description=summary,
        body=body,
        toc=tuple(TocEntry(month.title, month.anchor) for month in view.months),
        entries=lambda: (SearchEntry(view.title, summary),) if is_first else (),
        section="" if is_first else None,
    )
