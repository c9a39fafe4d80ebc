"""A change before it is published: what it says in the words of the map, where on the map, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import Struct

from ..errors import Diagnostic
from ..history.between import Comparison
from ..history.changelog import LogEntry
from ..history.weigh import Weight
from ..model.refs import Key
from .digest import ChangeItem, Items
from .here import Here
from .language import Language, isolated
from .marked_map import CurveChange, Marked, MarkedMap
from .sentences import Sentence, sentences

_NEVER_ASKED = frozenset({"note", "research"})
"""Kinds whose entities are reasons themselves."""


class Question(Struct, frozen=True):
    """A change for which nobody gave a reason. about: `kind:id`."""

    about: str
    title: str
    text: str


class Review(Struct, frozen=True):
    """The whole contract of review.html. base, head: what is compared, in words.  broken: faults and warnings that the change brings.

    withdrawn: titles of what will no longer be published.  right: how many it puts right, in words, or "".
    """

    language: Language
    title: str
    base: str
    head: str
    count: str
    items: tuple[ChangeItem, ...]
    withdrawn: tuple[str, ...]
    curves: tuple[CurveChange, ...]
    maps: tuple[MarkedMap, ...]
    questions: tuple[Question, ...]
    broken: tuple[Diagnostic, ...]
    right: str
    unread: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Names:
    """What a review calls things. site_url: "" where the site has no address."""

    title: str
    base: str
    head: str
    site_url: str = ""


def review(
    before: Here, here: Here, comparison: Comparison, entries: Sequence[LogEntry], names: Names, language: Language,
    checks: tuple[Sequence[Diagnostic], Sequence[Diagnostic]] = ((), ()),
) -> Review:  # fmt: skip
    """What a change says. before, here: the atlas without and with it.  entries: those of the comparison, with the reasons that were given.

    checks: what the change breaks, and what it puts right.
    """
    both = _knowing_both(before, here)
    items = Items(both, language, names.site_url, Weight.WORDING)
    told = tuple(item for item in map(items.item, entries) if item)
    maps = [Marked(both, language, entry, comparison) for entry in entries if entry.key.kind == "journey" and entry.what != "removed"]
    maps = [marked for marked in maps if marked.old and marked.new]
    broken, right = checks
    return Review(
        language=language,
        title=names.title,
        base=names.base,
        head=names.head,
        count=language.count("{count} change", "{count} changes", len(told)),
        items=told,
        withdrawn=tuple(f"{items.kind(_key(key))}: {comparison.before[key].get('title', key)}" for key in comparison.withdrawn),
        curves=tuple(change for marked in maps for change in marked.curves()),
        maps=tuple(marked.table() for marked in maps if marked.is_different),
        questions=tuple(_questions(both, entries, language)),
        broken=tuple(broken),
        right=language.count("{count} finding of the checks is put right", "{count} findings of the checks are put right", len(right))
        if right
        else "",
        unread=comparison.diagnostics,
    )


def _knowing_both(before: Here, here: Here) -> Here:
    """An atlas in which what a change removes still has its title."""
    site = replace(here.site, entities={**before.site.entities, **here.site.entities})
    return replace(here, site=site, known={})


def _key(key: str) -> Key:
    kind, _, id = key.partition(":")
    return Key(kind, id)


# Questions -----------------------------------------------------------------------------------------------------------


def _questions(here: Here, entries: Sequence[LogEntry], language: Language) -> Iterator[Question]:
    """One for each thing that changed in more than wording with no reason: about the change that readers would ask for first."""
    for entry in entries:
        if entry.reason or entry.reason_source or entry.what == "added" or entry.key.kind in _NEVER_ASKED:
            continue
        said = [sentence for sentence in sentences(here, entry, language) if sentence.weight >= Weight.MEANING]
        if said:
            emotion = language.say("emotion")
            first = min(said, key=lambda sentence: (not sentence.label.startswith(emotion), -sentence.weight))
            yield Question(str(entry.key), entry.title, _asked(first, language))
        elif entry.what == "removed":
            title = isolated(entry.title)
            yield Question(str(entry.key), entry.title, language.say("Why was “{title}” removed?", title=title))


def _asked(sentence: Sentence, language: Language) -> str:
    if sentence.old and sentence.new:
        question = language.say("Why did “{label}” change?", label=sentence.label)
    else:
        question = language.say("Why “{change}”?", change=sentence.text)
    return f"{' / '.join(sentence.where)}: {question}" if sentence.where else question
