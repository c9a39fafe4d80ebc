"""Which lists are drawn as well: a kind's list may begin with a chart of all that is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from ..model.kind import Entity, Kind
from .board import Board, board
from .coverage import CoverageChart, coverage_chart
from .here import Here
from .links import LinkTo
from .matrix import MatrixChart, matrix_chart
from .meetings import PATH as MEETINGS
from .meetings import MeetingsLink, has_meetings, meetings_link
from .stages import PATH as STAGES
from .stages import StagesLink, stages_link

Facets = Callable[[Entity], str]
"""The values of an entity in the facets of its list, as a script reads them."""


class Chart(Struct, frozen=True):
    """form: which part of charts/ prints it.  is_whole: whether it shows all that the list does."""

    form: str
    view: Board | CoverageChart | MatrixChart | MeetingsLink | StagesLink
    is_whole: bool = False


_CHARTS: Mapping[str, tuple[str, Callable[[Here, Facets], Board | CoverageChart | MatrixChart | MeetingsLink | StagesLink | None]]] = {
    "journey": ("stages", lambda here, facets: stages_link(here)),
    "touchpoint": ("meetings", lambda here, facets: meetings_link(here)),
    "opportunity": ("matrix", lambda here, facets: matrix_chart(here)),
    "action": ("board", board),
    "research": ("coverage", lambda here, facets: coverage_chart(here)),
}


def chart_of(here: Here, kind: Kind, facets: Facets) -> Chart | None:
    """The chart of a kind's list; None where it has none, or where there is nothing to draw."""
    form, make = _CHARTS.get(kind.name, ("", None))
    view = make(here, facets) if make else None
    return Chart(form, view, is_whole=isinstance(view, Board) and view.is_whole) if view else None


def charts(here: Here, with_stages: bool) -> tuple[LinkTo, ...]:
    """Where the atlas is shown as a whole, for the home page. with_stages: whether that page does not show every map itself."""
    return tuple(_links(here, with_stages))


def _links(here: Here, with_stages: bool) -> Iterator[LinkTo]:
    say, site, addresses = here.language.say, here.site, here.addresses
    if with_stages:
        yield LinkTo(say("Every map, every stage"), addresses.href(STAGES))
    if has_meetings(here):
        yield LinkTo(say("Who meets whom"), addresses.href(MEETINGS))
    if "opportunity" in site.kinds and site.of("opportunity"):
        yield LinkTo(say("Impact and effort"), addresses.index(site.kinds["opportunity"]))
    if "action" in site.kinds and site.of("action"):
        yield LinkTo(say("What is being done"), addresses.index(site.kinds["action"]))
    if site.of("journey"):
        yield LinkTo(say("What the maps stand on"), addresses.href("health/index", "coverage"))
    yield LinkTo(say("Health of the atlas"), addresses.href("health/index"))
