"""The kinds, in the order in which a site shows them. A new kind is its module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from .action import Action
from .finding import Finding
from .journey import Journey
from .kind import Entity, Kind
from .metric import Metric
from .note import Note
from .opportunity import Opportunity
from .path import Path
from .persona import Persona
from .research import Research
from .team import Team
from .touchpoint import Touchpoint

_MODELS: tuple[type[Entity], ...] = (
    Journey,
    Persona,
    Touchpoint,
    Finding,
    Opportunity,
    Action,
    Metric,
    Research,
    Team,
    Path,
    Note,
)

KINDS: Mapping[str, Kind] = {model.kind.name: model.kind for model in _MODELS}
