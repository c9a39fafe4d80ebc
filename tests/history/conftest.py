"""A repository in the making, in a folder of its own, far from the machine's own configuration of git."""

from __future__ import annotations

from pathlib import Path

import pytest

from .repo import Past


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """Begins with nothing."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Writer")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "writer@example.org")
    return Past(tmp_path / "repository")
