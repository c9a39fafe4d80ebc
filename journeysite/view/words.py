"""Figures and dates in words, the same on every page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from ..model.dates import Period

LOCALE = "en_GB"


@lru_cache(4096)
def long_date(day: date, locale: str = LOCALE) -> str:
    """2 November 2026. Another language has its own order."""
    return str(format_date(day, "d MMMM y" if locale == LOCALE else "long", locale=locale))


@lru_cache(4096)
def short_date(day: date, locale: str = LOCALE) -> str:
    """2 Nov 2026. Another language has its own order."""
    return str(format_date(day, "d MMM y" if locale == LOCALE else "medium", locale=locale))


def period_words(period: Period, locale: str = LOCALE, range_words: str = "{start} to {end}") -> str:
    """A period as people say it: 2 Nov 2026, November 2026, Q4 2026, 2 to 20 Apr 2026."""
    text = period.text.upper()
    if ".." in text:
        first, last = period.text.split("..", 1)
        return range_words.format(start=_one(first.strip(), period.start, locale), end=_one(last.strip(), period.end, locale))
    return _one(text, period.start, locale)


@lru_cache(4096)
def _one(text: str, day: date, locale: str) -> str:
    if "Q" in text.upper():
        return str(format_skeleton("yQQQ", day, locale=locale)) if locale != LOCALE else f"{text[-2:].upper()} {text[:4]}"
    if text.count("-") == 1:
        return str(format_skeleton("yMMMM", day, locale=locale)) if locale != LOCALE else str(format_date(day, "MMMM y", locale=LOCALE))
    if text.count("-") == 2 or not text:
        return short_date(day, locale)
    return text


@lru_cache(4096)
def short_period(period: Period, locale: str = LOCALE) -> str:
    """A month on an axis: Nov 2026. "" for any other period."""
    if period.text.count("-") != 1 or "Q" in period.text.upper() or ".." in period.text:
        return ""
    return (
        str(format_skeleton("yMMM", period.start, locale=locale)) if locale != LOCALE else str(format_date(period.start, "MMM y", locale))
    )


@lru_cache(4096)
def plain_number(value: float, decimals: int = 2, locale: str = LOCALE) -> str:
    """1,204 · 3.5 · −1.4, with a real minus sign and no zeros that say nothing."""
    rounded = round(value, decimals)
    return str(format_decimal(rounded + 0.0, format=f"#,##0.{'#' * decimals}", locale=locale)).replace("-", "−")


def signed_number(value: float, decimals: int = 1, locale: str = LOCALE) -> str:
    """+1 · 0 · −1.4: how emotions are written."""
    text = plain_number(value, decimals, locale)
    return f"+{text}" if round(value, decimals) > 0 else text


def amount_words(value: float, unit: str = "", locale: str = LOCALE) -> str:
    """3.5 min · 93 % · €3.40, and 3,40 € where the sign of a currency stands behind."""
    text = plain_number(value, locale=locale)
    if not unit:
        return text
    return f"{unit}{text}" if unit in "€$£¥" and _has_currency_first(locale) else f"{text}\u00a0{unit}"


@lru_cache(64)
def _has_currency_first(locale: str) -> bool:
    return str(Locale.parse(locale).currency_formats["standard"].pattern).startswith("¤")


def sentence(words: str) -> str:
    """With a capital, as it stands on a page; a command prints it without."""
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """1 map, 1,204 maps. many: where it is not the word with an s."""
    return f"{plain_number(number)} {one if number == 1 else many or one + 's'}"
