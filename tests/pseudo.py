"""A language that nobody speaks: Arabic's rules, with every message in brackets and in Hebrew letters, so that it runs from right to left."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

TEMPLATE = Path(__file__).parent.parent / "journeysite/locale/journeysite.pot"


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def forms(words: object) -> tuple[str, ...]:
    """One message, or the forms of one that counts."""
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def pseudo_words(words: str) -> str:
    """Letters outside of braces as Hebrew ones."""
    parts = re.split(r"(\{\w+\})", words)
    return "".join(part if part.startswith("{") else re.sub(r"[A-Za-z]", "ש", part) for part in parts)


def write_pseudo(folder: Path) -> None:
    """Its catalogue, as `locale/` has one for each language."""
    catalog = Catalog(locale="ar")
    for message in catalogue(TEMPLATE):
        if message.id:
            said = tuple(f"⟦{pseudo_words(form)}⟧" for form in forms(message.id))
            catalog.add(message.id, said[0] if len(said) == 1 else tuple(said[-1] for _ in range(catalog.num_plurals)))
    path = folder / "ar/LC_MESSAGES/journeysite.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
