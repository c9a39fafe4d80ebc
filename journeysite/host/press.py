"""Prints pages as a newspaper is printed: the plate is cut once, and each copy gets its own words.

A theme's template costs milliseconds a page, and nearly all that it prints is the same on the next one. So it is rendered for a *probe* (see probe.py),
which stands for the page and notes down every question that the template asks of it. The print is cut at the tokens into a *plate*: pieces, and between
them slots with the expression that fills each. The questions with their answers are the way to that plate: as a template is a program, its first question
is always the same, its next depends on the answers so far, and so all plates of a template are the leaves of one tree. To print a page is to answer its
way down the tree and to join the pieces with its own words; where a branch is missing, a new plate is cut.

What does not come from the page is the same for all that share a tree: those that agree in depth, in their parent in the navigation, and in what plugins
gave to the template. Pages in the navigation are compared with its entries by the theme, so each of them is rendered by itself.

Nothing is taken on trust. The first pages are rendered the slow way too, and compared; a template that asks what cannot be shared, or asks each page for
something else, is left to the slow way altogether, with a hint that names the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import Environment, Template
from jinja2.defaults import DEFAULT_NAMESPACE

from .probe import Learner, attentive
from .questions import AskedOfEach, CannotShare, Expression, Record, answer
from .standins import Each

Context = Mapping[str, Any]

MANY_PLATES = 60
"""More plates than this are worth their cutting only if each prints several pages."""


@dataclass(frozen=True, slots=True)
class Plate:
    """pieces: what stands before, between and after the slots, one more than these.  slots: which of the reads fills each."""

    pieces: tuple[str, ...]
    slots: tuple[int, ...]
    reads: tuple[Callable[[Record], str], ...]
    learner: Learner

    def print(self, record: Record) -> str:
        words = [read(record) for read in self.reads]
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (words[slot], piece)
        return "".join(parts)


@dataclass(slots=True)
class Fork:
    """A question, and where each answer leads."""

    question: Expression
    ways: dict[Any, Fork | Plate] = field(default_factory=dict)


class Room(Protocol):
    """Where a press stands: what makes the theme's environment see tokens for what they are."""

    env: Environment

    def attending(self, learner: Learner) -> AbstractContextManager[None]: ...


class Press:
    """Prints one template for many records.

    name: the variable that the record has in it.  finish: what is done to what the template printed, whatever the record.
    """

    def __init__(self, room: Room, template: Template, name: str, finish: Callable[[str], str] = str) -> None:
        self.room, self.template, self.name, self.finish = room, template, name, finish
        self.printed = self.cut = self.compared = 0
        self.why_slow = ""
        self._trees: dict[Hashable, Fork | Plate] = {}

    def print(self, record: Record, context: Context, tree: Hashable = None) -> str:
        """context: what the template may read beside the record.  tree: equal for records for which all of that is the same."""
        plate = self._find(record, tree) or self._cut(record, context, tree)
        self.printed += 1
        return plate.print(record)

    def _find(self, record: Record, tree: Hashable) -> Plate | None:
        step = self._trees.get(tree)
        while isinstance(step, Fork):
            step = step.ways.get(answer(step.question.read(record)))
        return step

    def _cut(self, record: Record, context: Context, tree: Hashable) -> Plate:
        if self.cut >= MANY_PLATES and self.printed < 4 * self.cut:
            raise CannotShare(self._widest())
        try:
            learner, plate = self._learn(record, context, is_exact=False)
        except AskedOfEach:
            learner, plate = self._learn(record, context, is_exact=True)
        self.cut += 1
        asked = [(expression, said) for expression, said in learner.asked.values()]
        self._trees[tree] = _grow(self._trees.get(tree), asked, plate)
        return plate

    def _learn(self, record: Record, context: Context, is_exact: bool) -> tuple[Learner, Plate]:
        learner = Learner(record, self.name, is_exact)
        functions = {name: call for name, call in self.room.env.globals.items() if callable(call) and name not in DEFAULT_NAMESPACE}
        with self.room.attending(learner):
            attending = {name: attentive(name, call, learner) for name, call in functions.items()}
            template_context = self.template.new_context({**attending, **context, self.name: learner.probe()})
            printed = "".join(self.template.root_render_func(template_context))
        learner.close()
        return learner, _plate(self.finish(printed), learner)

    def _widest(self) -> str:
        """The question that is answered in the most ways."""
        forks = [fork for tree in self._trees.values() for fork in _forks(tree) if len(fork.ways) > 1]
        return max(forks, key=lambda fork: len(fork.ways)).question.words if forks else "what plugins give to each page"


def _grow(step: Fork | Plate | None, asked: list[tuple[Expression, Any]], plate: Plate) -> Fork | Plate:
    """The tree with the way to one more plate."""
    if not asked:
        return plate
    (question, said), *rest = asked
    if step is None:
        step = Fork(question)
    if isinstance(step, Plate) or step.question.words != question.words:
        raise CannotShare(f"{question.words} in another order each time")
    step.ways[said] = _grow(step.ways.get(said), rest, plate)
    return step


def _forks(step: Fork | Plate) -> Iterator[Fork]:
    if isinstance(step, Fork):
        yield step
        for way in step.ways.values():
            yield from _forks(way)


def _plate(printed: str, learner: Learner) -> Plate:
    """Cut a print at its tokens."""
    first, *rest = re.split(f"{learner.mark}([0-9]+)z", printed)
    numbers = [int(number) for number in rest[::2]]
    pieces = [first, *rest[1::2]]
    if any(learner.mark in piece.lower() for piece in pieces):
        raise CannotShare("a part of a text")
    eaches = {int(each.word.removeprefix(learner.mark).removesuffix("z")): each for each in learner.eaches}
    slots, kept, fills = [], [pieces[0]], []
    position = 0
    reads: dict[int, int] = {}
    while position < len(numbers):
        number, piece = numbers[position], pieces[position + 1]
        if number in eaches:
            # Two entries that stand for all, and what the template prints between any two of them.
            if numbers[position + 1 : position + 2] != [number + 1] or eaches[number].part is None or eaches[number + 1].part is None:
                raise AskedOfEach("its surroundings")
            fills.append(_listing(eaches[number], piece))
            reads[number] = len(fills) - 1
            position, piece = position + 1, pieces[position + 2]
        elif number not in reads:
            fills.append(_text(learner.slots[number]))
            reads[number] = len(fills) - 1
        slots.append(reads[number])
        kept.append(piece)
        position += 1
    return Plate(tuple(kept), tuple(slots), tuple(fills), learner)


def _text(expression: Expression) -> Callable[[Record], str]:
    read = expression.read

    def text(record: Record) -> str:
        value = read(record)
        if not isinstance(value, str):
            raise CannotShare(expression.words)
        return value

    return text


def _listing(each: Each, between: str) -> Callable[[Record], str]:
    """All entries of a list, each printed by the part of the theme that prints one."""
    press, context = each.part
    read = each._expression.read
    return lambda record: between.join(press.print(entry, context) for entry in read(record))
