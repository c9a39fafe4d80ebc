"""The small registries beside the kinds: lanes, names of emotions, channels and the glossary."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ..errors import Place

BUILT_IN_LANES = {
    "emotion": "Emotion",
    "doing": "Doing",
    "thinking": "Thinking",
    "feeling": "Feeling",
    "quotes": "Said",
    "touchpoints": "Touchpoints",
    "findings": "Findings",
    "opportunities": "Opportunities",
    "actions": "Actions",
    "metrics": "Metrics",
    "systems": "Systems",
    "duration": "Duration",
    "images": "Images",
    "frontstage": "Frontstage",
    "backstage": "Backstage",
}
"""Rows that every map has where a step fills them, from the top, with what they are called."""

BELOW_BY_DEFAULT = {"frontstage": "interaction", "backstage": "visibility"}


class Scale(Struct, frozen=True):
    """The numbers a site writes emotions in, mapped onto one axis from −2 to 2."""

    low: float = -2.0
    high: float = 2.0

    def level(self, value: float) -> float:
        return round((value - self.low) / (self.high - self.low) * 4 - 2, 3)


class Lane(Struct, frozen=True):
    """A row of the map. below: the line it is the first row under, "interaction", "visibility" or "".  team: a team's id, or ""."""

    id: str
    title: str
    below: str = ""
    team: str = ""
    summary: str = ""
    at: Place = Place("")


class Channel(Struct, frozen=True):
    """A way to meet. icon: one of the theme's (`material/store`), or ""."""

    id: str
    title: str
    icon: str = ""


class Term(Struct, frozen=True):
    """A word of the glossary. also: other spellings."""

    word: str
    meaning: str
    also: tuple[str, ...] = ()


class Registries(Struct, frozen=True):
    """All of them. emotions: names of points, already on the axis from −2 to 2."""

    lanes: tuple[Lane, ...] = tuple(Lane(key, title, BELOW_BY_DEFAULT.get(key, "")) for key, title in BUILT_IN_LANES.items())
    scale: Scale = Scale()
    emotions: dict[str, float] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()

    @property
    def own_lanes(self) -> tuple[str, ...]:
        return tuple(lane.id for lane in self.lanes if lane.id not in BUILT_IN_LANES)
