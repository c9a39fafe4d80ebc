"""Our own Jinja environment over the templates in themes/. MkDocs' has no autoescape and knows nothing of our views."""

from __future__ import annotations

from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import UndefinedError
from markupsafe import Markup

from ..model.site import Site
from ..view.addresses import Addresses
from ..view.language import Language
from .environment import Once, make_environment, written
from .prose import Prose, relocate
from .short_forms import marker, short_forms


@cache
def theme_folder() -> Path:
    """Where the templates are: inside of the wheel, or at the top of the repository."""
    package = Path(__file__).parent.parent
    inside = package / "themes" / "journeysite"
    return inside if inside.is_dir() else package.parent / "themes" / "journeysite"


class Renderer:
    """Turns views into HTML. overrides: folders whose templates go before ours.  language: of the words in the templates."""

    def __init__(self, site: Site, addresses: Addresses, overrides: tuple[Path, ...] = (), language: Language | None = None) -> None:
        self.addresses = addresses
        self.overrides = overrides
        self.language = language or Language()
        self.glossary = site.registries.glossary
        self.prose = Prose(site, addresses, self.language)
        self.environment = make_environment(theme_folder(), overrides)
        self.environment.globals |= {"once": Once(), "say": partial(_say, self.language), "count": partial(_count, self.language)}
        self.environment.filters |= {
            "inline": self.prose.inline,
            "whole": self.prose.whole,
            "block": self.prose.block,
            "evidence": self.prose.evidence,
            "date": lambda day: self.language.long_day(day) if day else "",
            "number": self.language.number,
            "icon": icon,
            "short": marker(self.language),
        }

    def page(self, template: str, view: Any, path: str) -> str:
        """One page's body, with the short forms on it at its foot. path: the page's, without ending, from which its links lead back to the root."""
        root = self.addresses.way_back(path)
        body = self.part(template, view, root)
        found = short_forms(body, self.language, self.glossary)
        if not found:
            return body
        foot = self.part("parts/short_forms.html", found, root)
        return body.replace("</main>", f"{foot}</main>") if "</main>" in body else body + foot

    def part(self, template: str, view: Any, root: str) -> str:
        """What a template makes of a view. root: the way to the site's root, which stands before every link."""
        try:
            html = self.environment.get_template(template).render(view=view)
        except AttributeError as error:
            # What a view has not is our own mistake, and no page may be without a body because its host takes this for a missing field.
            raise UndefinedError(f"{template}: {error}") from error
        return relocate(html, root)


def _say(language: Language, message: str, **names: object) -> str:
    """`{{ say("by {owner}", owner=link) }}`: a message of the catalogues, with words or markup put in."""
    return _filled(language.say(message), names)


def _count(language: Language, one: str, many: str, number: int, **names: object) -> str:
    """`{{ count("{count} step", "{count} steps", 3) }}`: a message that counts. It may put in more than the number."""
    return _filled(language.form_of(one, many, number), {"count": language.number(number), **names})


def _filled(said: str, names: dict[str, object]) -> str:
    if not names:
        return said
    if any(isinstance(name, Markup) for name in names.values()):
        # Markup's own format does the same, at twice the cost: it looks for a format of each name, of which our messages have none.
        return Markup(written(said).format(**{name: written(value) for name, value in names.items()}))
    return said.format(**names)


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
