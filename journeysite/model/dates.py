"""Dates as people write them: a day, a month, a quarter, a stretch; and how often something is due."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from msgspec import Struct
from yaml.nodes import Node

from .reading import Fault, JsonSchema, Reader, Reading, read_line, shorten


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A day, month, quarter, year or any stretch between two of them, both ends included. text: as it was written."""

    start: date
    end: date
    text: str = ""

    @property
    def is_day(self) -> bool:
        return self.start == self.end


_DATE = re.compile(r"(?P<year>[12]\d{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?))?\Z", re.I)


def parse_period(text: str) -> Period | None:
    """`2026-11-02`, `2026-11`, `2026-Q4`, `2026`, or two of these with `..` between them."""
    first, dots, last = text.strip().partition("..")
    start, end = _one_period(first.strip()), _one_period(last.strip()) if dots else None
    if start is None or (dots and end is None) or (end and end.end < start.start):
        return None
    return Period(start.start, (end or start).end, text.strip())


def _one_period(text: str) -> Period | None:
    match = _DATE.match(text)
    if not match:
        return None
    year = int(match["year"])
    try:
        if match["quarter"]:
            month = 3 * int(match["quarter"])
            return Period(date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1]), text)
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return Period(day, day, text)
        if match["month"]:
            month = int(match["month"])
            return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), text)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), text)


def _read_period(node: Node, reading: Reading) -> Period:
    said = read_line(node, reading)
    period = parse_period(said)
    if period is None:
        day = reading.day
        forms = f"{day}, {day:%Y-%m}, {day.year}-Q{(day.month + 2) // 3} or {day.year}"
        hint = _meant(said) or f"write {forms}, and two dots between a first and a last date"
        raise Fault(node, "E022", f'"{shorten(said)}" is not a date', hint)
    return period


_PERIOD_SCHEMA: JsonSchema = {"type": ["string", "number"]}
When = Annotated[Period, Reader(_read_period, _PERIOD_SCHEMA)]


def _read_day(node: Node, reading: Reading) -> date:
    period = parse_period(read_line(node, reading))
    if period is None or not period.is_day:
        said = shorten(read_line(node, reading))
        raise Fault(node, "E022", f'"{said}" is not a day', _meant(said) or f"write year, month and day: {reading.day}")
    return period.start


_OTHERWISE = re.compile(r"(?P<first>\d{1,2})(?P<sign>[./-])\s?(?P<second>\d{1,2})(?P=sign)\s?(?P<year>[12]\d{3})\Z")


def _meant(said: str) -> str:
    """A day that is written the other way round, in the order in which it is read here; "" where the order cannot be told."""
    match = _OTHERWISE.match(said.strip())
    if not match:
        return ""
    first, second = int(match["first"]), int(match["second"])
    orders = {(second, first)} if match["sign"] == "." else {(second, first), (first, second)}
    days = {day for month, date_ in orders if (day := _one_period(f"{match['year']}-{month}-{date_}"))}
    return f"did you mean {', or '.join(str(day.start) for day in sorted(days))}?" if days else ""


Day = Annotated[date, Reader(_read_day, {"type": "string"})]


class Rhythm(Struct, frozen=True):
    """How often something is due: a number of months or of days."""

    months: int
    days: int
    text: str

    def after(self, day: date) -> date:
        month = day.month - 1 + self.months
        year, month = min(day.year + month // 12, 9999), month % 12 + 1
        moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return moved + timedelta(days=self.days) if moved.year < 9990 else moved


_RHYTHM_WORDS = {
    "daily": "1 day",
    "weekly": "1 week",
    "monthly": "1 month",
    "quarterly": "3 months",
    "yearly": "1 year",
    "quarter": "3 months",
}
_RHYTHM = re.compile(r"(?:every )?(?:(?P<number>\d{1,3}) )?(?P<unit>day|week|month|quarter|year)s?\Z")


def parse_rhythm(text: str) -> Rhythm | None:
    said = " ".join(text.casefold().split())
    match = _RHYTHM.match(_RHYTHM_WORDS.get(said, said))
    if not match:
        return None
    count = int(match["number"] or 1)
    months = {"month": 1, "quarter": 3, "year": 12}.get(match["unit"], 0) * count
    days = {"day": 1, "week": 7}.get(match["unit"], 0) * count
    return Rhythm(months, days, said) if count else None


def _read_rhythm(node: Node, reading: Reading) -> Rhythm:
    said = read_line(node, reading)
    rhythm = parse_rhythm(said)
    if rhythm is None:
        raise Fault(node, "E026", f'"{shorten(said)}" is not a rhythm', "write 6 months, 1 year, 2 weeks, monthly or quarterly")
    return rhythm


Every = Annotated[Rhythm, Reader(_read_rhythm, {"type": "string"})]
