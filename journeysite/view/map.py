"""The page of a journey: whether it can be trusted, the map, what was done about it, and the story."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import facts
from ..model.finding import Finding
from ..model.journey import Journey
from ..model.note import Note
from ..model.research import Research
from ..model.texts import Key, Text
from ..model.values import WebLink
from .backlinks import Backlinks, backlinks
from .concerns import concerns_of
from .curve import CurveView, curve_view
from .fields import Row, extra_rows
from .overview import Overview, overview
from .parts import ActionCard, FindingCard, Here, LinkTo, Trust, action_card, finding_card, link_to, trust_of
from .step import MetricShown, Picture, StepView, Walker, metric_shown, pictures, stands_on, step_view, told_first, walkers_of
from .story import Story, story
from .table import MapTable, map_table
from .thing_history import StepHistory, ThingHistory, history_of, step_histories
from .version_links import compare_link, version_links
from .words import amount_words, period_words, short_date

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})

_DONE_AT_ONCE = 8
"""Pains that a page shows with what was done about them; the rest opens."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What a reader must know before the map. kind: "archived", "draft" or "future"."""

    kind: str
    title: str
    text: Text | None


@dataclass(frozen=True, slots=True)
class Switch:
    """A map among its variants. href: "" for the one that is shown."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Done:
    """A pain and what was done about it, worst first. places: the steps at which it stands."""

    finding: FindingCard
    places: tuple[LinkTo, ...]
    actions: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """An editor's word on this map. word: "Change" or "Decision".  is_new: younger than the last review."""

    day: str
    word: str
    title: str
    href: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective of the map. target: "target 4 min", by: "by December 2026", each or ""."""

    title: str
    metric: LinkTo | None
    target: str
    by: str


@dataclass(frozen=True, slots=True)
class StakeLine:
    team: LinkTo
    need: str


@dataclass(frozen=True, slots=True)
class Study:
    title: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """The whole contract of journey.html.

    changes: notes, for an atlas whose history is too young to tell of.  step_histories: what was last changed, by the id of a step or stage.
    versions, compare: the map as it was, and what is different now.
    """

    id: str
    title: str
    lang: str
    direction: str
    summary: Text | None
    crumbs: tuple[LinkTo, ...]
    trust: Trust
    banner: Banner | None
    switches: tuple[Switch, ...]
    goal: Text | None
    scenario: Text | None
    walkers: tuple[Walker, ...]
    table: MapTable
    curve: CurveView | None
    overview: Overview | None
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


def map_page(here: Here, journey: Journey) -> MapPage:
    walkers = walkers_of(here, journey)
    flow = here.site.flows[journey.id]
    steps = tuple(step_view(here, journey, step, number, walkers) for number, step in enumerate(flow.steps, 1))
    direction = "rtl" if journey.lang.casefold().split("-")[0] in _RIGHT_TO_LEFT else ""
    mirrored = direction == "rtl"
    done = _done(here, journey, stands_on(here, journey, "finding"), steps)
    return MapPage(
        id=journey.id,
        title=journey.title,
        lang=journey.lang,
        direction=direction,
        summary=journey.summary,
        crumbs=_crumbs(here, journey),
        trust=trust_of(here, journey),
        banner=_banner(journey),
        switches=_switches(here, journey),
        goal=journey.goal,
        scenario=journey.scenario,
        walkers=walkers,
        table=map_table(here, journey, steps),
        curve=curve_view(here, journey, walkers, steps, mirrored),
        overview=overview(here, journey, steps, mirrored),
        done=done[:_DONE_AT_ONCE],
        done_more=done[_DONE_AT_ONCE:],
        changes=_changes(here, journey),
        history=history_of(here, journey.key) if concerns_of(here).has_news else None,
        step_histories=step_histories(here, journey.id),
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
    )


_ON_THE_MAP = frozenset({"journey", "finding", "opportunity", "action", "metric", "note"})
"""Kinds that the map shows where they name it; whatever else names it stands at the end."""


def _elsewhere(here: Here, journey: Journey) -> tuple[Backlinks, ...]:
    links = here.site.links_to.get(journey.key, ())
    return backlinks(here, journey, frozenset(link.source for link in links if link.source.kind in _ON_THE_MAP))


def _crumbs(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    parent = link_to(here, here.site.find(journey.parent))
    group = LinkTo(journey.group, "") if journey.group else None
    return tuple(crumb for crumb in (LinkTo("Journeys", here.addresses.index(journey.kind)), group, parent) if crumb)


def _banner(journey: Journey) -> Banner | None:
    if journey.draft:
        return Banner("draft", "A draft. It is not published.", None)
    if journey.archived is not None:
        return Banner("archived", "Archived. This map no longer holds.", journey.archived)
    if journey.state == "future":
        return Banner("future", "How it could be. Nobody has gone this way yet.", None)
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
    return tuple(Switch(_switch_words(one, base), "" if one is journey else here.href(one)) for one in order)


def _switch_words(journey: Journey, base: Journey) -> str:
    if journey is base:
        return journey.variant or "The map"
    words = journey.variant or journey.title
    return f"Future: {words}" if journey.state == "future" else words


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
    return tuple(ChangeLine(short_date(day), note.type.capitalize(), note.title, here.href(note), day > since) for day, note in latest)


def _aims(here: Here, journey: Journey) -> tuple[Aim, ...]:
    aims = []
    for objective in journey.objectives:
        metric = here.site.find(objective.metric)
        target = ""
        if objective.target:
            unit = objective.target.unit or getattr(metric, "shown_unit", "")
            target = f"target {amount_words(objective.target.value, unit)}"
        aims.append(Aim(objective.title, link_to(here, metric), target, f"by {period_words(objective.by)}" if objective.by else ""))
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
    return tuple(Study(study.title, here.href(study), _study_note(study)) for study in studies)


def _study_note(study: Research) -> str:
    sample = f"n = {amount_words(study.sample.value, study.sample.unit)}" if study.sample else ""
    when = period_words(study.dates) if study.dates else ""
    return ", ".join(part for part in (study.method, sample, when, study.status if study.status == "planned" else "") if part)


def _parts(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    """Maps that are a part of this one, or on which a step opens it."""
    keys: dict[Key, str] = {}
    for link in here.site.links_to.get(journey.key, ()):
        if link.source.kind == "journey" and link.field in ("parent", "journey"):
            keys[link.source] = "part of this map" if link.field == "parent" else "opens this map"
    return tuple(found for key, word in keys.items() if (found := link_to(here, here.site.entities[key], word)))
