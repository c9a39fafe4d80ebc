"""How much a change matters: structure, meaning, wording, or nothing that a reader of the map would notice."""

from __future__ import annotations

import enum
import re
import unicodedata

from .diff import Change
from .match import dice

_TURNING_WORDS = """
no not never none nobody nothing without neither nor
too less more fewer few many much most least all every each always often rarely seldom sometimes only half twice double enough hardly barely almost
longer shorter faster slower quicker later sooner higher lower better worse easier harder first last before after up down
two three four five six seven eight nine ten hundred thousand
kein keine keinen keiner keines nicht nie niemals ohne niemand nichts weder
zu weniger mehr wenig wenige viel viele meist am alle jede jeder jedes immer oft selten manchmal nur halb doppelt genug kaum fast
länger kürzer schneller langsamer später früher höher niedriger besser schlechter leichter schwerer erste letzte vor nach
zwei drei vier fünf sechs sieben acht neun zehn hundert tausend
"""
_TURNING = frozenset(_TURNING_WORDS.split())
"""Words that turn what is said around, or say how much of it: where one comes or goes, it is not the wording that changed."""

_SAME_WORDING = 0.6
"""Of two texts that differ in two words only, how much they must have in common to say the same."""


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
    if re.search(r"\d", " ".join(touched)) or touched & _TURNING or _references(old) != _references(new):
        return Weight.MEANING
    is_short = len(before) < 4 or len(after) < 4
    alike = dice(before, after)
    if not is_short and (alike >= 0.85 or (max(len(gone), len(come)) <= 2 and alike >= _SAME_WORDING)):
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
