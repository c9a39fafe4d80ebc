"""What the poster of a map says. It is made from the facts, not from the page's view: a poster needs a tenth of that, and is made for many maps at once."""

from __future__ import annotations

from collections.abc import Iterable

from ..layout.canvas import Canvas
from ..layout.card import CardWords
from ..layout.curve import Track
from ..layout.poster import MOST_COLUMNS
from ..layout.poster_words import Card, Entry, Lane, Level, Low, PosterWords, Said, Stage, Step, Words
from ..model import facts
from ..model.action import Action
from ..model.emotions import Emotion
from ..model.finding import Finding
from ..model.flow import FlowStage, FlowStep
from ..model.journey import Journey
from ..model.kind import Entity
from ..model.registry import BUILT_IN_LANES
from ..model.texts import Text
from .cards import EffectLine, action_card, finding_card
from .curve import ticks
from .here import Here
from .naming import in_words, kind_title
from .search import plain
from .step import Walker, lane_title, told_first, walkers_of
from .trust import trust_of

_LEVELS = (2.0, 1.0, 0.0, -1.0, -2.0)

_ROLES = {"pain": "pain", "gain": "gain", "need": "need", "observation": "ink-soft"}

_FEWEST_STAGES = 3
"""A map of fewer says more by its steps, however many they are."""


def poster_words(here: Here, journey: Journey, site_title: str) -> PosterWords:
    """The map, step by step."""
    flow = here.site.flows[journey.id]
    walkers = walkers_of(here, journey)
    say = here.language.say
    return PosterWords(
        title=journey.title,
        above=_above(here, journey),
        summary=_told(here, journey.summary),
        notice=_notice(here, journey),
        trust=_trust(here, journey),
        stages=tuple(
            Stage(stage.title, in_words(here.language, stage.stage.period) if stage.stage else "", len(stage.steps))
            for stage in flow.stages
        ),
        steps=tuple(Step(step.title, f"★ {say('Moment of truth')}" if step.step.moment_of_truth else "") for step in flow.steps),
        steps_title=say("Steps"),
        emotion_title=_lane_title(here, "emotion"),
        tracks=_tracks(here, journey, walkers),
        levels=_levels(here),
        low=_low(here, journey, walkers),
        lanes=tuple(lane for lane in _lanes(here, journey) if any(lane.cells)),
        known=say("from evidence"),
        judged=say("judged"),
        more=say("+{count} more"),
        foot=say("{site} · as of {day}", site=site_title, day=here.language.day(here.site.today))
        if site_title
        else here.language.day(here.site.today),
        address=here.addresses.absolute(here.href(journey)),
        text=_sentence(here, journey, walkers),
        lang=journey.lang or here.language.code,
    )


def brief_words(here: Here, journey: Journey, words: PosterWords) -> PosterWords | None:
    """The map by stage; None where its steps fit on one sheet, or its stages are too few or too many to be told by."""
    flow = here.site.flows[journey.id]
    if words.columns <= MOST_COLUMNS or not _FEWEST_STAGES <= len(flow.stages) <= MOST_COLUMNS:
        return None
    say = here.language.say
    felt = tuple(_span(stage) for stage in flow.stages)
    lanes = (
        Lane(say("Range"), "", tuple(_range_words(here, emotion) for emotion in felt)),
        Lane(say("Worst step"), "", tuple(_worst(here, stage) for stage in flow.stages)),
        Lane(_lane_title(here, "findings"), "", tuple(_strongest(here, journey, stage) for stage in flow.stages)),
    )
    steps = tuple(Step(stage.title, here.language.count("{count} step", "{count} steps", len(stage.steps))) for stage in flow.stages)
    return PosterWords(
        **{
            **{name: getattr(words, name) for name in PosterWords.__struct_fields__},
            "stages": (Stage("", "", len(steps)),),
            "steps": steps,
            "steps_title": say("Stages"),
            "tracks": (Track(say("best to worst, and the mean"), felt, ("known",) * len(steps)),),
            "low": None,
            "lanes": tuple(lane for lane in lanes if any(lane.cells)),
            "known": "",
            "judged": "",
        }
    )


def card_words(here: Here, entity: Entity, site_title: str) -> CardWords:
    """What the card of a thing's page says."""
    tracks = _tracks(here, entity, walkers_of(here, entity)) if isinstance(entity, Journey) else ()
    kind = kind_title(here.language, entity.kind)
    return CardWords(site_title, kind, entity.title, _told(here, entity.summary), tracks, here.language.code)


