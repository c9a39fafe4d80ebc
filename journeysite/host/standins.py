"""What stands in a template for a page and its parts, while it is learned what the template asks."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from markupsafe import escape

from .questions import MISSING, AskedOfEach, CannotShare, Expression


class Learner(Protocol):
    """Whom stand-ins tell what they are asked: see probe.py."""

    is_exact: bool

    def look(self, expression: Expression) -> Any: ...

    def derive(self, name: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any: ...

    def whole(self, text: str) -> str: ...

    def each(self, expression: Expression) -> Iterable[Each]: ...


class Token(str):
    """A text that stands for what an expression reads from any page. Every method of `str` answers for the real text."""

    _learner: Learner
    _expression: Expression

    @classmethod
    def stand_for(cls, learner: Learner, expression: Expression, word: str) -> Token:
        token = cls(word)
        token._learner, token._expression = learner, expression
        return token

    def __str__(self) -> str:
        return self

    def __repr__(self) -> str:
        return f"Token({self._expression.words})"

    def __html__(self) -> str:
        # A plain text, which is not asked for its HTML once more.
        return str.__str__(self._learner.derive("escape", lambda text: str(escape(text)), (self,), {}))

    def __format__(self, spec: str) -> str:
        return str(self._learner.derive("format", format, (self, spec), {})) if spec else self

    def __bool__(self) -> bool:
        return bool(self._learner.derive("is", bool, (self,), {}))

    def __hash__(self) -> int:
        raise CannotShare(f"{self._expression.words} in a table")

    def __iter__(self) -> Iterator[str]:
        return iter(self._learner.derive("list", list, (self,), {}))

    def __add__(self, other: str) -> str:
        return self._learner.whole(str.__add__(self, other))

    def __radd__(self, other: str) -> str:
        return self._learner.whole(str.__add__(other, self))


_LEFT_TO_STR = {"__class__", "__getattribute__", "__getnewargs__", "__new__", "__sizeof__"}


def _answering(name: str) -> Callable[..., Any]:
    def method(text: str, *args: Any, **kwargs: Any) -> Any:
        # The text's own: one that is escaped already stays so.
        return getattr(text, name)(*args, **kwargs)

    @functools.wraps(getattr(str, name))
    def ask(self: Token, *args: Any, **kwargs: Any) -> Any:
        return self._learner.derive(name.strip("_"), method, (self, *args), kwargs)

    return ask


for _name in set(vars(str)) - set(vars(Token)) - _LEFT_TO_STR:
    if callable(getattr(str, _name)) and _name != "maketrans":
        setattr(Token, _name, _answering(_name))


class Probe:
    """Stands for a page, or for a part of one that has parts itself."""

    def __init__(self, learner: Learner, expression: Expression, value: Any) -> None:
        self._learner, self._expression, self._value = learner, expression, value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if isinstance(self._value, Mapping):
            if name in ("items", "keys", "values"):
                raise CannotShare(f"{self._expression.words}.{name}()")
            raise AttributeError(name)
        of = self._expression.read
        return self._found(
            Expression(f"{self._expression.words}.{name}", lambda record: getattr(of(record), name, MISSING)), AttributeError(name)
        )

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(self._value, Mapping):
            raise TypeError(key)
        of = self._expression.read
        return self._found(Expression(f"{self._expression.words}.{key}", lambda record: of(record).get(key, MISSING)), KeyError(key))

    def get(self, key: Any, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: Any) -> bool:
        return bool(self._learner.derive("contains", lambda value, key: key in value, (self, key), {}))

    def __bool__(self) -> bool:
        return bool(self._learner.derive("is", bool, (self,), {}))

    def __len__(self) -> int:
        return int(self._learner.derive("length", len, (self,), {}))

    def __iter__(self) -> Iterator[Any]:
        raise CannotShare(f"a loop over {self._expression.words}")

    def __str__(self) -> str:
        return str(self._learner.derive("string", str, (self,), {}))

    def _found(self, expression: Expression, otherwise: Exception) -> Any:
        found = self._learner.look(expression)
        if found is MISSING:
            raise otherwise
        return found


class ProbeList:
    """Stands for a contents list with something in it."""

    def __init__(self, learner: Learner, expression: Expression, value: Any) -> None:
        self._learner, self._expression, self._value = learner, expression, value

    def __bool__(self) -> bool:
        return bool(self._learner.derive("is", bool, (self,), {}))

    def __len__(self) -> int:
        return int(self._learner.derive("length", len, (self,), {}))

    def __getitem__(self, index: int) -> Any:
        of = self._expression.read
        return self._learner.look(Expression(f"{self._expression.words}[{index}]", lambda record: list(of(record))[index]))

    def __iter__(self) -> Iterator[Any]:
        if not self:
            return iter(())
        if self._learner.is_exact:
            return iter([self[index] for index in range(len(self))])
        return iter(self._learner.each(self._expression))

    def first(self) -> Any:
        return self[0] if self else None


class Each:
    """Any entry of a list. It can be handed on to a part of the theme, and not be asked."""

    def __init__(self, learner: Learner, expression: Expression, word: str) -> None:
        self._learner, self._expression, self.word = learner, expression, word
        self.part: Any = None

    def __getattr__(self, name: str) -> Any:
        raise AskedOfEach(name)

    def __getitem__(self, key: Any) -> Any:
        raise AskedOfEach(key)

    def __str__(self) -> str:
        raise AskedOfEach("itself")


class Kept:
    """Stands for something that belongs to all pages, and so to none."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _refuse(self, *args: Any) -> Any:
        raise CannotShare(self._name)

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __contains__ = __str__ = _refuse


def bears(value: Any) -> bool:
    """Whether there is a token or probe in a value."""
    if isinstance(value, (Token, Probe, ProbeList)):
        return True
    if isinstance(value, (list, tuple)):
        return any(bears(item) for item in value)
    return isinstance(value, dict) and any(bears(item) for pair in value.items() for item in pair)
