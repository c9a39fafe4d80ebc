"""What surrounds our pages: defaults for a theme that its owner left as it is, and what has to be mended in its HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from ..build import Build
from ..output.artifacts import Page

FEATURES = ["navigation.tabs", "navigation.indexes", "search.suggest", "search.highlight", "content.code.copy", "toc.follow"]

LOGO = "material/rhombus-split"

PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light"},
    },
]
"""Light and dark as the reader's system has it, and a button to change it. The colours are those of css/tokens.css."""


def dress(theme: Any, remote_fonts: bool) -> None:
    """Give a Material theme what its owner has not chosen: features, palette, mark, and fonts from the reader's own machine."""
    # Material asks another host for its fonts; a page of ours asks nobody.
    if not remote_fonts and "font" in theme:
        theme["font"] = False
    if "features" not in theme:
        return
    if not theme["features"]:
        theme["features"] = list(FEATURES)
    if not theme.get("palette"):
        theme["palette"] = [dict(scheme) for scheme in PALETTE]
    icons = theme.get("icon") or {}
    if not theme.get("logo") and not icons.get("logo"):
        theme["icon"] = {**icons, "logo": LOGO}


def hang_under_indexes(pages: Iterable[Any], indexes: Iterable[Any]) -> None:
    """Pages outside of the navigation hang under the index of their folder, so that its tab is the active one on them."""
    known = {posixpath.dirname(page.file.src_uri): page for page in indexes if page.file.src_uri.endswith("index.md")}
    for page in pages:
        folder = posixpath.dirname(page.file.src_uri)
        while folder and folder not in known:
            folder = posixpath.dirname(folder)
        if folder and known[folder] is not page:
            page.parent = known[folder]


START = "_start"
"""Where a page's own words begin, for those who skip what stands above. No step has an underscore in its id."""


def with_start(body: str) -> str:
    """The body with its one h1 as the place to skip to."""
    return body if "<h1 id=" in body else body.replace("<h1", f'<h1 id="{START}"', 1)


_SEARCH = 'data-md-component="search" role="dialog"'


def mended(html: str) -> str:
    """Material's search dialog has no name for those who hear a page (9.8.1). Goes once it has one of its own."""
    return html.replace(_SEARCH, f'{_SEARCH} aria-label="Search"', 1)


_FEED_TYPES = (("application/atom+xml", "xml"), ("application/feed+json", "json"))


def headed(html: str, artifact: Page | None, made: Build) -> str:
    """With what a page's head says beside the theme's own: the feeds that tell of it, and that no search engine lists what is past."""
    lines = ['<meta name="robots" content="noindex">'] if artifact and artifact.is_past else []
    titles = {artifact.feed: f"What changed: {artifact.title}"} if artifact else {}
    for path, title in {**titles, "feed": "What changed"}.items():
        if path in made.feeds:
            href = escape(made.renderer.addresses.site_url + quote(path))
            lines += [f'<link rel="alternate" type="{type_}" title="{escape(title)}" href="{href}.{end}">' for type_, end in _FEED_TYPES]
    return html.replace("</head>", f"{''.join(lines)}</head>", 1) if lines else html
