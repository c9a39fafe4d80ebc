"""The change log in Chromium: an address that asks for a part of it, marks kept in the reader's own browser, and everything without JavaScript."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

MAP = """title: Pay
personas: ada
steps:
  - Joins a queue: {mood}
    touchpoints: till
    doing: Looks for the shortest of the six queues at the {place}
  - Pays: 1
"""

PAST = (
    ("2026-09-07", {"journeys/pay.yml": MAP.format(mood=-2, place="tills"), "personas/ada.md": "---\ntitle: Ada\n---\n"}),
    ("2026-10-05", {"journeys/pay.yml": MAP.format(mood=-1, place="tills"), "touchpoints/till.md": "---\ntitle: Till\n---\n"}),
    ("2026-11-02", {"journeys/pay.yml": MAP.format(mood=-1, place="checkouts")}),
)


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small atlas with three commits, built."""
    folder = tmp_path_factory.mktemp("atlas")
    (folder / "mkdocs.yml").write_text("site_name: Maps\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n")
    names = {
        f"GIT_{role}_{what}": said
        for role in ("AUTHOR", "COMMITTER")
        for what, said in (("NAME", "Writer"), ("EMAIL", "writer@example.org"))
    }
    environment = os.environ | names | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"JOURNEYSITE_TODAY": "2026-11-21"}
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=folder, check=True, env=environment)
    for day, files in PAST:
        for path, text in files.items():
            target = folder / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        dates = {f"GIT_{role}_DATE": f"{day}T10:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        subprocess.run(["git", "add", "--all"], cwd=folder, check=True, env=environment)
        subprocess.run(["git", "commit", "--quiet", "--message", "Change"], cwd=folder, check=True, env=environment | dates)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, env=environment)
    return folder / "site"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def test_an_address_asks_for_a_part_of_the_log(reader: BrowserContext, address: str) -> None:
    """Since a day, of a kind, of a weight; what is chosen goes into the address."""
    page = reader.new_page()
    shown = page.locator("[data-jy-change]:visible")
    page.goto(f"{address}changes/?since=2026-10-01&kind=journey")
    assert shown.count() == 2
    page.select_option("select[name=weight]", "meaning")
    assert shown.count() == 1 and page.url.endswith("changes/?since=2026-10-01&kind=journey&weight=meaning")
    page.click("[data-jy-choices] [type=reset]")
    assert shown.count() == 5 and page.url.endswith("changes/")
    page.goto(f"{address}changes/?about=touchpoint:till")
    assert shown.count() == 1
    page.goto(f"{address}changes/?since=2026-11-20")
    assert shown.count() == 0 and page.locator(".jy-changelog [data-jy-none]").is_visible()


