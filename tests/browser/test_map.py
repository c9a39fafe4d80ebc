"""A map in use, in Chromium: what is shown of it, that the address says so, by mouse and by keyboard, and in a frame of another site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..conftest import build_site, write_files
from .conftest import served
from .large_map import large_map

pytestmark = pytest.mark.browser

MAP = "journeys/pay-for-a-basket/"


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    """The example, built."""
    return example


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a map of 15 stages, 10 steps each, for 5 personas."""
    folder = tmp_path_factory.mktemp("large")
    config = "site_name: Large\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n"
    write_files(folder, {"mkdocs.yml": config, **{f"content/{path}": text for path, text in large_map().items()}})
    done = build_site(folder / "mkdocs.yml", folder / "site")
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield f"{address}journeys/large/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window, 1,440 px wide, in which no script may fail."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(f"{error} {error.stack}"))
    yield page
    context.close()
    assert failures == []


def shown(page: Page, selector: str) -> int:
    return page.locator(f"{selector} >> visible=true").count()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))


def is_seen(page: Page) -> bool:
    """Whether the focus is in the window, and nothing lies over its corner, or over its edge where it is wider than the window."""
    return bool(
        page.evaluate(
            """() => { const here = document.activeElement, box = here.getBoundingClientRect(), x = Math.max(box.left, box.width > innerWidth ? 300 : 0);
            const top = document.elementFromPoint(x + 4, box.top + 4); return top && (here.contains(top) || top.contains(here)) }"""
        )
    )


def test_a_persona_is_switched_off_and_on(page: Page, address: str) -> None:
    """Her line, marks and words go, steps that only she takes keep nothing but their names, and the lowest point is another's."""
    page.goto(address + MAP)
    line, thoughts = "[data-jy-map] .jy-curve g[data-jy-persona=after-work-shopper]", "td p[data-jy-persona=after-work-shopper]"
    ring = page.locator("[data-jy-map] .jy-curve-lowest:visible")
    before = ring.get_attribute("cy")
    low = page.locator(".jy-map-callout:visible")
    assert "After-work shopper" in low.inner_text()
    assert shown(page, line) and shown(page, thoughts)
    page.click("[data-jy-toggle=after-work-shopper]")
    assert (shown(page, line), shown(page, thoughts)) == (0, 0)
    assert "Neighbourhood regular" in low.inner_text() and "After-work shopper" not in low.inner_text()
    assert page.get_attribute("[data-jy-toggle=after-work-shopper]", "aria-pressed") == "false"
    assert page.locator("[data-jy-step=gives-up]").get_attribute("data-jy-dim") == ""
    assert float(ring.get_attribute("cy") or 0) < float(before or 0)
    assert page.url.endswith("?off=after-work-shopper")
    page.click("[data-jy-toggle=after-work-shopper]")
    assert shown(page, line) and ring.get_attribute("cy") == before and "?" not in page.url
    assert "After-work shopper" in low.inner_text()


def test_switching_the_last_persona_off_brings_all_back(page: Page, address: str) -> None:
    """A map for nobody would be an empty one."""
    page.goto(address + MAP)
    for toggle in page.locator("[data-jy-toggle]").all():
        toggle.click()
    assert page.locator("[data-jy-toggle][aria-pressed=false]").count() == 0


def test_show_leaves_what_is_asked_for(page: Page, address: str) -> None:
    """Lanes without it go, other steps keep their name and place, the count says how many there are, and the story follows."""
    page.goto(address + MAP)
    columns = page.locator("[data-jy-step]").count()
    page.select_option("[data-jy-show]", "findings")
    assert shown(page, "tr[data-jy-lane]") < page.locator("tr[data-jy-lane]").count()
    dimmed = page.locator("[data-jy-step][data-jy-dim]").count()
    assert 0 < dimmed < columns == shown(page, "[data-jy-step]")
    assert page.locator("[data-jy-fitting]").inner_text() == f"{columns - dimmed} of {columns} steps"
    assert shown(page, "article.jy-story-step") == columns - dimmed
    page.select_option("[data-jy-show]", "")
    assert page.locator("[data-jy-dim]").count() == 0 and shown(page, "article.jy-story-step") == columns


def test_a_stage_opens_in_its_place(page: Page, address: str) -> None:
    """Only its steps stay, the drawing is cut to them, and the bar leads to its neighbours and back to the whole."""
    page.goto(address + MAP)
    page.click("[data-jy-map] [data-jy-open=wait]")
    assert shown(page, "[data-jy-map] [data-jy-stage]") == 1 and shown(page, "[data-jy-map] [data-jy-step]") == 3
    frame, drawing = page.locator("[data-jy-map] .jy-map-emotion td").bounding_box(), page.locator("[data-jy-map] .jy-curve").bounding_box()
    assert frame and drawing and drawing["width"] > 4 * frame["width"]
    page.click("[data-jy-stage-bar] [data-jy-go='1']")
    assert page.url.endswith("?stage=pay") and shown(page, "[data-jy-map] [data-jy-step]") == 4
    page.click("[data-jy-all]")
    assert "?" not in page.url and shown(page, "[data-jy-map] [data-jy-step]") == 13


