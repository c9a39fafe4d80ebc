"""The plugin runs unchanged on what continues MkDocs 1.x and Material: properdocs and mkdocs-materialx."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import write_files
from .test_wheel import ROOT, SITE, new_environment, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def continuation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with properdocs and mkdocs-materialx. Skips where they cannot be installed, unless MUST_RUN is set."""
    folder = tmp_path_factory.mktemp("continuation")
    python = new_environment(folder / "environment", ROOT)
    packages = ("properdocs", "mkdocs-materialx")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--ignore-installed", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = f"{' and '.join(packages)} cannot be installed here"
        pytest.fail(f"{reason}:\n{done.stderr}") if os.environ.get("MUST_RUN") else pytest.skip(reason)
    return python


def test_the_plugin_runs_on_the_continuations(continuation: Path, tmp_path: Path) -> None:
    """The same three files and options make the same pages, with the theme's name as the only change."""
    write_files(tmp_path, {**SITE, "mkdocs.yml": SITE["mkdocs.yml"].replace("theme: material", "theme: materialx")})
    run(continuation, "-m", "properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml", folder=tmp_path)
    journey = (tmp_path / "site/journeys/pay/index.html").read_text("utf-8")
    assert "<table" in journey and "<svg" in journey and "Joins the line" in journey
    assert "Shops for four" in (tmp_path / "site/personas/ada/index.html").read_text("utf-8")
