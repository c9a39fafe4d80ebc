"""A page at every address that an entity had before, leading to where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..view.here import Here
from .artifacts import File
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[File]:
    for former, now in workshop.site.former.items():
        # A name that is to be forgotten is not kept as an address either.
        if former in workshop.site.entities or workshop.log.options.redaction.forgets(str(former)):
            continue
        entity = workshop.site.entities[now]
        yield _redirect(workshop.here, f"{entity.kind.folder}/{former.id}", f"{entity.kind.folder}/{now.id}", entity.title)


def _redirect(here: Here, old: str, new: str, title: str) -> File:
    path = f"{old}/index.html" if here.addresses.directory_urls else f"{old}.html"
    href = escape(here.addresses.way_back(old) + here.addresses.url(new))
    language, lang = here.language, here.language.code.replace("_", "-")
    says = escape(language.say("This is now {page}.")).replace("{page}", f'<a href="{href}">{escape(title)}</a>')
    html = (
        f'<!doctype html>\n<html lang="{lang}" dir="{language.direction}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={href}">'
        f'<link rel="canonical" href="{href}"></head><body><p>{says}</p></body></html>\n'
    )
    return File(path, lambda: html.encode())
