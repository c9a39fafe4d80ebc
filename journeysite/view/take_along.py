"""A map as files to take along."""

from __future__ import annotations

from ..model.journey import Journey
from .here import Here
from .links import LinkTo


def poster_path(journey: Journey, format: str) -> str:
    """Where the poster of a map lies. format: svg, png or pdf."""
    return f"{journey.kind.folder}/{journey.id}/poster.{format}"


def take_along(here: Here, journey: Journey) -> tuple[LinkTo, ...]:
    """The map as files to take along; () where the site makes none."""
    say = here.language.say
    words = {"pdf": say("Poster to print"), "png": say("Picture for slides"), "svg": say("Poster to edit")}
    made = here.posters.get(journey.id, ())
    return tuple(LinkTo(words[one], here.addresses.file(poster_path(journey, one)), one.upper()) for one in words if one in made)
