"""The same content and date give the same bytes, wherever and however a site is built."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent

CONFIG = """
site_name: An atlas
site_url: https://example.org/atlas/
docs_dir: content
theme: {name: material}
plugins: [search, {journeysite: {handbook: true, today: "2026-11-21", processes: PROCESSES}}]
"""

ODD = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "1"}
PLAIN = {"PYTHONHASHSEED": "0", "TZ": "America/Anchorage", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "1"}


def git(folder: Path, *command: str) -> None:
    when = {
        "GIT_AUTHOR_DATE": "2026-11-01T09:00:00+0100",
        "GIT_COMMITTER_DATE": "2026-11-01T09:00:00+0100",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    who = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *who, *command], cwd=folder, check=True, env={**os.environ, **when}, capture_output=True)


def built(project: Path, environment: dict[str, str]) -> Path:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(command, cwd=project, env={**kept, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One repository with a past, built in two folders of other names, by one process and by three, which differ in all that must not matter."""
    first = tmp_path_factory.mktemp("a") / "atlas"
    first.mkdir()
    shutil.copytree(TOP / "content", first / "content")
    (first / "mkdocs.yml").write_text(CONFIG.replace("PROCESSES", "1"), encoding="utf-8")
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "--message=The first maps")
    finding = first / "content" / "findings" / "retail" / "wait-without-an-end.md"
    finding.write_text(finding.read_text(encoding="utf-8").replace("severity: 5", "severity: 4"), encoding="utf-8")
    git(first, "commit", "--quiet", "--all", "--message=The queue got shorter")
    second = tmp_path_factory.mktemp("somewhere-else") / "another name"
    shutil.copytree(first, second)
    (second / "mkdocs.yml").write_text(CONFIG.replace("PROCESSES", "3"), encoding="utf-8")
    return built(first, PLAIN), built(second, ODD)


def listed(site: Path) -> dict[str, str]:
    files: dict[str, str] = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    return files


def test_the_same_commit_gives_the_same_bytes(sites: tuple[Path, Path]) -> None:
    """Folder, hash seed, locale, time zone and the number of processes leave no trace in any file: pages, feeds, images, search, the sitemap and its gzip."""
    first, second = map(listed, sites)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_the_manifest_lists_every_file(sites: tuple[Path, Path]) -> None:
    """manifest.json has each file but itself, with the SHA-256 of what lies there."""
    site = sites[0]
    lying = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert set(listed(site)) == lying.keys() - {"manifest.json"}
    assert all(hashlib.sha256(lying[path].read_bytes()).hexdigest() == said for path, said in listed(site).items())


def test_the_sitemap_bears_the_date_of_the_build(sites: tuple[Path, Path]) -> None:
    """Its days are the date that was given, and its gzip is of that day too."""
    packed = (sites[0] / "sitemap.xml.gz").read_bytes()
    sitemap = gzip.decompress(packed)
    assert sitemap == (sites[0] / "sitemap.xml").read_bytes()
    assert sitemap.count(b"<lastmod>") == sitemap.count(b"<lastmod>2026-11-21</lastmod>") > 0
    assert int.from_bytes(packed[4:8], "little") == 1795219200
