"""The words that a site writes on a page of ours: `index.md` beside the kinds, or in the folder of one."""

from __future__ import annotations

import re

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode

from ..model.site import Site
from ..source.document import read_document

_HEADING = re.compile(r"\A\s*# +(?P<title>[^\n]+)\n")


class Intro(Struct, frozen=True):
    """title, summary: of the front matter, or "".  body: Markdown.  path: the file it stands in, "" where there is none."""

    title: str = ""
    summary: str = ""
    body: str = ""
    path: str = ""


def intro_of(site: Site, folder: str = "") -> Intro:
    """What `index.md` of a folder says; nothing where there is none, or where it is a draft."""
    path = f"{folder}/index.md" if folder else "index.md"
    page = site.pages.get(path)
    if page is None:
        return Intro()
    document, _ = read_document(path, page.text.encode())
    if document is None:
        return Intro()
    fields = _fields(document.root) if isinstance(document.root, MappingNode) else {}
    if fields.get("draft", "").casefold() in ("true", "yes", "on"):
        return Intro()
    body = document.body
    heading = _HEADING.match(body)
    # The page has its one heading already, so the file's own becomes that.
    title = fields.get("title", "") or (heading["title"].strip() if heading else "")
    return Intro(title, fields.get("summary", ""), (body[heading.end() :] if heading else body).strip(), path)


def _fields(root: MappingNode) -> dict[str, str]:
    return {key.value: value.value for key, value in root.value if isinstance(key, ScalarNode) and isinstance(value, ScalarNode)}
