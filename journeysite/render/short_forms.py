"""Short forms that a reader may not know, such as n and NPS: marked where they stand, and written out at the foot of the same page.

A hint that shows under a mouse is nothing to a keyboard, a finger or a printer; the words at the foot are there for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from ..model.registry import Term
from ..view.language import Language, message

_IN_FULL = {
    "n": (message("number of people or cases"), message("How many people were asked or watched, or how many cases were counted.")),
    "NPS": (message("net promoter score"), message("Net promoter score: the share who would recommend us, less the share who would not.")),
    "CSAT": (message("customer satisfaction"), message("Customer satisfaction: the share of those asked who were satisfied.")),
    "CES": (message("customer effort score"), message("Customer effort score: how much work it was, as customers say.")),
}
"""By short form, what stands in its place and what it means."""

# n is one where a number follows, or where it stands alone at the head of a column.
_FOUND = re.compile(r"\b(?:NPS|CSAT|CES)\b|\bn(?= =)|\An\Z")
_MARKED = re.compile(r'<abbr class="jy-short" title="[^"]*">(\w+)</abbr>')


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form and what it means: in the words of the site's glossary where it has one, which are Markdown."""

    word: str
    meaning: str


def marker(language: Language) -> Callable[[str], str]:
    """A filter for templates: words with every short form in them marked. Most words have none and come back as they are."""

    def mark(match: re.Match[str]) -> str:
        return Markup('<abbr class="jy-short" title="{}">{}</abbr>').format(language.say(_IN_FULL[match[0]][0]), match[0])

    @lru_cache(4096)
    def marked(words: str) -> str:
        return Markup(_FOUND.sub(mark, str(escape(words)))) if _FOUND.search(words) else words

    return marked


def short_forms(html: str, language: Language, glossary: tuple[Term, ...]) -> tuple[ShortForm, ...]:
    """Those that are marked on a page, in the order of our list."""
    found = set(_MARKED.findall(html))
    own = {word: term.meaning for term in glossary for word in (term.word, *term.also)} if found else {}
    return tuple(ShortForm(word, own.get(word) or language.say(words)) for word, (_, words) in _IN_FULL.items() if word in found)
