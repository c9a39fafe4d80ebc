"""How emotions and lanes were written at a point of the past. A change of how is no news in every step that is written so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..compiler.registries import decode_registries
from ..model.emotions import Emotion, parse_emotion
from ..model.kind import Kind
from ..model.registry import Registries, Scale
from ..source.tree import MemoryTree
from .normal import Normal

_USUAL = Scale()


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of emotions and the names of its points, each with its level on the axis from −2 to 2."""

    scale: Scale = _USUAL
    names: tuple[tuple[str, float], ...] = ()

    @property
    def words(self) -> str:
        return f"{self.scale.low:g}..{self.scale.high:g}"

    def retold(self, normal: Normal, today: Axis) -> Normal:
        """A normal form with its emotions as they would be written today. The same feeling is written in one way only: by its name where it has one."""
        if self == today and not self.names:
            return normal
        found: Normal = _retold(normal, self, today)
        return found

    def point(self, level: float) -> str:
        """A level as this axis writes it."""
        name = next((name for name, known in self.names if known == level), "")
        return name or f"{round(self.scale.low + (level + 2) / 4 * (self.scale.high - self.scale.low), 3):.12g}"

    def write(self, emotion: Emotion) -> str:
        if emotion.changes:
            return f"{self.point(emotion.start)} -> {self.point(emotion.end)}"
        return f"{self.point(emotion.low)}..{self.point(emotion.high)}" if emotion.is_range else self.point(emotion.level)


def axis_of(registries: Registries) -> Axis:
    return Axis(registries.scale, tuple(sorted(registries.emotions.items())))


def axis_from(data: bytes, kinds: Mapping[str, Kind]) -> Axis:
    """What an emotion.yml says; what is built in where it cannot be read."""
    return axis_of(decode_registries(MemoryTree({"emotion.yml": data}), kinds)[0])


def _retold(value: Any, then: Axis, today: Axis) -> Any:
    if isinstance(value, dict):
        return {
            key: _emotions(item, then, today) if key == "emotion" and isinstance(item, dict) else _retold(item, then, today)
            for key, item in value.items()
        }
    return [_retold(item, then, today) for item in value] if isinstance(value, list) else value


def _emotions(said: Mapping[str, Any], then: Axis, today: Axis) -> dict[str, Any]:
    names = dict(then.names)
    read = {key: parse_emotion(words, then.scale, names) if isinstance(words, str) else None for key, words in said.items()}
    return {key: words if (emotion := read[key]) is None else today.write(emotion) for key, words in said.items()}


def lanes_of(data: bytes | None, kinds: Mapping[str, Kind]) -> dict[str, str]:
    """The site's own lanes, id to title, in their order."""
    registries = decode_registries(MemoryTree({"lanes.yml": data}), kinds)[0] if data else Registries()
    own = set(registries.own_lanes)
    return {lane.id: lane.title for lane in registries.lanes if lane.id in own}


def renamed_lanes(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The new id of each lane that has another: known by its title, or by being the only one that went where one came."""
    gone, come = [id for id in old if id not in new], [id for id in new if id not in old]
    pairs = {was: now for was in gone for now in come if old[was].casefold() == new[now].casefold()}
    return pairs if pairs or len(gone) != 1 or len(come) != 1 else {gone[0]: come[0]}


def with_lanes(value: Any, lanes: Mapping[str, str]) -> Any:
    """A normal form with the fields of renamed lanes under their new names."""
    if not lanes:
        return value
    if isinstance(value, dict):
        return {lanes.get(key, key): with_lanes(item, lanes) for key, item in value.items()}
    return [with_lanes(item, lanes) for item in value] if isinstance(value, list) else value
