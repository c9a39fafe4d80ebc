"""The built site as a reader gets it: every link leads somewhere, nothing comes from elsewhere, and it ages."""

from __future__ import annotations

import posixpath
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from .conftest import REPOSITORY, build_site, write_files


class Reader(HTMLParser):
    """What a page links to, loads, and can be linked at."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.headings = 0
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids |= {said[name] for name in ("id", "name") if name in said}
        self.headings += tag == "h1"
        if tag == "base":
            self.base = said.get("href", "")
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag in ("script", "img", "iframe", "source") and "src" in said:
            self.loads.append(said["src"])
        if tag == "link" and said.get("rel") in ("stylesheet", "icon", "preconnect", "preload"):
            self.loads.append(said.get("href", ""))


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def pages(example: Path) -> dict[str, Reader]:
    """Every page of the example by its address from the root."""
    return {path.relative_to(example).as_posix(): read(path) for path in sorted(example.rglob("*.html"))}


def is_redirect(example: Path, page: str) -> bool:
    return 'http-equiv="refresh"' in (example / page).read_text(encoding="utf-8")[:400]


def test_every_link_leads_somewhere(example: Path, pages: dict[str, Reader]) -> None:
    """Each relative link names a file of the site, and each anchor an element on it."""
    broken = []
    for page, reader in pages.items():
        if page == "404.html":
            continue
        for link in (*reader.links, *reader.loads):
            url = urlsplit(link)
            if url.scheme or url.netloc or link.startswith(("javascript:", "data:")):
                continue
            here = posixpath.join(posixpath.dirname(page), reader.base)
            target = (
                posixpath.normpath(posixpath.join(here, unquote(url.path)))
                if url.path
                else posixpath.normpath(here)
                if reader.base
                else page
            )
            target = posixpath.join(target, "index.html") if (example / target).is_dir() else target
            anchor = unquote(url.fragment)
            known = pages.get(target)
            if not (example / target).is_file() or (anchor and known and anchor not in known.ids and anchor != "__"):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_every_page_has_one_heading_of_its_own(example: Path, pages: dict[str, Reader]) -> None:
    """One h1, whatever the page is made of."""
    assert {page: reader.headings for page, reader in pages.items() if reader.headings != 1 and not is_redirect(example, page)} == {}


def test_nothing_is_loaded_from_elsewhere(example: Path, pages: dict[str, Reader]) -> None:
    """No page and no style sheet of ours asks another host for anything."""
    remote = [f"{page}: {load}" for page, reader in pages.items() for load in reader.loads if re.match(r"(?:https?:)?//", load)]
    assert remote == []
    assert not re.search(
        r"(?:@import|url\()\s*[\"']?(?:https?:)?//", (example / "assets/journeysite/journeysite.css").read_text(encoding="utf-8")
    )


def test_the_search_dialog_has_a_name(example: Path) -> None:
    """Those who hear the page know what opened."""
    assert 'role="dialog" aria-label="Search"' in (example / "index.html").read_text(encoding="utf-8")


def test_a_page_outside_of_the_navigation_has_its_tab(example: Path) -> None:
    """On a map the tab of the journeys is the active one, on a finding that of its section."""
    for page, tab in (("journeys/pay-for-a-basket", "Journeys"), ("findings/own-bags-stop-the-machine", "Insight")):
        html = (example / page / "index.html").read_text(encoding="utf-8")
        active = re.findall(r"md-tabs__item--active\">\s*<a[^>]*>\s*([^<]*?)\s*</a>", html)
        assert active == [tab]


def test_the_footer_says_for_which_day_it_was_built(example: Path) -> None:
    """A copy on a desk tells how old it is."""
    assert "Built for 21 November 2026 from" in (example / "personas/index.html").read_text(encoding="utf-8")


def test_an_archived_map_says_why(example: Path) -> None:
    """The page stays, with a banner."""
    assert "Paper vouchers ended on 31 March 2026" in (example / "journeys/pay-with-vouchers/index.html").read_text(encoding="utf-8")


def test_a_former_address_leads_on(example: Path) -> None:
    """Bookmarks go on working after a renaming."""
    html = (example / "touchpoints/express-tills/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../touchpoints/self-checkout/"' in html


def test_the_example_s_draft_leaves_no_trace(example: Path) -> None:
    """Neither its address nor its title is anywhere in the output, search and sitemap included."""
    source = (REPOSITORY / "content/journeys/retail/collect-an-order.yml").read_text(encoding="utf-8")
    title = re.search(r"^title: (.+)$", source, re.M)
    assert title and "draft: true" in source
    traces = [
        path.relative_to(example).as_posix()
        for path in example.rglob("*")
        if path.suffix in (".html", ".json", ".xml", ".js", ".txt", ".svg") and title[1].encode() in path.read_bytes()
    ]
    assert traces == []
    assert not list(example.rglob("*collect-an-order*"))


@pytest.mark.slow
def test_it_ages(tmp_path: Path) -> None:
    """Built half a year later, the map, the home page and the health page say since when the review is overdue."""
    done = build_site(REPOSITORY / "mkdocs.yml", tmp_path / "site", today="2027-06-01")
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "health/index.html", "journeys/index.html", "journeys/pay-for-a-basket/index.html"):
        html = (tmp_path / "site" / page).read_text(encoding="utf-8")
        assert "verdue" in html and "12 May 2027" in html, page


THREE_FILES = {
    "mkdocs.yml": "site_name: Ours\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n",
    "content/personas.yml": "parent: Hurried parent\n",
    "content/journeys/pay.yml": "title: Pay\npersonas: parent\nsteps:\n  - Joins the line: -2\n  - Pays: 1\n",
}


@pytest.mark.slow
def test_three_files_make_a_site_that_looks_right(tmp_path: Path) -> None:
    """With nothing but the theme's name there are tabs, our colours in light and dark, a home page and a map."""
    write_files(tmp_path, THREE_FILES)
    done = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="custom"' in home and 'data-md-color-scheme="slate"' in home
    assert "md-tabs" in home
    assert "<title>Ours</title>" in home
    assert (tmp_path / "site/journeys/pay/index.html").is_file()
    assert not (tmp_path / "site/handbook").exists()


