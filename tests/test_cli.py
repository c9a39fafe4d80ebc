"""The command line, word by word."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeysite.host.cli import main
from journeysite.model.kinds import KINDS

from .conftest import Files, commit, write_files

Make = Callable[[Files], Path]

JOURNEY = """\
title: Pay
goal: Get out
personas: [ada]
objectives: Know why baskets are left
owner: ops
reviewed: 2026-11-01
review_every: 6 months
confidence: assumed
stages:
  - Queue:
      - Joins the line: -1
        touchpoints: till
        frontstage: Waves
        thinking: Which one?
  - Pay: 1
"""
SOURCES = {
    "journeys/pay.yml": JOURNEY,
    "personas.yml": "ada: {title: Ada, confidence: assumed}\n",
    "teams.yml": "ops: Operations\n",
    "touchpoints.yml": "till: {title: Till, channel: store, owner: ops}\n",
}


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def broken(journey: str = JOURNEY) -> Files:
    return {**SOURCES, "journeys/pay.yml": journey.replace("touchpoints: till", "touchpoints: tilll")}


# check ---------------------------------------------------------------------------------------------------------------


def test_nothing_to_say(site: Make) -> None:
    """A site with nothing wrong says so, with how many files it read, and succeeds."""
    site(SOURCES)
    result = run("check")
    assert (result.exit_code, result.output) == (0, "no errors, no warnings, no hints in 4 files\n")


def test_an_error_is_shown_with_its_place(site: Make) -> None:
    """An error stands with its path as the writer sees it, its hint below, the sum at the end, and fails."""
    site(broken())
    result = run("check")
    first, hint, *_, last = result.output.splitlines()
    assert first == 'content/journeys/pay.yml:12:22  E101  touchpoints: no touchpoint "tilll"'
    assert hint == '    did you mean "till"?'
    assert last.startswith("1 error") and last.endswith("in 4 files")
    assert result.exit_code == 1


def test_a_site_sets_severities(site: Make) -> None:
    """What mkdocs.yml says of a code and a folder holds on the command line too."""
    root = site({**SOURCES, "journeys/pay.yml": JOURNEY.replace("owner: ops\n", "")})
    options = 'site_name: Maps\ndocs_dir: content\nplugins:\n  - journeysite:\n      severities: {"C108 in journeys/": SEVERITY}\n'
    write_files(root, {"mkdocs.yml": options.replace("SEVERITY", "error")})
    assert "C108" in run("check").output
    assert run("check").exit_code == 1
    write_files(root, {"mkdocs.yml": options.replace("SEVERITY", '"off"')})
    assert "C108" not in run("check", "--all").output


def test_strict_fails_on_warnings(site: Make) -> None:
    """A warning fails with --strict only."""
    site({**SOURCES, "journey/other.yml": "title: In a folder that no kind has"})
    assert "C003" in run("check").output
    assert (run("check").exit_code, run("check", "--strict").exit_code) == (0, 1)


def test_what_the_date_alone_made_true_never_fails(site: Make) -> None:
    """An overdue review is reported on the day it is overdue, and fails in no mode."""
    root = site(SOURCES)
    commit(root)
    options = ("--today", "2027-06-01", "--strict", "--all")
    result = run("check", *options)
    assert "overdue" in result.output or "due" in result.output
    assert result.exit_code == 0
    assert run("check", "--since", "HEAD", *options).output == "no errors, no warnings, no hints in 4 files\n"


def test_hints_are_few(site: Make) -> None:
    """At most three hints are shown, one of a code; the rest is counted and shown with --all."""
    site({f"journeys/{name}.yml": f"title: {name}\nsteps:\n  - Waits: 1\n" for name in ("one", "two", "three")})
    lines = run("check").output.splitlines()
    shown = [line for line in lines if line.startswith("content/")]
    everything = [line for line in run("check", "--all").output.splitlines() if line.startswith("content/")]
    assert len(shown) == 3 and len({line.split("  ")[1] for line in shown}) == 3
    assert lines[-2] == f"and {len(everything) - 3} more hints: journeysite check --all, or the health page"
    assert lines[-1] == f"{len(everything)} hints in 3 files"


def test_json(site: Make) -> None:
    """Programs get a list of objects with everything that is known, in the order of the files."""
    site(broken())
    found = json.loads(run("check", "--format", "json").output)
    assert found[0] == {
        "path": "content/journeys/pay.yml",
        "line": 12,
        "column": 22,
        "severity": "error",
        "code": "E101",
        "message": 'touchpoints: no touchpoint "tilll"',
        "hint": 'did you mean "till"?',
        "fix": "",
        "dated": False,
        "about": found[0]["about"],
    }


def test_github(site: Make) -> None:
    """GitHub gets one workflow command a diagnostic, escaped as it asks for."""
    site(broken())
    first = run("check", "--format", "github").output.splitlines()[0]
    assert first == (
        '::error file=content/journeys/pay.yml,line=12,col=22,title=E101::touchpoints: no touchpoint "tilll"%0Adid you mean "till"?'
    )


def test_github_escapes(site: Make) -> None:
    """A percent sign in a message, and a comma and a colon in a file's name, do not end the command."""
    site({**SOURCES, "notes/a,b:c.md": "See [[persona:93 %]].\n"})
    line = run("check", "--format", "github").output.splitlines()[0]
    assert line.startswith("::error file=content/notes/a%2Cb%3Ac.md,line=1,col=5,title=E102::")
    assert '"93 %25"' in line


