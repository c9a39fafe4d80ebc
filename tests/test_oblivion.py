"""What a site was told to forget is in nothing that its folder keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeysite.host.history import RedactConfig
from journeysite.host.oblivion import forget

from .conftest import Files, build_site, commit

CONFIG = "site_name: Maps\ndocs_dir: content\ntheme: material\nplugins:\n  - search\n  - journeysite: {cards: false, take_along: [svg]%s}\n"
MAP = "title: Pay\npersonas: Ada\nsteps:\n  - Asks %s: -1\n"


def naming(folder: Path, name: str) -> list[str]:
    """Every file of a site and of its caches in which a name stands."""
    found = (path for top in ("site", ".cache") for path in (folder / top).rglob("*"))
    return [str(path) for path in found if path.is_file() and name.encode() in path.read_bytes()]


def test_caches_of_builds_that_did_not_know(site: Callable[[Files], Path]) -> None:
    """A name that earlier builds drew, kept and published is in no file of the site built today, nor of what lies beside it."""
    folder = site({"journeys/pay.yml": MAP % "Quibblefox"})
    (folder / "mkdocs.yml").write_text(CONFIG % "")
    commit(folder)
    assert build_site(folder / "mkdocs.yml", folder / "site").returncode == 0
    before = naming(folder, "Quibblefox")
    assert any("/drawn/" in path for path in before) and any("/editions/" in path for path in before)
    (folder / "content/journeys/pay.yml").write_text(MAP % "the clerk")
    (folder / "mkdocs.yml").write_text(CONFIG % ", redact: {words: [Quibblefox]}")
    commit(folder)
    assert build_site(folder / "mkdocs.yml", folder / "site").returncode == 0
    assert naming(folder, "Quibblefox") == []


def redacting(*words: str) -> RedactConfig:
    config = RedactConfig()
    config.load_dict({"words": list(words)})
    assert config.validate() == ([], [])
    return config


def test_only_another_list_empties_them(tmp_path: Path) -> None:
    """The same list leaves what was made under it; one word more, or one less, does not; a site without a list has nothing to forget."""
    drawing = tmp_path / ".cache/journeysite/drawn/ab/cd"
    kept = []
    for words in [(), ("Erika",), ("Erika",), ("Erika", "Ada"), ("Ada", "Erika"), ()]:
        drawing.parent.mkdir(parents=True, exist_ok=True)
        drawing.write_text("a drawing")
        forget(tmp_path, redacting(*words))
        kept.append(drawing.exists())
    assert kept == [True, False, True, False, True, False]


def test_what_cannot_be_emptied_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody is left to believe that a name is gone."""
    (tmp_path / ".cache").write_text("a file where the caches should be")
    forget(tmp_path, redacting("Erika"))
    assert "may hold what is to be forgotten" in caplog.text
