"""The pages of the handbook that explain every code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from ..compiler.explain import explain, known_codes
from .here import Here

LIST_PATH = "handbook/codes/index"


class CodePage(Struct, frozen=True):
    """One code. text: Markdown, without the title."""

    code: str
    title: str
    text: str


class CodeEntry(Struct, frozen=True):
    code: str
    title: str
    href: str


class CodeGroup(Struct, frozen=True):
    """Codes of one sort."""

    title: str
    codes: tuple[CodeEntry, ...]


class CodeList(Struct, frozen=True):
    groups: tuple[CodeGroup, ...]


SORTS = (
    ("E0", "Files and values that cannot be read"),
    ("E", "References and things that do not fit together"),
    ("C0", "Slips in writing"),
    ("C1", "Journeys"),
    ("C2", "Personas and touchpoints"),
    ("C3", "Findings and opportunities"),
    ("C4", "Actions"),
    ("C5", "Metrics"),
    ("C6", "Research"),
    ("C7", "Notes, paths and teams"),
    ("C8", "The past of the repository"),
    ("C", "The settings of the site"),
)
"""What codes begin with, and what such a one is about. The first that fits counts."""


def code_path(code: str) -> str:
    return f"handbook/codes/{code}"


@cache
def code_page(code: str) -> CodePage | None:
    """None for a code that has no page."""
    page = explain(code)
    if page is None:
        return None
    title, _, text = page.removeprefix("# ").partition("\n")
    return CodePage(code, title.strip(), text.strip())


def code_pages() -> Iterator[CodePage]:
    for code in known_codes():
        page = code_page(code)
        if page:
            yield page


def code_list(here: Here) -> CodeList:
    """All codes with their pages, those that stop a build first."""
    found: dict[str, list[CodeEntry]] = {title: [] for _, title in SORTS}
    for page in code_pages():
        title = next(title for start, title in SORTS if page.code.startswith(start))
        found[title].append(CodeEntry(page.code, page.title, here.addresses.href(code_path(page.code))))
    return CodeList(tuple(CodeGroup(title, tuple(codes)) for title, codes in found.items() if codes))
