"""What telling the past needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from ..model.kind import Kind
from .axis import Axis
from .normal import Normal
from .past import Step

_USUAL = Axis()


def _keep(key: str, normal: Normal) -> Normal | None:
    return normal


@dataclass(frozen=True, slots=True)
class Proven:
    """A file as the build has read it, all of it and without fault. blob: its id.  key, title: of the entity in it."""

    blob: str
    key: str
    title: str
    data: bytes


@dataclass(frozen=True)
class Telling:
    """read: the bytes of an object id, None where they are not to be had.  formerly: former key to today's.  zone: in which days begin and end.

    redact: takes out of a normal form what must be forgotten.  forget: the same for a text, "" where nothing is left of it.
    axis: how emotions are written today.  silent: whether a commit is no news.  branch: what a merge brought in, commit by commit.
    proven: a file as it is today, where the build has read all of it; None for any other.
    files: the object ids of all files after a step.
    """

    kinds: Mapping[str, Kind]
    read: Callable[[str], bytes | None]
    formerly: Mapping[str, str]
    zone: tzinfo
    redact: Callable[[str, Normal], Normal | None] = _keep
    forget: Callable[[str], str] = lambda text: text
    axis: Axis = _USUAL
    silent: Callable[[Step], bool] = lambda step: False
    branch: Callable[[Step], tuple[Step, ...]] = lambda step: ()
    proven: Callable[[str], Proven | None] = lambda path: None
    files: Callable[[Step], Mapping[str, str]] = lambda step: {}
