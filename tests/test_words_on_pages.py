"""What pages say besides their content is said through the catalogues: a site in a language that nobody speaks has no English on any page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from journeysite.build import Options
from journeysite.build import build as journeysite_build
from journeysite.render.short_forms import marker
from journeysite.source.tree import FolderTree
from journeysite.view import language
from journeysite.view.language import Language

from .conftest import REPOSITORY, commit
from .greek import AFTER, BEFORE
from .pseudo import catalogue, forms, write_pseudo

GERMAN = REPOSITORY / "journeysite/locale/de/LC_MESSAGES/journeysite.po"

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements that are never closed."""

SAID = ("aria-label", "title", "alt", "placeholder", "data-label", "aria-description")
"""Attributes that are words for somebody; so are those of ours with a space in them or a capital in front."""

CONFIG = """site_name: Χάρτες
site_url: https://example.org/
docs_dir: content
theme: {name: material, language: ar}
extra: {generator: false}
plugins: [search, journeysite]
"""


class Words(HTMLParser):
    """The words of a page: its text and the attributes that are read out. What is marked as English is, and code is nobody's language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = [False]
        self.said: list[str] = []
        self.directions: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "dir" in named and tag in ("html", "body"):
            self.directions.append(named["dir"])
        is_hidden = self.hidden[-1] or tag in ("code", "pre", "script", "style") or named.get("lang") == "en"
        if tag not in VOID:
            self.hidden.append(is_hidden)
        if not is_hidden:
            self.said += [value for name, value in named.items() if name in SAID or (name.startswith("data-jy-") and reads_as_words(value))]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden[-1]:
            self.said.append(data)


def reads_as_words(value: str) -> bool:
    return value[:1].isupper()


def words_of(html: str) -> Words:
    words = Words()
    words.feed(html)
    words.close()
    return words


_NOBODYS = re.compile(r"\{\w+\}|\b[0-9a-f]{7,40}\b|\b[CE]\d{3}\b|\S+@\S+|https?:\S+|\b(?:A\d|PDF|PNG|SVG|Atom|JSON Feed)\b")


def latin(html: str) -> list[str]:
    """Latin words on a page. Addresses, names in braces, codes, the ids of commits and the names of file formats are none."""
    texts = (_NOBODYS.sub("", said) for said in words_of(html).said)
    return [text.strip() for text in texts if re.search(r"[A-Za-z]", text)]


@pytest.fixture
def pages(site: Callable[[Mapping[str, str]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, str]]:
    """Every page of the Greek atlas, with a past, in the language that nobody speaks: by its address, as MkDocs writes it."""
    write_pseudo(tmp_path / "locale")
    monkeypatch.setattr(language, "LOCALES", tmp_path / "locale")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    language._catalogue.cache_clear()
    folder = site(BEFORE)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / ".gitignore").write_text("locale\nsite\n.cache\n")
    commit(folder, "Πρώτα")
    site(AFTER)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    commit(folder, "Ύστερα")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    out = folder / "site"
    yield {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    language._catalogue.cache_clear()


def test_no_page_says_anything_in_english(pages: Mapping[str, str]) -> None:
    """Not in its text, nor in what is read out of it, on a page of any type, the one for a wrong address included."""
    assert {"404.html", "health/index.html", "read/index.html", "changes/index.html", "journeys/pay/index.html"} <= pages.keys()
    left = {path: found for path, html in pages.items() if (found := latin(html))}
    assert not left, "\n".join(f"{path}: {found}" for path, found in left.items())


def test_every_page_runs_from_right_to_left(pages: Mapping[str, str]) -> None:
    """A site in a language that is written so says it of its pages."""
    wrong = {path for path, html in pages.items() if 'http-equiv="refresh"' not in html and words_of(html).directions != ["rtl"]}
    assert not wrong


@pytest.fixture(scope="module")
def german() -> Mapping[str, str]:
    """The bodies of the example in German, whose content is English."""
    made = journeysite_build(FolderTree(REPOSITORY / "content"), Options(date(2026, 11, 21), language="de"))
    return {page.path: page.body() for page in made.pages}


def test_the_example_in_german_says_no_message_in_english(german: Mapping[str, str]) -> None:
    """No text of a page is a message of ours as it stands in the sources, where the content does not say the same."""
    content = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "content").rglob("*.*") if path.suffix in (".md", ".yml"))
    german_of = {
        form: said
        for message in catalogue(GERMAN)
        if message.id
        for form, said in zip(forms(message.id), forms(message.string), strict=True)
    }
    english = {message for message, said in german_of.items() if message != said and " " in message and message not in content}
    left = {path: found for path, html in german.items() if (found := [said for said in words_of(html).said if said.strip() in english])}
    assert not left, "\n".join(f"{path}: {found}" for path, found in left.items())


def test_figures_on_german_pages_have_a_comma(german: Mapping[str, str]) -> None:
    """Values, emotions and dates alike."""
    assert "7,5 → 3" in german["findings/wait-without-an-end"]
    assert "−0,5" in german["journeys/pay-for-a-basket"]
    assert "12.11.2026" in german["journeys/pay-for-a-basket"]


def test_what_the_checks_say_is_marked_as_english(german: Mapping[str, str]) -> None:
    """Remarks on the health page are English on every site; who hears them is told."""
    assert '<span lang="en" dir="ltr">Nothing is done about' in german["health/index"]


def test_short_forms_stand_in_full_at_the_foot(german: Mapping[str, str]) -> None:
    """Of the page on which they are marked, once each; a page without any has no such foot."""
    for path, html in german.items():
        marked = set(re.findall(r'<abbr class="jy-short" title="[^"]+">(\w+)</abbr>', html))
        foot = html.partition('<div class="jy-short-forms"')[2]
        assert re.findall(r"<dt>(\w+)</dt>", foot) == [word for word in ("n", "NPS", "CSAT", "CES") if word in marked], path
    assert 'title="Zahl der Menschen oder Fälle">n</abbr>' in german["research/till-watch"]


def test_short_forms_are_written_out_on_the_page() -> None:
    """n, NPS, CSAT and CES are marked where they stand, and nothing else is."""
    mark = marker(Language())
    assert mark("n = 412, survey") == '<abbr class="jy-short" title="number of people or cases">n</abbr> = 412, survey'
    assert mark("n") == '<abbr class="jy-short" title="number of people or cases">n</abbr>'
    assert "customer effort score" in mark("CES")
    assert mark("then = 5 & a CESS") == "then = 5 & a CESS"
