"""Feeds of what changed, as Atom and as JSON Feed: for the atlas, and for each journey, persona, touchpoint and team."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from ..view.changes import ChangeCard
from ..view.feeds import Feed, Items, atlas_feed, thing_feed
from .artifacts import File
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[File]:
    """None where nobody said where the site is published: a feed without absolute links is no feed."""
    here = workshop.here
    if not here.addresses.site_url or not any(entry.is_published for entry in workshop.log.entries):
        return

    def html(told: ChangeCard) -> str:
        return workshop.renderer.part("feeds/item.html", told, here.addresses.site_url)

    items = Items(here, html)
    feeds = [atlas_feed(here, items, workshop.title)]
    feeds += [feed for entity in workshop.site.entities.values() if (feed := thing_feed(here, items, workshop.title, entity))]
    for feed in feeds:
        yield File(f"{feed.path}.xml", partial(_atom, workshop, feed))
        yield File(f"{feed.path}.json", partial(_json, feed))


def _atom(workshop: Workshop, feed: Feed) -> bytes:
    return workshop.renderer.part("feeds/atom.xml", feed, "").encode()


def _json(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.json_url,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_html": item.html,
                "date_published": item.updated,
                "tags": list(item.tags),
                **({"authors": [{"name": item.author}]} if item.author else {}),
            }
            for item in feed.items
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")
