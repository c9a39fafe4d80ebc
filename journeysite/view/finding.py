"""The page of a finding: how strong and how sure it is, why it is so, and what is done about it."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.finding import Finding
from ..model.texts import Text
from .cards import ActionCard, FindingCard, OpportunityCard, action_card, finding_card, opportunity_card
from .entity import Frame, frame_of
from .here import Here
from .language import message
from .sayings import Saying, saying, sayings

_FREQUENCIES = frozenset({message("low"), message("medium"), message("high")})
"""What a frequency may be called; any other words are the writer's own."""


class FindingPage(Struct, frozen=True):
    """frequency: "how often: weekly" or "".  status_words: what the status follows from."""

    frame: Frame
    card: FindingCard
    frequency: str
    cause: Saying | None
    effect: Saying | None
    quotes: tuple[Saying, ...]
    implications: tuple[Saying, ...]
    opportunities: tuple[OpportunityCard, ...]
    actions: tuple[ActionCard, ...]
    status_words: str


def finding_page(here: Here, finding: Finding) -> FindingPage:
    site = here.site
    actions, opportunities = facts.actions_for(site, finding), facts.opportunities_for(site, finding)
    status = facts.finding_status(site, finding)
    shown = frozenset({"type", "severity", "strength", "frequency", "cause", "effect", "quotes", "implications"})
    taken = frozenset(thing.key for thing in (*actions, *opportunities))
    return FindingPage(
        frame=frame_of(here, finding, status=status, is_claim=True, shown=shown, taken=taken),
        card=finding_card(here, finding),
        frequency=here.language.say("how often: {frequency}", frequency=_often(here, finding.frequency)) if finding.frequency else "",
        cause=_said(here, finding.cause),
        effect=_said(here, finding.effect),
        quotes=sayings(here, finding.quotes),
        implications=sayings(here, finding.implications),
        opportunities=tuple(opportunity_card(here, opportunity) for opportunity in opportunities),
        actions=tuple(action_card(here, action) for action in actions),
        status_words=_why(here, finding, len(actions), sum(action.status == "shipped" for action in actions)),
    )


def _often(here: Here, words: str) -> str:
    return here.language.say(words) if words in _FREQUENCIES else words


def _said(here: Here, text: Text | None) -> Saying | None:
    return saying(here, text) if text else None


def _why(here: Here, finding: Finding, actions: int, shipped: int) -> str:
    """Why it has this status, where nobody gave a reason."""
    language = here.language
    if finding.status:
        return language.say("as its owner says")
    if not actions:
        return language.say("no action answers it yet")
    if not shipped:
        return language.count("{count} action answers it, none shipped", "{count} actions answer it, none shipped", actions)
    return language.count(
        "{count} action answers it, {shipped} shipped",
        "{count} actions answer it, {shipped} shipped",
        actions,
        shipped=language.number(shipped),
    )
