"""Emotions on one axis from −2 to 2, in every form in which they are written."""

from __future__ import annotations

import re

from msgspec import Struct
from yaml.nodes import Node, ScalarNode

from .reading import Fault, Reading, describe, did_you_mean, read_line, shorten
from .registry import Scale
from .values import NUMBER, number


class Emotion(Struct, frozen=True):
    """How a step feels, on the axis from −2 to 2.

    start, end: equal unless it changes within the step.  low, high: equal unless it may be anywhere between.
    name: the named point, where one was written.
    """

    start: float
    end: float
    low: float
    high: float
    name: str = ""

    @property
    def level(self) -> float:
        """One number for it: the middle."""
        return (self.low + self.high) / 2

    @property
    def changes(self) -> bool:
        return self.start != self.end

    @property
    def is_range(self) -> bool:
        return not self.changes and self.low != self.high


def parse_emotion(text: str, scale: Scale, names: dict[str, float]) -> Emotion | None:
    """A number, `a -> b`, `a..b` or named points for either. None where it is none of these or off the scale."""

    def point(said: str) -> float | None:
        said = said.strip()
        if said in names:
            return names[said]
        try:
            value = number(said)
        except ValueError:
            return None
        return scale.level(value) if scale.low <= value <= scale.high else None

    for arrow in ("->", "→"):
        if arrow in text:
            start, end = (point(part) for part in text.split(arrow, 1))
            return None if start is None or end is None else Emotion(start, end, min(start, end), max(start, end))
    if ".." in text:
        low, high = (point(part) for part in text.split("..", 1))
        return None if low is None or high is None else Emotion((low + high) / 2, (low + high) / 2, min(low, high), max(low, high))
    value = point(text)
    return None if value is None else Emotion(value, value, value, value, text.strip() if text.strip() in names else "")


def read_emotion(node: Node, reading: Reading) -> Emotion:
    said = read_line(node, reading) if isinstance(node, ScalarNode) else ""
    if not isinstance(node, ScalarNode):
        raise Fault(node, "E020", f"expected an emotion, found {describe(node)}", "write a number, such as -1.5, or one a persona")
    scale, names = reading.registries.scale, reading.registries.emotions
    emotion = parse_emotion(said, scale, names)
    if emotion is None:
        low, high = f"{scale.low:g}", f"{scale.high:g}"
        if re.search(NUMBER, said):
            raise Fault(
                node,
                "E021",
                f'"{shorten(said)}" is not an emotion from {low} to {high}',
                "write a number, 1 -> -1 (from, to) or -1..1 (between)",
            )
        hint = (
            did_you_mean(said, names)
            or f"write a number from {low} (worst) to {high} (best); names for points of the scale stand in emotion.yml"
        )
        raise Fault(node, "E020", f'"{shorten(said)}" is not an emotion', hint)
    return emotion
