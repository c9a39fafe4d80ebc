"""Figures and dates in words, the same on every page."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from ..model.values import Period

LOCALE = "en_GB"


def long_date(day: date) -> str:
    """2 November 2026."""
    return str(format_date(day, "d MMMM y", locale=LOCALE))


def short_date(day: date) -> str:
    """2 Nov 2026."""
    return str(format_date(day, "d MMM y", locale=LOCALE))


def period_words(period: Period) -> str:
    """A period as people say it: 2 Nov 2026, November 2026, Q4 2026, 2 to 20 Apr 2026."""
    text = period.text.upper()
    if ".." in text:
        first, last = period.text.split("..", 1)
        return f"{_one(first.strip(), period.start)} to {_one(last.strip(), period.end)}"
    return _one(text, period.start)


def _one(text: str, day: date) -> str:
    if "Q" in text.upper():
        return f"{text[-2:].upper()} {text[:4]}"
    if text.count("-") == 1:
        return str(format_date(day, "MMMM y", locale=LOCALE))
    if text.count("-") == 2 or not text:
        return short_date(day)
    return text


def plain_number(value: float, decimals: int = 2) -> str:
    """1,204 · 3.5 · −1.4, with a real minus sign and no zeros that say nothing."""
    rounded = round(value, decimals)
    return str(format_decimal(rounded + 0.0, format=f"#,##0.{'#' * decimals}", locale=LOCALE)).replace("-", "−")


def signed_number(value: float, decimals: int = 1) -> str:
    """+1 · 0 · −1.4: how emotions are written."""
    text = plain_number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def amount_words(value: float, unit: str = "") -> str:
    """3.5 min · 93 % · €3.40."""
    text = plain_number(value)
    if not unit:
        return text
    return f"{unit}{text}" if unit in "€$£¥" else f"{text}\u00a0{unit}"
