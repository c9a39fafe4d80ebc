"""What follows from a frozen world is worked out once and kept with it: `@remembered` on a function of a world and things in it.

The world is the first argument, a `Site` or what a view stands on: frozen, with a `known` of its own, so that the memory goes when it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from .refs import Key


class World(Protocol):
    @property
    def known(self) -> dict[Any, Any]: ...


_World = TypeVar("_World", bound=World)
_Things = ParamSpec("_Things")
_Answer = TypeVar("_Answer")


def remembered(ask: Callable[Concatenate[_World, _Things], _Answer]) -> Callable[Concatenate[_World, _Things], _Answer]:
    """Ask once for the same things. Words and keys are the same by value, anything else by identity: to hash an entity is to read all of it."""

    @wraps(ask)
    def asked(world: _World, /, *things: _Things.args, **named: _Things.kwargs) -> _Answer:
        if named:
            return ask(world, *things, **named)
        known = world.known
        name = (ask, *[thing if type(thing) is str or type(thing) is Key else id(thing) for thing in things])
        held = known.get(name)
        if held is None:
            # The things are held with the answer, so that no later thing can have the same identity.
            held = known[name] = (ask(world, *things, **named), things)
        answer: _Answer = held[0]
        return answer

    return cast(Callable[Concatenate[_World, _Things], _Answer], asked)
