"""C801 to C804 weigh what the site says, as every other check does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeysite.build import Options, build
from journeysite.compiler.passes import Rules
from journeysite.errors import Diagnostic, Severity
from journeysite.history.changelog import HistoryOptions, read_change_log
from journeysite.source.tree import FolderTree

from .repo import Past
from .test_repositories import clone, three_versions


def said_of(content: Path, code: str, severities: dict[str, Severity]) -> list[Diagnostic]:
    options = Options(date(2026, 11, 21), Rules(severities))
    built = build(FolderTree(content), options, lambda site: read_change_log(content, site, HistoryOptions()))
    return [diagnostic for diagnostic in built.diagnostics if diagnostic.code == code]


def content_with(code: str, past: Past, folder: Path) -> Path:
    """A content folder of which a build says one of the four."""
    if code == "C802":
        (folder / "content/personas").mkdir(parents=True)
        (folder / "content/personas/ada.yml").write_text("title: Ada\n")
        return folder / "content"
    three_versions(past)
    if code == "C801":
        past.commit({"personas/ada.yml": "title: Ada\n  role: [\n"})
        past.commit({"personas/ada.yml": "title: Ada\nrole: Cook\n"})
        return past.make().folder / "content"
    how = "--depth=1" if code == "C803" else "--filter=blob:none"
    if code == "C804":
        past.commit({"personas/bert.yml": "title: Bert\nrole: Seller\n"})
    return clone(past, folder / "clone", how)


@pytest.mark.parametrize("code", ["C801", "C802", "C803", "C804"])
def test_the_site_says_how_heavy(code: str, past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error where the site says so, also for the place; nothing where it is off; a hint or a warning where it says nothing."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    content = content_with(code, past, tmp_path)
    usual = Severity.HINT if code in ("C801", "C802") else Severity.WARNING
    assert [diagnostic.severity for diagnostic in said_of(content, code, {})] == [usual]
    assert [diagnostic.severity for diagnostic in said_of(content, code, {code: Severity.ERROR})] == [Severity.ERROR]
    assert said_of(content, code, {code: Severity.OFF}) == []
    other = {f"{code} in elsewhere/": Severity.ERROR}
    assert [diagnostic.severity for diagnostic in said_of(content, code, other)] == [usual]
