"""A page for each code, and the list of them, for sites that explain the codes to their writers."""

from __future__ import annotations

from collections.abc import Iterator

from ..view.codes import LIST_PATH, CodePage, code_list, code_pages, code_path
from ..view.search import SearchEntry
from .artifacts import Page
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[Page]:
    if not workshop.handbook:
        return
    yield _list(workshop)
    for page in code_pages():
        yield _code(workshop, page)


def _list(workshop: Workshop) -> Page:
    title, summary = "All codes", "Every code that a check or a build can report, with what it means and how it is mended."

    def body() -> str:
        return workshop.renderer.page("codes.html", code_list(workshop.here), LIST_PATH)

    return Page(LIST_PATH, title, summary, body, entries=lambda: (SearchEntry(title, summary),))


def _code(workshop: Workshop, page: CodePage) -> Page:
    path = code_path(page.code)
    title = f"{page.code}: {page.title}"

    def body() -> str:
        return workshop.renderer.page("code.html", page, path)

    return Page(path, title, page.title, body, entries=lambda: (SearchEntry(title, page.text.split("\n\n")[0]),), is_wide=False)
