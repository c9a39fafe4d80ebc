"""The corrected line for YAML that does not parse, where it can be guessed."""

from __future__ import annotations

import re

import yaml
from yaml import CSafeLoader

_LINE = re.compile(r"(?P<indent>\s*(?:- )*)(?P<key>[^\s:#'\"\[{*&%@`][^:\n]*?:\s+)?(?P<value>.+)\Z")


def guess_line(line: str) -> str:
    """The line with its text in quotes, or with spaces for tabs, if that makes it readable; else ""."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return line.expandtabs(2)
    match = _LINE.match(line.rstrip())
    if not match or _parses(line):
        return ""
    indent, key, value = match["indent"], match["key"] or "", match["value"]
    guess = f"{indent}{key}{_quoted(value)}"
    return guess if _parses(guess) else ""


def _quoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _parses(line: str) -> bool:
    try:
        yaml.compose(line.strip(), Loader=CSafeLoader)
    except yaml.YAMLError:
        return False
    return True
