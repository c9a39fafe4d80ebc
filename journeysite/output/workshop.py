"""What every output works with."""

from __future__ import annotations

from dataclasses import dataclass

from ..history.changelog import ChangeLog
from ..model.site import Site
from ..render.templates import Renderer
from ..source.tree import Tree
from ..view.parts import Here


@dataclass(frozen=True)
class Workshop:
    """The atlas, its files, what views are made from, and what makes HTML of them. title: the site's name.  handbook: whether it explains the codes."""

    site: Site
    tree: Tree
    here: Here
    renderer: Renderer
    title: str = ""
    handbook: bool = False

    @property
    def log(self) -> ChangeLog:
        return self.here.log
