"""The sites that are compared: the same words as an atlas of ours and as plain Markdown for Material, and an atlas with a past."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .atlas import Size, heavy, usual, write_atlas, write_plain
from .measure import Run, build_once, yaml_once

COMMITS = 24
"""Changes in the past of an atlas with history, one every two weeks, each of twenty files."""


@dataclass(frozen=True)
class Row:
    """What is measured. group: rows of one group run in turn and are compared with its first.  pages: 0 where they are not what counts."""

    group: str
    name: str
    pages: int
    run: Callable[[], Run]


def rows(folder: Path, pages: int, with_past: bool) -> list[Row]:
    """Material and ours, without a past and with one, each once more with what was remembered."""
    size, group = usual(pages), f"{pages:,} pages"
    plain, ours, past = (folder / f"{name}-{pages}" for name in ("plain", "ours", "past"))
    navigation = write_plain(plain / "docs", size)
    _configure(plain, "docs", ["search"], navigation)
    write_atlas(ours / "content", size)
    _configure(ours, "content", ["search", {"journeysite": {"history": {"enabled": False}}}])
    found = [
        Row(group, "Material, plain Markdown", pages, lambda: build_once(plain, folder / "out")),
        Row(group, "Journeysite, cold, no history", pages, lambda: build_once(ours, folder / "out")),
        Row(group, "Journeysite, warm, no history", pages, lambda: build_once(ours, folder / "out", warm=True)),
    ]
    if with_past and shutil.which("git"):
        write_atlas(past / "content", size)
        _configure(past, "content", ["search", "journeysite"])
        _give_a_past(past)
        found += [
            Row(group, "Journeysite, cold, with history", pages, lambda: build_once(past, folder / "out")),
            Row(group, "Journeysite, warm, with history", pages, lambda: build_once(past, folder / "out", warm=True)),
        ]
    return found


def heavy_rows(folder: Path, journeys: int) -> list[Row]:
    """Long journeys beside PyYAML's SafeLoader, which only reads them."""
    size: Size = heavy(journeys)
    ours = folder / "heavy"
    write_atlas(ours / "content", size)
    _configure(ours, "content", ["search", {"journeysite": {"history": {"enabled": False}}}])
    group = f"{journeys:,} journeys of 300 lines"
    return [
        Row(group, "PyYAML SafeLoader, reading alone", 0, lambda: yaml_once(ours / "content")),
        Row(group, "Journeysite, cold, no history", journeys, lambda: build_once(ours, folder / "out")),
    ]


def _configure(project: Path, docs: str, plugins: list[object], navigation: list[dict[str, str]] | None = None) -> None:
    settings = {
        "site_name": "Atlas", "site_url": "https://example.org/", "docs_dir": docs, "theme": {"name": "material"}, "plugins": plugins,
    }  # fmt: skip
    # JSON is YAML.
    (project / "mkdocs.yml").write_text(json.dumps({**settings, **({"nav": navigation} if navigation else {})}), encoding="utf-8")


def _give_a_past(project: Path) -> None:
    """A repository with a commit every two weeks, each moving emotions and words in some files."""
    files = sorted((project / "content").rglob("*.md"))
    _git(project, "init", "--quiet", "--initial-branch=main", day=0)
    (project / ".gitignore").write_text("said.txt\n.cache/\n", encoding="utf-8")
    _git(project, "add", ".", day=0)
    _git(project, "commit", "--quiet", "--message=The first maps", day=0)
    for number in range(1, COMMITS):
        for path in files[number % 7 :: max(1, len(files) // 20)]:
            text = path.read_text(encoding="utf-8")
            changed = (
                text.replace("summary: The", f"summary: In week {number} the", 1) if number % 2 else text.replace(": -1.0\n", ": 0.5\n", 1)
            )
            path.write_text(changed if changed != text else f"{text}\nNoted in week {number}.\n", encoding="utf-8")
        _git(project, "commit", "--quiet", "--all", f"--message=What was learnt in week {number}", day=14 * number)


def _git(project: Path, *command: str, day: int) -> None:
    when = f"{1_762_000_000 + day * 86_400} +0000"
    who = {
        f"GIT_{role}_{part}": said
        for role in ("AUTHOR", "COMMITTER")
        for part, said in (("NAME", "An editor"), ("EMAIL", "editor@example.org"), ("DATE", when))
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *command], cwd=project, check=True, env={**os.environ, **who, **alone}, stdout=subprocess.DEVNULL)
