"""The words of the change log in other languages: every message is translated, nothing is glued, and names keep their direction."""

from __future__ import annotations

import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from journeysite.model.kinds import KINDS
from journeysite.view import language
from journeysite.view.language import END_ISOLATE, ISOLATE, Language
from journeysite.view.vocabulary import field_names, kind_count

from .sayings import DIFFERENT, said_of

ROOT = Path(__file__).parent.parent
GERMAN = ROOT / "journeysite/locale/de/LC_MESSAGES/journeysite.po"
TEMPLATE = ROOT / "journeysite/locale/journeysite.pot"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def forms(words: object) -> tuple[str, ...]:
    """One message, or the forms of one that counts."""
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_the_template_has_every_message_of_the_sources() -> None:
    """journeysite.pot is what `make messages` writes."""
    found, written = ({forms(message.id) for message in catalog if message.id} for catalog in (tool().template(), catalogue(TEMPLATE)))
    assert found == written, "run make messages, and translate what is new"


def test_german_is_complete() -> None:
    """Every message of the template has German words, with the same names in braces, and no message is left that nobody says."""
    german = {forms(message.id): forms(message.string) for message in catalogue(GERMAN) if message.id}
    assert german.keys() == {forms(message.id) for message in catalogue(TEMPLATE) if message.id}
    for english, said in german.items():
        assert all(said), f"not translated: {english}"
        assert {name for form in english for name in places(form)} == {name for form in said for name in places(form)}, english


def test_every_field_of_every_kind_has_a_name_in_german() -> None:
    """What a writer may set is called something in German, the kind and its number included."""
    german = catalogue(GERMAN)
    for name, place in field_names(KINDS):
        assert german.get(name) is not None and german.get(name).string, f"{name} ({place})"
    for each in KINDS.values():
        assert german.get(kind_count(each)[0]) is not None


def test_figures_and_dates_follow_the_language() -> None:
    """A comma for German, a real minus sign, and the day before the month."""
    german = Language("de")
    assert (german.signed(-1.5), german.number(1204.5)) == ("−1,5", "1.204,5")
    assert german.count("{count} change", "{count} changes", 1) == "1 Änderung"
    assert german.count("{count} change", "{count} changes", 1204) == "1.204 Änderungen"


def test_an_unknown_language_speaks_english() -> None:
    """A site in a language without a catalogue is still readable, and a variant takes its language's words."""
    assert Language("xx").say("{thing} added", thing="step") == "step added"
    assert Language("de_CH").say("step") == "Schritt"


# A pseudo-language, which runs from right to left ---------------------------------------------------------------------


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """Arabic's rules with every message in brackets, in Hebrew letters around the names."""
    catalog = Catalog(locale="ar")
    for message in catalogue(TEMPLATE):
        if message.id:
            said = tuple(f"⟦{pseudo_words(form)}⟧" for form in forms(message.id))
            catalog.add(message.id, said[0] if len(said) == 1 else tuple(said[-1] for _ in range(catalog.num_plurals)))
    path = tmp_path / "ar/LC_MESSAGES/journeysite.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    monkeypatch.setattr(language, "LOCALES", tmp_path)
    language._catalogue.cache_clear()
    yield Language("ar")
    language._catalogue.cache_clear()


def pseudo_words(words: str) -> str:
    """Letters outside of braces as Hebrew ones."""
    parts = re.split(r"(\{\w+\})", words)
    return "".join(part if part.startswith("{") else re.sub(r"[A-Za-z]", "ש", part) for part in parts)


def test_no_sentence_is_glued_together(pseudo: Language) -> None:
    """With every message in brackets, no English word stands outside of them: no sentence is made of pieces that a translator never sees."""
    said = said_of(DIFFERENT, pseudo)
    assert len(said) > 10
    for sentence in said:
        left = sentence.label
        while "⟦" in left and (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", left)) != left:
            left = inner
        assert not re.search(r"[A-Za-z]", left.replace("Ada", "")), sentence


def test_names_that_run_the_other_way_are_kept_to_themselves(pseudo: Language) -> None:
    """A name in Hebrew or Arabic letters stands between isolates wherever it is said, and isolates are closed."""
    said = said_of(DIFFERENT, pseudo)
    texts = [part for sentence in said for part in (*sentence.where, sentence.old, sentence.new)]
    names = [text for text in texts if "قائمة" in text]
    assert names
    for text in texts:
        assert text.count(ISOLATE) == text.count(END_ISOLATE)
    for text in names:
        assert re.search(f"{ISOLATE}[^{END_ISOLATE}]*قائمة[^{ISOLATE}]*{END_ISOLATE}", text), text


def test_direction_is_the_languages(pseudo: Language) -> None:
    """A mail in Arabic runs from right to left, one in German does not."""
    assert (pseudo.direction, Language("de").direction, Language("xx").direction) == ("rtl", "ltr", "ltr")
