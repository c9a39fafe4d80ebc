"""Names and values in the words of the map: what a field is called, what an id names, how a value is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model.dates import parse_period
from ..model.emotions import parse_emotion
from ..model.refs import Key
from .here import Here
from .language import Language, bare, isolated, message
from .naming import choices, plain

SINGULAR = {
    "stages": "stage", "steps": "step", "touchpoints": "touchpoint", "findings": "finding", "opportunities": "opportunity",
    "actions": "action", "metrics": "metric", "objectives": "objective", "cards": "card", "checks": "question", "items": "stop",
    "phases": "phase", "personas": "persona", "evidence": "evidence", "goals": "goal", "needs": "need", "jobs": "job", "quotes": "quote",
    "frustrations": "frustration", "delights": "delight", "expectations": "expectation", "behaviours": "behaviour", "links": "link",
    "images": "image", "tags": "tag", "systems": "system", "aliases": "alias", "answers": "answers", "prose": "section", "traits": "trait",
    "stakeholders": "stakeholder", "champions": "champion", "channels": "channel", "tools": "tool", "arrows": "arrow", "about": "place",
}  # fmt: skip
"""What one item of a list is called."""

_OF_PERIOD = {"n": message("n for {period}"), "note": message("note on {period}")}
"""What is said of a period of a series beside its value."""


_EVIDENCE = re.compile(r"\s*\[\^[^\]]*\]")
_LINK = re.compile(r"\[\[(?P<key>[^\[\]|]+)(?:\|(?P<words>[^\[\]]*))?\]\]")
_TABLE_LINE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_CELLS = re.compile(r"\s*\|[\s|]*")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|[*_`])(?=\S)([^*_`]+)(?<=\S)\1(?!\w)")


@dataclass(frozen=True)
class Values:
    """Says what stands in the fields of one entity. key: the entity's, which gives its figures their unit."""

    here: Here
    key: Key
    language: Language

    def label(self, field: str, path: Sequence[str | int]) -> str:
        """The field's name, and whose value or which date it is."""
        if field == "leading":
            field = self.leading(path)
        # An item of a list is one of them.
        name = self.singular(field) if isinstance(path[-1], int) else self.field(field)
        inside = [str(step) for step in path[list(path).index(field) + 1 :] if isinstance(step, str)] if field in path else []
        if field == "series" and inside:
            period = parse_period(inside[0])
            words = _OF_PERIOD.get(inside[-1], message("value for {period}"))
            return self.language.say(words, period=self.language.period(period) if period else inside[0])
        persona = self.persona(path)
        if persona:
            return self.language.say("{label} of {persona}", label=name, persona=persona)
        rest = [step for step in inside if step]
        if field == "dates" and len(rest) == 1:
            return self.field(rest[0])
        return f"{name} ({', '.join(self.name_of(step) for step in rest)})" if rest else name

    def persona(self, path: Sequence[str | int]) -> str:
        for step in reversed(path):
            entity = self.here.site.get("persona", step) if isinstance(step, str) and step else None
            if entity:
                return isolated(entity.title)
        return ""

    def leading(self, path: Sequence[str | int]) -> str:
        """The field that stands after the title of a thing written in place: `Till queue: web` is its channel."""
        kinds = self.here.site.kinds
        names = (SINGULAR.get(step, "") for step in reversed(path) if isinstance(step, str))
        return next((kinds[name].model.leading for name in names if name in kinds), "") or "value"

    def field(self, field: str) -> str:
        """A field's name; that of a lane of the site's own as the map has it."""
        registries = self.here.site.registries
        own = next((lane for lane in registries.lanes if lane.id == field), None) if field in registries.own_lanes else None
        if own:
            return isolated(own.title)
        return self.language.say(plain(field))

    def singular(self, field: str) -> str:
        return self.language.say(SINGULAR[field]) if field in SINGULAR else self.field(field)

    def title_of(self, field: str, item: Any) -> str:
        if isinstance(item, dict):
            return isolated(str(item.get("title") or item.get("ask") or item.get("text") or item.get("same") or ""))
        return self.value(field, item)

    def name_of(self, id: str) -> str:
        """The title of what an id names in any kind; the id itself where it names nothing any more."""
        flow = self.here.site.flows.get(self.key.id) if self.key.kind == "journey" else None
        own = flow.step(id) if flow else None
        if own:
            return isolated(own.title)
        head, _, step = id.partition("#")
        kind, colon, rest = head.partition(":")
        kinds = [kind] if colon and kind in self.here.site.kinds else list(self.here.site.kinds)
        for known in kinds:
            key = Key(known, rest if colon and kind in self.here.site.kinds else head)
            entity = self.here.site.entities.get(key) or self.here.site.entities.get(self.here.site.former.get(key, key))
            if entity:
                return isolated(f"{entity.title} / {self.part(entity.key, step)}" if step else entity.title)
            gone = self.here.log.about(key)
            if gone:
                return isolated(gone[0].title)
        return isolated(id)

    def part(self, key: Key, id: str) -> str:
        """The title of a step or stage of a map; its id where it is no more."""
        flow = self.here.site.flows.get(key.id) if key.kind == "journey" else None
        titles = {stage.id: stage.title for stage in flow.stages} | {step.id: step.title for step in flow.steps} if flow else {}
        return titles.get(id, id)

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
        return ", ".join(f"{self.field(str(key))} {self.value(str(key), item)}" for key, item in value.items() if item)

    def emotion(self, words: str) -> str:
        registries = self.here.site.registries
        emotion = parse_emotion(words, registries.scale, registries.emotions)
        if emotion is None:
            return words
        if emotion.changes:
            return self.language.say(
                "from {start} to {end}", start=self.language.signed(emotion.start), end=self.language.signed(emotion.end)
            )
        if emotion.is_range:
            return self.language.say(
                "between {low} and {high}", low=self.language.signed(emotion.low), high=self.language.signed(emotion.high)
            )
        return f"{self.language.signed(emotion.level)} ({emotion.name})" if emotion.name else self.language.signed(emotion.level)

    def words(self, field: str, words: str) -> str:
        if re.fullmatch(r"-?\d+(\.\d+)?", words):
            unit = self.unit() if field in ("series", "target", "value") else ""
            number = self.language.number(float(words))
            return f"{number}/5" if field in ("severity", "strength", "impact", "effort", "priority") else f"{number}{unit}"
        ends = re.fullmatch(r"(-?[\d.]+?)\.\.(-?[\d.]+)", words)
        if ends and field == "scale":
            return self.language.say(
                "{start} to {end}", start=self.language.number(float(ends[1])), end=self.language.number(float(ends[2]))
            )
        period = parse_period(words) if re.match(r"[12]\d{3}-", words) else None
        if period:
            return self.language.period(period)
        if (field, words) in choices():
            return self.language.say(words)
        if " " not in words:
            return self.name_of(words)
        head, colon, rest = words.partition(": ")
        if field == "evidence" and colon and " " not in head:
            return isolated(f"{bare(self.name_of(head))}: {self.read(rest)}")
        return isolated(self.read(words))

    def links_of(self, words: str) -> tuple[str, ...]:
        """The things that a text links to, by their titles."""
        return tuple(self.name_of(match["key"].strip()) for match in _LINK.finditer(words))

    def read(self, words: str) -> str:
        """A text as it is read: marks of evidence left out, links by their words, things by their titles."""
        words = _LINK.sub(lambda match: match["words"] or bare(self.name_of(match["key"].strip())), _EVIDENCE.sub("", words))
        if _TABLE_LINE.search(words):
            words = _CELLS.sub(" · ", _TABLE_LINE.sub("|", words)).strip(" ·\n")
        return _EMPHASIS.sub(r"\2", words).strip() or words

    def unit(self) -> str:
        unit = getattr(self.here.site.entities.get(self.key), "unit", "")
        return f"\u00a0{unit}" if unit else ""
