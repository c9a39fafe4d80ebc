"""Small atlases for tests of views: what a view is made from, and the HTML that becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from journeysite.compiler.passes import compile_tree
from journeysite.model.kind import Kind
from journeysite.model.kinds import KINDS
from journeysite.render.templates import Renderer
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.here import Here

TODAY = date(2026, 11, 21)


def here_of(files: Mapping[str, str], today: date = TODAY, kinds: Mapping[str, Kind] = KINDS) -> Here:
    site, _ = compile_tree(MemoryTree({path: text.encode() for path, text in files.items()}), today, kinds=kinds)
    return Here(site, Addresses())


def html_of(here: Here, template: str, view: Any, path: str) -> str:
    return Renderer(here.site, here.addresses).page(template, view, path)
