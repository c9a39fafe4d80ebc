"""The main pages look as they did: pictures of a small atlas that nobody edits, in the font that the product ships.

A wanted change is written down with `SNAPSHOTS=write pytest tests/browser/test_looks.py`; its pictures are read like code.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from ..conftest import REPOSITORY, build_site, commit, write_files

pytestmark = pytest.mark.browser

SNAPSHOTS = REPOSITORY / "tests/snapshots/looks"

FAR = 60
"""How far a channel of a pixel may be off, of 255, once four pixels were made one: the edge of a letter is, when it is smoothed otherwise."""

SHARE = 0.002
"""How many of the pixels may be further off. A word that moved by a line is more."""

LOOKS = [
    ("home", "", 1440, "light"),
    ("home", "", 390, "light"),
    ("map", "journeys/pay/", 1440, "light"),
    ("map", "journeys/pay/", 390, "light"),
    ("map", "journeys/pay/", 1440, "dark"),
    ("persona", "personas/ada/", 1440, "light"),
    ("persona", "personas/ada/", 390, "light"),
    ("changes", "changes/", 1440, "light"),
    ("changes", "changes/", 390, "light"),
]

ATLAS = {
    "mkdocs.yml": "site_name: A small atlas\ndocs_dir: content\ntheme: material\nplugins: [search, journeysite]\n",
    "content/teams.yml": "stores: Store operations\n",
    "content/research.yml": "exit: {title: Exit survey, method: survey, sample: 412, dates: 2026-04-25}\n",
    "content/personas/ada.yml": (
        "title: Ada\nrole: Shops for four after work\nowner: stores\nquotes: Why are only two tills open?\n"
        "goals: [Be home by seven]\nneeds: [To see how long it takes]\nfrustrations: [Waiting with a tired child]\n"
    ),
    "content/personas/ben.yml": "title: Ben\nrole: Comes every day for a little\nowner: stores\n",
    "content/findings.yml": (
        "wait: {title: Nobody sees how long the queue takes, severity: 5, owner: stores}\n"
        "greeting: {title: Being known by name, type: gain, severity: 3, owner: stores}\n"
    ),
    "content/actions.yml": "sign: {title: A sign with the minutes, status: planned, owner: stores, answers: wait}\n",
    "content/journeys/pay.yml": """title: Pay for a basket
summary: From the list on the kitchen table to the receipt in the pocket.
owner: stores
reviewed: 2026-10-01
personas: [ada, ben]
stages:
  - title: Set out
    steps:
      - Writes a list: 0.5
        touchpoints: Paper list
      - Takes a basket: {ada: 0, ben: 0.8}
        touchpoints: Entrance
  - title: Wait
    steps:
      - title: Joins a queue
        emotion: {ada: -1.8, ben: -0.4}
        thinking: The other one moves. Of course it does.
        touchpoints: Till queue
        findings: wait
      - title: Talks to the cashier
        emotion: {ada: -0.5, ben: 1.5}
        touchpoints: Till
        findings: greeting
  - title: Pay
    steps:
      - Pays: {ada: 0.2, ben: 0.6}
        touchpoints: Card reader
      - Packs: -0.6
""",
}

CALM = """
@font-face { font-family: Shipped; src: url("%(font)sregular.ttf"); }
@font-face { font-family: Shipped; src: url("%(font)sbold.ttf"); font-weight: 600 900; }
@font-face { font-family: Shipped; src: url("%(font)sitalic.ttf"); font-style: italic; }
* { font-family: Shipped !important; caret-color: transparent !important; }
/* The machine's own words and bars. */
input[type="date"] { visibility: hidden !important; }
::-webkit-scrollbar { display: none; }
"""


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small atlas with two commits of a past, built for a fixed day."""
    folder = tmp_path_factory.mktemp("looks")
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Writer")
            patch.setenv(f"GIT_{role}_EMAIL", "writer@example.org")
            patch.setenv(f"GIT_{role}_DATE", "2026-09-01T12:00:00Z")
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        before = ATLAS["content/journeys/pay.yml"].replace("ada: -1.8", "ada: -1").replace("touchpoints: Card reader", "touchpoints: Till")
        write_files(folder, {**ATLAS, "content/journeys/pay.yml": before})
        commit(folder, "The map as it was drawn")
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_DATE", "2026-11-02T12:00:00Z")
        write_files(folder, ATLAS)
        commit(folder, "The queue was watched for a week")
    out = folder / "site"
    done = build_site(folder / "mkdocs.yml", out)
    assert done.returncode == 0, done.stderr + done.stdout
    write_files(out / "shipped", {path.name: path.read_bytes() for path in (REPOSITORY / "themes/journeysite/fonts").glob("*.ttf")})
    return out


def pictured(page: Page, url: str, root: str) -> None:
    page.goto(url, wait_until="load")
    page.add_style_tag(content=CALM % {"font": f"{root}shipped/"})
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)


def difference(one: Path, other: Path) -> tuple[float, Image.Image]:
    """The share of pixels that are too far off, and where they are."""
    left, right = (Image.open(path).convert("RGB") for path in (one, other))
    if left.size != right.size:
        return 1.0, right
    left, right = (image.resize((image.width // 2, image.height // 2), Image.Resampling.BOX) for image in (left, right))
    worst = ImageChops.difference(left, right)
    red, green, blue = worst.split()
    far = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: 255 if value > FAR else 0)
    return far.histogram()[255] / (far.width * far.height), far


@pytest.mark.parametrize(("name", "path", "width", "scheme"), LOOKS, ids=lambda value: str(value) or "/")
def test_it_looks_as_it_did(browser: Browser, address: str, tmp_path: Path, name: str, path: str, width: int, scheme: str) -> None:
    """What a reader sees first of a page is what it was, but for how letters are smoothed."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    pictured(page, address + path, address)
    known, now = SNAPSHOTS / f"{name}-{width}-{scheme}.png", tmp_path / "now.png"
    page.screenshot(path=now)
    context.close()
    if os.environ.get("SNAPSHOTS") == "write":
        with Image.open(now) as image:
            image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(known, optimize=True)
        return
    assert known.is_file(), "there is no picture yet: SNAPSHOTS=write pytest tests/browser/test_looks.py"
    share, where = difference(known, now)
    seen = tmp_path / "difference.png"
    where.save(seen)
    assert share <= SHARE, f"{share:.2%} of the page is not as it was: compare {known} with {now}; {seen} shows where"


def test_a_moved_line_is_seen(browser: Browser, address: str, tmp_path: Path) -> None:
    """The tolerance is for letters' edges: one line less, or another colour of the header, is over it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    pictured(page, address, address)
    page.screenshot(path=tmp_path / "one.png")
    pictured(page, address, address)
    page.screenshot(path=tmp_path / "same.png")
    page.evaluate("document.querySelector('h1 + p, h1 ~ p').remove()")
    page.screenshot(path=tmp_path / "moved.png")
    context.close()
    assert difference(tmp_path / "one.png", tmp_path / "same.png")[0] == 0
    assert difference(tmp_path / "one.png", tmp_path / "moved.png")[0] > SHARE
