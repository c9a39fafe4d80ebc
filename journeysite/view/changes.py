"""One change of the atlas as a card: what changed, from what to what, and why. The same on every page and in every feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ..history.changelog import LogEntry
from ..history.weigh import Weight
from ..model.refs import Key
from ..model.remembered import remembered
from .concerns import concerns_of
from .digest import shortened
from .here import Here
from .language import Language, isolated, message
from .links import LinkTo
from .naming import kind_count
from .sentences import Sentence, WordRun, sentences

ALIKE = 3
"""From so many on, things that changed in the same way are told as one."""

_SUBJECTS = 6
"""Things that a card of many names at once; the rest opens."""

_LONGEST_WAS = 400

_LINES_IN_BRIEF = 2

_SENTENCE_ENDS = tuple(".?!…。？！")


class ChangeLine(Struct, frozen=True):
    """One sentence. was, now: before and after, as runs of words of which those that differ are marked; () for nothing.

    weight: structure, meaning or wording.  is_text: whether was and now are prose, which stands on lines of its own.  text: all of it without markup.
    """

    weight: str
    label: str
    was: tuple[WordRun, ...]
    now: tuple[WordRun, ...]
    is_text: bool
    text: str


class ChangePlace(Struct, frozen=True):
    """Where in a thing, "Wait / Joins a queue", and what changed there. title: "" for the thing as a whole.  href: "" where it is no more."""

    title: str
    href: str
    lines: tuple[ChangeLine, ...]


class ChangeCard(Struct, frozen=True):
    """What one step of history changed in a thing, or in several things alike.

    day: "2026-11-12".  prefix, suffix: around the names ("New finding", "was called “Till line”").  subjects: href "" for what is no more.
    rest: subjects that open.  places, more: lines shown and lines that open.  wordings: "4 edits of wording" or "".
    reason_from: "editor's note" or "".  commit: its beginning, with commit_href where the site says where its repository is.
    kind, about, maps, teams, weight: what filters ask for.
    """

    id: str
    day: str
    when: str
    prefix: str
    subjects: tuple[LinkTo, ...]
    rest: tuple[LinkTo, ...]
    suffix: str
    places: tuple[ChangePlace, ...]
    more: tuple[ChangePlace, ...]
    more_words: str
    reason: str
    reason_href: str
    reason_from: str
    author: str
    commit: str
    commit_href: str
    is_published: bool
    kind: str
    about: tuple[str, ...]
    maps: tuple[str, ...]
    teams: tuple[str, ...]
    weight: str

    @property
    def headline(self) -> str:
        """The card's first line without markup."""
        names = ", ".join(subject.title for subject in self.subjects)
        more = f" + {len(self.rest)}" if self.rest else ""
        return " ".join(part for part in (f"{self.prefix}:" if self.prefix else "", names + more, self.suffix) if part)


def cards(here: Here, entries: Iterable[LogEntry]) -> tuple[ChangeCard, ...]:
    """The cards of entries in their order. Things of one kind that one step brought or took away are one card, from ALIKE on."""
    found: list[ChangeCard] = []
    for _, step in groupby(entries, lambda entry: (entry.commit, entry.day)):
        alike: dict[object, list[LogEntry]] = {}
        for entry in sorted(step, key=lambda entry: _place_of_kind(here, entry)):
            alike.setdefault((entry.what, entry.key.kind) if entry.what in ("added", "removed") else entry.id, []).append(entry)
        for them in alike.values():
            found += [_card(here, them)] if len(them) >= ALIKE else [card(here, entry) for entry in them]
    return tuple(found)


def in_brief(told: ChangeCard) -> ChangeCard:
    """A card with its first lines only, for a page that has a word on everything. The rest waits in the change log."""
    left, places = _LINES_IN_BRIEF, []
    for place in told.places:
        lines = [line for line in place.lines if line.weight == told.weight][:left]
        left -= len(lines)
        places += [replace(place, lines=tuple(lines))] if lines else []
    return replace(told, places=tuple(places), more=())


def _place_of_kind(here: Here, entry: LogEntry) -> tuple[bool, int]:
    """Maps first: what else a step did is mostly what it did for them."""
    kinds = list(here.site.kinds)
    return entry.key.kind != "journey", kinds.index(entry.key.kind) if entry.key.kind in kinds else len(kinds)


@remembered
def card(here: Here, entry: LogEntry) -> ChangeCard:
    """The card of one entry: on the page of each thing that it concerns, in the change log and in feeds it is the same."""
    return _card(here, [entry])


def _card(here: Here, entries: Sequence[LogEntry]) -> ChangeCard:
    entry = entries[0]
    said = sentences(here, entry, here.language)
    named = {key: one.title if key == one.key else "" for one in entries for key in one.keys}
    subjects = sorted((_subject(here, key, title) for key, title in named.items()), key=lambda subject: subject.title.casefold())
    shown = subjects if len(subjects) <= _SUBJECTS + 1 else subjects[:_SUBJECTS]
    told = _heaviest_first(said)
    first, left, wordings = shortened(told)
    rest = [line for line in told if line not in first]
    prefix, suffix = _around(here, entry, named)
    concerns = concerns_of(here)
    return ChangeCard(
        id=f"c-{entry.id}",
        day=entry.day.isoformat(),
        when=here.language.day(entry.day),
        prefix=prefix,
        subjects=tuple(shown),
        rest=tuple(subjects[len(shown) :]),
        suffix=suffix,
        places=_places(here, entry.key, first),
        more=_places(here, entry.key, rest),
        more_words=_more_words(here, left, wordings),
        reason=entry.reason,
        reason_href=_note_href(here, entry),
        reason_from=here.language.say(_SOURCES[entry.reason_source]) if entry.reason_source else "",
        author=entry.author if here.log.options.authors else "",
        commit=entry.commit[:8],
        commit_href=here.addresses.commit(entry.commit),
        is_published=entry.is_published,
        kind=entry.key.kind,
        about=tuple(map(str, named)),
        maps=tuple(sorted({id for one in entries for id in concerns.maps(one)})),
        teams=tuple(sorted({id for one in entries for id in concerns.teams(one)})),
        weight=weight_of(entry, said).name.lower(),
    )


