"""What changed in a period, for a mail or a chat: one item for each entry, gathered by the map that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from ..history.changelog import LogEntry
from ..history.entry import SCALE
from ..history.weigh import Weight
from ..model.kind import Entity
from ..model.refs import Key
from .addresses import ROOT
from .here import Here
from .language import Language, isolated
from .sentences import Sentence, sentences

MOST_LINES = 5
"""Lines of one item. Who wants to know the rest follows the link."""

MANY_WORDINGS = 3
"""From so many on, edits of wording are a count."""


class ChangeLine(Struct, frozen=True):
    """One sentence. where: "Queue / Joins the line" or "".  href: to the step, absolute, "" where there is no page to lead to."""

    weight: str
    where: str
    text: str
    label: str
    old: str
    new: str
    href: str


class ChangeItem(Struct, frozen=True):
    """What happened to one thing. what: as in Entry.  headline: "Touchpoint renamed: Till queue → Till line", "" for a change of what it says.

    more: how many lines were left out.  wording: how many edits of wording are counted instead of told.  source: where the reason comes from.
    """

    id: str
    day: date
    key: Key
    kind: str
    title: str
    href: str
    what: str
    headline: str
    lines: tuple[ChangeLine, ...]
    more: str = ""
    wording: str = ""
    reason: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """What it is about: "Touchpoint: Till queue", or the headline, which says it."""
        return self.headline or (f"{self.kind}: {self.title}" if self.kind else self.title)


class ChangeGroup(Struct, frozen=True):
    """Items about one map. title: its title, or what the rest is called.  href: "" where it has no page."""

    title: str
    href: str
    items: tuple[ChangeItem, ...]


class Digest(Struct, frozen=True):
    """The whole contract of digest.html. period: "1 Oct to 21 Nov 2026".  count: "12 changes".

    items: all of them, latest first.  groups: the same by map, with what came or went together as one item.  note: what is not known, or ""."""

    language: Language
    title: str
    period: str
    since: date
    until: date
    count: str
    items: tuple[ChangeItem, ...]
    groups: tuple[ChangeGroup, ...]
    href: str = ""
    note: str = ""


def digest(
    here: Here,
    entries: Sequence[LogEntry],
    period: tuple[date, date],
    language: Language,
    names: tuple[str, str],
    least: Weight,
    note: str = "",
) -> Digest:
    """What the entries say. period: first and last day.  names: of the site, and its address or "".  least: the weight from which on it is told."""
    title, site_url = names
    teller = Items(here, language, site_url, least)
    items = [item for item in map(teller.item, entries) if item]
    since, until = period
    return Digest(
        language=language,
        title=title,
        period=language.say("{start} to {end}", start=language.day(since), end=language.day(until)),
        since=since,
        until=until,
        count=language.count("{count} change", "{count} changes", len(items)),
        items=tuple(items),
        groups=by_map(here, items, language, site_url),
        href=site_url,
        note=note,
    )


@dataclass(frozen=True)
class Items:
    """Makes items of entries. site_url: of the published site, "" where there is none to link to.  least: what is lighter is left out."""

    here: Here
    language: Language
    site_url: str = ""
    least: Weight = Weight.MEANING

    def item(self, entry: LogEntry) -> ChangeItem | None:
        """None for an entry that says nothing as heavy as was asked for."""
        said = heaviest_first(s for s in sentences(self.here, entry, self.language) if s.weight >= self.least)
        headline = self.headline(entry)
        if not said and not headline:
            return None
        entity = self.here.site.entities.get(entry.key)
        lines, more, wording = shortened(said)
        return ChangeItem(
            id=entry.id,
            day=entry.day,
            key=entry.key,
            kind=self.kind(entry.key),
            title=self.title(entry),
            href="" if entry.also else self.href(entity),
            what=entry.what,
            headline=headline,
            lines=tuple(self.line(sentence, entity) for sentence in lines),
            more=self.language.count("and {count} more", "and {count} more", more) if more else "",
            wording=self.language.count("{count} edit of wording", "{count} edits of wording", wording) if wording else "",
            reason=entry.reason,
            source=entry.reason_source,
        )

    def line(self, sentence: Sentence, entity: Entity | None) -> ChangeLine:
        href = self.href(entity, sentence.anchor)
        words = self.language.weight(sentence.weight)
        return ChangeLine(words, " / ".join(sentence.where), sentence.text, sentence.label, sentence.old, sentence.new, href)

    def headline(self, entry: LogEntry) -> str:
        """What happened to the thing as a whole."""
        say, kind, title = self.language.say, self.kind(entry.key), isolated(entry.title)
        if entry.what in ("added", "removed"):
            return f"{say('{thing} added' if entry.what == 'added' else '{thing} removed', thing=kind)}: {title}"
        if entry.what == "outgrown":
            return f"{kind}: {title} {say('has a page of its own now')}"
        if entry.what == "back" and entry.back_to:
            return say("back as it was on {day}", day=self.language.day(entry.back_to))
        if entry.what == "renamed" and entry.old_title:
            return f"{say('{thing} renamed', thing=kind)}: {isolated(entry.old_title)} → {title}"
        return f"{say('{thing}: new id', thing=kind)}: {entry.key.id}" if entry.what == "renamed" else ""

    def title(self, entry: LogEntry) -> str:
        """The name of the thing, or of all in which the same was changed."""
        if entry.key == SCALE:
            return self.language.say("Scale of emotions")
        others = [self.here.site.entities.get(key) for key in entry.also]
        names = [entry.title, *(other.title if other else key.id for other, key in zip(others, entry.also, strict=True))]
        return " · ".join(names)

    def kind(self, key: Key) -> str:
        kind = self.here.site.kinds.get(key.kind)
        return self.language.say(kind.title) if kind else ""

    def href(self, entity: Entity | None, anchor: str = "") -> str:
        """To the page as it is today; to the step there, where it still is one."""
        flow = self.here.site.flows.get(entity.id) if entity and entity.kind.name == "journey" else None
        anchor = anchor if flow and anchor in flow.ids else ""
        return absolute(self.here.href(entity, anchor), self.site_url) if entity and self.site_url else ""


def absolute(href: str, site_url: str) -> str:
    """A link of a page as one that leads there from anywhere."""
    return href.replace(ROOT, f"{site_url.rstrip('/')}/", 1)


def heaviest_first(said: Iterable[Sentence]) -> list[Sentence]:
    """By weight, and then by place, so that what changed at one step stands together."""
    found = sorted(said, key=lambda sentence: -sentence.weight)
    order = {place: number for number, place in enumerate(dict.fromkeys((sentence.weight, sentence.where) for sentence in found))}
    return sorted(found, key=lambda sentence: order[sentence.weight, sentence.where])


def shortened(said: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], int, int]:
    """The sentences to tell, how many were left out, and how many edits of wording are only counted."""
    light = [sentence for sentence in said if sentence.weight <= Weight.WORDING]
    counted = light if len(light) >= MANY_WORDINGS else []
    told = [sentence for sentence in said if sentence not in counted]
    # One line more takes no more room than saying that there is one.
    most = MOST_LINES if len(told) > MOST_LINES + 1 else len(told)
    return tuple(told[:most]), len(told) - most, len(counted)


def by_map(here: Here, items: Iterable[ChangeItem], language: Language, site_url: str) -> tuple[ChangeGroup, ...]:
    """Items by the map that they are on: maps by title, then what stands on several, then the rest."""
    shared, rest = language.say("On several maps"), language.say("Beside the maps")
    gathered: dict[tuple[int, str, str], list[ChangeItem]] = {}
    for item in items:
        maps = [item.key.id] if item.key.kind == "journey" else sorted({spot.journey for spot in here.site.spots.get(item.key, ())})
        journey = here.site.get("journey", maps[0]) if len(maps) == 1 else None
        if len(maps) == 1:
            href = absolute(here.href(journey), site_url) if journey and site_url else ""
            place = (0, journey.title if journey else item.title, href)
        else:
            place = (1, shared, "") if maps else (2, rest, "")
        gathered.setdefault(place, []).append(item)
    order = sorted(gathered, key=lambda place: (place[0], place[1].casefold(), place[2]))
    return tuple(ChangeGroup(title, href, _together(gathered[kind, title, href], language)) for kind, title, href in order)


TOGETHER = 3
"""From so many on, things of one kind that came or went on one day are one item."""

_NAMED = 6


def _together(items: Sequence[ChangeItem], language: Language) -> tuple[ChangeItem, ...]:
    alike: dict[tuple[object, ...], list[ChangeItem]] = {}
    for item in items:
        is_plain = item.what in ("added", "removed") and not item.lines and item.key.kind != "journey"
        alike.setdefault((item.day, item.what, item.key.kind, item.reason) if is_plain else (item.id,), []).append(item)
    found: list[ChangeItem] = []
    for same in alike.values():
        found += [_as_one(same, language)] if len(same) >= TOGETHER else same
    return tuple(found)


def _as_one(items: Sequence[ChangeItem], language: Language) -> ChangeItem:
    first = items[0]
    label = language.say("{thing} added" if first.what == "added" else "{thing} removed", thing=first.kind)
    named = " · ".join(isolated(item.title) for item in items[:_NAMED])
    rest = len(items) - _NAMED
    more = language.count("and {count} more", "and {count} more", rest) if rest > 0 else ""
    return replace(first, headline=f"{label} ({language.number(len(items))}): {named}", href="", more=more)
