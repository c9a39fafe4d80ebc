"""Changes said in the words of the map: "emotion of Hurried parent: −2 → +1".

A sentence is a label and what is before and after it. Labels survive translation, where whole sentences would not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from ..history.entry import Entry, Part, Told
from ..history.weigh import Weight
from ..model.part import PROSE
from ..model.reading import slug
from .here import Here
from .language import Language, bare, isolated
from .merging import as_readers_see
from .vocabulary import Values

MAX_WORDS = 60
"""A text with more words than this is shown around its difference only."""


class WordRun(Struct, frozen=True):
    """Some words of a text: the `same` in both, `gone` from the old or `come` in the new."""

    what: Literal["same", "gone", "come"]
    words: str


class Sentence(Struct, frozen=True):
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
        """The sentence without markup. Of long texts only what surrounds the difference."""
        old, new = (_excerpt(self.words, side) or whole for side, whole in (("gone", self.old), ("come", self.new)))
        if old and new:
            return f"{self.label}: {old} → {new}"
        return f"{self.label}: {old or new}" if old or new else self.label


def sentences(here: Here, entry: Entry, language: Language) -> tuple[Sentence, ...]:
    """What one entry says, structure first. References that went and came in one place are one sentence; moves within one list are one."""
    teller = _Teller(here, entry.key, language)
    return teller.told(entry.changes)


class _Teller(Values):
    def told(self, changes: Sequence[Told]) -> tuple[Sentence, ...]:
        changes = as_readers_see(changes)
        said: list[Sentence] = []
        done: set[int] = set()
        for index, told in enumerate(changes):
            if index in done:
                continue
            partner = self.partner(told, changes, index)
            if partner:
                done.add(partner)
                exchange = self.exchange(told, changes[partner])
                # What was written in place and has a page of its own now is called as before.
                said += [exchange] if exchange.old != exchange.new else []
            else:
                said.append(self.sentence(told))
        return tuple(dict.fromkeys(said))

    def partner(self, told: Told, changes: Sequence[Told], index: int) -> int:
        """The removal that goes with an addition in the same list: of what is called the same, else the only one of each, where one thing took the
        place of another."""
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
        field, name = _field(told), self.value(_field(told), told.change.new)
        gone = (other for other, what in same if what == "removed")
        same_name = next((other for other in gone if self.value(field, changes[other].change.old) == name), 0)
        if same_name:
            return same_name
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
        persona, thing = self.persona(change.path), self.singular(field)
        thing = self.language.say("{label} of {persona}", label=thing, persona=persona) if persona else thing
        label = self.language.say("{thing} added" if change.what == "added" else "{thing} removed", thing=thing)
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
        # How many were asked is a number of people, not of what is measured.
        of = "n" if field == "series" and change.path[-1] == "n" else field
        old, new = self.value(of, change.old), self.value(of, change.new)
        if field == "title":
            label = self.language.say("new title")
        elif field == "archived" and not new:
            return Sentence(told.weight, where, anchor, self.language.say("no longer archived"))
        elif old and not new:
            label = self.language.say("{thing} removed", thing=label)
        trait = _TRAIT.fullmatch(str(change.old)), _TRAIT.fullmatch(str(change.new))
        if trait[0] and trait[1] and trait[0][1] == trait[1][1]:
            was, now = (self.language.signed(float(found[2])) for found in trait if found)
            return Sentence(told.weight, where, anchor, f"{label} ({isolated(trait[0][1])})", was, now)
        links = [self.links_of(str(side or "")) for side in (change.old, change.new)]
        if old == new and links[0] != links[1]:
            gone, come = ([link for link in links[side] if link not in links[1 - side]] for side in (0, 1))
            if gone or come:
                label = self.language.say("links in {label}", label=label)
                return Sentence(told.weight, where, anchor, label, ", ".join(gone), ", ".join(come))
        if old == new and old:
            # Only a mark of evidence or where a link leads differs, which is then what there is to see.
            old, new = isolated(change.old), isolated(change.new)
        is_text = isinstance(change.old, str) and isinstance(change.new, str) and (" " in change.old and " " in change.new)
        words = word_difference(bare(old), bare(new)) if is_text and field not in ("emotion", "title") else ()
        return Sentence(told.weight, where, anchor, label, old, new, words)


_TRAIT = re.compile(r"(.+ / .+): (-?\d+(?:\.\d+)?)")


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


CONTEXT_WORDS = 4
"""Words on either side of a difference that say where in a long text it is."""


def _excerpt(runs: Sequence[WordRun], side: str) -> str:
    """One side of a difference, with long stretches that are the same in both cut to what surrounds it. "" for a text that is short anyway."""
    if sum(len(run.words.split()) for run in runs) <= 6 * CONTEXT_WORDS:
        return ""
    found = []
    for index, run in enumerate(runs):
        words = run.words.split()
        if run.what == "same" and len(words) > 2 * CONTEXT_WORDS:
            head = words[:CONTEXT_WORDS] if index else []
            tail = words[-CONTEXT_WORDS:] if index < len(runs) - 1 else []
            words = [*head, "…", *tail]
        found += words if run.what in ("same", side) else []
    return " ".join(found)


def _shortened(run: WordRun, is_first: bool, is_last: bool) -> WordRun:
    words = run.words.split()
    if run.what != "same" or len(words) <= 16:
        return run
    head = [] if is_first else words[:6]
    tail = [] if is_last else words[-6:]
    return WordRun("same", " ".join([*head, "…", *tail]))
