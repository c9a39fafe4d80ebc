"""What a site makes of its maps for walls, slides and links elsewhere, and how much of it where nobody said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FORMATS = ("svg", "png", "pdf")

DRAWN = ".cache/journeysite/drawn"
"""Where drawings are remembered, beside mkdocs.yml."""

MOST_JOURNEYS = 25
"""An atlas of no more maps has a poster of each without being asked: that is three seconds, once."""

MOST_CARDS = 200
"""An atlas of no more pages has a card for each without being asked."""

MOST_EMBEDS = 200
"""An atlas of no more maps has each a second time without what surrounds it. It takes as long as the map's own page."""


@dataclass(frozen=True, slots=True)
class TakeAlong:
    """formats, cards, embeds: what the site wants, None where it did not say.  fonts: for scripts that the product's own fonts do not have.

    shelf: the folder in which drawings are remembered, None for none.
    """

    formats: tuple[str, ...] | None = None
    cards: bool | None = None
    fonts: tuple[Path, ...] = ()
    shelf: Path | None = None
    embeds: bool | None = None

    def formats_for(self, journeys: int) -> tuple[str, ...]:
        wanted = self.formats if self.formats is not None else FORMATS if journeys <= MOST_JOURNEYS else ()
        return tuple(format for format in FORMATS if format in wanted)

    def has_embeds(self, journeys: int) -> bool:
        return self.embeds if self.embeds is not None else journeys <= MOST_EMBEDS

    def has_cards(self, pages: int) -> bool:
        return self.cards if self.cards is not None else pages <= MOST_CARDS
