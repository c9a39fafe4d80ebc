"""What editors wrote of the time before the repository knows anything: a young repository has an old atlas in it."""

from __future__ import annotations

from collections.abc import Sequence

from ..history.weigh import Weight
from ..model.note import Note
from ..model.refs import Key
from .changes import ChangeCard, ChangeLine, ChangePlace
from .concerns import concerns_of
from .here import Here
from .language import message
from .links import LinkTo
from .sentences import WordRun


def cards_before(here: Here) -> tuple[ChangeCard, ...]:
    """A card for each dated note on a change or a decision from before history begins, newest first. Nothing is made up: a note is what was written."""
    begins = here.log.begins
    if begins is None:
        return ()
    notes = [
        (note.date, note.id, note)
        for note in here.site.of("note")
        if isinstance(note, Note) and note.date and note.date < begins and note.type != "question" and note.archived is None
    ]
    return tuple(_card(here, note) for _, _, note in sorted(notes, key=lambda one: one[:2], reverse=True))


def _card(here: Here, note: Note) -> ChangeCard:
    assert note.date is not None, "only dated notes are told"
    keys = tuple(dict.fromkeys(entity.key for ref in note.about if (entity := here.site.find(ref))))
    maps, teams = concerns_of(here).of_thing(note.key)
    return ChangeCard(
        id=f"n-{note.id}",
        day=note.date.isoformat(),
        when=here.language.day(note.date),
        prefix=here.language.say(_WORDS.get(note.type, note.kind.title)),
        subjects=(LinkTo(note.title, here.href(note)),),
        rest=(),
        suffix=here.language.say("editor's note"),
        places=_about(here, keys),
        more=(),
        more_words="",
        reason="",
        reason_href="",
        reason_from="",
        author="",
        commit="",
        commit_href="",
        is_published=True,
        kind=note.key.kind,
        about=(str(note.key), *map(str, keys)),
        maps=tuple(sorted(maps)),
        teams=tuple(sorted(teams)),
        weight=_WEIGHT,
    )


_WORDS = {"change": message("Change"), "decision": message("Decision")}
_WEIGHT = Weight.MEANING.name.lower()


def _about(here: Here, keys: Sequence[Key]) -> tuple[ChangePlace, ...]:
    """What a note is about, in one line."""
    if not keys:
        return ()
    label = here.language.say("about")
    words = " · ".join(here.site.entities[key].title for key in keys)
    return (ChangePlace("", "", (ChangeLine(_WEIGHT, label, (), (WordRun("same", words),), False, f"{label}: {words}"),)),)
