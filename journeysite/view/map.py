"""The page of a journey: whether it can be trusted, the map, what was done about it, and the story."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.journey import Journey
from ..model.note import Note
from ..model.texts import Text
from ..model.values import WebLink
from .backlinks import Backlinks
from .beside_links import beside_links
from .cards import FindingCard, finding_card
from .concerns import concerns_of
from .done import AT_ONCE, Done, done_about
from .embed import embed_address
from .fields import Row, extra_rows
from .here import Here
from .links import LinkTo, link_to
from .map_about import Aim, StakeLine, Study, aims_of, elsewhere, parts_of, stakeholders_of, studies_behind
from .step import MetricShown, Picture, metric_shown, pictures
from .story import Story, story
from .take_along import take_along
from .thing_history import ThingHistory, history_of
from .trust import Trust, trust_of
from .version_links import compare_link, version_links
from .whole import WholeMap, whole_map


class Banner(Struct, frozen=True):
    """What a reader must know before the map. kind: "archived", "draft" or "future"."""

    kind: str
    title: str
    text: Text | None


class Switch(Struct, frozen=True):
    """A map among its variants. href: "" for the one that is shown."""

    title: str
    href: str


class ChangeLine(Struct, frozen=True):
    """An editor's word on this map. word: "Change" or "Decision".  is_new: younger than the last review."""

    day: str
    word: str
    title: str
    href: str
    is_new: bool


class MapPage(Struct, frozen=True):
    """The whole contract of journey.html.

    changes: notes, for an atlas whose history is too young to tell of.
    as_of: the day of the build, for paper.  beside: pages that lay this map and another one over each other.
    versions, compare: the map as it was, and what is different now.
    embed: the address of the map without what surrounds it, "" for none.  take: the map as files.
    """

    id: str
    title: str
    lang: str
    direction: str
    summary: Text | None
    as_of: str
    crumbs: tuple[LinkTo, ...]
    trust: Trust
    banner: Banner | None
    switches: tuple[Switch, ...]
    beside: tuple[LinkTo, ...]
    goal: Text | None
    scenario: Text | None
    whole: WholeMap
    done: tuple[Done, ...]
    done_more: tuple[Done, ...]
    changes: tuple[ChangeLine, ...]
    history: ThingHistory | None
    versions: tuple[LinkTo, ...]
    compare: LinkTo | None
    story: Story
    aims: tuple[Aim, ...]
    out_of_scope: tuple[Text, ...]
    stakeholders: tuple[StakeLine, ...]
    champions: tuple[Text, ...]
    studies: tuple[Study, ...]
    findings: tuple[FindingCard, ...]
    metrics: tuple[MetricShown, ...]
    images: tuple[Picture, ...]
    parts: tuple[LinkTo, ...]
    tags: tuple[str, ...]
    extra: tuple[Row, ...]
    links: tuple[WebLink, ...]
    elsewhere: tuple[Backlinks, ...]
    embed: str
    take: tuple[LinkTo, ...]


def map_page(here: Here, journey: Journey) -> MapPage:
    whole = whole_map(here, journey)
    done = done_about(here, journey, whole.steps)
    return MapPage(
        id=journey.id,
        title=journey.title,
        lang=journey.lang,
        direction=whole.direction,
        summary=journey.summary,
        as_of=here.language.long_day(here.site.today),
        crumbs=_crumbs(here, journey),
        trust=trust_of(here, journey),
        banner=_banner(here, journey),
        switches=_switches(here, journey),
        beside=beside_links(here, journey),
        goal=journey.goal,
        scenario=journey.scenario,
        whole=whole,
        done=done[:AT_ONCE],
        done_more=done[AT_ONCE:],
        changes=_changes(here, journey),
        history=history_of(here, journey.key) if concerns_of(here).has_news else None,
        versions=version_links(here, journey),
        compare=compare_link(here, journey),
        story=story(here, journey, whole.steps),
        aims=aims_of(here, journey),
        out_of_scope=journey.out_of_scope,
        stakeholders=stakeholders_of(here, journey),
        champions=journey.champions,
        studies=studies_behind(here, journey),
        findings=tuple(finding_card(here, finding) for finding in facts.findings_at(here.site, journey.id, "")),
        metrics=tuple(metric_shown(here, metric) for metric in facts.metrics_at(here.site, journey.id, "")),
        images=pictures(here, journey.images),
        parts=parts_of(here, journey),
        tags=journey.tags,
        extra=extra_rows(here, journey),
        links=journey.links,
        elsewhere=elsewhere(here, journey),
        embed=embed_address(here, journey),
        take=take_along(here, journey),
    )


def _crumbs(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    parent = link_to(here, here.site.find(journey.parent))
    group = LinkTo(journey.group, "") if journey.group else None
    return tuple(crumb for crumb in (LinkTo(here.language.say("Journeys"), here.addresses.index(journey.kind)), group, parent) if crumb)


def _banner(here: Here, journey: Journey) -> Banner | None:
    say = here.language.say
    if journey.draft:
        return Banner("draft", say("A draft. It is not published."), None)
    if journey.archived is not None:
        return Banner("archived", say("Archived. This map no longer holds."), journey.archived)
    if journey.state == "future":
        return Banner("future", say("How it could be. Nobody has gone this way yet."), None)
    return None


def _switches(here: Here, journey: Journey) -> tuple[Switch, ...]:
    """The map and its variants; () where there is only one."""
    found = here.site.find(journey.variant_of)
    base = found if isinstance(found, Journey) else journey
    keys = {link.source: None for link in here.site.links_to.get(base.key, ()) if link.field == "variant_of"}
    variants = [entity for key in keys if isinstance(entity := here.site.entities[key], Journey)]
    if not variants:
        return ()
    order = (base, *sorted(variants, key=lambda variant: (variant.state == "future", variant.title.casefold())))
    return tuple(Switch(_switch_words(here, one, base), "" if one is journey else here.href(one)) for one in order)


def _switch_words(here: Here, journey: Journey, base: Journey) -> str:
    if journey is base:
        return journey.variant or here.language.say("The map")
    words = journey.variant or journey.title
    return here.language.say("Future: {map}", map=words) if journey.state == "future" else words


def _changes(here: Here, journey: Journey) -> tuple[ChangeLine, ...]:
    sources = {link.source: None for link in here.site.links_to.get(journey.key, ()) if link.field == "about"}
    notes = [note for key in sources if isinstance(note := here.site.entities[key], Note) and note.type in ("change", "decision")]
    dated = [(note.day, note) for note in notes if note.day]
    latest = sorted(dated, key=lambda pair: (pair[0], pair[1].id), reverse=True)
    since = journey.reviewed or here.site.today
    return tuple(
        ChangeLine(here.language.day(day), _note_word(here, note), note.title, here.href(note), day > since) for day, note in latest
    )


def _note_word(here: Here, note: Note) -> str:
    return here.language.say("Change") if note.type == "change" else here.language.say("Decision")
