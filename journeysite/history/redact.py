"""Forgetting: what was published by mistake is in no diff, feed, page or cache, whatever the past says.

A text that says it goes as a whole, because what stands around a name often says as much; in a title the words themselves give way to an ellipsis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..model.reading import slug
from .normal import Normal

GONE = "…"
"""Stands where words were that are to be forgotten."""

_KEPT_WITH_GAP = ("title",)

_LONGEST_NAME = 120
"""Characters. What is longer is prose, and names nothing as a whole."""


@dataclass(frozen=True)
class Redaction:
    """words: forgotten in any case of letters and as the part of an id.  patterns: forgotten wherever they match.  entities: `kind:id`."""

    words: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    entities: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.patterns or self.entities)

    @cached_property
    def _all(self) -> tuple[re.Pattern[str], ...]:
        spelled = [r"\s+".join(re.escape(part) for part in word.split()) for word in self.words]
        slugs = [re.escape(slug(word)) for word in self.words if slug(word)]
        return (*(re.compile(rf"(?<!\w){word}(?!\w)", re.I) for word in dict.fromkeys([*spelled, *slugs])), *self.patterns)

    def says(self, text: str) -> bool:
        """Whether a text says what must be forgotten."""
        return any(pattern.search(text) for pattern in self._all)

    def forgets(self, key: str) -> bool:
        """Whether an entity must be forgotten as a whole: by its name, or because its id says it."""
        return key in self.entities or (bool(self._all) and self.says(key.partition(":")[2]))

    def text(self, text: str) -> str:
        """A text, "" where it says what must be forgotten."""
        return "" if self.says(text) else text

    def masked(self, text: str) -> str:
        """A text with an ellipsis for every word that must be forgotten."""
        for pattern in self._all:
            text = pattern.sub(GONE, text)
        return text

    def normal(self, key: str, normal: Normal) -> Normal | None:
        """What may be remembered of an entity; None for one that must be forgotten."""
        if self.is_empty:
            return normal
        if self.forgets(key):
            return None
        return {
            name: said for name, value in normal.items() if not self.says(name) and (said := self._value(name, value)) not in ("", [], {})
        }

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return self.masked(value) if name in _KEPT_WITH_GAP else self._lines(value)
        if isinstance(value, list):
            return [said for item in value if (said := self._value("", item)) not in ("", [], {})]
        if isinstance(value, dict):
            return {key: said for key, item in value.items() if not self.says(key) and (said := self._value(key, item)) not in ("", [], {})}
        return value

    def _lines(self, text: str) -> str:
        """Of prose, the blocks that may be remembered."""
        if not self.says(text) and not self.refers(text):
            return text
        return "\n".join(line for line in text.split("\n") if self.text(line) and not self.refers(line)) if "\n" in text else ""

    def refers(self, text: str) -> bool:
        """Whether a text is, or names, an entity that must be forgotten: by its id, or by words that make the same id."""
        if not self.entities:
            return False
        head = text.partition("#")[0].strip()
        known = slug(head) if len(head) <= _LONGEST_NAME else ""
        return any(known == key.partition(":")[2] or head == key or f"[[{key}" in text for key in self.entities)
