"""The search in Chromium: what readers look for and what they are shown, from a server, from a file opened by double click, and from a zip."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, Request

from journeysite.output.search import Findable, search_files

from ..conftest import REPOSITORY, write_files
from .conftest import served

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    return example


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def look_for(page: Page, query: str) -> list[str]:
    """Types a query and gives back where its results lead, from the site's root and without endings."""
    page.fill("[data-jy-query]", query)
    page.wait_for_function("query => document.querySelector('[data-jy-finder]').dataset.jyAnswered === query", arg=query)
    base = page.evaluate("new URL(document.querySelector('[data-jy-finder]').dataset.jyBase + '/', location.href).href")
    links = [str(link.get_attribute("href")) for link in page.locator("[data-jy-found] a").all()]
    return [link.removeprefix(base).replace(".html", "").replace("/#", "#").removesuffix("/") for link in links]


AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

# What is found -------------------------------------------------------------------------------------------------------

QUERIES = {
    "after-work shopper": "personas/after-work-shopper",
    "Sole Trader": "personas/sole-trader",
    "pay for a basket": "journeys/pay-for-a-basket",
    "weight alarm": "findings/own-bags-stop-the-machine",
    "own bag": "findings/own-bags-stop-the-machine",
    "express tills": "touchpoints/self-checkout",
    "waiting line": "touchpoints/till-queue",
    "queue": "touchpoints/till-queue",
    "slefcheckout": "touchpoints/self-checkout",
    "appointmet letter": "touchpoints/appointment-letter",
    "C101": "handbook/codes/C101",
    "interpreter": "touchpoints/interpreter-line",
    "saturday": "findings/saturdays-are-worst",
    "code lapses": "findings/code-lapses",
    "letter late": "findings/letter-comes-late",
    "noon hotline": "findings/noon-on-the-hotline",
    "nps": "read#term-nps",
    "till watch": "research/till-watch",
    "enters the code": "journeys/move-money-online#enter-the-code",
    "effort of booking": "metrics/booking-effort",
    "store operations": "teams/store-operations",
    "vouchers": "journeys/pay-with-vouchers",
}


def test_what_readers_look_for_is_among_the_first_three(reader: BrowserContext, address: str) -> None:
    """Persons, maps, steps, words that people use, former names, abbreviations, codes and slips of the finger."""
    page = reader.new_page()
    page.goto(address)
    page.keyboard.press("/")
    found = {query: look_for(page, query)[:3] for query in QUERIES}
    assert {query: links for query, links in found.items() if QUERIES[query] not in links} == {}


FOREIGN = {
    "mkdocs.yml": "site_name: Karten\ndocs_dir: content\nuse_directory_urls: false\ntheme: {name: material, language: de}\n"
    "plugins: [search, {journeysite: {history: {enabled: false}}}]\n",
    "content/touchpoints/schlange.yml": "title: Warteschlange an der Kasse\n",
    "content/touchpoints/wage.yml": "title: Waage für große Taschen\nsummary: Sie wiegt, was Müllers einpacken.\n",
    "content/touchpoints/yoyaku.yml": "title: 予約の確認メール\nsummary: 予約した日の前日に届く。\n",
    "content/touchpoints/denwa.yml": "title: 電話\nsummary: 受付につながるまで待つ。\n",
    "content/journeys/pay.yml": "title: Zahlen\nstages:\n  - Kasse:\n    - Stellt sich an: -1\n      id: join\n    - Zahlt: 1\n",
    "content/about.md": "# Über uns\n\nWer wir sind: [[touchpoint:wage]].\n\n## Anfahrt\n\nMit dem Bus 42.\n",
}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in German and Japanese, to be opened as a file."""
    folder = tmp_path_factory.mktemp("karten")
    write_files(folder, FOREIGN)
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("Schlange", "touchpoints/schlange"),
        ("Kassen", "touchpoints/schlange"),
        ("grosse tasche", "touchpoints/wage"),
        ("müller", "touchpoints/wage"),
        ("確認", "touchpoints/yoyaku"),
        ("予約した", "touchpoints/yoyaku"),
        ("電", "touchpoints/denwa"),
        ("受付", "touchpoints/denwa"),
        ("stellt an", "journeys/pay#join"),
        ("Bus 42", "about#anfahrt"),
    ],
)
def test_other_languages_are_found(reader: BrowserContext, foreign: Path, query: str, link: str) -> None:
    """Parts of German compounds, other endings, no accents; Japanese without spaces; pages of the site's own."""
    page = reader.new_page()
    page.goto(foreign.joinpath("index.html").as_uri())
    assert look_for(page, query)[0] == link


