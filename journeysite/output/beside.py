"""A page for each map that varies another one: both beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.journey import Journey
from ..view.beside import beside_page
from ..view.beside_links import base_of, beside_path, beside_title
from .artifacts import Page
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[Page]:
    here = workshop.here
    for journey in workshop.site.of("journey"):
        base = base_of(here, journey) if isinstance(journey, Journey) else None
        if isinstance(journey, Journey) and base:
            title = beside_title(here, journey, base)
            description = here.language.say("Both maps on one axis, and what differs step by step.")
            yield Page(beside_path(journey), title, description, partial(_body, workshop, journey))


def _body(workshop: Workshop, journey: Journey) -> str:
    return workshop.renderer.page("beside.html", beside_page(workshop.here, journey), beside_path(journey))