def test_a_sent_address_shows_what_its_sender_saw(page: Page, address: str) -> None:
    """Personas, choice, view and an open step are all in it; an anchor stays beside them."""
    page.goto(address + MAP + "?off=neighbourhood-regular&show=moments&stage=wait#jy-done")
    assert page.locator("[data-jy-toggle][aria-pressed=false]").count() == 1
    assert page.input_value("[data-jy-show]") == "moments" and shown(page, "[data-jy-map] [data-jy-step]") == 3
    page.goto(address + MAP + "?view=text")
    assert shown(page, ".jy-map-frame") == 0 and shown(page, "article.jy-story-step") == 13
    page.goto(address + MAP + "?view=stages")
    assert shown(page, ".jy-map-brief") == 1 and shown(page, "[data-jy-map]") == 0
    page.goto(address + MAP + "?off=nobody&show=nothing&stage=gone&step=gone&present=x")
    assert shown(page, "[data-jy-map]") == 1


def test_a_step_opens_beside_the_map(page: Page, address: str) -> None:
    """Its story is moved into a sheet, with the steps before and after it, and stands in its place again when that closes."""
    page.goto(address + MAP)
    page.click("[data-jy-step=join-queue] a.jy-map-step")
    sheet = page.locator("[data-jy-sheet]")
    expect(sheet.locator("article#join-queue")).to_be_visible()
    assert page.url.endswith("?step=join-queue") and page.locator("[id=join-queue]").count() == 1
    sheet.locator("[data-jy-go='1']").click()
    expect(sheet.locator("article#new-till")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert "?" not in page.url and page.locator(".jy-story article#join-queue + article#new-till").count() == 1


def test_a_menu_closes_by_escape_and_gives_the_focus_back(page: Page, address: str) -> None:
    """Whoever opened it by keyboard goes on from where she was; a click elsewhere closes it too."""
    page.goto(address + MAP)
    summary = page.locator(".jy-bar-menu:has([data-jy-share]) summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator("[data-jy-share]").is_visible() and summary.evaluate("node => node === document.activeElement")
    summary.click()
    page.mouse.click(5, 600)
    assert not page.locator("[data-jy-share]").is_visible()


def test_the_map_presents(page: Page, address: str) -> None:
    """First the whole map, then stage by stage by keys; nothing on it is under 20 px; Escape ends it."""
    page.goto(address + MAP)
    page.click("[data-jy-present]")
    slide = page.locator("[data-jy-slide]")
    place = slide.locator("[data-jy-place]")
    expect(place).to_have_text("1 of 6")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(place).to_have_text("4 of 6")
    assert slide.locator("h2").inner_text() == "Wait" and slide.locator("[data-jy-steps] li").count() == 3
    assert "present=3" in page.url and slide.locator("[data-jy-findings] li").count() == 3
    small = page.evaluate(
        """() => [...document.querySelectorAll("[data-jy-slide] *")].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .filter(e => e.getBoundingClientRect().width && parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom || 1) < 19.9).map(e => e.textContent)"""
    )
    assert small == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(slide).to_be_hidden()
    assert "present" not in page.url


def test_headers_stay_named_under_the_top(page: Page, address: str) -> None:
    """Scrolled down, stages and steps stand under the top of the window, over their own columns."""
    page.goto(address + MAP)
    page.locator("tr[data-jy-lane=findings]").evaluate("row => window.scrollTo(0, row.getBoundingClientRect().top + scrollY - 300)")
    copy = page.locator(".jy-mirror-head a.jy-map-step").nth(4)
    expect(copy).to_be_visible()
    real, above = page.locator("[data-jy-step] a.jy-map-step").nth(4).bounding_box(), copy.bounding_box()
    assert real and above and abs(real["x"] - above["x"]) < 1 and 0 <= above["y"] < 300


def test_a_small_map_moves_the_large_one(page: Page, large: str) -> None:
    """It stands over a map that is wider than its frame, its window is moved by keys and by a click, and the stages in it are marked."""
    page.goto(large + "?view=steps")
    window = page.locator(".jy-glance-window")
    frame = page.locator(".jy-map-frame:has([data-jy-map])")
    window.focus()
    page.keyboard.press("End")
    page.wait_for_timeout(100)
    assert frame.evaluate("node => Math.round(node.scrollLeft + node.clientWidth) >= node.scrollWidth - 1")
    assert window.get_attribute("aria-valuenow") == "100"
    assert page.locator(".jy-glance [data-jy-seen]").last.inner_text() == "Stage 15"
    box = page.locator(".jy-glance").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 5)
    page.wait_for_timeout(100)
    assert page.locator(".jy-glance [data-jy-seen]").first.inner_text() in ("Stage 7", "Stage 8")


def test_a_large_map_opens_by_stage_and_one_opens_into_its_steps(page: Page, large: str) -> None:
    """150 steps at once tell nobody anything."""
    page.goto(large)
    assert shown(page, ".jy-map-brief thead th") == 15 and shown(page, "[data-jy-map]") == 0
    page.click(".jy-map-brief [data-jy-open=stage-3]")
    assert shown(page, "[data-jy-map] [data-jy-step]") == 10
    page.click("[data-jy-all]")
    assert shown(page, ".jy-map-brief") == 1 and shown(page, "[data-jy-map]") == 0


def test_a_large_map_by_keyboard_alone(page: Page, large: str) -> None:
    """Tab reaches the bar and then one cell; arrows, Home, End and the page keys go through the map, Enter opens a step; nothing hides the focus."""
    page.goto(large)
    page.locator("[data-jy-toggle]").first.focus()
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if page.evaluate("document.activeElement.matches('.jy-map-brief th')"):
            break
    assert "Steps" in seen and seen[-1] == "Stage 1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert shown(page, "[data-jy-map] [data-jy-step]") == 10 and "stage=stage-2" in page.url
    page.goto(large + "?view=steps")
    page.locator("[data-jy-map] [tabindex='0']").focus()
    walk = [
        ("ArrowDown", "Does thing 1 of stage 1"),
        ("ArrowRight", "Does thing 2 of stage 1"),
        ("PageDown", "Does thing 1 of stage 2"),
        ("End", "Does thing 10 of stage 15"),
        ("PageUp", "Does thing 1 of stage 15"),
        ("ArrowDown", ""),
        ("ArrowDown", "Takes it and puts it down again."),
        ("ArrowDown", "Hurried parent"),
        ("ArrowDown", "Website"),
        ("Home", "Website"),
        ("ArrowLeft", "Touchpoints"),
    ]
    for key, words in walk:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        assert not words or focused(page).lstrip("“") == words, key
        assert is_seen(page), (key, words)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-jy-sheet] article")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-jy-sheet]")).to_be_hidden()


