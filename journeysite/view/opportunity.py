"""The page of an opportunity: what it would change, for how much work, and what it answers."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.finding import Finding
from ..model.opportunity import Opportunity
from .cards import ActionCard, FindingCard, action_card, finding_card
from .entity import Frame, frame_of
from .here import Here
from .naming import label
from .sayings import Saying, saying


class Meter(Struct, frozen=True):
    """A score of 1 to 5 as a bar. words: "4 of 5"."""

    label: str
    percent: float
    words: str


class OpportunityPage(Struct, frozen=True):
    frame: Frame
    meters: tuple[Meter, ...]
    hypothesis: Saying | None
    findings: tuple[FindingCard, ...]
    actions: tuple[ActionCard, ...]


def opportunity_page(here: Here, opportunity: Opportunity) -> OpportunityPage:
    actions = facts.actions_for(here.site, opportunity)
    answered = (here.site.find(ref) for ref in opportunity.answers)
    return OpportunityPage(
        frame=frame_of(
            here,
            opportunity,
            status=facts.opportunity_status(here.site, opportunity),
            shown=frozenset({"impact", "effort", "hypothesis", "answers"}),
            taken=frozenset(action.key for action in actions),
        ),
        meters=tuple(
            Meter(label(here.language, name), score * 20, here.language.say("{score} of 5", score=here.language.number(score)))
            for name, score in (("impact", opportunity.impact), ("effort", opportunity.effort))
            if score is not None
        ),
        hypothesis=saying(here, opportunity.hypothesis) if opportunity.hypothesis else None,
        findings=tuple(finding_card(here, finding) for finding in answered if isinstance(finding, Finding)),
        actions=tuple(action_card(here, action) for action in actions),
    )
