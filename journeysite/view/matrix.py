"""Opportunities by impact and effort, drawn. The list below holds the same scores."""

from __future__ import annotations

from msgspec import Struct

from ..layout.matrix import Label, Matrix, matrix
from ..model import facts
from ..model.opportunity import Opportunity
from .here import Here
from .language import message
from .links import LinkTo
from .ordering import in_order

SHAPES = {
    "open": ("○", message("open")),
    "chosen": ("●", message("chosen")),
    "done": ("✓", message("done")),
    "parked": ("–", message("parked")),
    "rejected": ("×", message("rejected")),
}
"""Shapes tell how far an opportunity is where colour does not."""

MOST_UNWEIGHED = 20


class MatrixMark(Struct, frozen=True):
    """A name on the drawing. to: None for "and more".  label: where it stands.  shape, status: how far it is."""

    label: Label
    lines: tuple[tuple[float, str], ...]
    to: LinkTo | None
    shape: str
    status: str
    sentence: str


class MatrixChart(Struct, frozen=True):
    """legend: shapes with their words.  unweighed: those without one of the scores, and how many more of them there are, in words."""

    drawing: Matrix
    marks: tuple[MatrixMark, ...]
    legend: tuple[tuple[str, str], ...]
    unweighed: tuple[LinkTo, ...]
    more_unweighed: str
    sentence: str


def matrix_chart(here: Here) -> MatrixChart | None:
    site, language = here.site, here.language
    found = [each for each in in_order(here, site.kinds["opportunity"], site.of("opportunity")) if isinstance(each, Opportunity)]
    live = [each for each in found if each.archived is None]
    weighed = [(each, (each.impact, each.effort)) for each in live if each.impact is not None and each.effort is not None]
    if not weighed:
        return None
    scores = [(impact, effort) for _, (impact, effort) in weighed if impact is not None and effort is not None]
    things = [each for each, _ in weighed]
    drawing = matrix(scores, [each.title for each in things])
    unweighed = [LinkTo(each.title, here.href(each)) for each in live if each.impact is None or each.effort is None]
    statuses = {facts.opportunity_status(site, each) for each in things}
    left = max(0, len(unweighed) - MOST_UNWEIGHED)
    return MatrixChart(
        drawing=drawing,
        marks=tuple(_mark(here, label, things[label.index] if label.index is not None else None) for label in drawing.labels),
        legend=tuple((shape, language.say(words)) for status, (shape, words) in SHAPES.items() if status in statuses),
        unweighed=tuple(unweighed[:MOST_UNWEIGHED]),
        more_unweighed=language.count("and {count} more", "and {count} more", left) if left else "",
        sentence=language.count(
            "{count} opportunity by impact and effort; the list below has the same scores",
            "{count} opportunities by impact and effort; the list below has the same scores",
            len(things),
        ),
    )


def _mark(here: Here, label: Label, opportunity: Opportunity | None) -> MatrixMark:
    language = here.language
    if opportunity is None:
        words = language.count("and {count} more", "and {count} more", label.more)
        return MatrixMark(label, ((label.baselines[0], words),), None, "", "", words)
    status = facts.opportunity_status(here.site, opportunity)
    shape, words = SHAPES.get(status, SHAPES["open"])
    sentence = language.say(
        "{title}: impact {impact}, effort {effort}, {status}",
        title=opportunity.title,
        impact=language.number(opportunity.impact or 0),
        effort=language.number(opportunity.effort or 0),
        status=language.say(words),
    )
    lines = tuple(zip(label.baselines, label.lines, strict=True))
    return MatrixMark(label, lines, LinkTo(opportunity.title, here.href(opportunity)), shape, status, sentence)
