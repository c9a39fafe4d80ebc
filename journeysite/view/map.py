"""The page of a journey: whether it can be trusted, the map, what was done about it, and the story."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.note import Note
from ..model.research import Research
from ..model.texts import Key, Text
from ..model.values import WebLink
from .backlinks import Backlinks, backlinks
from .beside_links import beside_links
from .cards import ActionCard, FindingCard, action_card, finding_card, target_words
from .choices import Choices, choices
from .concerns import concerns_of
from .curve import CurveView, curve_view
from .evidence import sample_words
from .fields import Row, extra_rows
from .ghost import with_ghost
from .here import Here
from .links import LinkTo, link_to
from .overview import Overview, overview
from .poster import take_along
from .step import MetricShown, Picture, StepView, Walker, metric_shown, pictures, stands_on, step_view, told_first, walkers_of
from .story import Story, story
from .studies import study_facts
from .table import MapTable, map_table
from .thing_history import StepHistory, ThingHistory, history_of, step_histories
from .trust import Trust, trust_of
from .version_links import compare_link, version_links

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})

_DONE_AT_ONCE = 8
"""Pains that a page shows with what was done about them; the rest opens."""


class Banner(Struct, frozen=True):
    """What a reader must know before the map. kind: "archived", "draft" or "future"."""

    kind: str
    title: str
    text: Text | None


class Switch(Struct, frozen=True):
    """A map among its variants. href: "" for the one that is shown."""

    title: str
    href: str


class Done(Struct, frozen=True):
    """A pain and what was done about it, worst first. places: the steps at which it stands."""

    finding: FindingCard
    places: tuple[LinkTo, ...]
    actions: tuple[ActionCard, ...]


class ChangeLine(Struct, frozen=True):
    """An editor's word on this map. word: "Change" or "Decision".  is_new: younger than the last review."""

    day: str
    word: str
    title: str
    href: str
    is_new: bool


class Aim(Struct, frozen=True):
    """An objective of the map. target: "target 4 min", by: "by December 2026", each or ""."""

    title: str
    metric: LinkTo | None
    target: str
    by: str


class StakeLine(Struct, frozen=True):
    team: LinkTo
    need: str


class Study(Struct, frozen=True):
    title: str
    href: str
    note: str


