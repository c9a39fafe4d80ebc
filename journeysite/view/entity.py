"""The page that every kind has, and what the pages of all kinds have in common."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.kind import Entity
from ..model.reading import slug
from ..model.refs import Key
from ..model.texts import Text
from ..model.values import WebLink
from .backlinks import Backlinks, backlinks
from .evidence import evidence_words
from .fields import Row, rows_of
from .here import Here
from .language import direction_of
from .links import LinkTo, Owner, link_to, owner_of
from .mail import mail_about
from .naming import in_words, kind_plural, kind_title
from .places import MapPlace, places_of
from .step import Picture, pictures
from .studies import StudyNote, studies_of
from .thing_history import ThingHistory, history_of


class SectionView(Struct, frozen=True):
    """A heading of the prose and what stands below it. level: of the heading on the page, 0 for what has none.  path: of the source."""

    level: int
    title: str
    anchor: str
    text: str
    path: str


class Frame(Struct, frozen=True):
    """What the pages of all kinds have in common.

    word, icon: of the kind.  status: as derived, or "".  evidence: in one line, "" where it is no claim; sureness: what that does not say yet.
    is_assumed: whether nothing stands behind a claim.
    home: the thing in which it was written.  intro: prose before the first heading.  long_rows, short_rows: its other fields.
    history: what changed, None where nobody knows.  key: `kind:id`.
    """

    title: str
    word: str
    icon: str
    index: LinkTo
    lang: str
    direction: str
    summary: Text | None
    is_draft: bool
    archived: Text | None
    status: str
    reason: Text | None
    owner: Owner | None
    mail: LinkTo | None
    sureness: str
    is_assumed: bool
    evidence: str
    home: LinkTo | None
    tags: tuple[str, ...]
    links: tuple[WebLink, ...]
    pictures: tuple[Picture, ...]
    long_rows: tuple[Row, ...]
    short_rows: tuple[Row, ...]
    intro: tuple[SectionView, ...]
    sections: tuple[SectionView, ...]
    places: tuple[MapPlace, ...]
    backlinks: tuple[Backlinks, ...]
    studies: tuple[StudyNote, ...]
    history: ThingHistory | None
    key: str


class EntityPage(Struct, frozen=True):
    """A page without anything of its own."""

    frame: Frame


def entity_page(here: Here, entity: Entity) -> EntityPage:
    return EntityPage(frame_of(here, entity))


def frame_of(
    here: Here,
    entity: Entity,
    *,
    status: str | None = None,
    is_claim: bool = False,
    shown: frozenset[str] = frozenset(),
    taken: frozenset[Key] = frozenset(),
    with_places: bool = True,
) -> Frame:
    """shown: fields, and taken: things that refer to it, which the page itself shows.  is_claim: whether one asks how sure it is."""
    rows = rows_of(here, entity, shown)
    sections = _sections(entity)
    sureness = facts.confidence_of(here.site, entity).word
    says_how_sure = is_claim or bool(entity.confidence or facts.evidence_of(here.site, entity))
    evidence = evidence_words(here, entity) if says_how_sure else ""
    sure_word = in_words(here.language, sureness)
    spots = facts.places_of(here.site, entity.key)
    # A map on which it stands is shown with its steps, so it is not shown again among what refers to it.
    maps = frozenset(Key("journey", spot.journey) for spot in spots)
    return Frame(
        title=entity.title,
        word=kind_title(here.language, entity.kind),
        icon=entity.kind.icon,
        index=LinkTo(kind_plural(here.language, entity.kind), here.addresses.index(entity.kind)),
        lang=entity.lang,
        direction=direction_of(entity.lang),
        summary=entity.summary,
        is_draft=entity.draft,
        archived=entity.archived,
        status=in_words(here.language, str(getattr(entity, "status", "")) if status is None else status),
        reason=entity.reason,
        owner=owner_of(here, entity),
        mail=mail_about(here, entity, spots),
        sureness=sure_word if says_how_sure and sure_word not in evidence else "",
        is_assumed=says_how_sure and sureness == "assumed",
        evidence=evidence,
        home=link_to(here, here.site.entities.get(entity.home)) if entity.home else None,
        tags=entity.tags,
        links=entity.links,
        pictures=pictures(here, entity.images),
        long_rows=tuple(row for row in rows if row.is_long),
        short_rows=tuple(row for row in rows if not row.is_long),
        intro=tuple(section for section in sections if not section.level),
        sections=tuple(section for section in sections if section.level),
        places=places_of(here, entity.key) if with_places else (),
        backlinks=backlinks(here, entity, taken | maps),
        studies=studies_of(here, entity),
        history=history_of(here, entity.key),
        key=str(entity.key),
    )


def _sections(entity: Entity) -> tuple[SectionView, ...]:
    found: list[SectionView] = []
    anchors: set[str] = set()
    for section in entity.sections:
        if not section.title and not section.text.strip():
            continue
        anchor = section.pin or slug(section.title)
        if anchor in anchors:
            anchor = f"{anchor}-{section.line}"
        anchors.add(anchor)
        level = max(2, min(section.level, 6)) if section.level else 0
        found.append(SectionView(level, section.title, anchor, section.text, entity.path))
    return tuple(found)
