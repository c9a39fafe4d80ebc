"""The wheel is complete: in an empty folder it builds a site, templates, assets and pages of codes included."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .conftest import write_files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

SITE = {
    "mkdocs.yml": "site_name: Maps\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n",
    "content/personas/ada.md": "---\ntitle: Ada\nrole: Shops for four\n---\nShe comes at six.\n",
    "content/journeys/pay.yml": "title: Pay for a basket\npersonas: ada\nsteps:\n  - Joins the line: -2\n    touchpoints: Till queue\n  - Pays: 1\n",
}


def run(*command: str | Path, folder: Path) -> str:
    """What a program printed. A failure shows all of it."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_environment(folder: Path, *also: Path) -> Path:
    """An environment of its own that finds the libraries of the running one, behind its own. Returns its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder.parent)
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "shared.pth").write_text("".join(f"{path}\n" for path in (*also, sysconfig.get_path("purelib"))))
    return folder / "bin/python"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (wheel,) = folder.glob("*.whl")
    python = new_environment(folder / "environment")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    return python


@pytest.fixture(scope="session")
def built(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that the wheel makes of three files."""
    folder = tmp_path_factory.mktemp("three-files")
    write_files(folder, SITE)
    run(installed, "-m", "mkdocs", "build", "--strict", "--quiet", folder=folder)
    return folder / "site"


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    """The new environment takes the package from the wheel, not from this repository."""
    where = run(installed, "-c", "import journeysite; print(journeysite.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)


def test_three_files_make_a_site(built: Path) -> None:
    """There is a home, a map with its table and its curve, a page for the persona, and one for what was written in place."""
    home, journey, persona, touchpoint = (
        (built / page / "index.html").read_text("utf-8") for page in ("", "journeys/pay", "personas/ada", "touchpoints/till-queue")
    )
    assert "Pay for a basket" in home
    assert "<table" in journey and "<svg" in journey and "Joins the line" in journey
    assert "Shops for four" in persona and "Pay for a basket" in persona
    assert "Pay for a basket" in touchpoint


def test_every_asset_is_there(built: Path) -> None:
    """Each style sheet and script that the home page names by a path of the site exists."""
    home = (built / "index.html").read_text("utf-8")
    named = [path for path in re.findall(r'(?:href|src)="([^":?#]+\.(?:css|js))[^"]*"', home)]
    assert any("journeysite" in path for path in named)
    assert [path for path in named if not (built / path).is_file()] == []


def test_search_finds_what_was_written(built: Path) -> None:
    """The search index holds the persona and the step."""
    said = "".join(path.read_text("utf-8") for path in (built / "search/texts").iterdir())
    assert "Ada" in said and "Joins the line" in said


def test_the_words_of_other_languages_come_with_it(installed: Path, tmp_path: Path) -> None:
    """The catalogues are inside of the wheel."""
    program = "from journeysite.view.language import Language; print(Language('de').say('step'))"
    assert run(installed, "-c", program, folder=tmp_path).strip() == "Schritt"


def test_the_command_comes_with_it(installed: Path, tmp_path: Path) -> None:
    """`journeysite` begins a site that it finds nothing wrong with, and explains its codes."""
    command = installed.parent / "journeysite"
    run(command, "new", "site", "maps", folder=tmp_path)
    assert "in 2 files" in run(command, "check", folder=tmp_path / "maps")
    assert run(command, "explain", "E101", folder=tmp_path).startswith("# ")
