"""The option `brand:` of the plugin: two colours, and what is said where one of them cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from mkdocs.config import base
from mkdocs.config.base import BaseConfigOption, ValidationError

from ..errors import Diagnostic, Place, Severity
from ..layout.brand import Brand, Shortfall, shortfalls
from ..layout.colour import Colour, colour


class _Colour(BaseConfigOption[Colour | None]):
    """A colour as style sheets write it, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.default = None

    def run_validation(self, value: object) -> Colour | None:
        try:
            return None if value is None else colour(str(value))
        except ValueError:
            raise ValidationError(f'"{value}" is not a colour: write six digits in quotes, such as "#24305e"') from None


class BrandConfig(base.Config):
    primary = _Colour()
    accent = _Colour()

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        failed, warnings = super().validate()
        if self.accent is not None and self.primary is None and not failed:
            failed.append(("accent", ValidationError("there is no primary colour beside it: write that of your header")))
        return failed, warnings


def brand_of(config: BrandConfig) -> Brand | None:
    """What a site chose; None where it keeps our own colours."""
    return Brand(config.primary, config.accent) if config.primary is not None else None


def brand_diagnostics(brand: Brand | None, config_file: Path, docs_dir: Path, severities: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """One for each colour that the site shows otherwise than it was given. The place is named from the folder of the sources, as all places are."""
    if brand is None:
        return
    for short in shortfalls(brand):
        code, severity, fault, hint = _SAYINGS[short.name]
        weight = severities.get(code, severity)
        if weight is not Severity.OFF:
            place = Place(Path(os.path.relpath(config_file, docs_dir)).as_posix(), *_place_of(short.name, config_file))
            yield Diagnostic(place, code, _filled(fault, short), _filled(hint, short), _filled('{name}: "{instead}"', short), weight)


_SAYINGS = {
    "accent": (
        "C901",
        Severity.WARNING,
        "links in the accent colour {given} reach {ratio} : 1 on the page, and words need {least} : 1",
        "the site takes the nearest colour that does, {instead}",
    ),
    "primary": (
        "C902",
        Severity.HINT,
        "edges in the primary colour {given} reach {ratio} : 1 on the page, and the edge of a field needs {least} : 1",
        "the header has your colour; for edges the site takes the nearest colour that does, {instead}",
    ),
}


def _filled(words: str, short: Shortfall) -> str:
    # Cut, not rounded: what falls short of 4.5 must not be said to reach it.
    ratio = f"{int(short.ratio * 100) / 100:.2f}"
    return words.format(name=short.name, given=short.given, ratio=ratio, least=f"{short.least:g}", instead=short.instead)


def _place_of(name: str, config_file: Path) -> tuple[int, int]:
    """Line and column of a colour in mkdocs.yml; 0, 0 where it stands elsewhere, such as in a file that this one inherits."""
    try:
        node = yaml.compose(config_file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 0, 0
    marks = [key.start_mark for brand in _values(node, "brand") for key, _ in _pairs(brand) if key.value == name]
    return (marks[0].line + 1, marks[0].column + 1) if marks else (0, 0)


def _values(node: yaml.Node | None, name: str) -> Iterator[yaml.Node]:
    """What stands under a key, at whatever depth: plugins may be a list or a mapping."""
    for key, value in _pairs(node):
        if key.value == name:
            yield value
        yield from _values(value, name)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, name)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