@pytest.mark.slow
def test_a_site_keeps_its_own_choices(tmp_path: Path) -> None:
    """A palette, features or mark that the owner chose are not replaced, nor a line of copyright."""
    theme = "theme:\n  name: material\n  features: [navigation.top]\n  palette: {primary: teal}\n  icon: {logo: material/map}\n"
    own = "site_name: Ours\ndocs_dir: content\n" + theme + "copyright: Ours alone\nplugins: [search, journeysite]\n"
    write_files(tmp_path, THREE_FILES | {"mkdocs.yml": own, "content/README.md": "# Read me\n\nHello.\n"})
    done = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="teal"' in home
    assert "md-tabs" not in home
    assert "Ours alone" in home and "Built for 21 November 2026" in home
    assert "jy-home" in home


@pytest.mark.slow
def test_a_failed_build_leaves_the_last_site(tmp_path: Path) -> None:
    """A mistake stops the build before anything of the site before is touched."""
    write_files(tmp_path, THREE_FILES)
    assert build_site(tmp_path / "mkdocs.yml", tmp_path / "site").returncode == 0
    before = (tmp_path / "site/index.html").read_bytes()
    write_files(tmp_path, {"content/journeys/pay.yml": "title: Pay\npersonas: nobody-known\nsteps: [Pays: 9]\n"})
    assert build_site(tmp_path / "mkdocs.yml", tmp_path / "site").returncode != 0
    assert (tmp_path / "site/index.html").read_bytes() == before
    shutil.rmtree(tmp_path / "site")
