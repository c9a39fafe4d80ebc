"""A field of any kind in the space of a table cell, and in the words by which a list is filtered, grouped and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from msgspec import Struct

from ..model import facts
from ..model.dates import Period
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.kind import Entity, Kind
from ..model.opportunity import Opportunity
from ..model.part import Part, schema_of
from ..model.refs import Ref
from ..model.texts import Text
from ..model.values import Amount, Point, Score
from .here import Here
from .language import Language
from .links import LinkTo, links_to
from .naming import in_words, label_of, plain


class Cell(Struct, frozen=True):
    """One field. words: "" where it stands empty.  links: what it names, instead of words.  text: prose, instead of words.  tone: "late" or ""."""

    label: str
    words: str = ""
    links: tuple[LinkTo, ...] = ()
    text: Text | None = None
    tone: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.links or self.text)


def value_of(here: Here, entity: Entity, field: str) -> Any:
    """The value of a field or property, as it follows from the whole atlas. None for a name that the kind has not."""
    derived = _DERIVED.get(field)
    return derived(here, entity) if derived else getattr(entity, field, None)


def cell_of(here: Here, entity: Entity, field: str) -> Cell:
    label = label_of(here.language, entity.kind, field)
    if field == "reviewed" and isinstance(entity, Journey):
        return _review(here, entity, label)
    value = value_of(here, entity, field)
    if isinstance(value, Text):
        return Cell(label, text=value)
    refs = (value,) if isinstance(value, Ref) else value
    if isinstance(refs, tuple) and refs and all(isinstance(ref, Ref) for ref in refs):
        return Cell(label, links=links_to(here, refs))
    if isinstance(value, str) and value in choices_of(entity.kind, field):
        value = in_words(here.language, value)
    return Cell(label, _words(here.language, entity, field, value))


def words_of(here: Here, entity: Entity, field: str) -> tuple[str, ...]:
    """The words of a field, one a value: by these a list is filtered and grouped, so those that it offers to choose from stay English."""
    value = value_of(here, entity, field)
    values = value if isinstance(value, tuple) else (value,)
    found = []
    for item in values:
        named = here.site.find(item) if isinstance(item, Ref) else None
        found.append(named.title if named else _words(here.language, entity, field, item))
    return tuple(word for word in found if word)


def choices_of(kind: Kind, field: str) -> tuple[str, ...]:
    """The words that a field may have, in their order; () for one that takes any."""
    return _choices(kind.model, field)


@cache
def _choices(model: type[Entity], field: str) -> tuple[str, ...]:
    info = model.model_fields.get(field)
    schema = schema_of(model)["properties"].get((info.alias or field) if info else field, {})
    return tuple(schema.get("enum", ()))


def _review(here: Here, journey: Journey, label: str) -> Cell:
    due = facts.review_due(journey)
    if due and facts.is_overdue(journey, here.site.today):
        return Cell(label, here.language.say("overdue since {day}", day=here.language.day(due)), tone="late")
    if journey.reviewed:
        return Cell(label, here.language.day(journey.reviewed))
    return Cell(label, here.language.say("never"), tone="late")


def _words(language: Language, entity: Entity, field: str, value: Any) -> str:
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return language.say("yes" if value else "no")
    if isinstance(value, tuple):
        return ", ".join(_words(language, entity, field, item) for item in value)
    if isinstance(value, Point):
        return f"{language.amount(value.value, _unit(entity))}, {language.period(value.when)}"
    if isinstance(value, float) and not _is_score(entity.kind, field):
        return language.amount(value, _unit(entity))
    if isinstance(value, Part):
        return _latest_period(language, value)
    for type_, write in _WRITERS.items():
        if isinstance(value, type_):
            return write(language, value)
    return ""


_WRITERS: Mapping[type, Callable[[Language, Any], str]] = {
    str: lambda language, value: value,
    float: lambda language, value: f"{language.number(value, 1)}/5",
    int: Language.number,
    date: Language.day,
    Period: Language.period,
    Amount: lambda language, value: language.amount(value.value, value.unit),
    Text: lambda language, value: value.source,
}


def _unit(entity: Entity) -> str:
    return str(getattr(entity, "shown_unit", ""))


_SCORE = get_args(Score)[1]


def _is_score(kind: Kind, field: str) -> bool:
    """Properties are scores: amounts are written by people, and so are fields."""
    info = kind.model.model_fields.get(field)
    if info is None:
        return True
    inner = [item for part in get_args(info.annotation) for item in getattr(part, "__metadata__", ())]
    return any(item is _SCORE for item in [*info.metadata, *inner])


def _latest_period(language: Language, part: Part) -> str:
    """Of several dates the last one that is filled: "shipped 2 Nov 2026"."""
    said = [(name, value) for name in type(part).model_fields if isinstance(value := getattr(part, name), Period)]
    return f"{language.say(plain(said[-1][0]))} {language.period(said[-1][1])}" if said else ""


def order_key(here: Here, entity: Entity, field: str) -> tuple[bool, Any]:
    """What to sort by: things without come first, so that a list turned round has them last."""
    value = value_of(here, entity, field)
    if isinstance(value, Part):
        said = [inner for name in type(value).model_fields if isinstance(inner := getattr(value, name), Period)]
        value = said[-1] if said else None
    if isinstance(value, Period):
        value = value.start
    return (value is not None and value != "" and value != (), value if value is not None else 0)


# Fields whose value follows from more than themselves ----------------------------------------------------------------


def _status(here: Here, entity: Entity) -> str:
    if isinstance(entity, Finding):
        return facts.finding_status(here.site, entity)
    if isinstance(entity, Opportunity):
        return facts.opportunity_status(here.site, entity)
    return str(getattr(entity, "status", ""))


def _type(here: Here, entity: Entity) -> str:
    return str(getattr(entity, "effective_type", "") or getattr(entity, "type", ""))


def _channels(field: str) -> Callable[[Here, Entity], Any]:
    def named(here: Here, entity: Entity) -> Any:
        known = here.site.registries.channels
        said = getattr(entity, field, "")
        names = tuple(known[word].title if word in known else word for word in ((said,) if isinstance(said, str) else said))
        return names[0] if isinstance(said, str) else names

    return named


_DERIVED: Mapping[str, Callable[[Here, Entity], Any]] = {
    "status": _status,
    "type": _type,
    "channel": _channels("channel"),
    "channels": _channels("channels"),
}
