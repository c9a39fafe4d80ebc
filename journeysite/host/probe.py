"""What a template is shown in place of a page, to learn what it asks.

Everything that a template can read is an *expression* over the page, and every answer that it gets is one of three:

- a text becomes a *token*: a word that occurs nowhere else, so that it can be found again in what was printed and replaced by another page's text.
  What a filter or a method makes of a token is a token of its own, whose expression calls them on the real text;
- a part of the page (its file, its front matter, its contents list) becomes a *probe*, which is asked in the same way;
- anything else (nothing, yes or no, a number, a section of the navigation) is told as it is, and the question is noted down with its answer:
  what was printed holds only for pages that answer alike.

What can be neither (a token looked up in a table, a loop over all pages) raises CannotShare.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Any

from jinja2.runtime import Context

from .questions import AskedOfEach, CannotShare, Expression, Record, answer, has_parts, is_contents
from .standins import Each, Probe, ProbeList, Token, bears


class Learner:
    """Notes down what is asked of one record while a template prints it, and gives out the tokens.

    is_exact: whether a contents list is shown entry by entry, or as two entries that stand for all.
    """

    def __init__(self, record: Record, name: str, is_exact: bool) -> None:
        self.record, self.name, self.is_exact = record, name, is_exact
        self.mark = f"jy{token_hex(8)}x"
        self.asked: dict[str, tuple[Expression, Any]] = {}
        self.slots: list[Expression] = []
        self.eaches: list[Each] = []
        self._tokens: dict[str, Token] = {}
        self._known: list[Any] = []
        self._is_closed = False

    def probe(self) -> Probe:
        return Probe(self, Expression(self.name, lambda record: record), self.record)

    def close(self) -> None:
        """Whatever asks from now on has outlived the printing."""
        self._is_closed = True

    def look(self, expression: Expression) -> Any:
        """What a template is shown for an expression."""
        value = expression.read(self.record)
        self._note(expression, value)
        return self._shown(expression, value)

    def derive(self, name: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """What a template is shown for the result of a call with tokens among its arguments."""
        read_args = [self._reader(arg) for arg in args]
        read_kwargs = {key: self._reader(arg) for key, arg in kwargs.items()}
        words = ", ".join([self._words(arg) for arg in args] + [f"{key}={self._words(arg)}" for key, arg in kwargs.items()])

        def read(record: Record) -> Any:
            return call(*[read(record) for read in read_args], **{key: read(record) for key, read in read_kwargs.items()})

        expression = Expression(f"{name}({words})", read)
        value = read(self.record)
        # A call that made a text of one page's words makes one of another's; asking first would call it twice a page.
        if isinstance(value, str):
            return self._token(expression)
        self._note(expression, value)
        return self._shown(expression, value)

    def link(self, target: str) -> None:
        """Note what a relative link to a target depends on, apart from the page's depth: with which folders of it the page shares its beginning."""
        start = ""
        for part in posixpath.normpath(f"/{target}").strip("/").split("/"):
            start += f"{part}/"
            if not self.look(Expression(f"{self.name}.url under {start}", functools.partial(_is_under, start))):
                return

    def whole(self, text: str) -> Token:
        """One token for a text with tokens in it."""
        return self._token(Expression(self._words(text), self._reader(text)))

    def spelled(self, text: str) -> str:
        """A text with the record's own words in the place of tokens; a question, since it is to be read and not printed."""
        return str(self._pinned(Expression(f"{self._words(text)}", self._reader(text))))

    def _pinned(self, expression: Expression) -> Any:
        value = expression.read(self.record)
        self._note(Expression(f"exactly {expression.words}", lambda record: (expression.read(record),)), (value,))
        return value

    def _note(self, expression: Expression, value: Any) -> None:
        if self._is_closed:
            raise CannotShare(f"{expression.words}, kept from another page")
        if expression.words not in self.asked:
            # An object is known by its place in memory, which must not be given to another one.
            self._known.append(value)
            self.asked[expression.words] = (expression, answer(value))

    def _shown(self, expression: Expression, value: Any) -> Any:
        if isinstance(value, str):
            return self._token(expression)
        if is_contents(value):
            return ProbeList(self, expression, value)
        if has_parts(value):
            return Probe(self, expression, value)
        if isinstance(value, (set, frozenset)) or callable(value):
            raise CannotShare(expression.words)
        return value

    def _token(self, expression: Expression) -> Token:
        if self._is_closed:
            raise CannotShare(f"{expression.words}, kept from another page")
        if expression.words not in self._tokens:
            self._tokens[expression.words] = Token.stand_for(self, expression, f"{self.mark}{len(self.slots)}z")
            self.slots.append(expression)
        return self._tokens[expression.words]

    def each(self, expression: Expression) -> tuple[Each, Each]:
        """Two entries that stand for all of a list, so that what stands between two is seen as well."""
        number = len(self.slots)
        pair = (Each(self, expression, f"{self.mark}{number}z"), Each(self, expression, f"{self.mark}{number + 1}z"))
        self.slots += [expression, expression]
        self.eaches += pair
        return pair

    def _reader(self, arg: Any) -> Callable[[Record], Any]:
        if isinstance(arg, (Token, Probe, ProbeList)):
            return arg._expression.read
        if isinstance(arg, str) and self.mark in arg:
            first, pairs = self._cut(arg)
            return lambda record: first + "".join(f"{expression.read(record)}{text}" for expression, text in pairs)
        if isinstance(arg, (list, tuple)) and bears(arg):
            readers = [self._reader(item) for item in arg]
            return lambda record: type(arg)(read(record) for read in readers)
        if isinstance(arg, dict) and bears(arg):
            entries = [(self._reader(key), self._reader(item)) for key, item in arg.items()]
            return lambda record: {key(record): item(record) for key, item in entries}
        return lambda record: arg

    def _words(self, arg: Any) -> str:
        if isinstance(arg, (Token, Probe, ProbeList)):
            return arg._expression.words
        if isinstance(arg, str) and self.mark in arg:
            first, pairs = self._cut(arg)
            return repr(first) + "".join(f" ~ {expression.words} ~ {text!r}" for expression, text in pairs)
        return repr(arg)

    def _cut(self, text: str) -> tuple[str, list[tuple[Expression, str]]]:
        """What stands before the first token of a text, and each token's expression with what follows it."""
        first, *rest = text.split(self.mark)
        marked = [part.split("z", 1) for part in rest]
        if any(each.word in text for each in self.eaches):
            raise AskedOfEach("its text")
        return first, [(self.slots[int(number)], part) for number, part in marked]


