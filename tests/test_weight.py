"""What a page weighs, and that nothing in the style sheet is dead weight."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from journeysite.output.assets import LAYERS, script, style_sheet

THEME = Path(__file__).parent.parent / "themes/journeysite"

OURS = 40_000
"""Bytes of our style sheet and scripts as a server sends them, beside Material's own."""


def sent(text: str) -> int:
    """What goes over the line: every host of static sites compresses."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_style_sheet_and_scripts_are_small() -> None:
    """Together they are less than a picture."""
    assert sent(style_sheet()) + sent(script()) <= OURS


def test_what_is_taken_out_of_the_style_sheet_means_nothing() -> None:
    """Comments and space go; words in quotes and the space of a selector stay."""
    sheet = style_sheet()
    assert sheet.startswith(LAYERS.replace(", ", ",")) and "/*" not in sheet and "\n" not in sheet
    parts = "\n".join(path.read_text("utf-8") for path in sorted((THEME / "css").glob("*.css")))
    parts = re.sub(r"/\*.*?\*/", "", parts, flags=re.DOTALL)
    for text in re.findall(r'"[^"]*"', parts):
        assert text in sheet
    assert sheet.count(" :is(") == len(re.findall(r"\s:is\(", parts))
    assert sheet.count("{") == parts.count("{") and sheet.count("}") == parts.count("}")


CLASS = re.compile(r"\.(jy-[\w-]+)")
"""A class as a style sheet names it."""

BUILT = re.compile(r"\bjy-[\w-]*?(?=\{\{|\{%)")
"""The beginning of a class that a template completes: `jy-card--{{ kind }}`."""


def used() -> tuple[str, tuple[str, ...]]:
    """Everything that writes markup, and the beginnings of classes of which it knows only the end."""
    templates = [*THEME.rglob("*.html"), *(THEME / "js").glob("*.js"), *(THEME.parent.parent / "journeysite").rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in templates)
    return text, tuple(
        set(BUILT.findall(text)) | set(re.findall(r'f"(jy-[\w-]*)\{', text)) | set(re.findall(r'"(jy-[\w-]*--)" ?[~+]', text))
    )


def test_every_rule_has_somebody_to_dress() -> None:
    """A class in the style sheet stands in a template, a script or a view."""
    text, beginnings = used()
    known = set(re.findall(r"\bjy-[\w-]+", text))
    classes = {name for path in (THEME / "css").glob("*.css") for name in CLASS.findall(path.read_text("utf-8"))}
    assert sorted(name for name in classes - known if not any(name.startswith(start) for start in beginnings)) == []


def test_every_colour_is_a_token() -> None:
    """A colour as figures stands in tokens.css and nowhere else, so that a brand and the dark scheme reach everything."""
    raw = {}
    for path in sorted((THEME / "css").glob("*.css")):
        sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|:\s*(?:white|black|red|gr[ae]y|silver)\b", sheet)
        if found and path.name not in ("tokens.css", "print.css"):
            raw[path.name] = found
    assert raw == {}


def test_every_token_is_used_and_declared() -> None:
    """No custom property is declared for nobody, and none is asked for that is not there."""
    sheet = style_sheet()
    markup = used()[0]
    declared = (
        set(re.findall(r"(--jy-[\w-]+)\s*:", sheet))
        | set(re.findall(r"(--jy-[\w-]+)\s*:", markup))
        | set(re.findall(r'"(--jy-[\w-]+)"', markup))
    )
    asked = set(re.findall(r"var\((--jy-[\w-]+)\)", sheet))
    assert asked <= declared
    tokens = set(re.findall(r"(--jy-[\w-]+):", (THEME / "css/tokens.css").read_text("utf-8")))
    assert sorted(name for name in tokens if f"var({name}" not in sheet and f"var({name}" not in markup) == []


@pytest.mark.parametrize("path", sorted((THEME / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_rule_is_in_a_layer(path: Path) -> None:
    """A rule outside of all layers would win over every one in them, and over the site's own."""
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    depth, outside = 0, ""
    for sign in sheet:
        depth -= sign == "}"
        outside += sign if depth == 0 and sign not in "{}" else ""
        depth += sign == "{"
    names = {rule.strip() for rule in outside.split("@layer") if rule.strip()}
    assert depth == 0 and names <= set(LAYERS.removeprefix("@layer ").rstrip(";").split(", "))
