"""What a code means, in words for a writer: the pages of `journeysite/codes`."""

from __future__ import annotations

from importlib.resources import files

from .check import CHECKS


def known_codes() -> tuple[str, ...]:
    """Every code that has a page, in order."""
    names = (page.name for page in files("journeysite").joinpath("codes").iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in names if name.endswith(".md")))


def explain(code: str) -> str | None:
    """The page of a code as Markdown, with how much it weighs; None for a code that there is not. Case does not matter."""
    code = code.strip().upper()
    if code not in known_codes():
        return None
    page = files("journeysite").joinpath("codes", f"{code}.md").read_text(encoding="utf-8")
    return f"{page.rstrip()}\n\n## How much it weighs\n\n{weight_of(code)}\n"


def weight_of(code: str) -> str:
    """One sentence on the severity of a code and how a site sets it."""
    if code.startswith("E"):
        return "An error: it stops the build, because no page can be made of it. No setting changes that."
    declared = next((check for check in CHECKS if check.code == code), None)
    word = (
        declared.severity.word
        if declared
        else {"C004": "hint", "C005": "hint", "C006": "hint", "C801": "hint", "C802": "hint", "C902": "hint", "C911": "hint"}.get(
            code, "warning"
        )
    )
    if code.startswith("C8"):
        return f"A {word}. It is about the repository, so it has no folder. With `--strict`, warnings stop the build."
    if code.startswith("C9"):
        otherwise = f"unless the site says otherwise: `severities: {{{code}: off}}` among the options of the plugin"
        return f"A {word}, {otherwise}. It is about them, so it has no folder."
    said = f"A {word}, unless the site says otherwise: `severities: {{{code}: error}}` (or `warning`, `hint`, `off`) among the options"
    return f"{said} of the plugin; for one folder, `{code} in journeys/bank/: off`."
