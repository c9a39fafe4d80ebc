"""The page of a touchpoint: every step that uses it, how it feels there, and what is known about it."""

from __future__ import annotations

from msgspec import Struct

from ..model import facts
from ..model.finding import Finding
from ..model.touchpoint import Touchpoint
from .backlinks import sources
from .cards import FindingCard, finding_card
from .entity import Frame, frame_of
from .here import Here
from .places import MapPlace, places_of, steps_of_maps
from .shown import channel_title
from .step import MetricShown, metric_shown


class TouchpointPage(Struct, frozen=True):
    """count: "7 steps of 3 maps".  findings: about it, and at its steps, worst first."""

    frame: Frame
    channel: str
    channel_icon: str
    maps: tuple[MapPlace, ...]
    count: str
    findings: tuple[FindingCard, ...]
    metrics: tuple[MetricShown, ...]


def touchpoint_page(here: Here, touchpoint: Touchpoint) -> TouchpointPage:
    site = here.site
    spots = facts.places_of(site, touchpoint.key)
    channel = site.registries.channels.get(touchpoint.channel)
    maps = places_of(here, touchpoint.key, with_findings=True)
    about = sorted(
        (found for found in sources(here, touchpoint, "about") if isinstance(found, Finding)),
        key=lambda finding: (not finding.is_pain, -(finding.score or 0), finding.title.casefold()),
    )
    metrics = {metric.key: metric for spot in spots for metric in facts.metrics_at(site, spot.journey, spot.step)}
    steps = sum(len(place.steps) for place in maps)
    return TouchpointPage(
        frame=frame_of(
            here, touchpoint, shown=frozenset({"channel"}), taken=frozenset(finding.key for finding in about), with_places=False
        ),
        channel=channel_title(here, touchpoint.channel),
        channel_icon=channel.icon if channel else "",
        maps=maps,
        count=steps_of_maps(here, steps, len(maps)),
        findings=tuple(finding_card(here, finding) for finding in about),
        metrics=tuple(metric_shown(here, metric) for metric in metrics.values()),
    )
