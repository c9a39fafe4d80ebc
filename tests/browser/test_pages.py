"""The example in Chromium: pages open without a complaint, with and without JavaScript, and the search finds a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "journeys/",
    "journeys/pay-for-a-basket/",
    "personas/after-work-shopper/",
    "findings/",
    "touchpoints/till-queue/",
    "health/",
    "read/",
)


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    """The example, built."""
    return example


def opened(browser: Browser, url: str, width: int, with_js: bool = True) -> tuple[Page, list[str], list[str]]:
    """A page, what it complained of, and what it asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=with_js)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="load")
    return page, complaints, asked


@pytest.mark.parametrize("with_js", [True, False])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_pages_open_without_a_complaint(browser: Browser, address: str, width: int, with_js: bool) -> None:
    """No error, no request to another host, and nothing wider than the window."""
    for path in PAGES:
        page, complaints, asked = opened(browser, address + path, width, with_js)
        page.wait_for_timeout(100)
        assert complaints == [], path
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == [], path
        assert page.locator("h1:visible").count() == 1, path
        if with_js:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.close()


def test_the_home_search_finds_a_step_and_lands_on_it(browser: Browser, address: str) -> None:
    """Words that stand at a step lead to the step, not only to its map."""
    page, complaints, _ = opened(browser, address, 1440)
    page.click("[data-jy-search]")
    page.keyboard.type("joins a queue", delay=20)
    result = page.locator("[data-jy-found] a[href*='journeys/'][href*='#']").first
    result.wait_for(timeout=10_000)
    href = result.get_attribute("href") or ""
    assert "journeys/" in href
    result.click()
    page.wait_for_url("**#*")
    anchor = page.url.split("#")[1].split("?")[0]
    assert page.locator(f"[id='{anchor}']").count() == 1
    assert complaints == []
    page.context.close()


def test_a_list_is_filtered_by_words_and_facets(browser: Browser, address: str) -> None:
    """Rows and empty groups go away, and come back."""
    page, _, _ = opened(browser, address + "findings/", 1440)
    rows = page.locator("[data-jy-row]:visible")
    everything = rows.count()
    page.fill("[data-jy-words]", "queue")
    assert 0 < rows.count() < everything
    page.select_option("[data-jy-facet='0']", value="gain")
    assert page.locator("p[data-jy-none]").is_visible() == (rows.count() == 0)
    page.click("[data-jy-filter] [type=reset]")
    page.wait_for_timeout(50)
    assert rows.count() == everything
    page.context.close()


def test_without_javascript_the_lists_stand_in_for_the_search(browser: Browser, address: str) -> None:
    """What does not work is not shown; what leads on instead is."""
    page, _, _ = opened(browser, address, 1440, with_js=False)
    assert not page.locator("[data-jy-search]").is_visible()
    assert page.locator(".jy-home-lists a").count() > 5
    page.context.close()
