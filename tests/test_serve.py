"""What `mkdocs serve` shows after edits is what a build from nothing makes."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from journeysite.host.counter import Counter

from .conftest import write_files
from .test_shell import ATLAS

MKDOCS = (
    "site_name: Maps\nsite_url: https://example.org/\ndocs_dir: content\ntheme: {name: material, features: [navigation.tabs]}\n"
    "plugins: [search, {journeysite: {history: {enabled: false}}}]\n"
)
FILES = {
    "mkdocs.yml": MKDOCS,
    **{f"content/{path}": text for path, text in ATLAS.items()},
    "content/about.md": "# About\n\nOf [[touchpoint:till]] and [[persona:parent]].\n",
}

WORDS = ("Line", "Till & more", "wait <b>", "Ümläut", "the *app*", "a [[touchpoint:till]]", "see [[journey:pay]]", "-")
EDITS = (
    ("touchpoints.yml", "Till", "title"),
    ("touchpoints.yml", "Mail", "title"),
    ("personas.yml", "Hurried parent", "title"),
    ("findings.yml", "Long wait", "title"),
    ("journeys/pay.yml", "Paying & leaving", "words"),
    ("journeys/pay.yml", "Set out", "title"),
    ("journeys/retail/second.yml", "A second", "title"),
    ("journeys/pay.yml", "-1.5", "score"),
    ("findings.yml", "severity: 4", "severity"),
)


def configured(folder: Path, site: str) -> Any:
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / site))
    config.plugins.on_startup(command="serve", dirty=False)
    return config


class Served:
    """A site that is served, without a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        config = configured(folder, "served")
        self.plugin = config.plugins["journeysite"]
        build(config)
        self.plugin.counter = Counter(self.plugin, lambda: build(configured_again(folder, config)))
        self.plugin.counter.opened(self.plugin.shop)
        self.counter: Counter = self.plugin.counter

    def write(self, path: str, text: str) -> None:
        write_files(self.folder / "content", {path: text})
        self.counter.rebuild([str(self.folder / "content" / path)])

    def page(self, path: str) -> str:
        self.counter.freshen(path)
        return (self.folder / "served" / path).read_text("utf-8")

    def differing(self) -> list[str]:
        """Files that are other than those of a build from nothing."""
        self.counter.freshen_all()
        clean = configured(self.folder, "clean")
        build(clean)
        # What a server makes only when it is asked for.
        counter = Counter(clean.plugins["journeysite"], lambda: None)
        counter.opened(clean.plugins["journeysite"].shop)
        counter.freshen_all()
        sites = self.folder / "served", self.folder / "clean"
        names = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in sites]
        assert names[0] == names[1]
        return filecmp.cmpfiles(*sites, sorted(names[0] - {"sitemap.xml.gz"}), shallow=False)[1]


def configured_again(folder: Path, first: Any) -> Any:
    """The configuration for a full build while serving: read anew, with the same plugins, which live on."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=first.site_dir)
    for name, plugin in first.plugins.items():
        plugin.load_config(config.plugins[name].config.data, str(folder / "mkdocs.yml"))
        config.plugins.events = {event: [] for event in config.plugins.events}
    for name, plugin in first.plugins.items():
        config.plugins[name] = plugin
    return config


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("JOURNEYSITE_TODAY", "2026-11-21")
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, FILES)
    return Served(tmp_path)


@pytest.mark.filterwarnings("ignore")
def test_a_renamed_touchpoint_is_right_wherever_it_stands(served: Served) -> None:
    """After one edit and no full build, its page, the map that uses it, a page of one's own and the search index have the new name."""
    served.write("touchpoints.yml", "till: Cash desk\napp: The app\nmail: Mail\n")
    assert served.counter.full_builds == 0
    for page in (
        "touchpoints/till/index.html",
        "touchpoints/index.html",
        "journeys/pay/index.html",
        "about/index.html",
    ):
        assert "Cash desk" in served.page(page), page
    assert "Cash desk" in searched(served.page)
    assert served.differing() == []


