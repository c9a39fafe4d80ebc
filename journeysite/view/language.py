"""The language of the product's own words: gettext messages from the catalogues in locale/, figures and dates by Babel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from msgspec import Struct

from ..history.weigh import Weight
from ..model.dates import Period, Rhythm
from .words import LOCALE, amount_words, long_date, period_words, plain_number, short_date, short_period, signed_number

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Unicode's marks around a name of unknown direction, so that it cannot turn the words around it."""

LOCALES = Path(__file__).parent.parent / "locale"


class Language(Struct, frozen=True):
    """code: `en`, `de`, or a locale such as `de_CH`; a language without a catalogue speaks English, its figures and dates too."""

    code: str = "en"

    def say(self, message: str, **names: str) -> str:
        """A message in this language, with the names put in. message: English, with `{name}` where a name goes."""
        said = _catalogue(self.code).messages.get(message, message)
        return said.format(**names) if names else said

    def count(self, one: str, many: str, number: int, **names: str) -> str:
        """A message that counts: `{count} change`, `{count} changes`. It may put in more than the number."""
        return self.form_of(one, many, number).format(count=self.number(number), **names)

    def form_of(self, one: str, many: str, number: int) -> str:
        """The form that a message takes for a number, which is not put in yet."""
        catalogue = _catalogue(self.code)
        forms = catalogue.plurals.get(one)
        return forms[catalogue.form(number)] if forms else (one if number == 1 else many)

    # Figures and dates, as they are written in this language ---------------------------------------

    @property
    def locale(self) -> str:
        """The locale of Babel whose rules hold: our own English where the words are English, so that no date stands in another language."""
        return _locale(self.code) if _catalogue(self.code).messages else LOCALE

    def number(self, value: float, decimals: int = 2) -> str:
        return plain_number(value, decimals, self.locale)

    def signed(self, value: float) -> str:
        return signed_number(value, locale=self.locale)

    def amount(self, value: float, unit: str = "") -> str:
        """3.5 min · 93 % · €3.40, in German 3,40 €."""
        return amount_words(value, unit, self.locale)

    def day(self, day: date) -> str:
        return short_date(day, self.locale)

    def long_day(self, day: date) -> str:
        return long_date(day, self.locale)

    def period(self, period: Period) -> str:
        return period_words(period, self.locale, self.say("{start} to {end}"))

    def axis_period(self, period: Period) -> str:
        """The same where there is little room: Nov 2026."""
        return short_period(period, self.locale) or self.period(period)

    def rhythm(self, rhythm: Rhythm) -> str:
        """6 months · 1 year."""
        if rhythm.months % 12 == 0 and rhythm.months:
            return self.count("{count} year", "{count} years", rhythm.months // 12)
        if rhythm.months:
            return self.count("{count} month", "{count} months", rhythm.months)
        if rhythm.days % 7 == 0:
            return self.count("{count} week", "{count} weeks", rhythm.days // 7)
        return self.count("{count} day", "{count} days", rhythm.days)

    def every(self, rhythm: Rhythm) -> str:
        """The same inside of a sentence: every 6 months, every year."""
        if rhythm.months % 12 == 0 and rhythm.months:
            return self.count("every year", "every {count} years", rhythm.months // 12)
        if rhythm.months:
            return self.count("every month", "every {count} months", rhythm.months)
        if rhythm.days % 7 == 0:
            return self.count("every week", "every {count} weeks", rhythm.days // 7)
        return self.count("every day", "every {count} days", rhythm.days)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML has it: of what is written in the language, whether or not we speak it."""
        return "rtl" if Locale.parse(_locale(self.code)).text_direction == "rtl" else "ltr"

    def weight(self, weight: Weight) -> str:
        return self.say(weight_word(weight))


def weight_word(weight: Weight) -> str:
    return weight.name.lower()


def direction_of(lang: str) -> str:
    """`ltr` or `rtl` of what is written in a language of its own, "" for what is in the site's. lang: its code, or ""."""
    return Language(lang).direction if lang else ""


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


def bare(name: str) -> str:
    """A name without the marks around it."""
    return name.replace(ISOLATE, "").replace(END_ISOLATE, "")


def message(words: str) -> str:
    """Marks words that are said later, through a name, for those who translate. Returns them as they are."""
    return words


def counting(one: str, many: str) -> tuple[str, str]:
    """Marks the two forms of a message that counts, to be counted later."""
    return one, many


@dataclass(frozen=True)
class _Catalogue:
    """messages: by the English ones.  plurals: their forms by the English singular.  form: which of them a number takes."""

    messages: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


@cache
def _catalogue(code: str) -> _Catalogue:
    path = LOCALES / code.replace("-", "_") / "LC_MESSAGES" / "journeysite.po"
    if not path.is_file():
        short = code.replace("-", "_").partition("_")[0]
        return _catalogue(short) if short != code else _Catalogue({}, {}, lambda number: number != 1)
    with path.open("rb") as file:
        return _read(read_po(file))


def _read(catalogue: Catalog) -> _Catalogue:
    found: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for each in catalogue:
        if isinstance(each.id, tuple) and isinstance(each.string, tuple) and all(each.string):
            plurals[each.id[0]] = each.string
        elif isinstance(each.id, str) and each.id and each.string:
            found[each.id] = str(each.string)
    return _Catalogue(found, plurals, c2py(catalogue.plural_expr))
