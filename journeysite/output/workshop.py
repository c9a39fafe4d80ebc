"""What every output works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ..history.changelog import ChangeLog
from ..layout.brand import Brand
from ..model.site import Site
from ..render.templates import Renderer
from ..source.tree import Tree
from ..view.here import Here
from .take_along import TakeAlong


@dataclass(frozen=True)
class Past:
    """The atlas as it was, with its files."""

    site: Site
    tree: Tree


def _unknown(commit: str, day: date, path: str) -> Past | None:
    return None


@dataclass(frozen=True)
class Workshop:
    """The atlas, its files, what views are made from, and what makes HTML of them.

    title: the site's name.  handbook: whether it explains the codes.
    past: what a commit made of the map in a file on its day, None where nobody can say.
    brand: whose colours the site has, None for our own.  along: what is made of its maps beside pages.
    """

    site: Site
    tree: Tree
    here: Here
    renderer: Renderer
    title: str = ""
    handbook: bool = False
    past: Callable[[str, date, str], Past | None] = _unknown
    brand: Brand | None = None
    along: TakeAlong = field(default_factory=TakeAlong)

    @property
    def log(self) -> ChangeLog:
        return self.here.log
