"""A card for the home page and for each thing of the atlas: what is shown where a link to its page is shared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..layout.card import CardWords, place_card
from ..model.kind import Entity
from ..view.intro import intro_of
from ..view.poster import card_words
from .artifacts import File
from .fonts import fonts_of, is_easy
from .posters import Studio, key_of
from .workshop import Workshop

FOLDER = "assets/cards"


def card_path(page: str) -> str:
    return f"{FOLDER}/{page}.png"


def make(workshop: Workshop) -> Iterator[File]:
    """None where nobody said where the site is published: who shares a link needs an absolute address."""
    entities = [entity for entity in workshop.site.entities.values() if not entity.draft]
    if not workshop.here.addresses.site_url or not workshop.along.has_cards(len(entities)):
        return
    studio = Studio(workshop)
    yield File(card_path("index"), partial(_home, studio), is_late=True)
    for entity in entities:
        if is_easy(entity.title) or not fonts_of(workshop.along.fonts).missing(entity.title):
            yield File(card_path(f"{entity.kind.folder}/{entity.id}"), partial(_card, studio, entity), is_late=True)


def _home(studio: Studio) -> bytes:
    workshop = studio.workshop
    words = CardWords(workshop.title, "", workshop.title, intro_of(workshop.site).summary, (), workshop.here.language.code)
    return _drawn(studio, words)


def _card(studio: Studio, entity: Entity) -> bytes:
    return _drawn(studio, card_words(studio.workshop.here, entity, studio.workshop.title))


def _drawn(studio: Studio, words: CardWords) -> bytes:
    def draw() -> bytes:
        # Loaded with the first drawing, as in fonts.py.
        from .png import write_png

        return write_png(place_card(words, studio.fonts), studio.inks, studio.fonts, 1.0)

    return studio.shelf.fetch(key_of(studio.stamp, "card", words), draw)