def test_results_stand_under_their_kind_with_the_words_marked(reader: BrowserContext, foreign: Path) -> None:
    """In the site's language; what a step is a part of is said; a word's mark is where it stands in the text."""
    page = reader.new_page()
    page.goto(foreign.joinpath("index.html").as_uri())
    look_for(page, "müllers")
    result = page.locator("[data-jy-found] section", has_text="Waage")
    assert result.locator("mark").all_inner_texts() == ["Müllers"]
    look_for(page, "予約")
    assert page.locator("[data-jy-found] mark").first.inner_text() == "予約"
    look_for(page, "stellt")
    assert page.locator("[data-jy-found] a").first.inner_text().split("\n")[:2] == ["Stellt sich an", "Zahlen · Kasse"]


# The dialog ----------------------------------------------------------------------------------------------------------


def test_the_keyboard_is_enough(reader: BrowserContext, address: str) -> None:
    """/ opens it, the arrows go through the results, typing goes on, Enter opens the first, Escape closes it."""
    page = reader.new_page()
    page.goto(f"{address}personas/")
    toggle = page.locator("#__search")
    page.keyboard.press("/")
    assert toggle.is_checked() and page.evaluate("document.activeElement.matches('[data-jy-query]')")
    look_for(page, "till queu")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("[data-jy-found] a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("e")
    assert page.input_value("[data-jy-query]") == "till queue"
    page.keyboard.press("Escape")
    assert not toggle.is_checked()
    page.keyboard.press("s")
    look_for(page, "till queue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/touchpoints/till-queue/")


def test_an_address_can_ask(reader: BrowserContext, address: str) -> None:
    """?q= opens the search with its words, as other pages of the organisation may link to it."""
    page = reader.new_page()
    page.goto(f"{address}?q=till+queue")
    page.locator("[data-jy-found] a").first.wait_for()
    assert page.input_value("[data-jy-query]") == "till queue"


def test_the_rest_of_a_kind_is_shown_when_it_is_asked_for(reader: BrowserContext, address: str) -> None:
    """Three of each kind, then ten more at a time, with the focus on the first of them."""
    page = reader.new_page()
    page.goto(address)
    page.keyboard.press("/")
    look_for(page, "step")
    steps = page.locator("[data-jy-found] section:has(.jy-search-group:text-matches('^Steps'))")
    assert steps.locator("a").count() == 3
    steps.locator("button").click()
    steps.locator("a").nth(12).wait_for()
    assert steps.locator("a").nth(3).evaluate("link => link === document.activeElement")


def test_the_home_page_opens_the_search(reader: BrowserContext, address: str, browser: Browser) -> None:
    """Its box opens the dialog; without JavaScript the lists stand in its place, and no box that does nothing."""
    page = reader.new_page()
    page.goto(address)
    page.click("main [data-jy-search]")
    assert page.locator("#__search").is_checked()
    without = browser.new_context(java_script_enabled=False)
    page = without.new_page()
    page.goto(address)
    assert not page.locator("main [data-jy-search]").is_visible() and not page.locator("[data-jy-query]").is_visible()
    assert page.locator(".jy-home-lists a").count() > 5
    without.close()


def test_results_fit_a_telephone(browser: Browser, address: str) -> None:
    """At 320 pixels nothing is cut off at the side."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}?q=till+queue")
    page.locator("[data-jy-found] a").first.wait_for()
    page.wait_for_timeout(400)
    rights = page.locator("[data-jy-found] *").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(rights) <= 320
    context.close()


# What it costs -------------------------------------------------------------------------------------------------------

WORDS = (
    "letter", "ticket", "form", "counter", "receipt", "basket", "queue", "number", "address", "account", "label", "appointment", "parcel",
    "machine", "notice", "key",
)  # fmt: skip


def many(count: int) -> Iterator[Findable]:
    """Entries such as an atlas of half as many pages has, each with a thousand letters and words that thousands of others have too."""
    for n in range(count):
        said = " ".join(f"The {WORDS[(n * k + k) % 16]} of case {n % 997} and w{n * k % 9973}x was lost again." for k in range(1, 24))
        yield Findable(f"findings/{n}.html", f"Lost {WORDS[n % 16]} {n}", "", said, ("Findings", "Steps")[n % 2])


def test_a_reader_of_ten_thousand_pages_loads_less_than_a_megabyte(reader: BrowserContext, foreign: Path, tmp_path: Path) -> None:
    """Before the first results are shown: of a search for one word, for several, for a beginning, and for one with a slip in it."""
    site = Path(shutil.copytree(foreign, tmp_path / "site"))
    shutil.rmtree(site / "search")
    for path, data in search_files(many(20_000)):
        write_files(site, {path: data})
    with served(site) as address:
        for query in ("basket", "lost parcel 4711", "the que", "appointmnet", "w123x receipt"):
            loaded: list[int] = []
            page = reader.new_page()
            page.goto(f"{address}index.html")
            page.on("response", lambda response, loaded=loaded: loaded.append(len(response.body())))
            page.keyboard.press("/")
            assert look_for(page, query), query
            assert 0 < sum(loaded) < 1_000_000, (query, sum(loaded))
            page.close()


def test_a_site_that_was_published_anew_is_searched_all_the_same(reader: BrowserContext, foreign: Path, tmp_path: Path) -> None:
    """A page that has read the beginning of an index whose other files are gone reads the new one."""
    site = Path(shutil.copytree(foreign, tmp_path / "site"))
    with served(site) as address:
        page = reader.new_page()
        page.goto(f"{address}index.html")
        with page.expect_response("**/search/start.js"):
            page.keyboard.press("/")
        shutil.rmtree(site / "search")
        for path, data in search_files([Findable("new.html", "Ganz neu", "", "", "")]):
            write_files(site, {path: data})
        assert look_for(page, "ganz neu") == ["new"]


# Offline -------------------------------------------------------------------------------------------------------------


@dataclass
class Watched:
    """What a page asked for, and what it complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.requests.append(request.url)


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as somebody gets it in a zip: built with addresses of files, packed, and unpacked elsewhere."""
    folder = tmp_path_factory.mktemp("zipped")
    build(load_config(str(REPOSITORY / "mkdocs.yml"), site_dir=str(folder / "site"), use_directory_urls=False))
    packed = shutil.make_archive(str(folder / "atlas"), "zip", folder / "site")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "on a stick")
    return folder / "on a stick"


@pytest.fixture
def watched(reader: BrowserContext) -> tuple[Page, Watched]:
    page, seen = reader.new_page(), Watched()
    page.on("request", seen.note)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type in ("error", "warning") else None)
    return page, seen


def search_there(page: Page) -> None:
    page.keyboard.press("/")
    assert look_for(page, "own bag")
    page.keyboard.press("Enter")
    page.wait_for_url("**.html")


def switch_there(page: Page) -> None:
    """Every switch of a map that can be pressed."""
    for switch in page.locator("main button:visible:not(.md-top), main summary:visible").all()[:12]:
        if switch.is_visible():
            switch.click()
            page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("path", "does"),
    [
        ("index.html", search_there),
        ("journeys/pay-for-a-basket.html", switch_there),
        ("journeys/pay-for-a-basket.html", search_there),
        ("changes/index.html", lambda page: page.locator("h1").wait_for()),
    ],
)
def test_a_site_from_a_zip_works(zipped: Path, watched: tuple[Page, Watched], path: str, does: Callable[[Page], None]) -> None:
    """Opened by double click: every switch and the search, without a complaint in the console and without a request to anybody."""
    page, seen = watched
    page.goto(zipped.joinpath(path).as_uri())
    does(page)
    page.wait_for_timeout(200)
    assert (seen.requests, seen.complaints) == ([], [])


def test_everyone_can_use_the_results(reader: BrowserContext, address: str) -> None:
    """axe finds nothing in the open dialog, and how many there are is said."""
    page = reader.new_page()
    page.goto(f"{address}teams/?q=till+queue")
    page.locator("[data-jy-found] a").first.wait_for()
    # The dialog opens by and by, and half-open its colours are others.
    page.wait_for_timeout(500)
    page.evaluate(AXE)
    found = page.evaluate("axe.run('[data-jy-finder]').then(said => said.violations.map(one => one.id + ' ' + one.nodes[0].html))")
    assert found == [] and page.locator("[role=status]").inner_text()[0].isdigit()
