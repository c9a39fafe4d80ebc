"""A map on paper: whole, on any size of it, and large enough to read."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAPERS = {"A4": (277, 190), "A3": (400, 277), "A1": (821, 574)}
"""Crosswise, in mm, less margins of 10 mm."""

SMALLEST_PT = 7.0

SMALLEST = """() => {
  // Zoom of the ancestors multiplies what is computed.
  const zoomed = (element) => element ? Number(getComputedStyle(element).zoom || 1) * zoomed(element.parentElement) : 1;
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(".jy-map"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("title, .jy-map-unseen, .jy-unseen, dialog, script")) continue;
    if (!element.checkVisibility() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    found.push([parseFloat(style.fontSize) * zoomed(element) * 0.75, element.className || element.tagName, walker.currentNode.textContent.trim()]);
  }
  return found.filter(([size]) => size < 6.99).map(([size, where, text]) => `${size.toFixed(2)} ${where}: ${text.slice(0, 30)}`);
}"""

TITLES = """() => [...document.querySelectorAll("[data-jy-step]")].map((head) => head.querySelector(".jy-map-step").innerText.trim())"""


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    """The example, built."""
    return example


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{address}journeys/pay-for-a-basket/")
    yield page
    page.close()


def on_paper(page: Page, paper: str) -> None:
    """What media queries see when it is printed."""
    width, height = PAPERS[paper]
    page.set_viewport_size({"width": round(width / 25.4 * 96), "height": round(height / 25.4 * 96)})
    page.emulate_media(media="print")


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_small(page: Page, paper: str) -> None:
    """No words on paper are smaller than 7 pt."""
    on_paper(page, paper)
    assert "\n".join(page.evaluate(SMALLEST)) == ""


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_beyond(page: Page, paper: str) -> None:
    """Nothing stands out over the right edge of the paper."""
    on_paper(page, paper)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_which_sheets(page: Page) -> None:
    """On paper that is wide enough a map is a table; on smaller paper it is an overview and a sheet a stage."""
    for paper, is_table in (("A4", False), ("A3", True), ("A1", True)):
        on_paper(page, paper)
        assert page.locator(".jy-map-table[data-jy-map]").is_visible() is is_table
        assert page.locator(".jy-story-stage").first.is_visible() is not is_table


@pytest.mark.parametrize(("paper", "most"), [("A4", 14), ("A3", 5), ("A1", 2)])
def test_sheets(page: Page, tmp_path: Path, paper: str, most: int) -> None:
    """The title of every step is on paper, no sheet is empty, and larger paper needs fewer sheets."""
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
    titles = page.evaluate(TITLES)
    page.emulate_media(media="print")
    file = tmp_path / "map.pdf"
    page.pdf(path=file, format=paper, landscape=True, print_background=True)
    assert 1 <= len(re.findall(rb"/Type /Page\b", file.read_bytes())) <= most
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not here: what stands on the paper was not read")
    text = subprocess.run([reader, "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    assert all(len(sheet.split()) > 3 for sheet in sheets)
    words = set(re.findall(r"\w+", text))
    assert titles and all(word in words for title in titles for word in re.findall(r"\w+", title))
