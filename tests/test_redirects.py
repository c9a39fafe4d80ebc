"""The page at an address of before."""

from __future__ import annotations

from datetime import date

from journeysite.build import Options, build
from journeysite.output.artifacts import File
from journeysite.source.tree import MemoryTree

TILL = {"touchpoints/self-checkout.md": "---\ntitle: Kasse <5>\nformerly: till\n---\n"}


def redirect(language: str) -> str:
    built = build(MemoryTree(TILL), Options(date(2026, 11, 22), language=language))
    return next(file.data().decode() for file in built.artifacts if isinstance(file, File) and file.path == "touchpoints/till/index.html")


def test_it_speaks_the_site_s_language() -> None:
    """Its words are those of the catalogues, its title is escaped, and it leads on."""
    english, german = redirect("en"), redirect("de")
    assert (
        '<html lang="en" dir="ltr">' in english and 'This is now <a href="../../touchpoints/self-checkout/">Kasse &lt;5&gt;</a>.' in english
    )
    assert (
        '<html lang="de" dir="ltr">' in german and 'Das ist jetzt <a href="../../touchpoints/self-checkout/">Kasse &lt;5&gt;</a>.' in german
    )
