"""What most likely went wrong in YAML that does not parse: the line to look at and that line corrected.

A correction is offered only where the file with it can be read, or at least further than before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import yaml
from yaml import CSafeLoader

from .guess import guess_line

_LOOK_BACK = 200
"""Lines above the fault in which an open quote is looked for."""

_DASH = re.compile(r"(?P<indent> *)-(?: +|\Z)")
_OPEN_QUOTE = re.compile(r"\s*(?:- )*(?:[^\"'#]*?:\s+)?(?P<quote>[\"'])")
_NO_SPACE = re.compile(r"(?P<key>\s*(?:- )*[^\s:#'\"\[{][^:#'\"]*):(?P<value>[^\s/:][^:]*)\Z")
_NO_COLON = re.compile(r"(?P<key>\s*(?:- )*[a-z_]+) +(?P<value>[^\s:][^:]*)\Z")


class Mend(NamedTuple):
    """line: from 0.  text: that line corrected, or "".  said: what is wrong in a few words, "" where only the parser can tell."""

    line: int
    text: str
    said: str


def mend(lines: Sequence[str], line: int, problem: str) -> Mend | None:
    """The first correction that helps; None where nothing that is known does.

    line: where the parser gave up, from 0.  problem: what it said.
    """
    for attempt in (_without_tab, _with_quote_closed, _with_quotes, _with_space, _with_colon_above, _with_colon, _indented_alike):
        for found in attempt(lines, line, problem):
            if attempt in _TOLD_BY_THEMSELVES or _helps(lines, found, line, problem):
                return found
    return None


def _helps(lines: Sequence[str], found: Mend, line: int, problem: str) -> bool:
    """Whether the file can be read further with it."""
    try:
        yaml.compose("\n".join([*lines[: found.line], found.text, *lines[found.line + 1 :]]), Loader=CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark is not None and mark.line > max(line, found.line) and str(getattr(error, "problem", "")) != problem
    return True


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _content(line: str) -> int:
    """The column in which the fields of a line's thing begin: after its hyphen, where it has one."""
    dash = _DASH.match(line)
    return dash.end() if dash else _indent(line)


def _above(lines: Sequence[str], line: int) -> Iterator[str]:
    """The lines above, nearest first, without empty ones and comments."""
    return (text for text in reversed(lines[:line]) if text.strip() and not text.lstrip().startswith("#"))


def _likely_indents(lines: Sequence[str], line: int, is_item: bool) -> list[int]:
    """How far the line's neighbours are indented, the likeliest first."""
    above = [text for text in _above(lines, line) if "\t" not in text[: len(text) - len(text.lstrip())]]
    below = [text for text in lines[line + 1 : line + 2] if text.strip() and "\t" not in text]
    siblings = [_indent(text) for text in (*above, *below) if bool(_DASH.match(text)) == is_item]
    inside = [_content(above[0]) + (2 if above[0].rstrip().endswith(":") else 0)] if above else []
    return list(dict.fromkeys([*siblings, *inside] if is_item else [*inside, *[_content(text) for text in above[:1]], *siblings]))


# What may be wrong, the surest first -------------------------------------------------------------------------------------


def _without_tab(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    for number in (line, line - 1):
        text = lines[number] if 0 <= number < len(lines) else ""
        rest = text.lstrip()
        if rest and "\t" in text[: len(text) - len(rest)]:
            said = "a tab stands where spaces are expected"
            likely = _likely_indents(lines, number, bool(_DASH.match(rest)))
            tries = [Mend(number, " " * indent + rest.replace("\t", " "), said) for indent in likely]
            yield next((one for one in tries if _helps(lines, one, line, problem)), Mend(number, text.expandtabs(2), said))


def _with_quote_closed(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    for number in range(min(line, len(lines) - 1), max(-1, line - _LOOK_BACK), -1):
        text = lines[number].rstrip()
        match = _OPEN_QUOTE.match(text)
        if match and text.count(match["quote"]) == 1 and text.strip() != match["quote"]:
            yield Mend(number, text + match["quote"], "a quote was opened and never closed")


def _with_quotes(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    for number in (line, line - 1):
        fix = guess_line(lines[number]) if 0 <= number < len(lines) else ""
        if fix:
            yield Mend(number, fix, "")


def _with_space(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    for number in (line - 1, line):
        match = _NO_SPACE.match(lines[number]) if 0 <= number < len(lines) else None
        if match:
            yield Mend(number, f"{match['key']}: {match['value']}", "a space is missing after the colon")


def _with_colon_above(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    """`- Pay` over a deeper list: the list belongs to it."""
    text = lines[line - 1].rstrip() if 0 < line < len(lines) else ""
    if text.strip() and ":" not in text and _DASH.match(lines[line]) and _indent(lines[line]) > _indent(text):
        yield Mend(line - 1, f"{text}:", "a colon is missing before the list below")


def _with_colon(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    for number in (line - 1, line):
        match = _NO_COLON.match(lines[number]) if 0 <= number < len(lines) else None
        if match:
            yield Mend(number, f"{match['key']}: {match['value']}", "a colon is missing")


def _indented_alike(lines: Sequence[str], line: int, problem: str) -> Iterator[Mend]:
    text = lines[line] if line < len(lines) else ""
    rest = text.lstrip()
    has = len(text) - len(rest)
    for wanted in _likely_indents(lines, line, bool(_DASH.match(rest))) if rest and not rest.startswith("---") else ():
        if wanted != has:
            yield Mend(line, " " * wanted + rest, f"this line begins with {_spaces(has)}, its neighbours with {wanted}")


def _spaces(count: int) -> str:
    return f"{count or 'no'} space{'' if count == 1 else 's'}"


_TOLD_BY_THEMSELVES: tuple[Callable[[Sequence[str], int, str], Iterator[Mend]], ...] = (_without_tab, _with_quotes)
"""These have looked at the line by itself: what else is wrong with the file does not speak against them."""
