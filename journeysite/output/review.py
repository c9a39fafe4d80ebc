"""A change before it is published, as text, Markdown for a comment, JSON, or a page of HTML with the maps marked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import asdict

from ..errors import Diagnostic
from ..render.templates import Renderer
from ..view.marked_map import CurveChange
from ..view.review import Question, Review
from .digest import item_lines, item_object
from .markdown import escaped, linked, table
from .plain import unmarked

MARKER = "<!-- journeysite: what this changes in the maps -->"
"""The first line of the comment, by which the next run finds it."""

MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 in a comment."""

MOST_CURVE_ROWS = 30

MOST_BROKEN = 20


def text(review: Review, renderer: Renderer) -> str:
    """For a terminal."""
    return unmarked("\n".join(_text_lines(review)).rstrip() + "\n")


def _text_lines(review: Review) -> Iterator[str]:
    say = review.language.say
    yield f"{review.base} → {review.head}: {review.count}"
    for item in review.items:
        yield from ("", item.name)
        for line in item.lines:
            yield f"  {line.where}: {line.text}" if line.where else f"  {line.text}"
        yield from (f"  {words}" for words in (item.more, item.wording) if words)
        if item.reason:
            yield f"  {say('why: {reason}', reason=item.reason)}"
    yield from (f"\n{say('No longer published: {thing}', thing=title)}" for title in review.withdrawn)
    if review.questions:
        yield from ("", say("No reason was given:"))
        yield from (f"  {_question(question)}" for question in review.questions)
        yield f"  {_how(review)}"
    if review.broken:
        yield from ("", say("What it breaks:"))
        yield from (f"  {line}" for diagnostic in review.broken for line in str(diagnostic).splitlines())
    yield from (f"\n{words}" for words in (review.right,) if words)
    yield from (f"\n{diagnostic}" for diagnostic in review.unread)


def _question(question: Question) -> str:
    return f"{question.title}: {question.text}"


def _how(review: Review) -> str:
    return review.language.say("Say it in a line “Change-note: …” at the end of a commit message, or in a note about it")


# Markdown ------------------------------------------------------------------------------------------------------------


def markdown(review: Review, renderer: Renderer) -> str:
    """For one comment. What would not fit is left out from the end, and said to be."""
    lines: list[str] = []
    size = 0
    for line in _markdown_lines(review):
        size += len(line) + 1
        if size > MOST_CHARACTERS:
            lines += ["", escaped(review.language.say("The rest did not fit: journeysite diff shows all of it"))]
            break
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def _markdown_lines(review: Review) -> Iterator[str]:
    say = review.language.say
    yield from (MARKER, f"### {escaped(say('What this changes in the maps'))}", "")
    if not review.items and not review.withdrawn:
        yield escaped(say("Nothing that a reader of the maps would notice."))
    for item in review.items:
        yield f"- **{linked(item.name, item.href)}**"
        yield from (f"  - {line}" for line in item_lines(item, review.language))
    yield from (f"- {escaped(say('No longer published: {thing}', thing=title))}" for title in review.withdrawn)
    yield from _curve_table(review)
    if review.questions:
        yield from ("", f"#### {escaped(say('No reason was given:'))}", "")
        yield from (f"- **{escaped(question.title)}**: {escaped(question.text)}" for question in review.questions)
        yield from ("", f"{escaped(_how(review))}.")
    if review.broken:
        yield from ("", f"#### {escaped(say('What it breaks:'))}", "")
        yield from (f"- {_broken(diagnostic)}" for diagnostic in review.broken[:MOST_BROKEN])
        if len(review.broken) > MOST_BROKEN:
            yield f"- {escaped(_more(review, len(review.broken) - MOST_BROKEN))}"
    if review.right:
        yield from ("", escaped(review.right))
    if review.unread:
        yield ""
        yield from (f"- {_broken(diagnostic)}" for diagnostic in review.unread)


def _curve_table(review: Review) -> Iterator[str]:
    if not review.curves:
        return
    say = review.language.say
    head = tuple(escaped(words) for words in (say("Map"), say("Step"), say("Who"), say("was"), say("is")))
    shown = review.curves[:MOST_CURVE_ROWS]
    yield from ("", f"#### {escaped(say('The curves'))}", "")
    yield from table(head, [_curve_cells(change, say("everybody")) for change in shown])
    if len(review.curves) > len(shown):
        yield from ("", escaped(_more(review, len(review.curves) - len(shown))))


def _more(review: Review, count: int) -> str:
    return review.language.count("and {count} more", "and {count} more", count)


def _curve_cells(change: CurveChange, everybody: str) -> tuple[str, ...]:
    return tuple(escaped(words) for words in (change.map, change.where, change.persona or everybody, change.was, change.now))


def _broken(diagnostic: Diagnostic) -> str:
    hint = f"<br>{escaped(diagnostic.hint)}" if diagnostic.hint else ""
    return f"{escaped(str(diagnostic.at))} {escaped(diagnostic.code)} {escaped(diagnostic.message)}{hint}"


# HTML and JSON -------------------------------------------------------------------------------------------------------


def html(review: Review, renderer: Renderer) -> str:
    """A page that stands alone: the sentences, and each map with what changes on it marked."""
    return renderer.environment.get_template("review.html").render(view=review)


def as_json(review: Review, renderer: Renderer) -> str:
    """For programs."""
    said = {
        "base": review.base,
        "head": review.head,
        "changes": [item_object(item) for item in review.items],
        "withdrawn": review.withdrawn,
        "curves": [asdict(change) for change in review.curves],
        "questions": [asdict(question) for question in review.questions],
        "breaks": [_object(diagnostic) for diagnostic in review.broken],
        "unread": [_object(diagnostic) for diagnostic in review.unread],
    }
    return unmarked(json.dumps(said, ensure_ascii=False, indent=2)) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    place = {"path": diagnostic.at.path, "line": diagnostic.at.line, "column": diagnostic.at.column}
    return place | {"severity": diagnostic.severity.word, "code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint}


REVIEWS: Mapping[str, Callable[[Review, Renderer], str]] = {"text": text, "markdown": markdown, "html": html, "json": as_json}
