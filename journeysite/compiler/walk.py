"""Walk every journey: fill in what variants take over, and report what goes in circles or leads nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..errors import Diagnostic
from ..model.flow import Flow, flow_of
from ..model.journey import Journey
from ..model.part import PROSE
from ..model.reading import did_you_mean, slug
from ..model.registry import Registries
from .link import Linked, cycles

_CIRCLES = {
    "variant_of": ("E122", "is a variant of itself"),
    "parent": ("E121", "is its own parent"),
    "journey": ("E120", "opens into itself"),
}


def walk(linked: Linked, registries: Registries) -> tuple[dict[str, Flow], tuple[Diagnostic, ...]]:
    """The flow of each journey by its id. A variant in a circle is walked as if it varied nothing."""
    journeys = {entity.id: entity for entity in linked.entities.values() if isinstance(entity, Journey)}
    diagnostics = list(_circles(journeys, linked))
    circling = {d.about.partition(":")[2] for d in diagnostics if d.code == "E122"}

    def base_of(journey: Journey) -> Journey | None:
        if journey.variant_of is None or journey.id in circling:
            return None
        target = linked.targets.get(journey.variant_of.words)
        return journeys.get(target.id) if target else None

    flows = {}
    for id, journey in journeys.items():
        flows[id], found = flow_of(journey, base_of)
        diagnostics += found
    diagnostics += _broken_steps(linked, flows)
    diagnostics += _broken_lanes(journeys, [lane.id for lane in registries.lanes])
    return flows, tuple(diagnostics)


def _circles(journeys: Mapping[str, Journey], linked: Linked) -> Iterator[Diagnostic]:
    edges: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in _CIRCLES}
    for link in linked.links:
        if link.field in _CIRCLES and link.source.kind == link.target.kind == "journey":
            edges[link.field][link.source.id].append(link.target.id)
    for name, (code, words) in _CIRCLES.items():
        for circle in cycles(dict(edges[name])):
            for id in circle:
                journey = journeys[id]
                at = next(ref.at for field, _, ref in journey.links_out() if field == name)
                way = " → ".join(f'"{journeys[other].title}"' for other in (*circle[circle.index(id) :], *circle[: circle.index(id)], id))
                yield Diagnostic(at, code, f"{name}: this journey {words}", f"the circle: {way}", about=str(journey.key))


def _broken_steps(linked: Linked, flows: Mapping[str, Flow]) -> Iterator[Diagnostic]:
    """References to a step of a journey (`journey#step`) that has no such step."""
    in_fields = ((link.field, link.target, link.to_step, link.at) for link in linked.links if link.to_step)
    in_pages = ((PROSE, target, slug(ref.step), ref.at) for target, ref in linked.steps_in_pages)
    for field, target, step, at in (*in_fields, *in_pages):
        where = "in this text" if field == PROSE else field.replace("_", " ")
        if target.kind != "journey":
            yield Diagnostic(at, "E104", f"{where}: only a journey has steps to point at", f"write {target} without #{step}")
        elif step not in flows[target.id].ids:
            title = linked.entities[target].title
            yield Diagnostic(at, "E104", f'{where}: "{title}" has no step "{step}"', did_you_mean(step, flows[target.id].ids))


def _broken_lanes(journeys: Mapping[str, Journey], lanes: list[str]) -> Iterator[Diagnostic]:
    """Arrows that leave or reach a lane that no map has."""
    for journey in journeys.values():
        for arrow in journey.arrows:
            for lane in dict.fromkeys((arrow.from_lane, arrow.to_lane)):
                if lane and lane not in lanes:
                    hint = did_you_mean(lane, lanes) or "lanes of your own are declared in lanes.yml"
                    yield Diagnostic(arrow.at, "E105", f'arrows: there is no lane "{lane}"', hint, about=str(journey.key))
