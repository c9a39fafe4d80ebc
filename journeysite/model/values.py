"""The values that fields hold, each read from the words of the source: texts, emotions, scores, dates, amounts, links."""

from __future__ import annotations

import calendar
import posixpath
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from .picture import picture_fault
from .reading import Fault, JsonSchema, Reader, Reading, describe, did_you_mean, is_empty, one_or_many, read_words, shorten

CONFIDENCES = ("validated", "reported", "assumed")

_NUMBER = r"[-+−]?\d+(?:\.\d+)?"


# Words ---------------------------------------------------------------------------------------------------------------


def _read_line(node: Node, reading: Reading) -> str:
    return " ".join(read_words(node, reading).split())


Line = Annotated[str, Reader(_read_line, {"type": ["string", "number", "boolean"]}, "word")]
"""Words without markup: a title, a unit, a name."""

Lines = Annotated[
    tuple[str, ...], Reader(lambda node, reading: reading.many(node, _read_line), one_or_many({"type": ["string", "number"]}), "words")
]


def choice(*words: str) -> Reader:
    """Reads one of these words. A case or a hyphen more or less is forgiven."""
    plain = {re.sub(r"[\W_]+", " ", word).casefold(): word for word in words}

    def read(node: Node, reading: Reading) -> str:
        said = _read_line(node, reading)
        found = plain.get(re.sub(r"[\W_]+", " ", said).strip().casefold())
        if found is None:
            hint = did_you_mean(said.casefold(), words)
            known = f"one of: {', '.join(words)}"
            raise Fault(node, "E023", f'"{shorten(said)}" is not {known}', hint if hint.startswith("did") else "")
        return found

    return Reader(read, {"enum": list(words)}, "word")


Confidence = Annotated[str, choice(*CONFIDENCES)]


def _read_flag(node: Node, reading: Reading) -> bool:
    said = _read_line(node, reading).casefold()
    if said in ("true", "yes", "on"):
        return True
    if said in ("false", "no", "off"):
        return False
    raise Fault(node, "E023", f'"{shorten(said)}" is not one of: true, false')


Flag = Annotated[bool, Reader(_read_flag, {"type": "boolean"})]


# Numbers -------------------------------------------------------------------------------------------------------------


def number(text: str) -> float:
    """A number as people write it. Raises ValueError."""
    if not re.fullmatch(_NUMBER, text.strip()):
        raise ValueError(text)
    return float(text.strip().replace("−", "-"))


def _read_number(node: Node, reading: Reading) -> float:
    said = _read_line(node, reading)
    try:
        return number(said)
    except ValueError:
        raise Fault(node, "E020", f'"{shorten(said)}" is not a number', "write digits with a point, such as 3.5") from None


Number = Annotated[float, Reader(_read_number, {"type": "number"})]


def _read_count(node: Node, reading: Reading) -> int:
    said = _read_line(node, reading)
    digits = re.sub(r"[,\s]", "", said)
    if not digits.isdecimal() or len(digits) > 15:
        raise Fault(node, "E020", f'"{shorten(said)}" is not a whole number', "write digits only, such as 412")
    return int(digits)


Count = Annotated[int, Reader(_read_count, {"type": "integer", "minimum": 0})]

_LEVELS = {"low": 2.0, "medium": 3.0, "high": 4.0}


def _read_score(node: Node, reading: Reading) -> float:
    said = _read_line(node, reading).casefold()
    if said in _LEVELS:
        return _LEVELS[said]
    value, _, of = said.partition("/")
    try:
        score = number(value) * (5 / number(of) if of else 1)
    except (ValueError, ZeroDivisionError):
        score = -1.0
    if not (1 <= score <= 5 or (of and 0 <= score <= 5)):
        raise Fault(node, "E024", f'"{shorten(said)}" is not a score', "write 1 to 5, low, medium or high, or a part such as 9/10")
    return max(1.0, round(score, 2))


Score = Annotated[
    float, Reader(_read_score, {"anyOf": [{"type": "number", "minimum": 1, "maximum": 5}, {"enum": list(_LEVELS)}, {"type": "string"}]})
]
"""1 (weak) to 5 (strong)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, "" where it has none."""

    value: float
    unit: str = ""


_AMOUNT = re.compile(rf"(?P<before>[^\d\s+−-]*)\s*(?P<value>{_NUMBER})\s*(?P<after>\D.*)?\Z")


def parse_amount(text: str) -> Amount | None:
    match = _AMOUNT.match(text.strip())
    return Amount(number(match["value"]), (match["after"] or match["before"]).strip()) if match else None


def _read_amount(node: Node, reading: Reading) -> Amount:
    said = _read_line(node, reading)
    amount = parse_amount(said)
    if amount is None:
        raise Fault(node, "E025", f'"{shorten(said)}" is not an amount', "write a number and its unit, such as 93 % or 3.5 min")
    return amount