class MapPage(Struct, frozen=True):
    """The whole contract of journey.html.

    changes: notes, for an atlas whose history is too young to tell of.  step_histories: what was last changed, by the id of a step or stage.
    as_of: the day of the build, for paper.  beside: pages that lay this map and another one over each other.
    versions, compare: the map as it was, and what is different now.  choices: what a reader may see of it.
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
    walkers: tuple[Walker, ...]
    table: MapTable
    curve: CurveView | None
    overview: Overview | None
    choices: Choices
    done: tuple[Done, ...]
    done_more: tuple[Done, ...]
    changes: tuple[ChangeLine, ...]
    history: ThingHistory | None
    step_histories: dict[str, StepHistory]
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
    walkers = walkers_of(here, journey)
    flow = here.site.flows[journey.id]
    steps = tuple(step_view(here, journey, step, number, walkers) for number, step in enumerate(flow.steps, 1))
    direction = direction_of(journey)
    mirrored = direction == "rtl"
    histories = step_histories(here, journey.id)
    done = _done(here, journey, stands_on(here, journey, "finding"), steps)
    return MapPage(
        id=journey.id,
        title=journey.title,
        lang=journey.lang,
        direction=direction,
        summary=journey.summary,
        as_of=here.language.long_day(here.site.today),
        crumbs=_crumbs(here, journey),
        trust=trust_of(here, journey),
        banner=_banner(here, journey),
        switches=_switches(here, journey),
        beside=beside_links(here, journey),
        goal=journey.goal,
        scenario=journey.scenario,
        walkers=walkers,
        table=map_table(here, journey, steps),
        curve=with_ghost(here, journey, curve_view(here, journey, walkers, steps, mirrored)),
        overview=overview(here, journey, steps, mirrored),
        choices=choices(here, journey, steps, bool(histories)),
        done=done[:_DONE_AT_ONCE],
        done_more=done[_DONE_AT_ONCE:],
        changes=_changes(here, journey),
        history=history_of(here, journey.key) if concerns_of(here).has_news else None,
        step_histories=histories,
        versions=version_links(here, journey),
        compare=compare_link(here, journey),
        story=story(here, journey, steps),
        aims=_aims(here, journey),
        out_of_scope=journey.out_of_scope,
        stakeholders=_stakeholders(here, journey),
        champions=journey.champions,
        studies=_studies(here, journey),
        findings=tuple(finding_card(here, finding) for finding in facts.findings_at(here.site, journey.id, "")),
        metrics=tuple(metric_shown(here, metric) for metric in facts.metrics_at(here.site, journey.id, "")),
        images=pictures(here, journey.images),
        parts=_parts(here, journey),
        tags=journey.tags,
        extra=extra_rows(here, journey),
        links=journey.links,
        elsewhere=_elsewhere(here, journey),
        embed=_embed_address(here, journey),
        take=take_along(here, journey),
    )


def direction_of(journey: Journey) -> str:
    """ "rtl" for a map in a script that runs so, "" for any other."""
    return "rtl" if journey.lang.casefold().split("-")[0] in _RIGHT_TO_LEFT else ""


def embed_path(journey: Journey) -> str:
    """Where the map stands without what surrounds it: for a wiki."""
    return f"embed/{journey.kind.folder}/{journey.id}"


def _embed_address(here: Here, journey: Journey) -> str:
    """Where the site is published, if that is known: code that was copied from a preview must not lead back to it. "" for none."""
    if not here.has_embeds:
        return ""
    href = here.addresses.href(embed_path(journey))
    return here.addresses.absolute(href) or href


_ON_THE_MAP = frozenset({"journey", "finding", "opportunity", "action", "metric", "note"})
"""Kinds that the map shows where they name it; whatever else names it stands at the end."""


def _elsewhere(here: Here, journey: Journey) -> tuple[Backlinks, ...]:
    sources = frozenset(link.source for link in here.site.links_to.get(journey.key, ()) if link.source.kind in _ON_THE_MAP)
    # What is still asked is no change of the map, so none of its panels has it.
    asked = {key for key in sources if isinstance(note := here.site.entities[key], Note) and note.type not in ("change", "decision")}
    return backlinks(here, journey, sources - asked)


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


def _done(here: Here, journey: Journey, places: dict[Key, list[str]], steps: tuple[StepView, ...]) -> tuple[Done, ...]:
    titles = {stage.id: stage.title for stage in here.site.flows[journey.id].stages} | {step.id: step.title for step in steps}
    pains = [pain for key in places if isinstance(pain := here.site.entities[key], Finding) and pain.is_pain]
    live = [pain for pain in pains if facts.finding_status(here.site, pain) != "withdrawn" and pain.archived is None]
    return tuple(
        Done(
            finding_card(here, pain),
            tuple(LinkTo(titles[where], f"#{where}") for where in places[pain.key] if where in titles),
            tuple(action_card(here, action) for action in sorted(facts.actions_for(here.site, pain), key=told_first)),
        )
        for pain in sorted(live, key=lambda pain: -(pain.score or 0))
    )


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


def _aims(here: Here, journey: Journey) -> tuple[Aim, ...]:
    aims = []
    for objective in journey.objectives:
        metric = here.site.find(objective.metric)
        target = ""
        if objective.target:
            unit = objective.target.unit or getattr(metric, "shown_unit", "")
            target = target_words(here, objective.target.value, unit)
        by = here.language.say("by {day}", day=here.language.period(objective.by)) if objective.by else ""
        aims.append(Aim(objective.title, link_to(here, metric), target, by))
    return tuple(aims)


def _stakeholders(here: Here, journey: Journey) -> tuple[StakeLine, ...]:
    lines = ((link_to(here, here.site.find(stake.team)), stake.need) for stake in journey.stakeholders)
    return tuple(StakeLine(team, need) for team, need in lines if team)


def _studies(here: Here, journey: Journey) -> tuple[Study, ...]:
    """The studies behind the map and its steps, those named most first."""
    counts: dict[Key, int] = {}
    said = [*journey.evidence]
    for step in here.site.flows[journey.id].steps:
        said += facts.evidence_of_step(here.site, journey.id, step.id)
    for evidence in said:
        study = here.site.find(evidence.ref)
        if isinstance(study, Research):
            counts[study.key] = counts.get(study.key, 0) + 1
    order = sorted(counts, key=lambda key: (-counts[key], key))
    studies = [study for key in order if isinstance(study := here.site.entities[key], Research)]
    return tuple(Study(study.title, here.href(study), study_facts(here, study, sample_words(here, study))) for study in studies)


def _parts(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    """Maps that are a part of this one, or on which a step opens it."""
    keys: dict[Key, str] = {}
    say = here.language.say
    for link in here.site.links_to.get(journey.key, ()):
        if link.source.kind == "journey" and link.field in ("parent", "journey"):
            keys[link.source] = say("part of this map") if link.field == "parent" else say("opens this map")
    return tuple(found for key, word in keys.items() if (found := link_to(here, here.site.entities[key], word)))
