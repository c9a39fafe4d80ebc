"""The values that fields hold, each read from the words of the source: texts, emotions, scores, dates, amounts, links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from .dates import Period
from .picture import picture_fault
from .reading import Fault, JsonSchema, Reader, Reading, did_you_mean, is_empty, one_or_many, read_line, shorten

CONFIDENCES = ("validated", "reported", "assumed")

NUMBER = r"[-+−]?\d+(?:\.\d+)?"


# Words ---------------------------------------------------------------------------------------------------------------


Line = Annotated[str, Reader(read_line, {"type": ["string", "number", "boolean"]}, "word")]
"""Words without markup: a title, a unit, a name."""

Lines = Annotated[
    tuple[str, ...], Reader(lambda node, reading: reading.many(node, read_line), one_or_many({"type": ["string", "number"]}), "words")
]


def choice(*words: str) -> Reader:
    """Reads one of these words. A case or a hyphen more or less is forgiven."""
    plain = {re.sub(r"[\W_]+", " ", word).casefold(): word for word in words}

    def read(node: Node, reading: Reading) -> str:
        said = read_line(node, reading)
        found = plain.get(re.sub(r"[\W_]+", " ", said).strip().casefold())
        if found is None:
            hint = did_you_mean(said.casefold(), words)
            known = f"one of: {', '.join(words)}"
            raise Fault(node, "E023", f'"{shorten(said)}" is not {known}', hint if hint.startswith("did") else "")
        return found

    return Reader(read, {"enum": list(words)}, "word")


Confidence = Annotated[str, choice(*CONFIDENCES)]


def _read_flag(node: Node, reading: Reading) -> bool:
    said = read_line(node, reading).casefold()
    if said in ("true", "yes", "on"):
        return True
    if said in ("false", "no", "off"):
        return False
    raise Fault(node, "E023", f'"{shorten(said)}" is not one of: true, false')


Flag = Annotated[bool, Reader(_read_flag, {"type": "boolean"})]


# Numbers -------------------------------------------------------------------------------------------------------------


def number(text: str) -> float:
    """A number as people write it. Raises ValueError."""
    if not re.fullmatch(NUMBER, text.strip()):
        raise ValueError(text)
    return float(text.strip().replace("−", "-"))


def _read_number(node: Node, reading: Reading) -> float:
    said = read_line(node, reading)
    try:
        return number(said)
    except ValueError:
        raise Fault(node, "E020", f'"{shorten(said)}" is not a number', "write digits with a point, such as 3.5") from None


Number = Annotated[float, Reader(_read_number, {"type": "number"})]


def _read_count(node: Node, reading: Reading) -> int:
    said = read_line(node, reading)
    digits = re.sub(r"[,\s]", "", said)
    if not digits.isdecimal() or len(digits) > 15:
        raise Fault(node, "E020", f'"{shorten(said)}" is not a whole number', "write digits only, such as 412")
    return int(digits)


Count = Annotated[int, Reader(_read_count, {"type": "integer", "minimum": 0})]

_LEVELS = {"low": 2.0, "medium": 3.0, "high": 4.0}


def _read_score(node: Node, reading: Reading) -> float:
    said = read_line(node, reading).casefold()
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


class Amount(Struct, frozen=True):
    """A figure with its unit, "" where it has none."""

    value: float
    unit: str = ""


_AMOUNT = re.compile(rf"(?P<before>[^\d\s+−-]*)\s*(?P<value>{NUMBER})\s*(?P<after>\D.*)?\Z")


def parse_amount(text: str) -> Amount | None:
    match = _AMOUNT.match(text.strip())
    return Amount(number(match["value"]), (match["after"] or match["before"]).strip()) if match else None


def _read_amount(node: Node, reading: Reading) -> Amount:
    said = read_line(node, reading)
    amount = parse_amount(said)
    if amount is None:
        raise Fault(node, "E025", f'"{shorten(said)}" is not an amount', "write a number and its unit, such as 93 % or 3.5 min")
    return amount


AmountField = Annotated[Amount, Reader(_read_amount, {"type": ["number", "string"]})]


# Links and images ----------------------------------------------------------------------------------------------------


class WebLink(Struct, frozen=True):
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
    # One pair alone is a text with a colon.
    if isinstance(node, MappingNode) and len(node.value) > 1:
        raise _split_up(node, reading)
    said = read_line(node, reading)
    link = split_link(said)
    if link is None:
        raise Fault(
            node, "E027", f'"{shorten(said)}" has no address', "write the words and then the address: Roster https://example.org/roster"
        )
    return WebLink(*link, reading.place(node))


def _split_up(node: MappingNode, reading: Reading) -> Fault:
    """A link whose words and address stand in fields, as other tools have it."""
    fields = {name: value.value.strip() for name, _, value in reading.pairs(node) if isinstance(value, ScalarNode)}
    address = next((value for value in fields.values() if split_link(value)), "")
    words = next((value for value in fields.values() if value != address), "")
    fix = f"- {words} {address}" if address and words and not split_link(words) else ""
    hint = "" if fix else "write the words and then the address: Roster https://example.org/roster"
    return Fault(node, "E027", "a link is one text: its words, then its address", hint, fix)


WebLinks = Annotated[
    tuple[WebLink, ...], Reader(lambda node, reading: reading.many(node, _read_link), one_or_many({"type": "string"}), "words")
]


class Image(Struct, frozen=True):
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


def pictures(value: Any) -> Iterator[Image]:
    """Every image in a value, however deep."""
    if isinstance(value, Image):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from pictures(item)
    elif hasattr(value, "pictures"):
        yield from value.pictures


def _read_image(node: Node, reading: Reading) -> Image:
    if isinstance(node, MappingNode):
        fields = {name: value for name, _, value in reading.pairs(node)}
        if len(fields) == 1 and "file" not in fields:
            ((name, value),) = fields.items()
            return Image(content_path(node, name, reading), "" if is_empty(value) else read_line(value, reading), reading.place(node))
        if "file" not in fields or set(fields) - {"file", "alt"}:
            raise Fault(node, "E012", "expected an image", "write the file and what it shows: queue.png: Eight people wait at till two")
        alt = read_line(fields["alt"], reading) if "alt" in fields else ""
        return Image(content_path(fields["file"], read_line(fields["file"], reading), reading), alt, reading.place(node))
    return Image(content_path(node, read_line(node, reading), reading), "", reading.place(node))


def _read_portrait(node: Node, reading: Reading) -> Image:
    image = _read_image(node, reading)
    fault = picture_fault(reading.files.read(image.path))
    if fault:
        raise Fault(node, "E132", f'"{image.path}" cannot be shown: {fault}', "save it again as PNG, JPEG or WebP, about 640 pixels wide")
    return image


_IMAGE_SCHEMA: JsonSchema = {"type": ["string", "object"]}
ImageField = Annotated[Image, Reader(_read_portrait, _IMAGE_SCHEMA)]
Images = Annotated[tuple[Image, ...], Reader(lambda node, reading: reading.many(node, _read_image), one_or_many(_IMAGE_SCHEMA), "words")]


# Small things with a shape of their own ------------------------------------------------------------------------------


class Trait(Struct, frozen=True):
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
    tuple[Trait, ...],
    Reader(lambda node, reading: reading.many(node, _read_trait), {"type": "array", "items": {"type": "object"}}, "words"),
]


class Change(Struct, frozen=True):
    """From a value to another, as in `7.4 -> 3.5`."""

    start: float
    end: float
    unit: str = ""


def parse_change(text: str) -> Change | None:
    first, arrow, last = text.replace("→", "->").partition("->")
    start, end = parse_amount(first), parse_amount(last)
    return Change(start.value, end.value, end.unit or start.unit) if arrow and start and end else None


class Point(Struct, frozen=True):
    """One value of a metric's series. n: how many stand behind it, 0 where it is not said."""

    when: Period
    value: float
    n: int = 0
    note: str = ""
