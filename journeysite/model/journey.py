"""A journey: one actor's way to a goal, in stages and steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, Self

from msgspec import Struct
from pydantic import BeforeValidator, Field, ValidationInfo
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import Diagnostic, Place
from .dates import Day, Every, When
from .kind import Entity, Team, kind_of
from .part import Part, Parts
from .reading import Fault, JsonSchema, Reader, Reading, is_empty, one_or_many, read_words, slug
from .refs import Ref, To
from .texts import Emotions, EvidenceField, Prose, Proses, Quotes, StepTexts, Text, read_step_texts
from .values import AmountField, Confidence, Count, Images, Line, Lines, WebLinks, choice

STEP_STATUSES = ("planned", "parked", "retired")

END = "end"
"""What `next` names when the journey ends here."""


class Next(Struct, frozen=True):
    """A way on from a step. condition: "" where there is only one.  step: an id in this journey, or `end`."""

    step: str
    condition: str
    at: Place


def _read_next(node: Node, reading: Reading) -> tuple[Next, ...]:
    if isinstance(node, SequenceNode):
        return tuple(way for item in node.value for way in _read_next(item, reading))
    if isinstance(node, MappingNode):
        pairs = reading.pairs(node)
        return tuple(Next(read_words(value, reading), name, reading.place(value)) for name, _, value in pairs)
    return (Next(read_words(node, reading), "", reading.place(node)),)


class Arrow(Struct, frozen=True):
    """A link between two cells of the map: step and lane, to step and lane."""

    from_step: str
    from_lane: str
    to_step: str
    to_lane: str
    label: str
    at: Place


def _read_arrow(node: Node, reading: Reading) -> Arrow:
    label = ""
    said = node
    if isinstance(node, MappingNode) and len(node.value) == 1:
        said, value = node.value[0]
        label = "" if is_empty(value) else read_words(value, reading)
    words = read_words(said, reading) if isinstance(said, ScalarNode) else ""
    ends = [end.strip().partition(".") for end in words.replace("→", "->").split("->")]
    if len(ends) != 2 or not all(step for step, _, _ in ends):
        raise Fault(node, "E012", "expected an arrow between two cells", "write - step.lane -> step.lane: what passes")
    (start, _, start_lane), (end, _, end_lane) = ends
    return Arrow(start, start_lane, end, end_lane, label, reading.place(node))


class Stake(Struct, frozen=True):
    """Who else is concerned, and what they need."""

    team: Ref
    need: str

    def refs(self) -> Iterable[Ref]:
        yield self.team


def _read_stake(node: Node, reading: Reading) -> Stake:
    if isinstance(node, MappingNode) and len(node.value) == 1 and isinstance(node.value[0][1], ScalarNode):
        key, value = node.value[0]
        return Stake(To("team").from_words(read_words(key, reading), reading.place(key)), read_words(value, reading))
    return Stake(To("team").read(node, reading), "")


def _read_own(pairs: Any, info: ValidationInfo) -> Any:
    reading = info.context
    return tuple((lane, read_step_texts(node, reading)) for lane, node in pairs) if isinstance(reading, Reading) else pairs


_ANY: JsonSchema = {"type": ["string", "object"]}


class Objective(Part):
    """What the map is for. It may name a metric, a target and a date."""

    leading: ClassVar[str] = "target"

    title: Line = Field("", description="What is to be found out or reached.")
    metric: Annotated[Ref | None, To("metric").one()] = Field(None, description="The metric that tells.")
    target: AmountField | None = Field(None, description="The value to reach.")
    by: When | None = Field(None, description="By when.")


class Step(Part):
    """One thing the customer does, with how it feels and what stands behind it."""

    leading: ClassVar[str] = "emotion"

    id: Line = Field("", description="Pins the id, for links to this step.")
    title: Line = Field("", description="What the customer does, from the verb on.")
    label: Line = Field("", description="A short mark, such as 2a.")
    same: Line = Field("", description="In a variant: the id of the step that this one takes over.")
    summary: Prose | None = Field(None, description="One sentence on it.")
    personas: Annotated[tuple[Ref, ...], To("persona").many()] = Field((), description="Who takes this step, where not everybody does.")
    emotion: Emotions = Field((), description="-1.5, 1 -> -1 (from, to), -1..1 (between), a named point, or one of these a persona.")
    doing: StepTexts = Field((), description="What is done.")
    thinking: StepTexts = Field((), description="What the customer says to herself.")
    feeling: StepTexts = Field((), description="How it feels, in words.")
    quotes: Quotes = Field((), description="words — who, without quotation marks.")
    moment_of_truth: Prose | None = Field(None, description="Why a customer decides here to stay or to go.")
    touchpoints: Annotated[tuple[Ref, ...], To("touchpoint").many()] = Field((), description="Where customer and organisation meet.")
    findings: Annotated[tuple[Ref, ...], To("finding").many()] = Field((), description="What research showed here.")
    opportunities: Annotated[tuple[Ref, ...], To("opportunity").many()] = Field((), description="What could be better here.")
    actions: Annotated[tuple[Ref, ...], To("action").many()] = Field((), description="What is being done here.")
    metrics: Annotated[tuple[Ref, ...], To("metric").many()] = Field((), description="The figures that show this step.")
    frontstage: StepTexts = Field((), description="What staff do in sight.")
    backstage: StepTexts = Field((), description="What happens out of sight.")
    systems: StepTexts = Field((), description="The software and machines it needs.")
    duration: StepTexts = Field((), description="How long it takes.")
    images: Images = Field((), description="Files beside this one, each with what it shows.")
    links: WebLinks = Field((), description="Words and their address.")
    next: Annotated[tuple[Next, ...], Reader(_read_next, _ANY)] = Field((), description="A step, end, or condition: step.")
    journey: Annotated[Ref | None, To("journey").one()] = Field(None, description="The map of its own that this step opens into.")
    owner: Team = Field(None, description="The team that answers for this step.")
    evidence: EvidenceField = Field((), description="The research behind this step.")
    confidence: Confidence | None = Field(None, description="How sure we are: validated, reported or assumed.")
    status: Annotated[str, choice(*STEP_STATUSES)] = Field("", description="Progress: planned, parked or retired.")
    reason: Prose | None = Field(None, description="Why its status is what it is.")
    tags: Lines = Field((), description="Words to group things by.")
    own: Annotated[tuple[tuple[str, tuple[Text, ...]], ...], BeforeValidator(_read_own)] = ()
    """Texts in the site's own lanes, by lane."""

    @classmethod
    def hidden_fields(cls) -> frozenset[str]:
        return super().hidden_fields() | {"own"}

    @classmethod
    def own_fields(cls, reading: Reading) -> Iterable[str]:
        return reading.registries.own_lanes

    def emotion_of(self, persona: str) -> Any:
        """The emotion of a persona (its id as written), else everybody's, else None."""
        for felt in self.emotion:
            if felt.persona and felt.persona.text == persona:
                return felt.emotion
        return next((felt.emotion for felt in self.emotion if felt.persona is None), None)