@pytest.mark.parametrize("name", ["", "nowhere/mkdocs.yml"])
def test_no_site_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """In a folder without a site one line says so."""
    monkeypatch.chdir(tmp_path)
    result = run("check", *(["-f", name] if name else []))
    assert result.exit_code == 2
    assert result.output == (
        f"Error: there is no {name or 'mkdocs.yml'} here: go to the folder of your site, or begin one with journeysite new site DIR\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("site_name: [", "mkdocs.yml"),
        ("site_name: Maps\ndocs_dir: content\nplugins:\n  - journeysite: {severities: {C101: loud}}", "loud"),
        ("site_name: Maps\ndocs_dir: content\nplugins: [nope]", "nope"),
        ("site_name: Maps\ndocs_dir: elsewhere\nplugins: [journeysite]", "elsewhere"),
        ("site_name: Maps\ndocs_dir: content\nplugins:\n  - journeysite: {today: soon}", '"soon" is not a day'),
    ],
)
def test_a_configuration_that_cannot_be_read(site: Make, monkeypatch: pytest.MonkeyPatch, options: str, said: str) -> None:
    """What is wrong in mkdocs.yml is said without a traceback."""
    root = site(SOURCES)
    monkeypatch.delenv("JOURNEYSITE_TODAY")
    write_files(root, {"mkdocs.yml": options})
    result = run("check")
    assert (result.exit_code, result.output.startswith("Error: ")) == (2, True)
    assert said in result.output and "Traceback" not in result.output


def test_an_option_that_there_is_not(site: Make) -> None:
    """A slip in the name of an option is said, because the option has no effect; the check goes on."""
    root = site(SOURCES)
    write_files(root, {"mkdocs.yml": "site_name: Maps\ndocs_dir: content\nplugins:\n  - journeysite: {sevrities: {}}\n"})
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "no errors, no warnings, no hints in 4 files\n")
    assert result.stderr.startswith("Warning: mkdocs.yml: ") and "sevrities" in result.stderr


def test_a_site_that_does_not_list_the_plugin_yet(site: Make) -> None:
    """Sources can be checked before the plugin is switched on."""
    root = site(SOURCES)
    write_files(root, {"mkdocs.yml": "site_name: Maps\ndocs_dir: content\n"})
    assert run("check").exit_code == 0


