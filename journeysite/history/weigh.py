"""How much a change matters: structure, meaning, wording, or nothing that a reader of the map would notice."""

from __future__ import annotations

import enum
import re
import unicodedata

from .diff import Change
from .match import dice

_NEGATIONS = {
    "no",
    "not",
    "never",
    "none",
    "nobody",
    "nothing",
    "without",
    "kein",
    "keine",
    "keinen",
    "nicht",
    "nie",
    "ohne",
    "niemand",
    "nichts",
}


class Weight(enum.IntEnum):
    """Readers choose how much they see: this and all that is heavier."""

    SILENT = 0
    WORDING = 1
    MEANING = 2
    STRUCTURE = 3


def weigh(change: Change) -> Weight:
    """The weight of one change."""
    if change.what != "changed":
        is_part = isinstance(change.new if change.what != "removed" else change.old, dict)
        if is_part:
            return Weight.STRUCTURE
        # The order in which texts are listed says little; that one came or went says something.
        return Weight.WORDING if change.what == "moved" else Weight.MEANING
    if change.path[-1:] == ("id",):
        return Weight.SILENT
    if isinstance(change.old, str) and isinstance(change.new, str):
        return _weigh_words(change.old, change.new)
    return Weight.MEANING


def _weigh_words(old: str, new: str) -> Weight:
    if _bare(old) == _bare(new):
        return Weight.SILENT
    before, after = _bare(old).split(), _bare(new).split()
    gone, come = set(before) - set(after), set(after) - set(before)
    touched = gone | come
    if re.search(r"\d", " ".join(touched)) or touched & _NEGATIONS or _references(old) != _references(new):
        return Weight.MEANING
    is_short = len(before) < 4 or len(after) < 4
    if not is_short and (max(len(gone), len(come)) <= 2 or dice(before, after) >= 0.85):
        return Weight.WORDING
    return Weight.MEANING


def _bare(text: str) -> str:
    """Words without case, punctuation and space. A text with digits keeps its signs: −2 is not 2."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if any(letter.isdigit() for letter in folded):
        return folded
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def _references(text: str) -> list[str]:
    return sorted(re.findall(r"\[\[[^\]|]+|\[\^[^\]]+", text))