class Stage(Step):
    """A phase of a journey. Without steps it is its own step."""

    steps: Annotated[tuple[Step, ...], Parts(Step).many()] = Field((), description="What the customer does, in order.")
    goal: Prose | None = Field(None, description="What the customer wants in this stage.")
    period: Annotated[str, choice("before", "during", "after")] = Field("", description="before, during or after the service itself.")

    @classmethod
    def leading_field(cls, value: Node) -> str:
        return "steps" if isinstance(value, SequenceNode) else "emotion"


@kind_of(
    "journey",
    "journeys",
    "Journey",
    "Journeys",
    "How customers get from a wish to a result, stage by stage.",
    icon="material/map-marker-path",
    facets=("group", "state", "owner", "personas", "tags"),
    listed=("state", "personas", "owner", "reviewed"),
    grouped="group",
    order=("state",),
)
class Journey(Entity):
    """One actor's way to a goal, as it is (current) or shall be (future)."""

    personas: Annotated[tuple[Ref, ...], To("persona").many()] = Field((), description="Who goes this way. The first is the primary one.")
    goal: Prose | None = Field(None, description="What the customer wants to have reached at the end.")
    scenario: Prose | None = Field(None, description="The situation in which it begins.")
    objectives: Annotated[tuple[Objective, ...], Parts(Objective).many()] = Field((), description="What this map is for.")
    out_of_scope: Proses = Field((), description="What was left out on purpose.")
    state: Annotated[str, choice("current", "future")] = Field("current", description="current: as it is. future: as it shall be.")
    reviewed: Day | None = Field(None, description="The day on which the owner last said that it is right.")
    review_every: Every | None = Field(None, description="How often it is to be reviewed: 6 months.")
    stakeholders: Annotated[
        tuple[Stake, ...], Reader(lambda node, reading: reading.many(node, _read_stake), one_or_many(_ANY), "words")
    ] = Field((), description="Teams that are concerned, each with what it needs.")
    champions: Proses = Field((), description="Who speaks for this journey, by role.")
    group: Line = Field("", description="The part of the organisation that it belongs to.")
    parent: Annotated[Ref | None, To("journey").one()] = Field(None, description="The wider journey that this one is a part of.")
    variant_of: Annotated[Ref | None, To("journey").one()] = Field(None, description="The journey that this one varies.")
    variant: Line = Field("", description="What the variant is called on the switch above the map.")
    stages: Annotated[tuple[Stage, ...], Parts(Stage).many()] = Field((), description="The phases, in order.")
    steps: Annotated[tuple[Step, ...], Parts(Step).many()] = Field((), description="The steps, where there are no stages.")
    arrows: Annotated[tuple[Arrow, ...], Reader(lambda node, reading: reading.many(node, _read_arrow), one_or_many(_ANY), "words")] = Field(
        (), description="step.lane -> step.lane: what passes."
    )
    reach: Count | None = Field(None, description="How many people go this way in a month.")

    @property
    def all_steps(self) -> Iterator[Step]:
        """Stages and steps in order, as written. They share one space of ids."""
        for stage in self.stages:
            yield stage
            yield from stage.steps
        yield from self.steps

    def settled(self, reading: Reading) -> Self:
        """Each stage and step gets its id: the one it is pinned to, the one it takes over, else the slug of its title."""
        taken: dict[str, Place] = {}
        if self.stages and self.steps:
            hint = "put each step under its stage; steps: is for a journey without stages"
            message = "stages: and steps: are both given, and nobody can tell in which stage the steps are"
            reading.diagnostics.append(Diagnostic(self.steps[0].at, "E016", message, hint))

        def named(step: Any) -> Any:
            found = slug(step.id) or slug(step.same) or slug(step.title)
            if not found:
                reading.diagnostics.append(Diagnostic(step.at, "E014", "this step has no title", "write what the customer does"))
            elif found in taken:
                hint = f"it stands on line {taken[found].line} already; give this one an id: of its own"
                reading.diagnostics.append(Diagnostic(step.at, "E113", f'two steps or stages have the id "{found}"', hint))
            taken.setdefault(found, step.at)
            update: dict[str, Any] = {"id": found}
            if isinstance(step, Stage) and step.steps:
                update["steps"] = tuple(named(inner) for inner in step.steps)
            return step.model_copy(update=update)

        return self.model_copy(
            update={"stages": tuple(named(stage) for stage in self.stages), "steps": tuple(named(step) for step in self.steps)}
        )
