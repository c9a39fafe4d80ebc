"""Every code: its golden case with the exact text, its page, and its place in the source."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeysite.compiler.check import CHECKS
from journeysite.compiler.explain import explain, known_codes
from journeysite.compiler.passes import compile_tree
from journeysite.source.tree import MemoryTree

GOLDEN = Path(__file__).parent / "golden"
SOURCE = Path(__file__).parent.parent / "journeysite"
TODAY = date(2026, 11, 21)

OF_HISTORY = tuple(code for code in known_codes() if code.startswith(("C8", "C9")))
"""Codes that no tree of files can have: they are about a repository or the settings; tests/history and test_brand.py hold their words."""


def cases() -> tuple[str, ...]:
    return tuple(path.stem for path in sorted(GOLDEN.glob("*.yml")))


def read_case(code: str) -> dict[str, Any]:
    """files, and the exact `diagnostics` of the code; `fixed`: files that replace them (none: taken away) so that the code is gone."""
    return yaml.safe_load((GOLDEN / f"{code}.yml").read_text("utf-8"))


def said(files: dict[str, str], encoding: str, code: str) -> str:
    _, diagnostics = compile_tree(MemoryTree({path: text.encode(encoding) for path, text in files.items()}), TODAY)
    return "\n".join(str(d) for d in diagnostics if d.code == code)


@pytest.mark.parametrize("code", cases())
def test_exact_text(code: str) -> None:
    """The case of a code is answered with exactly these words, at exactly this place."""
    case = read_case(code)
    assert said(case["files"], case.get("encoding", "utf-8"), code) == case["diagnostics"].rstrip("\n")


@pytest.mark.parametrize("code", cases())
def test_fixed(code: str) -> None:
    """What a page shows under After is free of the code, and of every error."""
    case = read_case(code)
    files = {path: text for path, text in {**case["files"], **case["fixed"]}.items() if text is not None}
    _, diagnostics = compile_tree(MemoryTree(files), TODAY)
    assert [str(d) for d in diagnostics if d.code == code or d.code.startswith("E")] == []


@pytest.mark.parametrize("code", [code for code in known_codes() if code not in OF_HISTORY])
def test_page_shows_the_golden_case(code: str) -> None:
    """Before and After on a code's page are the files of its golden case, so that no page can show what does not work."""
    case = read_case(code)
    page = (SOURCE / "codes" / f"{code}.md").read_text("utf-8")
    shown = re.findall(r"^```\w+\n(.*?)^```$", page, re.M | re.S)
    assert len(shown) == 2 and re.findall(r"^## (.*)$", page.replace("## Goals", ""), re.M) == ["Before", "After"]
    if "encoding" not in case:
        assert shown[0] in case["files"].values()
    assert shown[1] in case["fixed"].values()


def test_every_code_has_a_case_a_page_and_a_place_in_the_source() -> None:
    """No code is without its golden case or its page, and neither outlives its code."""
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    in_source = set(re.findall(r'"([EC]\d{3})"', source))
    assert in_source == {*cases(), *OF_HISTORY} == set(known_codes())


def test_codes_are_declared_once() -> None:
    """Two checks never share a code, and what depends on the date alone is never more than a hint."""
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes)) >= 28
    assert all(check.severity.word == "hint" for check in CHECKS if check.dated)


def test_explain() -> None:
    """`explain` knows a code in any case, says how it is set, and knows no other."""
    assert "severities: {C107: error}" in str(explain("c107"))
    assert "No setting changes that" in str(explain("E101"))
    assert explain("C999") is None and explain("../errors") is None
