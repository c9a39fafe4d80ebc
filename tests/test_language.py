"""The product in other languages: every message is translated, nothing is glued, and names keep their direction."""

from __future__ import annotations

import importlib.util
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from journeysite.model.dates import Period, Rhythm
from journeysite.model.kinds import KINDS
from journeysite.view import language
from journeysite.view.language import END_ISOLATE, ISOLATE, Language
from journeysite.view.naming import declared_words, field_names, kind_count, value_words

from .pseudo import TEMPLATE, catalogue, forms, write_pseudo
from .sayings import DIFFERENT, said_of

ROOT = Path(__file__).parent.parent
GERMAN = ROOT / "journeysite/locale/de/LC_MESSAGES/journeysite.po"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def test_every_field_and_value_of_every_kind_has_a_name_in_german() -> None:
    """What a writer may set is called something in German, the words to choose from, the kind and its number included."""
    german = catalogue(GERMAN)
    for name, place in (*field_names(KINDS), *value_words(KINDS), *declared_words(KINDS)):
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


def test_a_language_without_words_of_ours_has_no_dates_and_figures_either() -> None:
    """A site in Japanese says all of it in English: nothing stands in two languages in one line."""
    japanese, german = Language("ja"), Language("de")
    assert japanese.day(date(2026, 11, 2)) == "2 Nov 2026"
    assert japanese.period(Period(date(2026, 11, 1), date(2026, 11, 30), "2026-11")) == "November 2026"
    assert (japanese.number(1204.5), japanese.amount(3.4, "€")) == ("1,204.5", "€3.4")
    assert (german.day(date(2026, 11, 2)), german.amount(3.4, "€"), german.amount(3.5, "min")) == (
        "02.11.2026",
        "3,4\u00a0€",
        "3,5\u00a0min",
    )


def test_how_often_is_said_in_whole_words() -> None:
    """As one counts, and inside of a sentence."""
    year, quarter, fortnight = Rhythm(12, 0, "1 year"), Rhythm(3, 0, "quarterly"), Rhythm(0, 14, "2 weeks")
    assert [Language().rhythm(each) for each in (year, quarter, fortnight)] == ["1 year", "3 months", "2 weeks"]
    assert [Language("de").every(each) for each in (year, quarter, fortnight)] == ["jedes Jahr", "alle 3 Monate", "alle 2 Wochen"]


# A language that nobody speaks, and which runs from right to left -----------------------------------------------------


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """Of which no letter is a Latin one."""
    write_pseudo(tmp_path / "locale")
    monkeypatch.setattr(language, "LOCALES", tmp_path / "locale")
    language._catalogue.cache_clear()
    yield Language("ar")
    language._catalogue.cache_clear()


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