def _is_under(start: str, page: Record) -> bool:
    return bool(page.url.startswith(start))


# Those that hand on what they get, and ask it in passing.
_HANDING_ON = {"d", "default", "attr"}


def attentive(name: str, call: Callable[..., Any], learner: Learner) -> Callable[..., Any]:
    """A filter, test or function of the environment that sees tokens for what they are."""

    @functools.wraps(call)
    def attend(*args: Any, **kwargs: Any) -> Any:
        context = next((arg for arg in args[:1] if isinstance(arg, Context)), None)
        given = args[1:] if context is not None else args
        if name in ("url", "script_tag") and context is not None:
            return _link(name, call, context, given, learner)
        if name == "first" and isinstance(args[-1], ProbeList):
            return args[-1].first()
        has_tokens = any(bears(arg) or (isinstance(arg, str) and learner.mark in arg) for arg in (*given, *kwargs.values()))
        if name in _HANDING_ON or not has_tokens:
            return call(*args, **kwargs)
        if context is not None:
            raise CannotShare(f"{name} of a page's words")
        return learner.derive(name, call, args, kwargs)

    return attend


def _link(name: str, call: Callable[..., Any], context: Context, given: tuple[Any, ...], learner: Learner) -> Any:
    if not isinstance(context["page"], Probe) or context["page"]._learner is not learner:
        raise CannotShare(f"a link from {learner.name}")
    base = context["base_url"]
    (target,) = given
    if bears(target) or learner.mark in str(target):
        return learner.derive(name, lambda page, target: call({"page": page, "base_url": base}, target), (context["page"], target), {})
    learner.link(str(target))
    return call({"page": learner.record, "base_url": base}, target)
