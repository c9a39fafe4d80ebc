"""Links and pictures in prose that name a file: each must be there, because the host checks only the pages that are its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..errors import Diagnostic, Place
from ..model.kind import Entity, Kind
from ..model.reading import did_you_mean, nearest, shorten
from ..model.refs import Key, without_code
from ..source.tree import Tree

_TARGET = re.compile(
    r"(?P<picture>!?)\[[^\]\n]*\]\(\s*<?(?P<url>[^)\s>]+)>?(?:\s[^)\n]*)?\)"
    r"|<(?P<tag>img|a)\b[^>\n]*?\s(?:src|href)\s*=\s*(?P<quote>[\"']?)(?P<raw>[^\"'\s>]+)(?P=quote)",
    re.I,
)

_MADE_BY_A_BUILD = (".html", ".xml", ".json", ".csv", ".xlsx", ".svg", ".txt")
"""Endings of files that a build writes beside the pages: a link to one may be right without a source."""


@dataclass(frozen=True)
class Shelf:
    """What a link may lead to. files: of the content folder.  things: that have a page.  drafts: files of what nobody may see."""

    files: Tree
    things: Mapping[Key, Entity]
    drafts: frozenset[str]
    kinds: Mapping[str, Kind]


def broken_links(entities: Mapping[Key, Entity], shelf: Shelf) -> Iterator[Diagnostic]:
    """Every link in the prose of a thing that leads to no file."""
    for entity in entities.values():
        for section in entity.sections:
            if _may_link(section.text):
                yield from _in_text(without_code(section.text), Place(entity.path, section.text_line, 1), shelf, str(entity.key))
        for text in entity.texts():
            if _may_link(text.source):
                yield from _in_text(without_code(text.source), text.at, shelf, str(entity.key))


def _may_link(markdown: str) -> bool:
    return "](" in markdown or "<" in markdown


def _in_text(markdown: str, at: Place, shelf: Shelf, about: str) -> Iterator[Diagnostic]:
    for match in _TARGET.finditer(markdown):
        url = match["url"] or match["raw"]
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?", url):
            is_picture = bool(match["picture"]) or (match["tag"] or "").casefold() == "img"
            yield from _fault(url, is_picture, _place(markdown, match.start(), at), shelf, about)


def _place(markdown: str, start: int, at: Place) -> Place:
    before = markdown[:start]
    column = start - (before.rfind("\n") + 1) + (at.column if "\n" not in before else 1)
    return Place(at.path, at.line + before.count("\n"), column)


def _fault(url: str, is_picture: bool, at: Place, shelf: Shelf, about: str) -> Iterator[Diagnostic]:
    named = unquote(re.split(r"[#?]", url, maxsplit=1)[0])
    folder = "" if named.startswith("/") else posixpath.dirname(at.path)
    path = posixpath.normpath(posixpath.join(folder, named.lstrip("/")))
    ending = posixpath.splitext(path)[1].casefold()
    if path.startswith("../"):
        hint = "put the file beside this one and write its name only"
        yield Diagnostic(at, "E151", f'in this text: "{shorten(url)}" leads out of the content folder', hint, about=about)
    elif path in shelf.drafts:
        message = f'in this text: "{shorten(url)}" is a draft, and this is published'
        yield Diagnostic(at, "E140", message, "publish it too, or leave it out here", about=about)
    elif path in shelf.files or (not is_picture and (not ending or ending in _MADE_BY_A_BUILD)):
        return
    elif ending != ".md":
        yield Diagnostic(at, "E130", f'in this text: there is no file "{path}"', _file_hint(path, folder, shelf), about=about)
    elif not _is_a_thing(path, shelf):
        yield Diagnostic(
            at, "E133", f'in this text: a link leads to "{path}", and there is no such file', _page_hint(path, shelf), about=about
        )


def _is_a_thing(path: str, shelf: Shelf) -> bool:
    """A thing may be named by the file that it would have, wherever it stands."""
    folder, _, name = path.rpartition("/")
    return any(kind.folder == folder and Key(kind.name, name.removesuffix(".md")) in shelf.things for kind in shelf.kinds.values())


def _file_hint(path: str, folder: str, shelf: Shelf) -> str:
    beside = [posixpath.relpath(known, folder or ".") for known in shelf.files if posixpath.dirname(known) == posixpath.dirname(path)]
    files = [name for name in beside if not name.endswith((".md", ".yml", ".yaml"))]
    return did_you_mean(posixpath.relpath(path, folder or "."), files) or "put the file beside this one"


def _page_hint(path: str, shelf: Shelf) -> str:
    stem = posixpath.basename(path).removesuffix(".md")
    ids = {key.id: key for key in shelf.things}
    best = nearest(stem, ids, 0.75)
    return f"did you mean [[{ids[best]}]]?" if best else "write [[kind:id]] for a thing of the atlas, such as [[persona:commuter]]"
