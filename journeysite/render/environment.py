"""Jinja with five things taken out of its way: compiling our templates again, escaping the same words again, printing a card again, asking
views for what they have in two ways, and calling macros as if they could be anything.

None of them changes a byte of what is rendered.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from hashlib import sha256
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup, escape


def make_environment(ours: Path, overrides: tuple[Path, ...]) -> jinja2.Environment:
    """An environment over our templates. overrides: folders whose templates go before ours."""
    return _Environment(
        loader=FileSystemLoader([*overrides, ours]),
        # The bytecode of a site's own templates is not ours to write beside them.
        bytecode_cache=None if overrides else _bytecode_beside(ours),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class Once:
    """Prints a view that stands on many pages once: `{{ once(finding_card, card) }}`.

    Links are written from ROOT, so that one printing serves pages of every depth. Views are told apart by identity: only those that
    are remembered (model/remembered.py) are worth it.
    """

    def __init__(self) -> None:
        self._printed: dict[tuple[Any, ...], tuple[Markup, Any, Any]] = {}

    def __call__(self, macro: Any, view: Any, *how: Any) -> Markup:
        name = (id(macro), id(view), *how)
        held = self._printed.get(name)
        if held is None:
            held = self._printed[name] = (macro(view, *how), macro, view)
        return held[0]


# Escaping ------------------------------------------------------------------------------------------------------------


@lru_cache(2**15)
def _escaped(words: str) -> str:
    return str(escape(words))


def written(value: object) -> str:
    """A value as it stands in HTML. A template only joins it, so it need not be Markup; titles and addresses come again and again."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


# What templates are compiled to ----------------------------------------------------------------------------------------


class QuickMacro(Macro):
    """A macro whose arguments are all given in their order: nothing is left to sort out."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or self.caller or self.catch_varargs or len(args) != self._argument_count:
            return super().__call__(*args, **kwargs)
        # What a macro prints is escaped already.
        return str.__new__(Markup, self._func(*args))


class _Generator(CodeGenerator):
    """Templates that escape by `written`, read attributes of their views and nothing else, and call functions as Python does.

    Half of the time of a page went into making Markup that was joined at once, a sixth into looking for items by an attribute's name
    and for functions that want the context: views are structs, and none of our functions does.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(node, frame)
        # Last, so that it takes the place of Jinja's own: functions look a name up when they are called.
        self.writeline("from journeysite.render.environment import QuickMacro as Macro, written")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        # `self` has the blocks of a template as its items.
        if iskeyword(node.attr) or (isinstance(node.node, nodes.Name) and node.node.name == "self"):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class _Environment(jinja2.Environment):
    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, jinja2.Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Each page imports a dozen parts, none of which changes while the site is built."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found


# Bytecode ------------------------------------------------------------------------------------------------------------


def _bytecode_beside(folder: Path) -> FileSystemBytecodeCache | None:
    """Where Python keeps a module's bytecode, Jinja keeps a template's: beside it. Each holds the hash of its source.

    None where that folder cannot be written: then the templates are compiled for each build, in a third of a second.
    """
    folder_of_cache = folder / "__pycache__"
    try:
        folder_of_cache.mkdir(exist_ok=True)
    except OSError:
        return None
    # Jinja's own stamp knows its format and Python's version; ours is how this module compiles.
    return FileSystemBytecodeCache(str(folder_of_cache), f"%s.{_edition()}.pyc") if os.access(folder_of_cache, os.W_OK) else None


@cache
def _edition() -> str:
    return sha256(Path(__file__).read_bytes()).hexdigest()[:12]
