"""Jinja with three things taken out of its way: compiling our templates again, escaping the same words again, and printing a card again.

None of them changes a byte of what is rendered.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
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


class _Generator(CodeGenerator):
    """Templates that escape by `written`. Half of the time of a page went into making Markup that was joined at once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from journeysite.render.environment import written")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")


class _Environment(jinja2.Environment):
    code_generator_class = _Generator


# Bytecode ------------------------------------------------------------------------------------------------------------


def _bytecode_beside(folder: Path) -> FileSystemBytecodeCache | None:
    """Where Python keeps a module's bytecode, Jinja keeps a template's: beside it. Each holds the hash of its source.

    None where that folder cannot be written: then the templates are compiled for each build, in a third of a second.
    """
    cache = folder / "__pycache__"
    try:
        cache.mkdir(exist_ok=True)
    except OSError:
        return None
    # Jinja's own stamp knows its format and Python's version; ours is how `written` is put in.
    return FileSystemBytecodeCache(str(cache), "%s.journeysite-1.pyc") if os.access(cache, os.W_OK) else None
