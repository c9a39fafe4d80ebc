"""Sites to try things on, written into temporary folders."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

Files = Mapping[str, str | bytes]

MKDOCS_YML = "site_name: Maps\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n"

# How long an example takes says something of the machine and its other work, not of the code.
settings.register_profile("journeysite", deadline=None)
settings.load_profile("journeysite")


def write_files(folder: Path, files: Files) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Path]:
    """Writes sources under content/ beside a mkdocs.yml, and stands in that folder on a fixed day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOURNEYSITE_TODAY", "2026-11-21")
    # What git is told about its author must not come from the machine.
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Writer")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "writer@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-11-01T12:00:00Z")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def make(files: Files) -> Path:
        write_files(tmp_path, {"mkdocs.yml": MKDOCS_YML, **{f"content/{path}": text for path, text in files.items()}})
        return tmp_path

    return make


def git(folder: Path, *arguments: str) -> str:
    """Runs git and gives back what it printed."""
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str = "A change") -> str:
    """Commits everything in a folder, which becomes a repository if it is none. Returns the commit's id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


REPOSITORY = Path(__file__).parent.parent


def build_site(config: Path, out: Path, today: str = "2026-11-21") -> subprocess.CompletedProcess[str]:
    """Builds a site as its owner does, strictly, on a fixed day."""
    environment = os.environ | {"JOURNEYSITE_TODAY": today, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(config), "--site-dir", str(out)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example site, built once for all tests that only look at it."""
    out = tmp_path_factory.mktemp("example") / "site"
    done = build_site(REPOSITORY / "mkdocs.yml", out)
    assert done.returncode == 0, done.stderr
    return out