@pytest.mark.filterwarnings("ignore")
def test_what_changes_the_frame_goes_to_the_full_build(served: Served) -> None:
    """A new entity, a new file, one that is gone, and a page of one's own are left to MkDocs."""
    served.write("touchpoints.yml", "till: Till\napp: The app\nmail: Mail\nphone: Telephone\n")
    assert served.counter.full_builds == 1
    served.write("personas/one-more.yml", "title: One more\n")
    assert served.counter.full_builds == 2
    served.write("about.md", "# About us\n")
    assert served.counter.full_builds == 3
    (served.folder / "content/personas/one-more.yml").unlink()
    served.counter.rebuild([str(served.folder / "content/personas/one-more.yml")])
    assert served.counter.full_builds == 4
    assert "Telephone" in served.page("touchpoints/phone/index.html")
    assert served.differing() == []


@pytest.mark.filterwarnings("ignore")
def test_a_full_build_that_failed_is_done_again(served: Served) -> None:
    """A new file with a fault stops the build; once it is mended, whatever was written in between is there."""
    with pytest.raises(Abort):
        served.write("personas/one-more.yml", "title: [")
    with pytest.raises(Abort):
        served.write("touchpoints.yml", "till: Cash desk\napp: The app\nmail: Mail\n")
    served.write("personas/one-more.yml", "title: One more\n")
    assert "One more" in served.page("personas/one-more/index.html")
    assert served.differing() == []


def test_an_edit_is_served_at_once(tmp_path: Path) -> None:
    """`mkdocs serve` shows what was written when the page is asked for again, also after a fault, and after an editor replaced the file."""
    write_files(tmp_path, FILES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "JOURNEYSITE_TODAY": "2026-11-21", "NO_MKDOCS_2_WARNING": "1"}
    touchpoints = tmp_path / "content/touchpoints.yml"
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            appears(port, "touchpoints/till/", "Till")
            # The server listens a moment before it watches.
            time.sleep(1)
            touchpoints.write_text("till: Cash desk\napp: The app\nmail: Mail\n")
            appears(port, "touchpoints/till/", "Cash desk")
            assert "Cash desk" in searched(lambda path: urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}").read().decode())
            touchpoints.write_text("till: [\n")
            time.sleep(0.5)
            (tmp_path / "content/.swap").write_text("till: Counter\napp: The app\nmail: Mail\n")
            (tmp_path / "content/.swap").replace(touchpoints)
            appears(port, "touchpoints/", "Counter")
            appears(port, "about/", "Counter")
        finally:
            server.terminate()


def searched(page: Callable[[str], str]) -> str:
    """All that the search can show. page: what stands at a path of the site."""
    start = json.loads(page("search/start.js").partition('"",')[2].removesuffix(");\n"))
    return "".join(page(f"search/texts/{name}.js") for name in start["texts"])


def appears(port: int, path: str, words: str) -> None:
    """Waits until a page says something; fails after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=30) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.05)
    pytest.fail(f"{path} does not say {words}")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_every_file_is_that_of_a_clean_build(served: Served, seed: int) -> None:
    """Whatever is edited, and whatever is looked at in between, every file equals in every byte that of a build from nothing."""
    chance = random.Random(seed)
    current = {path: FILES[f"content/{path}"] for path, _, _ in EDITS}
    words = {edit: edit[1] for edit in EDITS}
    for _ in range(8):
        edit = chance.choice(EDITS)
        path, _, what = edit
        new = {"score": f"{chance.uniform(-2, 2):.1f}", "severity": f"severity: {chance.randint(1, 5)}"}.get(what) or chance.choice(
            WORDS[:4]
        )
        if what == "words":
            new = chance.choice(WORDS[:-1]).replace("*", "")
        current[path] = current[path].replace(words[edit], new, 1) if words[edit] in current[path] else current[path]
        words[edit] = new
        served.write(path, current[path])
        for page in chance.sample(sorted(served.counter.stale), min(3, len(served.counter.stale))):
            served.counter.freshen(page)
    assert served.counter.full_builds == 0
    assert served.differing() == []
