"""Feeds: what changed, one item for each entry, for the whole atlas and for single things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from ..history.changelog import LogEntry
from ..model.kind import Entity
from .changes import ChangeCard, card
from .concerns import PATH, concerns_of, filtered_href
from .here import Here
from .language import Language
from .thing_history import FEED_KINDS

MOST_ITEMS = 60
"""Items of one feed. Who reads it once a month misses nothing of it."""

_NAMES = uuid5(NAMESPACE_URL, "journeysite change")

# What XML 1.0 cannot hold at all.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedItem(Struct, frozen=True):
    """One entry. id: the same however the history is rewritten.  updated: RFC 3339.  html: what changed and why, with absolute links."""

    id: str
    url: str
    title: str
    html: str
    updated: str
    tags: tuple[str, ...]
    author: str


class Feed(Struct, frozen=True):
    """The whole contract of atom.xml. path: without ending.  home_url: of the page that it tells of.  items: newest first."""

    path: str
    id: str
    title: str
    lang: str
    author: str
    updated: str
    home_url: str
    atom_url: str
    json_url: str
    items: tuple[FeedItem, ...]


Html = Callable[[ChangeCard], str]
"""Makes the HTML of a card, with absolute links."""


class Items:
    """Makes each entry's item once, however many feeds it is in."""

    def __init__(self, here: Here, html: Html) -> None:
        self.here, self.html = here, html
        self._made: dict[str, FeedItem] = {}
        self._times = dict(_times(here.log.entries))

    def of(self, entries: Iterable[LogEntry]) -> tuple[FeedItem, ...]:
        published = [entry for entry in entries if entry.is_published]
        return tuple(self._item(entry) for entry in published[:MOST_ITEMS])

    def _item(self, entry: LogEntry) -> FeedItem:
        if entry.id not in self._made:
            told = card(self.here, entry)
            href = next((place.href for place in told.places if place.href), "") or told.subjects[0].href
            self._made[entry.id] = FeedItem(
                id=f"urn:uuid:{uuid5(_NAMES, entry.id)}",
                url=self.here.addresses.absolute(href or filtered_href(self.here, entry.key)),
                title=clean(_title(told, self.here.language)),
                html=clean(self.html(told)),
                updated=self._times[entry.id],
                tags=tuple(clean(tag) for tag in (_kind(self.here, entry), told.weight) if tag),
                author=clean(told.author),
            )
        return self._made[entry.id]


def clean(text: str) -> str:
    return _NO_XML.sub("", text)


def _times(entries: Iterable[LogEntry]) -> Iterable[tuple[str, str]]:
    """What one commit did is told in the order of the page: readers of feeds sort by time, so entries of one time are milliseconds apart."""
    last: datetime | None = None
    count = 0
    for entry in reversed(list(entries)):
        count = count + 1 if entry.when == last else 0
        last = entry.when
        time = entry.when + timedelta(milliseconds=min(count, 999))
        yield entry.id, time.isoformat(timespec="milliseconds" if count else "seconds")


def _title(told: ChangeCard, language: Language) -> str:
    """The thing and the first that is said of it: "Pay for a basket / Pays: emotion of Hurried parent was −1.9, now −1.4, and more"."""
    name = told.subjects[0].title
    if told.suffix or not told.places:
        return told.headline
    place = told.places[0]
    lines = sum(len(one.lines) for one in (*told.places, *told.more))
    where = f"{name} / {place.title}" if place.title else name
    said = place.lines[0].text
    said = said if len(said) <= 160 else f"{said[:160].rsplit(' ', 1)[0]} …"
    return language.say("{change}, and more", change=f"{where}: {said}") if lines > 1 else f"{where}: {said}"


def _kind(here: Here, entry: LogEntry) -> str:
    kind = here.site.kinds.get(entry.key.kind)
    return here.language.say(kind.title) if kind else entry.key.kind


def atlas_feed(here: Here, items: Items, site_title: str) -> Feed:
    title = site_title or here.language.say("Journey atlas")
    return _feed(
        here, "feed", here.language.say("{title}: what changed", title=title), title, here.addresses.href(PATH), items.of(here.log.entries)
    )


def thing_feed(here: Here, items: Items, site_title: str, entity: Entity) -> Feed | None:
    """None for a thing of a kind that has no feeds, and for one of which nothing is known."""
    entries = concerns_of(here).about(entity.key) if entity.kind.name in FEED_KINDS else ()
    found = items.of(entries)
    if not found:
        return None
    path = f"{entity.kind.folder}/{entity.id}/feed"
    say = here.language.say
    return _feed(here, path, say("{title}: what changed", title=entity.title), site_title or say("Journey atlas"), here.href(entity), found)


def _feed(here: Here, path: str, title: str, author: str, home: str, items: tuple[FeedItem, ...]) -> Feed:
    addresses = here.addresses
    atom_url, json_url = (addresses.absolute(addresses.file(f"{path}.{ending}")) for ending in ("xml", "json"))
    return Feed(
        path=path,
        id=atom_url,
        title=clean(title),
        lang=here.language.code.replace("_", "-"),
        author=clean(author),
        # The newest of all: clocks of different places do not sort as text.
        updated=items[0].updated,
        home_url=addresses.absolute(home),
        atom_url=atom_url,
        json_url=json_url,
        items=items,
    )