AmountField = Annotated[Amount, Reader(_read_amount, {"type": ["number", "string"]})]


# Dates ---------------------------------------------------------------------------------------------------------------


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
    said = _read_line(node, reading)
    period = parse_period(said)
    if period is None:
        hint = "write 2026-11-02, 2026-11, 2026-Q4 or 2026, and two dots between a first and a last date"
        raise Fault(node, "E022", f'"{shorten(said)}" is not a date', hint)
    return period


_PERIOD_SCHEMA: JsonSchema = {"type": ["string", "number"]}
When = Annotated[Period, Reader(_read_period, _PERIOD_SCHEMA)]
Whens = Annotated[tuple[Period, ...], Reader(lambda node, reading: reading.many(node, _read_period), one_or_many(_PERIOD_SCHEMA))]


def _read_day(node: Node, reading: Reading) -> date:
    period = parse_period(_read_line(node, reading))
    if period is None or not period.is_day:
        said = shorten(_read_line(node, reading))
        raise Fault(node, "E022", f'"{said}" is not a day', "write year, month and day: 2026-11-02")
    return period.start


Day = Annotated[date, Reader(_read_day, {"type": "string"})]


@dataclass(frozen=True, slots=True)
class Rhythm:
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
    said = _read_line(node, reading)
    rhythm = parse_rhythm(said)
    if rhythm is None:
        raise Fault(node, "E026", f'"{shorten(said)}" is not a rhythm', "write 6 months, 1 year, 2 weeks, monthly or quarterly")
    return rhythm


Every = Annotated[Rhythm, Reader(_read_rhythm, {"type": "string"})]


# Links and images ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WebLink:
    """Words and where they lead."""

    words: str
    url: str
    at: Place


_URL = re.compile(r"(?P<words>.*?)\s*<?(?P<url>https?://[^\s<>]+)>?\Z", re.S)


def split_link(text: str) -> tuple[str, str] | None:
    """`Words https://…` as words and address; None where there is no address."""
    match = _URL.match(text.strip())
    return (match["words"].rstrip(":").strip() or match["url"], match["url"]) if match else None


def _read_link(node: Node, reading: Reading) -> WebLink:
    said = _read_line(node, reading)
    link = split_link(said)
    if link is None:
        raise Fault(
            node, "E027", f'"{shorten(said)}" has no address', "write the words and then the address: Roster https://example.org/roster"
        )
    return WebLink(*link, reading.place(node))


WebLinks = Annotated[tuple[WebLink, ...], Reader(lambda node, reading: reading.many(node, _read_link), one_or_many({"type": "string"}), "words")]


@dataclass(frozen=True, slots=True)
class Image:
    """A file of the content folder (its path there) and what it shows."""

    path: str
    alt: str
    at: Place


def content_path(node: Node, name: str, reading: Reading) -> str:
    """The path in the content folder of a file named beside this document. Reports one that is missing or lies outside."""
    folder = posixpath.dirname(reading.document.path)
    path = posixpath.normpath(posixpath.join(folder, name)) if not name.startswith("/") else posixpath.normpath(name[1:])
    if path.startswith("../") or ":" in name or "\\" in name:
        raise Fault(
            node, "E151", f'"{shorten(name)}" leads out of the content folder', "put the file beside this one and write its name only"
        )
    if path not in reading.files:
        beside = [posixpath.relpath(known, folder or ".") for known in reading.files if posixpath.dirname(known) == posixpath.dirname(path)]
        images = [name for name in beside if not name.endswith((".md", ".yml", ".yaml"))]
        raise Fault(node, "E130", f'there is no file "{path}"', did_you_mean(name, images) or "put the file beside this one")
    return path


def _read_image(node: Node, reading: Reading) -> Image:
    if isinstance(node, MappingNode):
        fields = {name: value for name, _, value in reading.pairs(node)}
        if len(fields) == 1 and "file" not in fields:
            ((name, value),) = fields.items()
            return Image(content_path(node, name, reading), "" if is_empty(value) else _read_line(value, reading), reading.place(node))
        if "file" not in fields or set(fields) - {"file", "alt"}:
            raise Fault(node, "E012", "expected an image", "write the file and what it shows: queue.png: Eight people wait at till two")
        alt = _read_line(fields["alt"], reading) if "alt" in fields else ""
        return Image(content_path(fields["file"], _read_line(fields["file"], reading), reading), alt, reading.place(node))
    return Image(content_path(node, _read_line(node, reading), reading), "", reading.place(node))


def _read_portrait(node: Node, reading: Reading) -> Image:
    image = _read_image(node, reading)
    fault = picture_fault(reading.files.read(image.path))
    if fault:
        raise Fault(node, "E132", f'"{image.path}" cannot be shown: {fault}', "save it again as PNG, JPEG or WebP, about 640 pixels wide")
    return image


