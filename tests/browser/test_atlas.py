"""Lists, charts and "my team" in Chromium: what an address asks for, what is kept in the reader's own browser, and what one sees without JavaScript."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FILES = {
    "mkdocs.yml": "site_name: Maps\ndocs_dir: content\ntheme: {name: material}\nuse_directory_urls: false\nplugins: [search, journeysite]\n",
    "content/teams.yml": "stores: {title: Store operations, mailbox: stores@example.org}\nit: Store IT\n",
    "content/personas.yml": "ada: Ada\n",
    "content/touchpoints.yml": "".join(
        f"t{number:03}: {{title: Till {number:03}, channel: {('web', 'store')[number % 2]}, owner: {('it', 'stores')[number // 150 % 2]}}}\n"
        for number in range(450)
    ),
    "content/findings.yml": "alarm: {title: The weight alarm stops people, severity: 4, about: 'journey:pay#scans'}\n",
    "content/opportunities.yml": "quiet: {title: A quieter alarm, impact: 5, effort: 1, answers: alarm}\n",
    "content/actions.yml": (
        "scale: {title: A wider tolerance, status: in progress, dates: {started: 2026-09-01}, answers: alarm, owner: it}\n"
        "host: {title: A second host, status: planned, dates: {planned: 2026-08}, answers: alarm, owner: stores}\n"
        + "".join(f"a{number}: {{title: Action {number}, status: shipped, owner: it}}\n" for number in range(8))
    ),
    "content/journeys/pay.yml": "title: Pay\npersonas: ada\nowner: stores\nsteps: [{Scans: -1, touchpoints: t151}]\n",
    "content/journeys/login.yml": "title: Log in\npersonas: ada\nowner: it\nsteps: [Waits: -1.5]\n",
}


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("atlas")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    environment = os.environ | {"JOURNEYSITE_TODAY": "2026-11-21", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, env=environment)
    return folder / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    yield opened
    context.close()


def seen(page: Page, selector: str) -> list[str]:
    return [element.inner_text() for element in page.locator(selector).all() if element.is_visible()]


def test_a_list_of_many_pages_is_filtered_as_one(page: Page, site_folder: Path) -> None:
    """From a file opened by double click too: the address asks, rows of all pages are found, counts follow, clearing brings the page back."""
    page.goto(f"file://{site_folder}/touchpoints/page/2.html?channel=web&words=till+44")
    page.wait_for_selector("[data-jy-found]:visible")
    assert seen(page, "[data-jy-found] tbody a") == [f"Till {number:03}" for number in range(0, 450, 2) if "44" in f"{number:03}"]
    assert page.inner_text("[data-jy-shown]") == "9 of 450"
    assert page.locator("[name=channel] option").nth(1).inner_text() == "store (5)"
    page.click("[data-jy-found] tbody a >> nth=0")
    assert page.url.endswith("/touchpoints/t044.html")
    page.go_back()
    page.click("[data-jy-filter] [type=reset]")
    page.wait_for_selector("[data-jy-group]:visible")
    assert not page.is_visible("[data-jy-found]")


def test_what_is_chosen_goes_into_the_address(page: Page, address: str) -> None:
    """So that it can be sent on."""
    page.goto(f"{address}actions/index.html")
    page.select_option("[name=owner]", "stores")
    assert page.url.endswith("actions/index.html?owner=stores")
    assert seen(page, ".jy-board-card .jy-card__title") == ["A second host"]
    assert seen(page, ".jy-board-column h2") == ["Planned 1"]
    page.reload()
    assert seen(page, ".jy-board-card .jy-card__title") == ["A second host"]


def test_my_team_is_asked_for_by_the_address(page: Page, address: str) -> None:
    """Home shows its maps and what needs its attention, and who follows such a link keeps her own team."""
    page.goto(f"{address}index.html?team=it")
    assert seen(page, ".jy-home-map a") == ["Log in"]
    page.goto(f"{address}index.html")
    assert len(seen(page, ".jy-home-map a")) == 2


def test_my_team_is_kept(page: Page, address: str) -> None:
    """Chosen on home, it holds for home, the board and any list, until she chooses every team again."""
    page.goto(f"{address}index.html")
    page.select_option("[data-jy-team]", "stores")
    assert seen(page, ".jy-home-map a") == ["Pay"]
    assert page.get_attribute("[data-jy-team-page]", "href").endswith("teams/stores.html")  # type: ignore[union-attr]
    page.goto(f"{address}actions/index.html")
    assert seen(page, ".jy-board-card .jy-card__title") == ["A second host"]
    page.goto(f"{address}health/index.html")
    assert seen(page, ".jy-health-team h3 a") in ([], ["Store operations"])
    page.goto(f"{address}index.html")
    page.select_option("[data-jy-team]", "")
    page.reload()
    assert len(seen(page, ".jy-home-map a")) == 2


def test_everything_stands_there_without_javascript(browser: Browser, address: str) -> None:
    """The whole list in groups and pages, the whole board, and a team's page instead of the choice."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}touchpoints/index.html")
    assert page.locator(".jy-index-table tbody a").count() >= 200
    assert page.locator(".jy-pages").first.locator("a").count() == 3
    assert not page.is_visible("[data-jy-filter]")
    page.goto(f"{address}actions/index.html")
    assert page.locator(".jy-board-card:visible").count() == 10
    page.goto(f"{address}teams/stores.html")
    assert "A second host" in page.inner_text("#jy-attention + dl")
    context.close()


def test_ninety_seconds(browser: Browser, address: str) -> None:
    """On a phone the page of a finding has the problem, what is done, when, who, and a mail that names the step."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}findings/alarm.html")
    words = page.inner_text("article")
    assert all(said in words for said in ("Pain 4/5", "A wider tolerance", "1 Sept 2026", "Store IT"))
    mail = page.get_attribute("a[href^='mailto:']", "href")
    assert mail == "mailto:stores@example.org?subject=The%20weight%20alarm%20stops%20people%20%28Pay%3A%20Scans%29"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize(
    "path", ["index", "touchpoints/index", "touchpoints/page/personas", "opportunities/index", "actions/index", "journeys/page/stages"]
)
def test_nothing_is_wider_than_the_screen(page: Page, address: str, path: str, width: int) -> None:
    """Wide tables and drawings scroll in their own frames."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{path}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