def test_paths_from_another_folder(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown from where the writer stands."""
    root = site(broken())
    monkeypatch.chdir(root.parent)
    assert run("check", "-f", f"{root.name}/mkdocs.yml").output.startswith(f"{root.name}/content/journeys/pay.yml:12:22  E101")


def test_a_file_that_cannot_be_read(site: Make) -> None:
    """A link to nothing is named, without a traceback."""
    root = site(SOURCES)
    (root / "content/personas").mkdir()
    (root / "content/personas/gone.md").symlink_to(root / "content/nothing.md")
    result = run("check")
    assert (result.exit_code, result.output) == (
        2,
        f"Error: {root / 'content/personas/gone.md'} cannot be read: No such file or directory\n",
    )


def test_no_day() -> None:
    """A date that is none is refused before anything is read."""
    result = run("check", "--today", "2026-13-01")
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == (
        "Error: Invalid value for '--today': \"2026-13-01\" is not a day: write year, month and day, such as 2026-11-02"
    )


# check --since -------------------------------------------------------------------------------------------------------


def test_since_reports_what_a_change_breaks(site: Make) -> None:
    """What was broken before, and only moved, is left out; what the change breaks is named and fails."""
    root = site(broken())
    commit(root)
    write_files(root, {"content/journeys/pay.yml": "# moved by a line\n" + str(broken()["journeys/pay.yml"])})
    result = run("check", "--since", "HEAD")
    assert (result.exit_code, result.output) == (0, "no errors, no warnings, no hints in 4 files\n")
    write_files(root, {"content/journeys/pay.yml": str(broken()["journeys/pay.yml"]).replace("personas: [ada]", "personas: [adda]")})
    result = run("check", "--since", "HEAD")
    assert result.exit_code == 1
    assert [line.split("  ")[2] for line in result.output.splitlines() if "E101" in line] == ['personas: no persona "adda"']


def test_since_counts(site: Make) -> None:
    """A fault that was there once and is there twice now is reported once."""
    root = site({"notes/a.md": "See [[persona:ada]]."})
    commit(root)
    write_files(root, {"content/notes/a.md": "See [[persona:ada]].\n\nSee [[persona:ada]]."})
    assert run("check", "--since", "HEAD").output.count("E102") == 1
    assert run("check").output.count("E102") == 2


def test_since_with_a_name_that_is_no_text(site: Make) -> None:
    """A file whose name is not UTF-8 is the same file in git, and is no news."""
    root = site(SOURCES)
    (root / "content" / "personas").mkdir()
    (root / "content/personas" / os.fsdecode(b"a\xff.md")).write_text("See [[persona:nobody]].")
    commit(root)
    assert "E102" in run("check").output
    assert run("check", "--since", "HEAD").exit_code == 0


def test_since_an_unknown_revision(site: Make) -> None:
    """A revision that is not there is said with what to do, and nothing is reported as if it were new."""
    root = site(SOURCES)
    commit(root)
    result = run("check", "--since", "nope")
    assert (result.exit_code, result.output) == (
        2,
        'Error: git knows no revision "nope"\n    look at git branch --all, or fetch it first\n',
    )


# new -----------------------------------------------------------------------------------------------------------------


def test_a_new_site_is_three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new site is three files with nothing wrong in them, beside what git need not keep, and is written once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOURNEYSITE_TODAY", "2026-11-21")
    result = run("new", "site", "maps")
    files = sorted(path.relative_to(tmp_path / "maps").as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert files == [".gitignore", "content/journeys/pay-for-a-basket.yml", "content/personas/hurried-parent.md", "mkdocs.yml"]
    assert "reviewed: 2026-11-21" in (tmp_path / "maps/content/journeys/pay-for-a-basket.yml").read_text("utf-8")
    assert result.output.splitlines()[-1] == "Now: cd maps && mkdocs serve"
    again = run("new", "site", "maps")
    assert (again.exit_code, again.output) == (2, "Error: maps/mkdocs.yml exists already, and nothing was written\n")
    monkeypatch.chdir("maps")
    checked = run("check")
    assert checked.exit_code == 0
    assert sum(line.startswith("content/") for line in checked.output.splitlines()) <= 3


def test_a_new_site_in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .gitignore that is there already is left as it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("*.bak\n")
    assert run("new", "site", ".").exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "*.bak\n" and (tmp_path / "mkdocs.yml").is_file()


def test_a_new_journey_has_stages_or_steps(site: Make) -> None:
    """A template offers the stages and not the steps beside them, and what checks ask for."""
    root = site({})
    (root / "content").mkdir()
    for kind, fields in {
        "journey": ("stages", "objectives", "reviewed"),
        "persona": ("goals", "needs", "evidence"),
        "metric": ("method", "target", "series"),
        "action": ("dates", "moves"),
    }.items():
        run("new", kind, "first")
        text = next((root / "content").glob("*/first.md")).read_text("utf-8")
        next((root / "content").glob("*/first.md")).unlink()
        assert all(f"\n{field}:" in text for field in fields) and "\nsteps:" not in text


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_new_thing_of_each_kind(site: Make, kind: object) -> None:
    """A new file of any kind stands in the kind's folder and has no fault; a second one of that id is refused."""
    name, folder = kind.name, kind.folder  # type: ignore[attr-defined]
    root = site({})
    (root / "content").mkdir()
    result = run("new", name, "retail/first-one", "--title", "First: one")
    assert (result.exit_code, result.output) == (0, f"content/{folder}/retail/first-one.md\n")
    assert 'title: "First: one"' in (root / f"content/{folder}/retail/first-one.md").read_text("utf-8")
    assert run("check").exit_code == 0
    again = run("new", name, "first-one")
    assert again.exit_code == 2
    assert f'"first-one" already\n    it stands in {folder}/retail/first-one.md' in again.output


@pytest.mark.parametrize("name", ["../out", "a/../../b", "/etc/x", "!!", "a//b"])
def test_a_name_that_makes_no_id(site: Make, name: str) -> None:
    """No name leads out of the kind's folder."""
    root = site(SOURCES)
    result = run("new", "persona", name)
    assert (result.exit_code, f'"{name}" makes no id' in result.output) == (2, True)
    assert not list(root.parent.rglob("out.md")) and not (root / "content/personas").exists()


def test_a_title_makes_an_id(site: Make) -> None:
    """Words may stand where an id is asked for."""
    root = site(SOURCES)
    assert run("new", "touchpoint", "Service desk").output == "content/touchpoints/service-desk.md\n"
    assert "title: Service desk\n" in (root / "content/touchpoints/service-desk.md").read_text("utf-8")


# schema, explain -----------------------------------------------------------------------------------------------------


def test_schemas_are_written(tmp_path: Path) -> None:
    """A schema for each kind's own and shared files and for each registry, twice without complaint."""
    for _ in range(2):
        result = run("schema", "--out", str(tmp_path / "schema"))
        assert (result.exit_code, result.output) == (0, f"26 schemas in {tmp_path / 'schema'}\n")
    assert {f"{kind.name}.json" for kind in KINDS.values()} < {path.name for path in (tmp_path / "schema").iterdir()}


def test_a_code_is_explained() -> None:
    """A code is explained in words; one that is not there is refused."""
    assert run("explain", "c101").output.startswith("# ")
    result = run("explain", "X1")
    assert (result.exit_code, result.output.splitlines()[0]) == (2, 'Error: there is no code "X1"')