_SOURCES = {
    "note": message("editor's note"),
    "trailer": message("change note"),
    "pull request": message("pull request"),
    "subject": message("commit"),
}


def weight_of(entry: LogEntry, said: Iterable[Sentence]) -> Weight:
    """How much an entry matters: that a thing came, went or has another name is structure."""
    if entry.what in ("added", "removed", "renamed", "back"):
        return Weight.STRUCTURE
    return max((line.weight for line in said), default=Weight.WORDING)


def _subject(here: Here, key: Key, title: str) -> LinkTo:
    entity = here.site.entities.get(key)
    return LinkTo(title or (entity.title if entity else key.id), here.href(entity) if entity else "")


def _around(here: Here, entry: LogEntry, keys: Collection[Key]) -> tuple[str, str]:
    """What stands before and after the names of what changed."""
    say, kind = here.language.say, _kind_words(here, keys)
    if entry.what in ("added", "removed"):
        return say("{thing} added" if entry.what == "added" else "{thing} removed", thing=kind), ""
    if entry.what == "outgrown":
        return kind, say("has a page of its own now")
    if entry.what == "renamed" and entry.old_title:
        return say("{thing} renamed", thing=kind), say("was called “{title}”", title=isolated(entry.old_title))
    if entry.what == "renamed":
        return say("{thing}: new id", thing=kind), entry.key.id
    if entry.what == "back" and entry.back_to:
        return kind, say("back as it was on {day}", day=here.language.day(entry.back_to))
    return kind, ""


def _kind_words(here: Here, keys: Collection[Key]) -> str:
    """Touchpoint, 4 touchpoints, 3 things."""
    kinds = {key.kind: here.site.kinds.get(key.kind) for key in keys}
    name, kind = next(iter(kinds.items()))
    if len(keys) == 1 or (len(kinds) == 1 and kind is None):
        return here.language.say(kind.title if kind else name)
    if len(kinds) == 1 and kind:
        return here.language.count(*kind_count(kind), len(keys))
    return here.language.count("{count} thing", "{count} things", len(keys))


def _note_href(here: Here, entry: LogEntry) -> str:
    """The page of the note that gave the reason."""
    if entry.reason_source != "note":
        return ""
    found = next((note for note in here.site.of("note") if note.title == entry.reason), None)
    return here.href(found) if found else ""


def _more_words(here: Here, left: int, wordings: int) -> str:
    say = here.language
    counts = [
        say.count("and {count} more", "and {count} more", left) if left else "",
        say.count("{count} edit of wording", "{count} edits of wording", wordings) if wordings else "",
    ]
    return " · ".join(words for words in counts if words)


# Lines ---------------------------------------------------------------------------------------------------------------


def _heaviest_first(said: Iterable[Sentence]) -> list[Sentence]:
    """By weight, and then by place, so that what changed at one step stands together."""
    found = sorted(said, key=lambda line: -line.weight)
    order = {where: index for index, where in enumerate(dict.fromkeys((line.weight, line.where) for line in found))}
    # What is said of the thing as a whole goes first: after a place it would read as if it were said of that.
    return sorted(found, key=lambda line: (-line.weight, bool(line.where), order[line.weight, line.where]))


def _places(here: Here, key: Key, said: Iterable[Sentence]) -> tuple[ChangePlace, ...]:
    return tuple(
        ChangePlace(" / ".join(where), _place_href(here, key, anchor), tuple(line_of(line, here.language) for line in lines))
        for (where, anchor), lines in groupby(said, lambda line: (line.where, line.anchor))
    )


def _place_href(here: Here, key: Key, anchor: str) -> str:
    flow = here.site.flows.get(key.id) if key.kind == "journey" else None
    entity = here.site.entities.get(key)
    return here.href(entity, anchor) if entity and flow and anchor in flow.ids else ""


def line_of(line: Sentence, language: Language) -> ChangeLine:
    """A sentence with what differs marked on both sides: nothing is struck through, both can be read."""
    was = tuple(run for run in line.words if run.what != "come") if line.words else _whole(line.old)
    now = tuple(run for run in line.words if run.what != "gone") if line.words else _whole(line.new)
    is_long = _is_long(line.old, line.new)
    return ChangeLine(line.weight.name.lower(), line.label, was, now, is_long, _in_a_row(line.label, was, now, language))


def _in_a_row(label: str, was: Iterable[WordRun], now: Iterable[WordRun], language: Language) -> str:
    old, new = (" ".join(run.words for run in runs) for runs in (was, now))
    if old and new:
        return language.say("{label} was {old}, now {new}", label=label, old=old, new=new)
    return f"{label}: {old or new}" if old or new else label


def _whole(words: str) -> tuple[WordRun, ...]:
    if not words:
        return ()
    return (WordRun("same", words if len(words) <= _LONGEST_WAS else f"{words[:_LONGEST_WAS].rsplit(' ', 1)[0]} …"),)


def _is_long(old: str, new: str) -> bool:
    """Whether two texts would run into each other on one line."""
    return len(old) + len(new) > 60 or (bool(old and new) and old[-1:] in _SENTENCE_ENDS)
