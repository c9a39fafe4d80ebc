"""A poster of each map as SVG, PNG and PDF. Drawn when they are asked for, and remembered by what is on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path

from ..errors import Diagnostic, Place, Severity
from ..layout.inks import Inks, inks_of
from ..layout.poster import Poster, place_poster
from ..layout.poster_words import PosterWords
from ..model.journey import Journey
from ..model.site import Site
from ..view.poster import brief_words, poster_words
from ..view.take_along import poster_path
from .artifacts import File
from .fonts import Fonts, fonts_of, is_easy, named
from .shelf import Shelf
from .take_along import TakeAlong
from .workshop import Workshop

_PIXELS_WIDE = 2400.0
_LEAST_SCALE = 1.5


def make(workshop: Workshop) -> Iterator[File]:
    studio = Studio(workshop)
    # By id: a new title must not change the order of the files, or a server would think them others.
    for id, formats in sorted(workshop.here.posters.items()):
        journey = workshop.site.get("journey", id)
        assert isinstance(journey, Journey)
        for format in formats:
            yield File(poster_path(journey, format), partial(studio.poster, journey, format), is_late=True)


def posters_of(site: Site, along: TakeAlong) -> dict[str, tuple[str, ...]]:
    """The formats of each map that has a poster: a published one with steps, whose title can be written."""
    formats = along.formats_for(len(site.of("journey")))
    if not formats:
        return {}
    found = [journey for journey in site.of("journey") if not journey.draft and site.flows[journey.id].steps]
    return {journey.id: formats for journey in found if is_easy(journey.title) or not fonts_of(along.fonts).missing(journey.title)}


def missing_letters(workshop: Workshop, severities: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """Letters in the sources of what posters and cards show that no font has: they would be left out."""
    formats = workshop.along.formats_for(len(workshop.site.of("journey")))
    severity = severities.get("C911", Severity.HINT)
    if severity is Severity.OFF or not (formats or workshop.along.has_cards(len(workshop.site.entities))):
        return
    for path in dict.fromkeys(entity.path for entity in workshop.site.entities.values() if not entity.draft):
        data = workshop.tree.read(path) if path in workshop.tree else b""
        if data.isascii() or is_easy(text := data.decode("utf-8", "replace")):
            continue
        missing = fonts_of(workshop.along.fonts).missing(text)
        if missing:
            line = text[: text.index(missing[0])].count("\n") + 1
            hint = "add a font that has it to poster_fonts in mkdocs.yml; scripts that are written from the right or joined cannot be set"
            message = f"posters and cards cannot show {named(missing)}: no font has it"
            yield Diagnostic(Place(path, line), "C911", message, hint, severity=severity)


class Studio:
    """Draws with the site's fonts and colours. The words of one map serve all of its formats."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.shelf = Shelf(workshop.along.shelf)
        self._last: tuple[str, PosterWords, PosterWords | None] | None = None
        self._placed: tuple[str, Poster] | None = None

    @cached_property
    def fonts(self) -> Fonts:
        return fonts_of(self.workshop.along.fonts)

    @cached_property
    def inks(self) -> Inks:
        return inks_of(self.workshop.brand)

    @cached_property
    def stamp(self) -> str:
        """What every drawing of this site depends on beside its own words."""
        return f"{our_stamp()} {self.fonts.stamp} {self.inks}"

    def poster(self, journey: Journey, format: str) -> bytes:
        words, brief = self._words(journey)
        key = key_of(self.stamp, format, words, brief, self.workshop.site.today)
        return self.shelf.fetch(key, lambda: self._write(journey, words, brief, format))

    def _words(self, journey: Journey) -> tuple[PosterWords, PosterWords | None]:
        if self._last is None or self._last[0] != journey.id:
            words = poster_words(self.workshop.here, journey, self.workshop.title)
            self._last = (journey.id, words, brief_words(self.workshop.here, journey, words))
        return self._last[1], self._last[2]

    def _write(self, journey: Journey, words: PosterWords, brief: PosterWords | None, format: str) -> bytes:
        if self._placed is None or self._placed[0] != journey.id:
            self._placed = (journey.id, place_poster(words, brief, self.fonts))
        poster = self._placed[1]
        if format == "svg":
            # Each is loaded with the first drawing, as in fonts.py.
            from .svg import write_svg

            return write_svg(poster.whole, self.inks, self.fonts)
        if format == "pdf":
            from .pdf import write_pdf

            return write_pdf(poster.sheets, self.inks, self.fonts, self.workshop.site.today)
        scale = max(_LEAST_SCALE, _PIXELS_WIDE / poster.whole.width)
        from .png import write_png

        return write_png(poster.whole, self.inks, self.fonts, scale)


def key_of(*parts: object) -> str:
    """The hash of what a drawing is made of. Frozen dataclasses say all that they are."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def our_stamp() -> str:
    """The hash of the code that draws: another version of it draws anew."""
    here = Path(__file__).parent
    layout = here.parent / "layout"
    files = [here / f"{name}.py" for name in ("fonts", "svg", "png", "pdf")]
    files += sorted(path for path in layout.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
