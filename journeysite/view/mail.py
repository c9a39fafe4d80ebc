"""A prefilled mail to who answers for a thing, so that nobody has to explain which step is meant."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..model.journey import Journey
from ..model.kind import Entity
from ..model.refs import Key
from ..model.spots import Spot
from ..model.team import Team
from .here import Here
from .links import LinkTo


def mail_about(here: Here, entity: Entity, spots: Sequence[Spot]) -> LinkTo | None:
    """To the thing's owner, else to that of the step or map on which it stands first; None where that team has no mailbox.

    The subject names the map and the step beside the thing.
    """
    site, say = here.site, here.language.say
    spot = next((spot for spot in spots if spot.step), spots[0] if spots else None)
    journey = site.entities[Key("journey", spot.journey)] if spot else None
    step = site.flows[spot.journey].step(spot.step) if spot else None
    owners = (entity.owner, step.step.owner if step else None, journey.owner if isinstance(journey, Journey) else None)
    team = next((team for ref in owners if (team := site.find(ref))), None)
    if not isinstance(team, Team) or not team.mailbox:
        return None
    if journey and step:
        subject = say("{thing} ({map}: {step})", thing=entity.title, map=journey.title, step=step.title)
    else:
        subject = entity.title
    return LinkTo(say("Write to {team} about this", team=team.title), f"mailto:{quote(team.mailbox, safe='@')}?subject={quote(subject)}")
