"""What a reader finds by its words: one entry for a thing, and one for each step of a map, written from the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from ..errors import Place
from ..model import facts
from ..model.flow import FlowStep
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.part import Part
from ..model.refs import WIKI_LINK, Ref
from ..model.texts import Text
from ..model.values import Image
from .here import Here


class SearchEntry(Struct, frozen=True):
    """What a reader finds by its words.

    anchor: where on the page it lands, "" for its top.  place: what it is a part of, "" for a thing of its own.
    names: other words for it, and ids.  group: the heading that it is found under, "" for pages that are of no kind.
    """

    title: str
    text: str
    anchor: str = ""
    tags: tuple[str, ...] = ()
    place: str = ""
    names: tuple[str, ...] = ()
    group: str = ""


def search_entries(here: Here, entity: Entity) -> tuple[SearchEntry, ...]:
    """Title, summary, every text, other words for it and former ids; then a map's steps. A step's words are not the map's as well."""
    summary = entity.summary.source if entity.summary else ""
    # Sentences first: a reader sees the beginning of what was found.
    texts = [summary, *_words(here, entity, True), *(section.text for section in entity.sections)]
    single = " · ".join(dict.fromkeys(" ".join(word.split()) for word in _words(here, entity, False) if word))
    text = " ".join(part for part in (plain(here, texts), single) if part)
    say = here.language.say
    forgets = here.log.options.redaction.says
    names = (entity.id, *(id for id in entity.formerly if not forgets(id)), *getattr(entity, "aliases", ()))
    tags = (say(entity.kind.title), *entity.tags)
    entry = SearchEntry(_title(here, entity.title, entity), text, tags=tags, names=names, group=say(entity.kind.plural))
    return (entry, *_steps(here, entity)) if isinstance(entity, Journey) else (entry,)


def _title(here: Here, title: str, entity: Entity) -> str:
    return here.language.say("{title} (archived)", title=title) if entity.archived is not None else title


_NOT_SEARCHED = frozenset({"at", "id", "title", "summary", "tags", "path", "sections", "home", "lang", "owner", "own", "confidence"})


def _words(here: Here, part: Part, is_prose: bool) -> Iterator[str]:
    """The words of every field, parts within excepted where they have an entry of their own. is_prose: sentences, else single words."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if value and name not in _NOT_SEARCHED and not (isinstance(part, Journey) and name in ("stages", "steps")):
            yield from _said(here, value, is_prose)


def _said(here: Here, value: Any, is_prose: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield "" if is_prose else value
    elif isinstance(value, Text):
        yield from (value.source, value.said_by, value.note) if is_prose else ()
    elif isinstance(value, Ref):
        named = here.site.find(value)
        yield named.title if named and not is_prose else ""
    elif isinstance(value, Image):
        yield value.alt if is_prose else ""
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(here, item, is_prose)
    elif isinstance(value, Part):
        yield getattr(value, "title", "") if is_prose else ""
        yield from _words(here, value, is_prose)


def _steps(here: Here, journey: Journey) -> Iterator[SearchEntry]:
    say = here.language.say
    one, many = say("Step"), say("Steps")
    for stage in here.site.flows[journey.id].stages:
        place = " · ".join(part for part in (_title(here, journey.title, journey), "" if stage.own_step else stage.title) if part)
        for step in stage.steps:
            words = plain(here, _step_words(here, journey, step))
            yield SearchEntry(step.title, words, step.id, (one, *step.step.tags), place, group=many)


_STEP_TEXTS = ("doing", "thinking", "feeling", "quotes", "frontstage", "backstage", "systems")


def _step_words(here: Here, journey: Journey, found: FlowStep) -> Iterator[str]:
    step, site = found.step, here.site
    for text in (step.summary, step.moment_of_truth):
        yield text.source if text else ""
    for name in _STEP_TEXTS:
        yield from (words for text in getattr(step, name) for words in (text.source, text.note))
    for _, texts in step.own:
        yield from (words for text in texts for words in (text.source, text.note))
    yield from (text.source for _, text in step.extra)
    for ref in step.touchpoints:
        touchpoint = site.find(ref)
        if touchpoint:
            yield f"{touchpoint.title} {' '.join(getattr(touchpoint, 'aliases', ()))}"
    for at in (facts.findings_at, facts.opportunities_at, facts.actions_at, facts.metrics_at):
        yield from (thing.title for thing in at(site, journey.id, found.id))


# To plain words ------------------------------------------------------------------------------------------------------

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^)\n]*\)")
_MARK = re.compile(r"\s?\[\^[^\[\]\n]+\]")
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>")
_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|[-*+>]|\d+[.)]|```\S*|~~~\S*)[ \t]+|[*`]+|(?<!\w)_+|_+(?!\w)|\|(?=\s)", re.M)

_MAY_BE_MARKED = re.compile(r"[\[<*`_|]|^[ \t]*(?:[#>+-]|\d|~~~)", re.M)


def plain(here: Here, texts: Iterable[str]) -> str:
    """Texts without their markup, in one line, with the titles of what they link to."""

    def title(match: re.Match[str]) -> str:
        entity = here.site.find(Ref((match["kind"].strip(),), match["id"].strip(), "", Place("")))
        return match["text"] or (entity.title if entity else match["id"])

    words = []
    for text in dict.fromkeys(texts):
        if not text or text.isspace():
            continue
        if not _MAY_BE_MARKED.search(text):
            line = " ".join(text.split())
        else:
            # Few texts have all of these, and looking for a sign is cheaper than for a pattern.
            if "[" in text:
                text = _LINK.sub(r"\1", _MARK.sub("", WIKI_LINK.sub(title, text)))
            if "<" in text:
                text = _TAG.sub(" ", text)
            line = " ".join(_MARKUP.sub(" ", text).split())
        words.append(line if line.endswith((".", "!", "?", "…", ":")) else f"{line}.")
    return " ".join(words)
