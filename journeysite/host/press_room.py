"""Where pages are printed: between MkDocs, which asks its environment for a template, and the template, which asks it for filters and parts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateError

from .press import Press
from .probe import Learner, attentive
from .questions import CannotShare
from .standins import Each, Kept, Probe, ProbeList

COMPARED = 10
"""So many pages are rendered the slow way too. A template that compares what it put together from two texts shows itself on the second page."""


class PressRoom:
    """Stands between MkDocs and its Jinja environment: pages that can be printed are, everything else goes the way it always went.

    is_ours: which pages can be printed.  finish: what is done to the HTML of ours, printed or rendered.  hint: where to say what is slow, and why.
    is_on: whether to print at all.
    """

    def __init__(
        self,
        env: Environment,
        is_ours: Callable[[Any], bool],
        finish: Callable[[str], str],
        hint: Callable[[str], None],
        is_on: bool = True,
    ) -> None:
        self.env, self.is_ours, self.finish, self.hint, self.is_on = env, is_ours, finish, hint, is_on
        self.presses: dict[str, Press] = {}
        self._load = env.get_template
        self._learner: Learner | None = None
        self._in_navigation: tuple[Any, frozenset[int]] = (None, frozenset())
        env.get_template = self.get_template  # type: ignore[method-assign]
        env.code_generator_class = Generator
        env.whole = self.whole  # type: ignore[attr-defined]

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        """What MkDocs asks for by itself is a page's template; what has a parent is a part that a template asks for."""
        learner = self._learner
        if learner is not None and isinstance(name, str) and learner.mark in name:
            name = learner.spelled(name)
        template = self._load(name, parent, globals)
        if learner is not None:
            return Part(template, self)
        return template if parent is not None else PageTemplate(template, self)

    def whole(self, value: Any) -> Any:
        """What a template put together, as one token where there is any in it: it may be compared or cut before it is printed."""
        learner = self._learner
        return learner.whole(value) if learner is not None and type(value) is str and learner.mark in value else value

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """The page's HTML, equal to the template's own in every byte."""
        page = context.get("page")
        if page is None or not self.is_ours(page):
            return template.render(context)
        name = template.name or ""
        if name not in self.presses:
            self.presses[name] = Press(self, template, "page", self.finish)
        press = self.presses[name]
        if not self.is_on or press.why_slow or id(page) in self._pages_of(context["nav"]):
            return self.finish(template.render(context))
        try:
            html = press.print(page, _shared(context), _tree(context, page))
        except (CannotShare, TemplateError) as error:
            return self._give_up(press, template, context, str(error))
        if press.compared < COMPARED and press.compared < press.printed:
            press.compared += 1
            slow = self.finish(template.render(context))
            if slow != html:
                return self._give_up(press, template, context, "more than could be seen")
        return html

    def _give_up(self, press: Press, template: Template, context: dict[str, Any], why: str) -> str:
        # An error of the template's own is met again here, and told by MkDocs.
        html = self.finish(template.render(context))
        press.why_slow = why
        self.hint(f"{template.name} is rendered for each page by itself, which is slow: it asks for {why}.")
        return html

    def _pages_of(self, nav: Any) -> frozenset[int]:
        known, pages = self._in_navigation
        if known is not nav:
            pages = frozenset(id(page) for page in nav.pages)
            self._in_navigation = (nav, pages)
        return pages

    @contextmanager
    def attending(self, learner: Learner) -> Iterator[None]:
        """While a template prints, its filters and tests see tokens, and the parts that it includes see entries that stand for all."""
        env, outer = self.env, self._learner
        before = env.filters, env.tests
        self._learner = learner
        filters: Mapping[str, Any] = env.filters
        tests: Mapping[str, Any] = env.tests
        env.filters = {name: attentive(name, call, learner) for name, call in filters.items()}
        env.tests = {name: attentive(name, call, learner) for name, call in tests.items()}
        try:
            yield
        finally:
            env.filters, env.tests = before
            self._learner = outer


class Generator(CodeGenerator):
    """Compiles templates so that every text they put together goes through `PressRoom.whole`."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.whole(")
        super().visit_Concat(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.write("environment.whole(")
        super().visit_Call(node, frame, forward_caller=forward_caller)
        self.write(")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        for block in node.find_all(nodes.AssignBlock):
            # A filter that changes nothing, and that sees what was put together as every filter does.
            block.filter = block.filter or nodes.Filter(None, "string", [], [], None, None)
        super().visit_Template(node, frame)


class PageTemplate:
    """A template as MkDocs and its plugins know it, except for how it is rendered."""

    def __init__(self, template: Template, room: PressRoom) -> None:
        self._template, self._room = template, room

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, *args: Any, **kwargs: Any) -> str:
        return self._room.render(self._template, dict(*args, **kwargs))


class Part:
    """A template that another one includes while it is being learned. An entry that stands for all is left open in it."""

    def __init__(self, template: Template, room: PressRoom) -> None:
        self._template, self._room = template, room

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def new_context(self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None) -> Any:
        context = self._template.new_context(vars, shared, locals)
        for name, value in (locals or {}).items():
            if isinstance(value, Each) and value.part is None:
                rest = {
                    key: other
                    for key, other in context.get_all().items()
                    if key != name and not isinstance(other, (Each, Probe, ProbeList))
                }
                value.part = (Press(self._room, self._template, name), rest)
                return value
        return context

    def root_render_func(self, context: Any) -> Iterator[str]:
        if isinstance(context, Each):
            yield context.word
        else:
            yield from self._template.root_render_func(context)


def _shared(context: Mapping[str, Any]) -> dict[str, Any]:
    # A loop over all pages would meet the page itself, and compare it.
    return {**context, "pages": Kept("all pages")}


_CONSTANT = ("nav", "pages", "config", "mkdocs_version", "build_date_utc", "page")


def _tree(context: Mapping[str, Any], page: Any) -> Hashable:
    """What pages have to agree in before they can be asked: all that a template can read without asking the page."""
    rest = tuple((name, _fixed(name, value)) for name, value in context.items() if name not in _CONSTANT)
    return (id(page.parent), id(context["nav"]), id(context["config"]), rest)


def _fixed(name: str, value: Any) -> Hashable:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(_fixed(name, item) for item in value)
    if isinstance(value, Mapping):
        return tuple((_fixed(name, key), _fixed(name, item)) for key, item in value.items())
    text = str(value)
    if " object at 0x" in text:
        raise CannotShare(f"{name}, which a plugin gives to each page")
    return (type(value), text)
