"""A site of which nothing is new is laid out as it was, byte for byte, and everything else is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeysite.host.manifest import hashes_of

TOP = Path(__file__).parent.parent
AGAIN = "laid out as it was"

FILES = {
    "mkdocs.yml": "site_name: Maps\ndocs_dir: content\ntheme: {name: material, custom_dir: overrides}\nplugins: [search, journeysite]\n",
    "content/journeys/pay.md": "---\ntitle: Pay\npersonas: [Ada]\nowner: Desk\n---\n- Joins the line: -1\n- Pays: 1\n",
    "content/help.md": "# Help\n\nAsk [[journey:pay]].\n",
    "overrides/partials/copyright.html": "<p>Ours</p>\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "atlas" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "atlas"


def build(project: Path, *options: str, today: str = "2026-11-21") -> str:
    """What a build says. It must come out well."""
    environment = {**os.environ, "JOURNEYSITE_TODAY": today, "NO_MKDOCS_2_WARNING": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_second_build_is_laid_out(project: Path) -> None:
    """The same bytes, whatever was done to the site in between, and the same hints."""
    first = build(project)
    made = hashes_of(project / "site")
    (project / "site/index.html").unlink()
    (project / "site/stray.html").write_text("stray")
    second = build(project)
    assert AGAIN not in first
    assert AGAIN in second
    assert hashes_of(project / "site") == made
    ours = [line for line in first.splitlines() if "journeysite" in line]
    assert ours
    assert all(line in second for line in ours)


def a_word_more(project: Path) -> None:
    path = project / "content/journeys/pay.md"
    path.write_text(path.read_text() + "- Leaves: 0\n")


def another_name(project: Path) -> None:
    path = project / "mkdocs.yml"
    path.write_text(path.read_text().replace("Maps", "Atlas"))


def another_template(project: Path) -> None:
    (project / "overrides/partials/copyright.html").write_text("<p>Theirs</p>\n")


def a_new_page(project: Path) -> None:
    (project / "content/more.md").write_text("# More\n")


def a_commit(project: Path) -> None:
    who = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
    for command in (("init", "--quiet"), ("add", "content"), ("commit", "--quiet", "--message=The first map")):
        subprocess.run(["git", *who, *command], cwd=project, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})


@pytest.mark.parametrize("change", [a_word_more, another_name, another_template, a_new_page, a_commit])
def test_whatever_is_new_is_built(project: Path, change: Callable[[Path], None]) -> None:
    """Content, configuration, templates, pages beside the atlas and the past all go into a site."""
    build(project)
    change(project)
    assert AGAIN not in build(project)
    shutil.copytree(project / "site", project / "first")
    shutil.rmtree(project / ".cache")
    build(project)
    assert hashes_of(project / "site") == hashes_of(project / "first")


def test_another_day_is_another_site(project: Path) -> None:
    """Maps age without an edit."""
    build(project)
    assert AGAIN not in build(project, today="2026-11-22")
    assert AGAIN in build(project)


def test_a_way_to_build_is_an_input(project: Path) -> None:
    """Options of the command line count as much as settings."""
    build(project)
    assert AGAIN not in build(project, "--no-directory-urls")


def files_kept(project: Path) -> list[Path]:
    return [path for path in (project / ".cache/journeysite/editions/files").rglob("*") if path.is_file()]


def cut(path: Path) -> None:
    """Another file in the place of one that was torn: what stands in the site is not touched."""
    data = path.read_bytes()[:-1]
    path.unlink()
    path.write_bytes(data)


def swap(path: Path) -> None:
    path.unlink()
    path.write_text("<script>alert('mine')</script>")


@pytest.mark.parametrize("harm", [cut, swap, Path.unlink])
def test_a_file_that_is_not_itself_is_refused(project: Path, harm: Callable[[Path], None]) -> None:
    """Torn, put in another's place or gone: the site is built, with the right bytes, and the cache is whole again."""
    build(project)
    made = hashes_of(project / "site")
    for path in files_kept(project):
        harm(path)
    assert AGAIN not in build(project)
    assert hashes_of(project / "site") == made
    assert AGAIN in build(project)


def lists(project: Path) -> list[Path]:
    return list((project / ".cache/journeysite/editions/lists").glob("*.json"))


def torn(held: Mapping[str, object]) -> str:
    return json.dumps(held)[:-9]


def leading_out(held: Mapping[str, dict[str, str]]) -> str:
    name = next(iter(held["files"].values()))
    return json.dumps({**held, "files": {"../../outside.html": name}})


def of_another_shape(held: Mapping[str, object]) -> str:
    return json.dumps({**held, "files": {"index.html": "../../../etc/passwd"}})


@pytest.mark.parametrize("spoil", [torn, leading_out, of_another_shape])
def test_a_list_that_is_wrong_is_refused(project: Path, spoil: Callable[[Mapping[str, dict[str, str]]], str]) -> None:
    """What cannot be read, or leads out of the site or of the cache, is not followed."""
    build(project)
    for path in lists(project):
        path.write_text(spoil(json.loads(path.read_text())))
    assert AGAIN not in build(project)
    assert not (project.parent / "outside.html").exists()


def test_what_is_done_to_a_site_is_not_done_to_the_next(project: Path) -> None:
    """A deploy that writes into the files of a site changes the cache with it, which is noticed."""
    build(project)
    made = hashes_of(project / "site")
    with (project / "site/index.html").open("a") as page:
        page.write("<!-- deployed -->")
    assert AGAIN not in build(project)
    assert hashes_of(project / "site") == made


def test_old_editions_leave(project: Path) -> None:
    """Four stay, with their files and no others."""
    for day in range(1, 8):
        build(project, today=f"2026-11-0{day}")
    assert len(lists(project)) == 4
    wanted = {name for path in lists(project) for name in json.loads(path.read_text())["files"].values()}
    assert {path.name for path in files_kept(project)} == wanted


def test_a_plugin_that_may_read_anything_is_always_built(project: Path) -> None:
    """What is not known to be the same is not the same."""
    (project / "hook.py").write_text("")
    path = project / "mkdocs.yml"
    path.write_text(path.read_text() + "hooks: [hook.py]\n")
    build(project)
    assert AGAIN not in build(project)


def test_a_site_with_warnings_is_built_again(project: Path) -> None:
    """They are told by whoever sees what is wrong."""
    (project / "content/help.md").write_text("# Help\n\n[gone](gone.md)\n")
    build(project)
    assert AGAIN not in build(project)