def _told(here: Here, text: Text | None) -> str:
    """A text without its markup, ending as it was written."""
    if text is None:
        return ""
    words = plain(here, [text.source])
    return words if text.source.rstrip().endswith((".", ":")) else words.removesuffix(".")


def _above(here: Here, journey: Journey) -> str:
    parent = here.site.find(journey.parent)
    return " › ".join(words for words in (journey.group, parent.title if parent and not parent.draft else "") if words)


def _notice(here: Here, journey: Journey) -> str:
    say = here.language.say
    if journey.archived is not None:
        return f"{say('Archived. This map no longer holds.')} {_told(here, journey.archived)}".strip()
    return say("How it could be. Nobody has gone this way yet.") if journey.state == "future" else ""


def _trust(here: Here, journey: Journey) -> tuple[Said, ...]:
    trust, say = trust_of(here, journey), here.language.say
    if trust.overdue_since:
        review = Said(f"! {say('Review overdue since {day}', day=trust.overdue_since)}", "warn")
    elif trust.reviewed and trust.due:
        review = Said(f"✓ {say('Reviewed {day}, next {next}', day=trust.reviewed, next=trust.due)}")
    else:
        review = Said(f"✓ {say('Reviewed {day}', day=trust.reviewed)}") if trust.reviewed else Said(f"! {say('Never reviewed')}", "warn")
    changes = here.language.count("{count} change since the review", "{count} changes since the review", trust.changes)
    owner = say("Owner {owner}", owner=trust.owner.title) if trust.owner else say("Owner: nobody")
    steps = here.language.count(
        "Evidence for {own} of {count} step", "Evidence for {own} of {count} steps", trust.steps, own=str(trust.own)
    )
    studies = here.language.count("{count} study", "{count} studies", trust.studies)
    said = [Said(trust.state, "ink"), review]
    said += [Said(changes)] if trust.changes and trust.reviewed else []
    said += [Said(owner, "ink-soft" if trust.owner else "warn"), Said(steps)]
    return (*said, Said(studies)) if trust.studies else tuple(said)


# The curve -----------------------------------------------------------------------------------------------------------


def _tracks(here: Here, journey: Journey, walkers: tuple[Walker, ...]) -> tuple[Track, ...]:
    steps = here.site.flows[journey.id].steps
    sure = tuple(_sureness(here, journey, step) for step in steps)
    tracks = (Track(w.title, tuple(facts.emotion_of(here.site, step.step, w.id) for step in steps), sure) for w in walkers)
    found = tuple(tracks)
    return found if any(felt for track in found for felt in track.felt) else ()


def _sureness(here: Here, journey: Journey, step: FlowStep) -> str:
    found = facts.confidence_of_step(here.site, journey.id, step.id)
    return "judged" if found.inherited or found.word == "assumed" else "known"


def _levels(here: Here) -> tuple[Level, ...]:
    return tuple(Level(level, tick.number, tick.words) for level, tick in zip(_LEVELS, ticks(here, Canvas(1)), strict=True))


def _low(here: Here, journey: Journey, walkers: tuple[Walker, ...]) -> Low | None:
    low = facts.lowest_point(here.site, journey.id)
    steps = here.site.flows[journey.id].steps
    column = next((column for column, step in enumerate(steps) if low and step.id == low.step), None)
    if low is None or column is None:
        return None
    who = here.site.get("persona", low.persona) if low.persona else None
    slots = tuple(walker.slot for walker in walkers if low.persona in ("", walker.id))
    head = here.language.say("Lowest point {level}", level=here.language.signed(low.level))
    return Low(column, slots, head, who.title if who else "", _words_at(here, steps[column], low.persona))


def _words_at(here: Here, step: FlowStep, persona: str) -> str:
    """What is thought there by the one who feels worst, else said, else felt."""
    for lane in ("thinking", "quotes", "feeling"):
        texts: tuple[Text, ...] = getattr(step.step, lane)
        owners = [(text, found.id if (found := here.site.find(text.persona)) else "") for text in texts]
        own = [text for text, owner in owners if owner == persona] or [text for text, owner in owners if not owner or not persona]
        if own:
            words = _told(here, own[0])
            return words if lane == "feeling" else f"“{words}”"
    return ""


def _sentence(here: Here, journey: Journey, walkers: tuple[Walker, ...]) -> str:
    low = facts.lowest_point(here.site, journey.id)
    step = here.site.flows[journey.id].step(low.step) if low else None
    say = here.language.say
    names = ", ".join(walker.title for walker in walkers)
    said = say("Customer journey map of “{map}”, for {personas}.", map=journey.title, personas=names)
    if low is None or step is None:
        return said
    return f"{said} {say('Lowest point: {step}, {level}.', step=step.title, level=here.language.signed(low.level))}"


