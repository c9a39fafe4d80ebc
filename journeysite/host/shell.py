"""What surrounds our pages: defaults for a theme that its owner left as it is, and what has to be mended in its HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from ..build import Build
from ..output.artifacts import Page
from ..output.assets import LAYERS
from ..output.cards import card_path
from ..view.language import Language, message

FEATURES = [
    "navigation.tabs",
    "navigation.tabs.sticky",
    "navigation.indexes",
    "search.suggest",
    "search.highlight",
    "content.code.copy",
    "toc.follow",
]

LOGO = "material/rhombus-split"

PALETTE = (
    (
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom"},
        "material/weather-night",
        message("Switch to dark"),
    ),
    (
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom"},
        "material/weather-sunny",
        message("Switch to light"),
    ),
)
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
        say = Language(str(theme.get("language") or "en")).say
        theme["palette"] = [{**scheme, "toggle": {"icon": icon, "name": say(name)}} for scheme, icon, name in PALETTE]
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


_MATERIAL_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css)">')


def in_layer(html: str) -> str:
    """Put Material's style sheets into the lowest cascade layer: unlayered rules would win over every one of ours."""
    sheets = _MATERIAL_SHEET.findall(html)
    if not sheets:
        return html
    imports = "".join(f'@import url("{sheet}") layer(material);' for sheet in sheets)
    first, *rest = _MATERIAL_SHEET.split(html)[::2]
    return f"{first}<style>{LAYERS}{imports}</style>{''.join(rest)}"


_SEARCH = 'data-md-component="search" role="dialog"'

_SECTION = re.compile(r'aria-labelledby="(__nav_[\d_]+)_label" aria-expanded="(?:true|false)"(>\s*<label class="md-nav__title")')


def mended(html: str, search: str = "Search") -> str:
    """What those who hear a page miss in Material (9.8.1): its search dialog has no name, and where a section has a page of its own,
    its list is named by a label without words. Each goes once Material has it.

    search: the name of the dialog.
    """
    html = html.replace(_SEARCH, f'{_SEARCH} aria-label="{escape(search)}"', 1)
    # Without a number it says nothing, and is not valid.
    html = html.replace(' tabindex=""', "")
    # `aria-expanded` is not for lists, but for what opens them.
    return _in_one_bar(_SECTION.sub(r'aria-labelledby="\1_title"\2 id="\1_title"', html))


_TABS = re.compile(r'<nav class="md-tabs".*?</nav>(?=\s*</header>)', re.DOTALL)

_AFTER_TITLE = re.compile(r'<form class="md-header__option"|<label class="md-header__button md-icon" for="__search"|</nav>')


def _in_one_bar(html: str) -> str:
    """Tabs that stay in view stand in the header below its row; from there they go into the row, after the title, for eyes and keys alike.

    Moved in the finished page, as is done with Material's style sheets: a template of our own would have to follow each of its releases.
    """
    start = html.find('data-md-component="header-title"')
    tabs = _TABS.search(html, start) if start > 0 else None
    place = _AFTER_TITLE.search(html, start) if tabs else None
    if not tabs or not place:
        return html
    return f"{html[: place.start()]}{tabs[0]}{html[place.start() : tabs.start()]}{html[tabs.end() :]}"


def _cards(artifact: Page | None, made: Build) -> list[str]:
    """What those who show a link to the page say of it: title, description, and the card. A page without a card of its own has that of the site."""
    if not made.cards or (artifact and artifact.is_past):
        return []
    addresses = made.renderer.addresses
    card = path if artifact and (path := card_path(artifact.path)) in made.cards else card_path("index")
    said = {
        "og:type": "website" if artifact is None or artifact.path == "index" else "article",
        "og:image": addresses.site_url + quote(card),
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    if artifact:
        url = addresses.site_url + addresses.url(artifact.path).removeprefix("./")
        said |= {"og:title": artifact.title, "og:description": artifact.description, "og:url": url}
    named = {"twitter:card": "summary_large_image"}
    lines = [f'<meta property="{name}" content="{escape(words)}">' for name, words in said.items()]
    return lines + [f'<meta name="{name}" content="{escape(words)}">' for name, words in named.items()]


_FEED_TYPES = (("application/atom+xml", "xml"), ("application/feed+json", "json"))


def headed(html: str, artifact: Page | None, made: Build) -> str:
    """With what a page's head says beside the theme's own: the feeds that tell of it, and that no search engine lists what is past."""
    lines = ['<meta name="robots" content="noindex">'] if artifact and artifact.is_past else []
    say = made.renderer.language.say
    titles = {artifact.feed: say("What changed: {thing}", thing=artifact.title)} if artifact else {}
    for path, title in {**titles, "feed": say("What changed")}.items():
        if path in made.feeds:
            href = escape(made.renderer.addresses.site_url + quote(path))
            lines += [f'<link rel="alternate" type="{type_}" title="{escape(title)}" href="{href}.{end}">' for type_, end in _FEED_TYPES]
    lines += _cards(artifact, made)
    return html.replace("</head>", f"{''.join(lines)}</head>", 1) if lines else html
