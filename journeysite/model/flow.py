"""A journey as it is walked: its stages and steps in order, with those that a variant takes over filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgspec import Struct

from ..errors import Diagnostic
from ..source.prose import Section
from .journey import END, Journey, Stage, Step
from .reading import did_you_mean, slug


class FlowStep(Struct, frozen=True):
    """A step in its place. taken_over: from the journey that this one varies.  changed: with something of its own."""

    id: str
    title: str
    step: Step
    stage: str
    taken_over: bool = False
    changed: bool = False


class FlowStage(Struct, frozen=True):
    """A stage with at least one step. own_step: whether it is its own and only step. title: "" where the journey has no stages."""

    id: str
    title: str
    stage: Stage | None
    steps: tuple[FlowStep, ...]
    own_step: bool = False


@dataclass(frozen=True)
class Flow:
    """All of a journey's stages."""

    stages: tuple[FlowStage, ...]

    @cached_property
    def steps(self) -> tuple[FlowStep, ...]:
        return tuple(step for stage in self.stages for step in stage.steps)

    def step(self, id: str) -> FlowStep | None:
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> Mapping[str, FlowStep]:
        # Ids are unique by then, or the build stops; until it does, the first one counts.
        return {step.id: step for step in reversed(self.steps)}

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(stage.id for stage in self.stages) | {step.id for step in self.steps}


Bases = Callable[[Journey], Journey | None]
"""Finds the journey that another one varies."""


def flow_of(journey: Journey, base_of: Bases) -> tuple[Flow, tuple[Diagnostic, ...]]:
    """The stages of a journey, those taken over included. Reports a `same`, `next` or arrow that names no step."""
    diagnostics: list[Diagnostic] = []
    base = base_of(journey)
    base_flow = flow_of(base, base_of)[0] if base else None
    if base_flow and not journey.stages and not journey.steps:
        return Flow(tuple(_taken(stage) for stage in base_flow.stages)), ()
    personas = frozenset(slug(ref.text) for ref in journey.personas)
    stages: list[FlowStage] = []
    for stage in journey.stages:
        stages += _flow_stage(stage, base_flow, personas, diagnostics)
    if journey.steps:
        steps = tuple(_flow_step(step, "", base_flow, personas, diagnostics) for step in journey.steps)
        stages.append(FlowStage("", "", None, steps))
    flow = Flow(tuple(stages))
    diagnostics += _broken_ways(journey, flow)
    return flow, tuple(diagnostics)


def _taken(stage: FlowStage) -> FlowStage:
    steps = tuple(FlowStep(step.id, step.title, step.step, step.stage, taken_over=True) for step in stage.steps)
    return FlowStage(stage.id, stage.title, stage.stage, steps, stage.own_step)


def _flow_stage(stage: Stage, base: Flow | None, personas: frozenset[str], diagnostics: list[Diagnostic]) -> Iterator[FlowStage]:
    if stage.same:
        original = next((known for known in base.stages if known.id == slug(stage.same)), None) if base else None
        if original and not original.own_step and not stage.steps:
            yield _taken(original)
            return
    if stage.steps:
        steps = tuple(_flow_step(step, stage.id, base, personas, diagnostics) for step in stage.steps)
        yield FlowStage(stage.id, stage.title or stage.id, stage, steps)
    else:
        only = _flow_step(stage, stage.id, base, personas, diagnostics)
        yield FlowStage(only.id, only.title, stage, (only,), own_step=True)


def _flow_step(step: Step, stage: str, base: Flow | None, personas: frozenset[str], diagnostics: list[Diagnostic]) -> FlowStep:
    if not step.same:
        return FlowStep(step.id, step.title, step, stage)
    original = base.step(slug(step.same)) if base else None
    if original is None:
        hint = did_you_mean(step.same, base.ids) if base else "say variant_of: and the id of the journey that has it"
        diagnostics.append(Diagnostic(step.at, "E123", f'same: there is no step "{step.same}" to take over', hint))
        return FlowStep(step.id, step.title or step.same, step, stage)
    written = {name: getattr(step, name) for name in step.model_fields_set - {"at", "same", "id"}}
    merged = original.step.model_copy(update={**_said_for(personas, original.step), **written, "at": step.at, "id": step.id})
    return FlowStep(step.id, merged.title, merged, stage, taken_over=True, changed=bool(written))


def _said_for(personas: frozenset[str], step: Step) -> dict[str, Any]:
    """The fields of a step without what is said for personas who do not go this way. No personas: everybody goes it."""

    def is_ours(value: Any) -> bool:
        whose = getattr(value, "persona", None)
        return whose is None or slug(whose.text) in personas

    fields = {name: getattr(step, name) for name in type(step).model_fields}
    return {
        name: tuple(value for value in values if is_ours(value))
        for name, values in fields.items()
        if personas and isinstance(values, tuple) and not all(is_ours(value) for value in values)
    }


def _broken_ways(journey: Journey, flow: Flow) -> Iterator[Diagnostic]:
    ids = flow.ids
    for step in flow.steps:
        # A way that was taken over is no mistake of this file: a check asks for another one.
        for way in () if inherits_ways(journey, step) else step.step.next:
            if slug(way.step) not in ids and way.step != END:
                hint = did_you_mean(way.step, [*ids, END])
                yield Diagnostic(way.at, "E104", f'next: this journey has no step "{way.step}"', hint)
    for arrow in journey.arrows:
        for end in (arrow.from_step, arrow.to_step):
            if slug(end) not in ids:
                yield Diagnostic(arrow.at, "E104", f'arrows: this journey has no step "{end}"', did_you_mean(end, ids))


def inherits_ways(journey: Journey, step: FlowStep) -> bool:
    """Whether the ways on from a step are those of the journey that this one varies."""
    return step.taken_over and not any(own.id == step.id and own.same and "next" in own.model_fields_set for own in journey.all_steps)


def narrative(journey: Journey, flow: Flow) -> dict[str, Section]:
    """The sections of the prose that tell of a stage or step, by its id: bound by `{#id}`, else by the heading's words."""
    titles = {step.title.casefold(): step.id for step in flow.steps}
    titles |= {stage.title.casefold(): stage.id for stage in flow.stages if stage.title}
    ids = flow.ids
    bound: dict[str, Section] = {}
    for section in journey.sections:
        step = section.pin if section.pin in ids else titles.get(section.title.casefold(), "") if section.level else ""
        if step and step not in bound:
            bound[step] = section
    return bound
