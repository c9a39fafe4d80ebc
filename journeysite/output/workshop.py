"""What every output works with."""

from __future__ import annotations

from dataclasses import dataclass

from ..history.changelog import ChangeLog
from ..layout.brand import Brand
from ..model.site import Site
from ..render.templates import Renderer
from ..source.tree import Tree
from ..view.here import Here
from .archive import Archive
from .take_along import TakeAlong


@dataclass(frozen=True)
class Workshop:
    """The atlas, its files, what views are made from, and what makes HTML of them.

    title: the site's name.  handbook: whether it explains the codes.
    archive: the atlas as it was.
    brand: whose colours the site has, None for our own.  along: what is made of its maps beside pages.
    """

    tree: Tree
    here: Here
    renderer: Renderer
    title: str
    handbook: bool
    archive: Archive
    brand: Brand | None
    along: TakeAlong

    @property
    def site(self) -> Site:
        return self.here.site

    @property
    def log(self) -> ChangeLog:
        return self.here.log
