"""The language of the product's own words: gettext messages from the catalogues in locale/, figures and dates by Babel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from ..history.weigh import Weight
from ..model.values import Period
from .words import LOCALE, period_words, plain_number, short_date, signed_number

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Unicode's marks around a name of unknown direction, so that it cannot turn the words around it."""


@dataclass(frozen=True, slots=True)
class Language:
    """code: `en`, `de`, or a locale such as `de_CH`; a language without a catalogue speaks English."""

    code: str = "en"

    def say(self, message: str, **names: str) -> str:
        """A message in this language, with the names put in. message: English, with `{name}` where a name goes."""
        said = _catalogue(self.code).get(message, message)
        return said.format(**names) if names else said

    def count(self, one: str, many: str, number: int) -> str:
        """A message that counts: `{count} change`, `{count} changes`."""
        forms = _plurals(self.code).get(one)
        said = (forms[0] if number == 1 else forms[-1]) if forms else (one if number == 1 else many)
        return said.format(count=self.number(number))

    # Figures and dates, as they are written in this language ---------------------------------------

    @property
    def locale(self) -> str:
        """The locale of Babel whose rules hold: the site's own English where the language is English or unknown to Babel."""
        return _locale(self.code)

    def number(self, value: float, decimals: int = 2) -> str:
        return plain_number(value, decimals, self.locale)

    def signed(self, value: float) -> str:
        return signed_number(value, locale=self.locale)

    def day(self, day: date) -> str:
        return short_date(day, self.locale)

    def period(self, period: Period) -> str:
        return period_words(period, self.locale, self.say("{start} to {end}"))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML has it."""
        return "rtl" if Locale.parse(self.locale).text_direction == "rtl" else "ltr"

    def weight(self, weight: Weight) -> str:
        return self.say(_WEIGHTS[weight])


_WEIGHTS = {Weight.SILENT: "silent", Weight.WORDING: "wording", Weight.MEANING: "meaning", Weight.STRUCTURE: "structure"}


@cache
def _locale(code: str) -> str:
    if code.replace("-", "_") in ("en", "en_GB"):
        return LOCALE
    try:
        return str(Locale.parse(code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return LOCALE


def isolated(name: str) -> str:
    """A name that may run the other way, kept to itself. Plain left-to-right text needs nothing."""
    return name if name.isascii() else f"{ISOLATE}{name}{END_ISOLATE}"


@cache
def _messages(code: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    path = Path(__file__).parent.parent / "locale" / code.replace("-", "_") / "LC_MESSAGES" / "journeysite.po"
    if not path.is_file():
        short = code.replace("-", "_").partition("_")[0]
        return _messages(short) if short != code else ({}, {})
    with path.open("rb") as file:
        catalogue = read_po(file)
    found: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if isinstance(message.id, tuple) and isinstance(message.string, tuple) and all(message.string):
            plurals[message.id[0]] = message.string
        elif isinstance(message.id, str) and message.id and message.string:
            found[message.id] = str(message.string)
    return found, plurals


def _catalogue(code: str) -> dict[str, str]:
    return _messages(code)[0]


def _plurals(code: str) -> dict[str, tuple[str, ...]]:
    return _messages(code)[1]
