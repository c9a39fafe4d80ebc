"""Where things stand on the maps. A step may name them, or they may name the step in `about`: both mean the same and merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from .flow import Flow, FlowStep
from .journey import Journey
from .kind import Entity
from .part import PROSE, Part
from .reading import slug
from .refs import Key, Ref

_NOT_ON_THE_MAP = frozenset({PROSE, "evidence", "owner", "personas", "journey"})


class Spot(NamedTuple):
    """A place on a map. step: the id of a step or stage, "" for the map as a whole.  taken_over: from the journey that this one varies."""

    journey: str
    step: str
    taken_over: bool = False


class Said(Protocol):
    """A reference that holds: what names what, at which step of it."""

    @property
    def source(self) -> Key: ...
    @property
    def field(self) -> str: ...
    @property
    def target(self) -> Key: ...
    @property
    def to_step(self) -> str: ...


class Atlas(Protocol):
    """What of a site says where things stand."""

    @property
    def flows(self) -> Mapping[str, Flow]: ...
    @property
    def links(self) -> Sequence[Said]: ...
    @property
    def targets(self) -> Mapping[tuple[tuple[str, ...], str], Key]: ...
    def get(self, kind: str, id: str) -> Entity | None: ...
    def find(self, ref: Ref | None) -> Entity | None: ...


def spots_on_maps(site: Atlas) -> Iterator[tuple[Spot, Key]]:
    """Each thing with each of its spots, by journey and then in the order of the map; a pair may come twice."""
    said = _said_by_things(site)
    for journey_id, flow in site.flows.items():
        journey = site.get("journey", journey_id)
        if not isinstance(journey, Journey):
            continue
        base = _base_of(site, journey)
        for key in said.get((journey_id, ""), ()):
            yield Spot(journey_id, ""), key
        for stage in flow.stages:
            if stage.stage is not None and not stage.own_step:
                for key in (*_named_by(site, stage.stage, without="steps"), *said.get((journey_id, stage.id), ())):
                    yield Spot(journey_id, stage.id), key
            for step in stage.steps:
                spot = Spot(journey_id, step.id, step.taken_over)
                for key in (*_named_by(site, step.step), *said.get((journey_id, step.id), ())):
                    yield spot, key
                for key in _taken_over(journey, step, base, said):
                    yield spot, key


def _named_by(site: Atlas, part: Part, without: str = "") -> Iterator[Key]:
    """What a stage or step names. without: a field that stands for itself."""
    for field, _, ref in part.links_out(without=without) if without else part.own_links:
        key = None if field in _NOT_ON_THE_MAP else site.targets.get(ref.words)
        if key and key.kind not in ("persona", "research", "team"):
            yield key


def _said_by_things(site: Atlas) -> Mapping[tuple[str, str], list[Key]]:
    """Things whose `about` names a journey or one of its steps, by what it names."""
    said: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for link in site.links:
        if link.field == "about" and link.target.kind == "journey":
            said[link.target.id, link.to_step].append(link.source)
    return said


def _base_of(site: Atlas, journey: Journey) -> tuple[str, Flow] | None:
    base = site.find(journey.variant_of)
    return (base.id, site.flows[base.id]) if base is not None and base.id in site.flows else None


def _taken_over(
    journey: Journey, step: FlowStep, base: tuple[str, Flow] | None, said: Mapping[tuple[str, str], list[Key]]
) -> Iterator[Key]:
    """What names the step of the base that this one takes over. A variant that writes a list of its own has put it in their place."""
    if base is None or not step.taken_over:
        return
    base_id, flow = base
    written = next((own for own in journey.all_steps if own.id == step.id and own.same), None)
    original = slug(written.same) if written else step.id
    if flow.step(original) is None:
        return
    replaced = written.model_fields_set if written else frozenset[str]()
    for key in said.get((base_id, original), ()):
        if _LISTS.get(key.kind, "") not in replaced:
            yield key


_LISTS = {"finding": "findings", "opportunity": "opportunities", "action": "actions", "metric": "metrics"}