# Lanes ---------------------------------------------------------------------------------------------------------------


def _lanes(here: Here, journey: Journey) -> Iterable[Lane]:
    site, steps = here.site, here.site.flows[journey.id].steps
    say = here.language.say
    thoughts = "thinking" if any(step.step.thinking for step in steps) else "quotes"
    yield Lane(_lane_title(here, "touchpoints"), "", tuple(_touchpoints(here, step) for step in steps))
    yield Lane(_lane_title(here, thoughts), "", tuple(_thoughts(here, getattr(step.step, thoughts)) for step in steps))
    findings = tuple(_findings(here, facts.findings_at(site, journey.id, step.id)) for step in steps)
    yield Lane(_lane_title(here, "findings"), say("how strong, on what evidence"), findings)
    actions = tuple(_actions(here, facts.actions_at(site, journey.id, step.id)) for step in steps)
    yield Lane(_lane_title(here, "actions"), say("status and effect"), actions)


def _lane_title(here: Here, name: str) -> str:
    """What the site calls a lane, else its own name in the language of the site."""
    lane = next((lane for lane in here.site.registries.lanes if lane.id == name), None)
    return lane_title(here, lane) if lane else here.language.say(BUILT_IN_LANES[name])


def _touchpoints(here: Here, step: FlowStep) -> tuple[Entry, ...]:
    found = (here.site.find(ref) for ref in step.step.touchpoints)
    return tuple(Words(entity.title) for entity in found if entity and not entity.draft)


def _thoughts(here: Here, texts: tuple[Text, ...]) -> tuple[Entry, ...]:
    return tuple(Words(f"“{words}”", is_thought=True) for text in texts if (words := _told(here, text)))


def _findings(here: Here, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    live = [finding for finding in findings if not finding.draft and finding.archived is None]
    cards = []
    for finding in sorted(live, key=lambda finding: (not finding.is_pain, -(finding.score or 0))):
        card = finding_card(here, finding)
        if card.status != "withdrawn":
            status = f"· {card.status_word}" if card.status_word else ""
            head = " ".join(part for part in (card.shape, card.word, card.score, status) if part)
            cards.append(Card(head, card.title, card.evidence, _ROLES.get(card.type, "ink-soft"), is_boxed=True))
    return tuple(cards)


def _actions(here: Here, actions: Iterable[Action]) -> tuple[Entry, ...]:
    cards = []
    for action in sorted((action for action in actions if not action.draft and action.archived is None), key=told_first):
        card = action_card(here, action)
        note = _effect(here, card.effects[0]) if card.effects else card.owner.title if card.owner else ""
        cards.append(Card(card.when, card.title, note, "ink", is_boxed=False))
    return tuple(cards)


def _effect(here: Here, effect: EffectLine) -> str:
    change = f"{effect.change} ✓" if effect.reached else effect.change
    return " ".join(
        part for part in (f"{effect.metric.title}:", f"{change}," if change and effect.target else change, effect.target) if part
    )


# By stage ------------------------------------------------------------------------------------------------------------


def _span(stage: FlowStage) -> Emotion | None:
    """From the worst to the best of a stage, with its middle."""
    felt = [felt.emotion for step in stage.steps for felt in step.step.emotion]
    if not felt:
        return None
    low, high = min(emotion.low for emotion in felt), max(emotion.high for emotion in felt)
    mean = sum(emotion.level for emotion in felt) / len(felt)
    return Emotion(mean, mean, low, high)


def _range_words(here: Here, emotion: Emotion | None) -> tuple[Entry, ...]:
    if emotion is None:
        return ()
    low, high = here.language.signed(emotion.low), here.language.signed(emotion.high)
    return (Words(low if low == high else here.language.say("{low} to {high}", low=low, high=high)),)


def _worst(here: Here, stage: FlowStage) -> tuple[Entry, ...]:
    felt = [(felt.emotion.low, number, step) for number, step in enumerate(stage.steps) for felt in step.step.emotion]
    if not felt:
        return ()
    level, _, step = min(felt, key=lambda found: found[:2])
    words = _words_at(here, step, "")
    return (Words(f"{step.title} {here.language.signed(level)}"), *((Words(words, is_thought=True),) if words else ()))


def _strongest(here: Here, journey: Journey, stage: FlowStage) -> tuple[Entry, ...]:
    found = {finding.key: finding for step in stage.steps for finding in facts.findings_at(here.site, journey.id, step.id)}
    return _findings(here, found.values())
