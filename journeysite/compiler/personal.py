"""What an e-mail address, a telephone, card or account number looks like, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Match(NamedTuple):
    """Something found in a text. what: with its article.  said: as written.  masked: what a message may repeat.  start: from 0."""

    what: str
    said: str
    masked: str
    start: int


def find_personal_data(text: str) -> Iterator[Match]:
    """Each address and number in a text, in no order. Dates, times, figures, ranges, ids and web addresses are none."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            if not found["domain"].casefold().endswith(_PICTURES):
                yield Match("an e-mail address", found[0], f"{found[0][:2]}…@…", found.start())
    if not _DIGIT.search(text) or sum(map(str.isdecimal, text)) < FEWEST_DIGITS:
        return
    rest = _NO_NUMBER.sub(lambda match: " " * len(match[0]), text)
    for what, finder in (("an account number", _accounts), ("a card number", _cards), ("a telephone number", _telephones)):
        for start, end in finder(rest):
            said = text[start:end]
            yield Match(what, said, f"{said[:2]}…{said[-2:]}", start)
            rest = rest[:start] + " " * (end - start) + rest[end:]


def is_allowed(match: Match, allow: Iterable[str]) -> bool:
    """Whether a writer allowed it: the address or number itself, or an address's domain (`example.org`, `@example.org`)."""
    said = _plain(match.said)
    domain = match.said.rpartition("@")[2].casefold() if "@" in match.said else ""
    for word in allow:
        named = word.strip().removeprefix("@").casefold()
        if _plain(word) == said or (domain and (domain == named or domain.endswith(f".{named}"))):
            return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"[\s()/.-]", "", text).casefold()


FEWEST_DIGITS = 7
_DIGIT = re.compile(r"\d")

_EMAIL = re.compile(r"(?<![\w.+%/-])[\w.+%-]{1,64}@(?P<domain>(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.)+[^\W\d_]{2,24})(?![\w-])")
_PICTURES = (".png", ".svg", ".jpg", ".jpeg", ".webp", ".gif")
"""`icon@2x.png` is a file."""

_NO_NUMBER = re.compile(
    r"https?://\S+"  # web addresses
    r"|\b\d{4}-(?:W?\d{1,2}|Q\d)(?:-\d{1,2})?\b"  # 2026-11-21, 2026-W47, 2026-Q4
    r"|\b\d{1,2}([./-])\d{1,2}\1\d{2,4}\b"  # 21.11.2026, 21/11/26
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"  # 17:45
)


# Account numbers -----------------------------------------------------------------------------------------------------

_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?!\w)")


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    """IBANs. The pattern may run on into the next words in capitals, so it is shortened word by word until the checksum holds."""
    for found in _IBAN.finditer(text):
        words = found[0].split(" ")
        for count in range(len(words), 0, -1):
            said = " ".join(words[:count])
            if is_iban(said):
                yield found.start(), found.start() + len(said)
                break


def is_iban(said: str) -> bool:
    """ISO 13616: 15 to 34 letters and digits whose checksum is 1 modulo 97."""
    packed = said.replace(" ", "")
    if not 15 <= len(packed) <= 34 or not packed.isascii() or not packed.isalnum():
        return False
    return int("".join(str(int(letter, 36)) for letter in packed[4:] + packed[:4])) % 97 == 1


# Card numbers --------------------------------------------------------------------------------------------------------

_CARD = re.compile(r"(?<![\w.,-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{2,4}(?:\1\d{3})?|3\d{3}([ -]?)\d{6}\2\d{5})(?![\w-]|[.,]\d)")
_CARD_KINDS = re.compile(r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|6\d{15}(?:\d{3})?|3[47]\d{13}|3[0689]\d{12}")


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if _CARD_KINDS.fullmatch(digits) and is_luhn(digits):
            yield found.span()


def is_luhn(digits: str) -> bool:
    """ISO 7812: every second digit from the right doubled, the sum of all digits a multiple of ten."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# Telephone numbers ---------------------------------------------------------------------------------------------------

_NUMBER = r"\d(?:[ \u00a0()/.-]{0,2}\d){5,16}"
_ABROAD = re.compile(rf"(?<![\w.,/-])(?:\+|00(?=[ (]?[1-9]))[ (]?{_NUMBER}(?![\w%]|[.,]\d)")
_AT_HOME = re.compile(r"(?<!\d[ .-])(?<![\w.,/#+−-])\(?0[1-9](?:[ \u00a0()/.-]{0,2}\d){7,9}(?![\w%]|[ .,-]\d)")
_AMERICAN = re.compile(r"(?<![\w.,/-])(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}([-.]))[2-9]\d{2}[-.]\d{4}(?![\w-]|[.,]\d)")
_NAMED = re.compile(rf"\b(?:tel|telephone|phone|mobile|fax|telefon|mobil)(?:\.:?|:)\s*(?P<number>\(?{_NUMBER})(?![\w%])", re.I)
_FIGURE = re.compile(r"\+?\d{1,3}(?:[ \u00a0.]\d{3})+")
"""A number with its thousands set apart: 18 200, 1.250.000."""


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    for found in _ABROAD.finditer(text):
        digits = sum(map(str.isdecimal, found[0]))
        if 8 <= digits <= 17 and (digits >= 10 or not _FIGURE.fullmatch(found[0])):
            yield found.span()
    for found in _AT_HOME.finditer(text):
        if not _FIGURE.fullmatch(found[0].lstrip("(")) or found[0].count(" ") == 0:
            yield found.span()
    for found in _AMERICAN.finditer(text):
        yield found.span()
    for found in _NAMED.finditer(text):
        if not _FIGURE.fullmatch(found["number"]):
            yield found.span("number")