def test_without_javascript_the_whole_log_is_there(browser: Browser, address: str) -> None:
    """No form that does nothing; every change, and months to go to."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}changes/?kind=persona")
    assert page.locator("[data-jy-change]:visible").count() == 5
    assert not page.locator("[data-jy-choices]").is_visible() and not page.locator("[data-jy-marks]").is_visible()
    assert page.locator(".jy-changelog-jump a[href='#2026-10']").is_visible()
    context.close()


def test_changes_are_marked_since_the_last_visit(reader: BrowserContext, address: str) -> None:
    """Nothing on the first visit; then what is younger than the visit before, on the map and in lists."""
    page = reader.new_page()
    page.clock.install()
    page.clock.set_fixed_time("2026-10-01T09:00:00")
    page.goto(address)
    assert page.locator(".jy-change-badge").count() == 0
    page.clock.set_fixed_time("2026-11-21T09:00:00")
    page.goto(address)
    assert page.locator("tr:has-text('Pay') .jy-change-badge").count() == 1
    page.goto(f"{address}journeys/pay/")
    assert page.locator("th .jy-change-badge").count() == 1
    assert page.locator("[data-jy-since]").first.input_value() == "2026-10-01"
    page.goto(f"{address}touchpoints/")
    assert page.locator(".jy-change-badge").count() == 1


def test_a_day_of_ones_own_is_kept(reader: BrowserContext, address: str) -> None:
    """On every page, until the reader goes back to her last visit."""
    page = reader.new_page()
    page.goto(address)
    page.fill("[data-jy-since]", "2026-09-01")
    page.goto(f"{address}journeys/pay/")
    assert page.locator("[data-jy-since]").first.input_value() == "2026-09-01"
    assert page.locator("th .jy-change-badge").count() == 1
    mark(page, page.locator("[data-jy-marks] [data-jy-since]").first, "2026-11-20")
    assert page.locator(".jy-change-badge").count() == 0


def test_cells_and_points_are_marked(reader: BrowserContext, address: str) -> None:
    """The cell in which something changed, and no other of its step; the point of the curve that moved has a ring that says when."""
    page = reader.new_page()
    page.goto(f"{address}journeys/pay/")
    since = page.locator("[data-jy-marks] [data-jy-since]").first
    badges, rings = page.locator("[data-jy-lane] td .jy-change-badge"), page.locator("circle.jy-curve-changed:visible")
    mark(page, since, "2026-09-08")
    lanes = page.locator("[data-jy-lane]:has(td .jy-change-badge)").evaluate_all("rows => rows.map(row => row.dataset.jyLane)")
    assert lanes == ["touchpoints"] and badges.count() == 1 and badges.get_attribute("title") in ("Oct 5, 2026", "5 Oct 2026")
    assert rings.count() == 1 and rings.locator("title").text_content() == "changed on 5 Oct 2026"
    mark(page, since, "2026-10-06")
    assert badges.count() == 0 and rings.count() == 0


def test_only_the_steps_that_changed_are_shown(reader: BrowserContext, address: str) -> None:
    """Since the day asked for; the address says so, and whoever gets it sees the same."""
    page = reader.new_page()
    page.goto(f"{address}journeys/pay/")
    mark(page, page.locator("[data-jy-marks] [data-jy-since]").first, "2026-10-05")
    page.select_option("[data-jy-show]", "changed")
    assert shown_steps(page) == ["joins-a-queue"] and "since=2026-10-05" in page.url and "show=changed" in page.url
    assert page.locator("[data-jy-fitting]").text_content() == "1 of 2 steps"
    other = reader.browser.new_context() if reader.browser else reader
    sent = other.new_page()
    sent.goto(page.url)
    assert shown_steps(sent) == ["joins-a-queue"]
    sent.goto(page.url.replace("2026-10-05", "2026-11-20"))
    assert shown_steps(sent) == []
    other.close()


def mark(page: Page, since: Locator, day: str) -> None:
    since.evaluate("(field, day) => { field.value = day; field.dispatchEvent(new Event('change', {bubbles: true})); }", day)


def shown_steps(page: Page) -> list[str]:
    """The steps whose story is shown."""
    found: list[str] = page.locator("article[id]:not([data-jy-off])").evaluate_all("all => all.map(one => one.id)")
    return found


def test_marks_work_where_nothing_may_be_kept(reader: BrowserContext, address: str) -> None:
    """A browser that refuses to store breaks nothing."""
    complaints: list[str] = []
    page = reader.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});")
    page.goto(address)
    page.fill("[data-jy-since]", "2026-09-01")
    page.locator("[data-jy-since]").first.dispatch_event("change")
    assert page.locator(".jy-change-badge").count() == 1
    assert [text for text in complaints if "refused" not in text] == []


def test_the_log_opens_as_a_file(reader: BrowserContext, site_folder: Path) -> None:
    """Filters and marks work on a page that was opened by double click."""
    page = reader.new_page()
    page.goto(f"{(site_folder / 'changes/index.html').as_uri()}?kind=journey")
    assert page.locator("[data-jy-change]:visible").count() == 3
    page.select_option("select[name=weight]", "structure")
    assert page.locator("[data-jy-change]:visible").count() == 1