def test_a_large_map_is_smooth(page: Page, large: str) -> None:
    """Switching a persona of 150 steps keeps the script busy for less than a tenth of a second: the best of three, for what else the machine does."""
    page.goto(large + "?view=steps")
    page.wait_for_timeout(300)
    times = [
        page.evaluate(
            "() => { const start = performance.now(); document.querySelectorAll('[data-jy-toggle]')[1].click(); return performance.now() - start }"
        )
        for _ in range(3)
    ]
    assert min(times) < 100, times


def test_print_shows_all(page: Page, address: str) -> None:
    """On paper there are no switches, and what was switched off on the screen is there."""
    page.goto(address + MAP + "?off=after-work-shopper&show=moments&stage=wait")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown(page, "[data-jy-map] [data-jy-step]") == 13 and shown(page, "[data-jy-veil]") == 0
    assert shown(page, "td[data-jy-dim] .jy-card")
    assert shown(page, "[data-jy-map] .jy-curve g[data-jy-persona=after-work-shopper]")
    assert shown(page, "[data-jy-toggle]") == 0 == shown(page, ".jy-glance") and shown(page, ".jy-bar-plain") == 2


def test_without_javascript_all_is_there(browser: Browser, address: str) -> None:
    """No switch that does nothing; the whole map, its legend with links, and the story."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MAP)
    assert shown(page, ".jy-bar :is(button, select)") == 0
    assert shown(page, ".jy-bar-plain a") == 2 and shown(page, "[data-jy-map]") == 1 and shown(page, "article.jy-story-step") == 13
    context.close()


def test_the_map_in_a_frame(page: Page, address: str, site_folder: Path) -> None:
    """The code that is copied shows the map without the site around it; its links lead to the map's own page; nobody's index lists it."""
    page.goto(address + MAP)
    page.evaluate("navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve() }")
    page.click(".jy-bar-menu:has([data-jy-share]) summary")
    page.click("[data-jy-share] [data-jy-copy]:not([data-jy-copy=address])")
    expect(page.locator("[data-jy-share] [data-jy-said]")).to_have_text("Copied")
    code = str(page.evaluate("window.copied"))
    assert code.startswith("<iframe src=") and "/embed/journeys/pay-for-a-basket/" in code
    page.goto(address + "embed/journeys/pay-for-a-basket/")
    assert shown(page, ".md-header") == 0 and shown(page, "[data-jy-map]") == 1
    assert page.get_attribute("meta[name=robots]", "content") == "noindex"
    page.click("[data-jy-toggle=after-work-shopper]")
    assert shown(page, "[data-jy-map] .jy-curve g[data-jy-persona=after-work-shopper]") == 0
    href = page.locator("[data-jy-step=join-queue] a.jy-map-step").evaluate("link => link.href")
    assert href == address + MAP + "#join-queue"
    assert "embed/" not in (site_folder / "sitemap.xml").read_text(encoding="utf-8")


def test_a_map_opened_as_a_file(page: Page, site_folder: Path) -> None:
    """Switches, stages and the wall work by double click, too."""
    page.goto((site_folder / MAP / "index.html").as_uri())
    page.click("[data-jy-map] [data-jy-open=wait]")
    assert shown(page, "[data-jy-map] [data-jy-step]") == 3
    page.click("[data-jy-present]")
    expect(page.locator("[data-jy-slide] h2")).to_have_text("The whole map")
