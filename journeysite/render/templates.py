"""Our own Jinja environment over the templates in themes/. MkDocs' has no autoescape and knows nothing of our views."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..model.site import Site
from ..view.addresses import Addresses
from ..view.words import long_date, plain_number
from .environment import Once, make_environment
from .prose import Prose, relocate


@cache
def theme_folder() -> Path:
    """Where the templates are: inside of the wheel, or at the top of the repository."""
    package = Path(__file__).parent.parent
    inside = package / "themes" / "journeysite"
    return inside if inside.is_dir() else package.parent / "themes" / "journeysite"


class Renderer:
    """Turns views into HTML. overrides: folders whose templates go before ours."""

    def __init__(self, site: Site, addresses: Addresses, overrides: tuple[Path, ...] = ()) -> None:
        self.addresses = addresses
        self.overrides = overrides
        self.prose = Prose(site, addresses)
        self.environment = make_environment(theme_folder(), overrides)
        self.environment.globals["once"] = Once()
        self.environment.filters |= {
            "inline": self.prose.inline,
            "whole": self.prose.whole,
            "block": self.prose.block,
            "evidence": self.prose.evidence,
            "date": _date,
            "number": plain_number,
            "icon": icon,
        }

    def page(self, template: str, view: Any, path: str) -> str:
        """One page's body. path: the page's, without ending, from which its links lead back to the root."""
        return self.part(template, view, self.addresses.way_back(path))

    def part(self, template: str, view: Any, root: str) -> str:
        """What a template makes of a view. root: the way to the site's root, which stands before every link."""
        return relocate(self.environment.get_template(template).render(view=view), root)


def _date(value: date | None) -> str:
    return long_date(value) if value else ""


@cache
def icon(name: str) -> Markup:
    """An icon of the sets that Material ships, as inline SVG; nothing for a name that is none."""
    folder = _icon_folder()
    path = folder / f"{name}.svg" if folder and ".." not in name else None
    if path is None or not path.is_file():
        return Markup("")
    svg = path.read_text(encoding="utf-8")
    # A file of the theme's own package, not of the site's content.
    return Markup(svg.replace("<svg ", '<svg class="jy-icon" aria-hidden="true" focusable="false" ', 1))


@cache
def _icon_folder() -> Path | None:
    for package in ("material", "materialx"):
        spec = find_spec(package)
        for root in spec.submodule_search_locations or () if spec else ():
            folder = Path(root, "templates", ".icons")
            if folder.is_dir():
                return folder
    return None
