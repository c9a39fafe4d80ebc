"""Changes said in the words of the map: "emotion of Hurried parent: −2 → +1".

A sentence is a label and what is before and after it. Labels survive translation, where whole sentences would not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import LCSseq

from ..history.chronicle import Entry, Part, Told
from ..history.weigh import Weight
from ..model.kind import PROSE
from ..model.reading import slug
from ..model.texts import Key
from ..model.values import parse_emotion, parse_period
from .language import Language, isolated
from .parts import Here

MAX_WORDS = 60
"""A text with more words than this is shown around its difference only."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """Some words of a text: the `same` in both, `gone` from the old or `come` in the new."""

    what: Literal["same", "gone", "come"]
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change. where: titles of the parts around it ("Queue", "Joins the line").  anchor: the step's id, "" for none.

    label: what changed.  old, new: before and after, "" where there was or is nothing.  words: for texts, the difference word by word.
    """

    weight: Weight
    where: tuple[str, ...]
    anchor: str
    label: str
    old: str = ""
    new: str = ""
    words: tuple[WordRun, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without markup."""
        if self.old and self.new:
            return f"{self.label}: {self.old} → {self.new}"
        return f"{self.label}: {self.old or self.new}" if self.old or self.new else self.label


_SINGULAR = {
    "stages": "stage", "steps": "step", "touchpoints": "touchpoint", "findings": "finding", "opportunities": "opportunity",
    "actions": "action", "metrics": "metric", "objectives": "objective", "cards": "card", "checks": "question", "items": "stop",
    "phases": "phase", "personas": "persona", "evidence": "evidence", "goals": "goal", "needs": "need", "jobs": "job", "quotes": "quote",
    "frustrations": "frustration", "delights": "delight", "expectations": "expectation", "behaviours": "behaviour", "links": "link",
    "images": "image", "tags": "tag", "systems": "system", "aliases": "alias", "answers": "answers", "prose": "section", "traits": "trait",
    "stakeholders": "stakeholder", "champions": "champion", "channels": "channel", "tools": "tool", "arrows": "arrow", "about": "place",
}  # fmt: skip
"""What one item of a list is called."""


def sentences(here: Here, entry: Entry, language: Language) -> tuple[Sentence, ...]:
    """What one entry says, structure first. References that went and came in one place are one sentence; moves within one list are one."""
    teller = _Teller(here, entry.key, language)
    return teller.told(entry.changes)


class _Teller:
    def __init__(self, here: Here, key: Key, language: Language) -> None:
        self.here, self.key, self.language = here, key, language

    def told(self, changes: Sequence[Told]) -> tuple[Sentence, ...]:
        said: list[Sentence] = []
        done: set[int] = set()
        for index, told in enumerate(changes):
            if index in done:
                continue
            partner = self.partner(told, changes, index)
            if partner:
                done.add(partner)
                said.append(self.exchange(told, changes[partner]))
            else:
                said.append(self.sentence(told))
        return tuple(dict.fromkeys(said))

    def partner(self, told: Told, changes: Sequence[Told], index: int) -> int:
        """The one removal that goes with the one addition in the same list: one thing took the place of another."""
        if told.change.what != "added" or not isinstance(told.change.new, str):
            return 0
        here = told.change.path[:-1]
        same = [
            (other, item.change.what)
            for other, item in enumerate(changes)
            if item.change.path[:-1] == here
            and item.change.what in ("added", "removed")
            and isinstance(item.change.old or item.change.new, str)
        ]
        kinds = sorted(what for _, what in same)
        return next(other for other, what in same if what == "removed") if kinds == ["added", "removed"] else 0

    def exchange(self, come: Told, gone: Told) -> Sentence:
        field = _field(come)
        old, new = self.value(field, gone.change.old), self.value(field, come.change.new)
        return Sentence(max(come.weight, gone.weight), _titles(come.where), _anchor(come.where), self.singular(field), old, new)

    def sentence(self, told: Told) -> Sentence:
        change, field = told.change, _field(told)
        where, anchor = _titles(told.where), _anchor(told.where)
        if change.what == "changed":
            return self.value_sentence(told, field, where, anchor)
        item = change.new if change.what != "removed" else change.old
        name = self.title_of(field, item)
        if isinstance(item, dict) and change.what != "removed":
            anchor = str(item.get("id") or slug(str(item.get("title", "")))) or anchor
        if change.what == "moved":
            return self.move(told, field, name, where, anchor)
        label = self.language.say("{thing} added" if change.what == "added" else "{thing} removed", thing=self.singular(field))
        persona = self.persona(change.path)
        label = self.language.say("{label} of {persona}", label=label, persona=persona) if persona else label
        return Sentence(told.weight, where, anchor, label, *(("", name) if change.what == "added" else (name, "")))

    def move(self, told: Told, field: str, name: str, where: tuple[str, ...], anchor: str) -> Sentence:
        old, new = (" / ".join(_titles(parts)) for parts in (told.was_in, told.where))
        label = self.language.say("{thing} moved", thing=self.singular(field))
        if old != new:
            return Sentence(told.weight, (*where, name), anchor, label, old, new)
        return Sentence(told.weight, where, anchor, label, "", name)

    def value_sentence(self, told: Told, field: str, where: tuple[str, ...], anchor: str) -> Sentence:
        change = told.change
        label = self.label(field, change.path)
        old, new = self.value(field, change.old), self.value(field, change.new)
        if field == "title":
            label = self.language.say("new title")
        is_text = isinstance(change.old, str) and isinstance(change.new, str) and (" " in change.old and " " in change.new)
        words = word_difference(change.old, change.new) if is_text and field not in ("emotion", "title") else ()
        return Sentence(told.weight, where, anchor, label, old, new, words)

    # Names ---------------------------------------------------------------------------------------

    def label(self, field: str, path: Sequence[str | int]) -> str:
        """The field's name, and whose value or which date it is."""
        name = self.language.say(_plain(field))
        inside = [str(step) for step in path[list(path).index(field) + 1 :] if isinstance(step, str)] if field in path else []
        if field == "series" and inside:
            period = parse_period(inside[0])
            return self.language.say("value for {period}", period=self.language.period(period) if period else inside[0])
        persona = self.persona(path)
        if persona:
            return self.language.say("{label} of {persona}", label=name, persona=persona)
        rest = [step for step in inside if step]
        return f"{name} ({', '.join(self.name_of(step) for step in rest)})" if rest else name

    def persona(self, path: Sequence[str | int]) -> str:
        for step in reversed(path):
            entity = self.here.site.get("persona", step) if isinstance(step, str) and step else None
            if entity:
                return isolated(entity.title)
        return ""

    def singular(self, field: str) -> str:
        return self.language.say(_SINGULAR.get(field, _plain(field)))

    def title_of(self, field: str, item: Any) -> str:
        if isinstance(item, dict):
            return isolated(str(item.get("title") or item.get("ask") or item.get("text") or item.get("same") or ""))
        return self.value(field, item)

    def name_of(self, id: str) -> str:
        """The title of what an id names in any kind; the id itself where it names nothing any more."""
        head, _, step = id.partition("#")
        kind, colon, rest = head.partition(":")
        kinds = [kind] if colon and kind in self.here.site.kinds else list(self.here.site.kinds)
        for known in kinds:
            key = Key(known, rest if colon and kind in self.here.site.kinds else head)
            entity = self.here.site.entities.get(key) or self.here.site.entities.get(self.here.site.former.get(key, key))
            if entity:
                return isolated(f"{entity.title} / {step}" if step else entity.title)
        return isolated(id)

    # Values --------------------------------------------------------------------------------------

    def value(self, field: str, value: Any) -> str:
        """A value as a reader of the map would write it."""
        if value is None or value == "":
            return ""
        if field == "emotion" and isinstance(value, str):
            return self.emotion(value)
        if isinstance(value, str):
            return self.words(field, value)
        if isinstance(value, list):
            return ", ".join(self.value(field, item) for item in value)
        return ", ".join(f"{_plain(str(key))} {self.value(str(key), item)}" for key, item in value.items() if item)

    def emotion(self, words: str) -> str:
        registries = self.here.site.registries
        emotion = parse_emotion(words, registries.scale, registries.emotions)
        if emotion is None:
            return words
        if emotion.changes:
            return self.language.say("from {start} to {end}", start=self.language.signed(emotion.start), end=self.language.signed(emotion.end))
        if emotion.is_range:
            return self.language.say("between {low} and {high}", low=self.language.signed(emotion.low), high=self.language.signed(emotion.high))
        return f"{self.language.signed(emotion.level)} ({emotion.name})" if emotion.name else self.language.signed(emotion.level)

    def words(self, field: str, words: str) -> str:
        if re.fullmatch(r"-?\d+(\.\d+)?", words):
            unit = self.unit() if field in ("series", "target", "value") else ""
            number = self.language.number(float(words))
            return f"{number}/5" if field in ("severity", "strength", "impact", "effort", "priority") else f"{number}{unit}"
        period = parse_period(words) if re.match(r"[12]\d{3}-", words) else None
        if period:
            return self.language.period(period)
        return self.name_of(words) if " " not in words else isolated(words)

    def unit(self) -> str:
        unit = getattr(self.here.site.entities.get(self.key), "unit", "")
        return f"\u00a0{unit}" if unit else ""


def _field(told: Told) -> str:
    """The field that changed: the name nearest to the end of the path that is a field and not a persona, a date or a part of a value."""
    path = told.change.path
    after_last_part = path
    for index in range(len(path) - 1, -1, -1):
        if isinstance(path[index], int) and index + 1 < len(path):
            after_last_part = path[index + 1 :]
            break
    return str(next((step for step in after_last_part if isinstance(step, str)), path[0]))


def _titles(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(isolated(part.title or part.id) for part in parts if part.list != PROSE or part.title)


def _anchor(parts: Sequence[Part]) -> str:
    return next((part.id for part in reversed(parts) if part.list in ("stages", "steps")), "")


def _plain(field: str) -> str:
    return field.removeprefix("x-").replace("_", " ").replace("-", " ")


def word_difference(old: str, new: str) -> tuple[WordRun, ...]:
    """The words of two texts, as runs that are the same in both, gone or come. Long same runs are cut to what surrounds the difference."""
    before, after = old.split(), new.split()
    runs: list[WordRun] = []
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            runs.append(WordRun("same", " ".join(before[step.src_start : step.src_end])))
            continue
        if step.src_end > step.src_start:
            runs.append(WordRun("gone", " ".join(before[step.src_start : step.src_end])))
        if step.dest_end > step.dest_start:
            runs.append(WordRun("come", " ".join(after[step.dest_start : step.dest_end])))
    if len(before) + len(after) <= 2 * MAX_WORDS:
        return tuple(runs)
    return tuple(_shortened(run, index == 0, index == len(runs) - 1) for index, run in enumerate(runs))


def _shortened(run: WordRun, is_first: bool, is_last: bool) -> WordRun:
    words = run.words.split()
    if run.what != "same" or len(words) <= 16:
        return run
    head = [] if is_first else words[:6]
    tail = [] if is_last else words[-6:]
    return WordRun("same", " ".join([*head, "…", *tail]))
