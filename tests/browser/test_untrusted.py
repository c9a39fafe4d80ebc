"""Whatever a writer types stays words in a browser too, where scripts move it about, and whatever an address asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..conftest import build_site, write_files
from ..test_untrusted import CONFIG, WORDS, atlas


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("untrusted")
    config = (CONFIG % "true").replace("[svg]", "[]")
    write_files(folder, {"mkdocs.yml": config, **{f"content/{path}": text for path, text in atlas().items()}})
    done = build_site(folder / "mkdocs.yml", folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test by an error in a script, or by running one of the writer's."""
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert page.evaluate("window.ours") is None
    assert faults == []
    page.close()


WANT = """wanted => document.querySelector("[data-jy-root]").dispatchEvent(new CustomEvent("jy-want", { detail: wanted }))"""


@pytest.mark.parametrize("name", ["tags", "quotes", "ends", "lines"])
def test_a_map_of_odd_words(page: Page, address: str, name: str) -> None:
    """Its sheet, its presentation and its frame show them as they are."""
    page.goto(f"{address}journeys/j-{name}/")
    words = " ".join(WORDS[name].split())
    page.evaluate(WANT, {"step": "one"})
    assert words[:30] in " ".join(page.locator("[data-jy-sheet] h4").inner_text().split())
    page.evaluate(WANT, {"step": "", "present": 1})
    assert words[:30] in " ".join(page.locator("[data-jy-slide] [data-jy-name]").inner_text().split())
    page.goto(f"{address}embed/journeys/j-{name}/")
    assert words[:30] in " ".join(page.locator("h1").inner_text().split())


def test_search_for_odd_words(page: Page, address: str) -> None:
    """What is found is shown as words, marked or not."""
    page.goto(f"{address}?q=script")
    page.wait_for_selector(".jy-search-link")
    assert "<script>" in page.locator(".jy-search-link").first.inner_text()


def test_an_address_that_asks_for_any_id(page: Page, address: str) -> None:
    """Only a step opens in the sheet: nothing else of the page is moved into it."""
    page.goto(f"{address}journeys/j-tags/")
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), part => part.id)")
    steps = page.evaluate("Array.from(document.querySelectorAll('article[id]'), part => part.id)")
    assert len(ids) > 20 and steps
    for id in ids:
        page.evaluate(WANT, {"step": id})
        assert page.evaluate("document.querySelector('[data-jy-sheet]').open") == (id in steps), id
        page.evaluate(WANT, {"step": ""})