_IMAGE_SCHEMA: JsonSchema = {"type": ["string", "object"]}
ImageField = Annotated[Image, Reader(_read_portrait, _IMAGE_SCHEMA)]
Images = Annotated[tuple[Image, ...], Reader(lambda node, reading: reading.many(node, _read_image), one_or_many(_IMAGE_SCHEMA), "words")]


# Emotions ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers a site writes emotions in, mapped onto one axis from −2 to 2."""

    low: float = -2.0
    high: float = 2.0

    def level(self, value: float) -> float:
        return round((value - self.low) / (self.high - self.low) * 4 - 2, 3)


@dataclass(frozen=True, slots=True)
class Emotion:
    """How a step feels, on the axis from −2 to 2.

    start, end: equal unless it changes within the step.  low, high: equal unless it may be anywhere between.
    name: the named point, where one was written.
    """

    start: float
    end: float
    low: float
    high: float
    name: str = ""

    @property
    def level(self) -> float:
        """One number for it: the middle."""
        return (self.low + self.high) / 2

    @property
    def changes(self) -> bool:
        return self.start != self.end

    @property
    def is_range(self) -> bool:
        return not self.changes and self.low != self.high


def parse_emotion(text: str, scale: Scale, names: dict[str, float]) -> Emotion | None:
    """A number, `a -> b`, `a..b` or named points for either. None where it is none of these or off the scale."""

    def point(said: str) -> float | None:
        said = said.strip()
        if said in names:
            return names[said]
        try:
            value = number(said)
        except ValueError:
            return None
        return scale.level(value) if scale.low <= value <= scale.high else None

    for arrow in ("->", "→"):
        if arrow in text:
            start, end = (point(part) for part in text.split(arrow, 1))
            return None if start is None or end is None else Emotion(start, end, min(start, end), max(start, end))
    if ".." in text:
        low, high = (point(part) for part in text.split("..", 1))
        return None if low is None or high is None else Emotion((low + high) / 2, (low + high) / 2, min(low, high), max(low, high))
    value = point(text)
    return None if value is None else Emotion(value, value, value, value, text.strip() if text.strip() in names else "")


def read_emotion(node: Node, reading: Reading) -> Emotion:
    said = _read_line(node, reading) if isinstance(node, ScalarNode) else ""
    if not isinstance(node, ScalarNode):
        raise Fault(node, "E020", f"expected an emotion, found {describe(node)}", "write a number, such as -1.5, or one a persona")
    scale, names = reading.registries.scale, reading.registries.emotions
    emotion = parse_emotion(said, scale, names)
    if emotion is None:
        low, high = f"{scale.low:g}", f"{scale.high:g}"
        if re.search(_NUMBER, said):
            raise Fault(
                node,
                "E021",
                f'"{shorten(said)}" is not an emotion from {low} to {high}',
                "write a number, 1 -> -1 (from, to) or -1..1 (between)",
            )
        hint = did_you_mean(said, names) or "names for points of the scale stand in emotion.yml"
        raise Fault(node, "E020", f'"{shorten(said)}" is not an emotion', hint)
    return emotion


# Small things with a shape of their own ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trait:
    """A persona between two poles: −2 is all left, 2 is all right."""

    left: str
    right: str
    value: float


def _read_trait(node: Node, reading: Reading) -> Trait:
    pairs = reading.pairs(node) if isinstance(node, MappingNode) else []
    poles = pairs[0][0].split(" / ") if len(pairs) == 1 else []
    if len(poles) != 2:
        raise Fault(node, "E012", "expected two poles and a number", "write - Plans ahead / Decides at the shelf: 1.5")
    value = _read_number(pairs[0][2], reading)
    if not -2 <= value <= 2:
        raise Fault(pairs[0][2], "E021", f"{value:g} is not a number from -2 to 2", "-2 is all left, 2 is all right")
    return Trait(poles[0].strip(), poles[1].strip(), value)


Traits = Annotated[
    tuple[Trait, ...], Reader(lambda node, reading: reading.many(node, _read_trait), {"type": "array", "items": {"type": "object"}}, "words")
]


@dataclass(frozen=True, slots=True)
class Change:
    """From a value to another, as in `7.4 -> 3.5`."""

    start: float
    end: float
    unit: str = ""


def parse_change(text: str) -> Change | None:
    first, arrow, last = text.replace("→", "->").partition("->")
    start, end = parse_amount(first), parse_amount(last)
    return Change(start.value, end.value, end.unit or start.unit) if arrow and start and end else None


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a metric's series. n: how many stand behind it, 0 where it is not said."""

    when: Period
    value: float
    n: int = 0
    note: str = ""
