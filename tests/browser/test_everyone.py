"""Everyone can read and use every page: axe finds nothing, the keyboard reaches everything, and no mode of the reader's machine breaks a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

HOME, MAP = "", "journeys/pay-for-a-basket/"

PATTERNS = (
    "index.html",
    "404.html",
    "journeys/index.html",
    "journeys/pay-for-a-basket/index.html",
    "journeys/pay-without-a-till/index.html",
    "journeys/*/compare*/index.html",
    "journeys/*/beside/index.html",
    "journeys/*/versions/*/index.html",
    "journeys/*/20*/index.html",
    "embed/**/index.html",
    "personas/index.html",
    "*/*/index.html",
    "handbook/for-readers/trust/index.html",
    "handbook/codes/index.html",
    "handbook/codes/C101/index.html",
    "journeys/page/**/index.html",
    "touchpoints/page/**/index.html",
    "posters/**/index.html",
)
"""One page of each type. `*/*` is the first of each folder: of each kind of thing."""


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    """The example, built."""
    return example


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> tuple[str, ...]:
    """The addresses of one page of each type, below the root."""
    found: dict[str, None] = {}
    for pattern in PATTERNS:
        folders: set[str] = set()
        for path in sorted(site_folder.glob(pattern)):
            # One of each folder for the things, one of all else.
            kind = path.relative_to(site_folder).parts[0] if pattern.startswith("*") else pattern
            if kind not in folders:
                folders.add(kind)
                found[path.relative_to(site_folder).as_posix().removesuffix("index.html")] = None
    return tuple(found)


def without_scripts(route: Route) -> None:
    """A page as it is where JavaScript is off. It cannot be off here, because axe is JavaScript."""
    if route.request.resource_type == "script":
        route.abort()
    elif route.request.resource_type == "document":
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL))
    else:
        route.continue_()


def opened(browser: Browser, scheme: str, width: int, with_js: bool = True, **more: Any) -> BrowserContext:
    options: dict[str, Any] = {"reduced_motion": "reduce", **more}
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)  # type: ignore[arg-type]
    if not with_js:
        context.route("**/*", without_scripts)
    return context


def violations(page: Page) -> Iterator[str]:
    """What axe finds, of whatever weight: the rule, where, and why."""
    page.evaluate(f"{AXE};0")
    for found in page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
        for node in found["nodes"][:3]:
            why = (node["any"] + node["all"] + node["none"])[0]["message"]
            yield f"{found['id']} ({found['impact']}) {node['target']}: {why}"


@pytest.mark.parametrize(
    ("scheme", "width", "with_js"), [("light", 1440, True), ("dark", 320, True), ("light", 768, False)], ids=lambda value: str(value)
)
def test_axe_finds_nothing_on_any_type_of_page(
    browser: Browser, address: str, pages: tuple[str, ...], scheme: str, width: int, with_js: bool
) -> None:
    """Each width, each scheme, with and without JavaScript: each once with all pages, so that it takes a minute and not ten."""
    context = opened(browser, scheme, width, with_js)
    page = context.new_page()
    found = {}
    for path in pages:
        page.goto(address + path, wait_until="load")
        if told := list(violations(page)):
            found[path] = told
    context.close()
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)
    assert len(pages) >= 20


@pytest.mark.parametrize(
    ("scheme", "width", "with_js"),
    [("dark", 1440, True), ("dark", 768, True), ("light", 320, True), ("dark", 1440, False), ("dark", 320, False)],
    ids=lambda value: str(value),
)
def test_axe_finds_nothing_in_the_other_modes(browser: Browser, address: str, scheme: str, width: int, with_js: bool) -> None:
    """The ways that are left, on the two pages with the most in them."""
    context = opened(browser, scheme, width, with_js)
    page = context.new_page()
    found = {}
    for path in (HOME, MAP):
        page.goto(address + path, wait_until="load")
        if told := list(violations(page)):
            found[path] = told
    context.close()
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_axe_finds_nothing_in_what_opens(browser: Browser, address: str, scheme: str, width: int) -> None:
    """The search with its results, and on a small window the drawer with the lists of pages."""
    context = opened(browser, scheme, width)
    page = context.new_page()
    page.goto(address + MAP, wait_until="load")
    page.keyboard.press("/")
    page.keyboard.type("queue", delay=20)
    page.locator(".jy-search-link").first.wait_for()
    assert list(violations(page)) == []
    if width < 1220:
        page.goto(address + MAP, wait_until="load")
        page.click("label.md-header__button[for=__drawer]")
        page.wait_for_timeout(300)
        assert list(violations(page)) == []
    context.close()


FOCUS = """() => {
  const at = document.activeElement;
  // The ring of a hidden switch is around its label.
  const shown = at.matches(".md-option") ? at.nextElementSibling : at, style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  return {what: at.outerHTML.slice(0, 120), seen, body: at === document.body, width: box.width, height: box.height};
}"""


@pytest.mark.parametrize("path", [HOME, MAP, "findings/"])
def test_whoever_tabs_sees_where(browser: Browser, address: str, path: str) -> None:
    """Each stop of the Tab key has a ring around it, and none of them has no size."""
    context = opened(browser, "light", 1440)
    page = context.new_page()
    page.goto(address + path, wait_until="load")
    unseen, stops = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["body"]:
            break
        stops += 1
        if not focus["seen"] or not focus["width"] or not focus["height"]:
            unseen.append(focus["what"])
    context.close()
    assert unseen == []
    assert stops > 15


def test_the_first_stop_skips_to_the_words(browser: Browser, address: str) -> None:
    """Tab and Enter lead past the header, to the heading of the page."""
    context = opened(browser, "light", 1440)
    page = context.new_page()
    page.goto(address + MAP, wait_until="load")
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className")
    assert page.evaluate("getComputedStyle(document.activeElement).opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.url.endswith("#_start") and page.locator("h1#_start").count() == 1
    context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [720, 1440])
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, pages: tuple[str, ...], width: int, direction: str) -> None:
    """At 200 % zoom, which makes 1440 pixels 720, and from right to left: only frames that are meant to scroll do."""
    context = opened(browser, "light", width)
    page = context.new_page()
    context.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ document.body.dir = '{direction}'; }})")
    too_wide = {}
    for path in pages:
        page.goto(address + path, wait_until="load")
        reached = page.evaluate("document.documentElement.scrollWidth")
        if reached > width:
            too_wide[path] = reached
    context.close()
    assert too_wide == {}


def test_nothing_moves_for_those_whom_it_makes_ill(browser: Browser, address: str) -> None:
    """With reduced motion no part of a page takes time to move."""
    context = opened(browser, "light", 1440)
    page = context.new_page()
    slow = """() => [...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      return [style.transitionDuration, style.animationDuration].some((one) => one.split(", ").some((part) => parseFloat(part) > 0));
    }).map((each) => each.className)"""
    for path in (HOME, MAP):
        page.goto(address + path, wait_until="load")
        assert page.evaluate(slow) == []
    context.close()


def test_forced_colours_keep_the_curve(browser: Browser, address: str) -> None:
    """Where the reader's machine sets all colours, lines and marks still stand out from their ground."""
    context = opened(browser, "dark", 1440, forced_colors="active")
    page = context.new_page()
    page.goto(address + MAP, wait_until="load")
    pale = page.evaluate(
        """() => [...document.querySelectorAll(".jy-curve path, .jy-curve circle, .jy-curve text")].filter((each) => {
          const style = getComputedStyle(each), ground = getComputedStyle(document.body).backgroundColor;
          return each.getBoundingClientRect().width && style.stroke === ground && (style.fill === ground);
        }).map((each) => each.outerHTML.slice(0, 100))"""
    )
    assert pale == []
    context.close()
