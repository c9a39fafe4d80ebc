"""The change log where readers meet it: its pages, the history of a thing, old versions of a map, then and now."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from journeysite.build import Build, Options, build
from journeysite.compiler.excerpt import excerpt
from journeysite.history.changelog import HistoryOptions, read_change_log
from journeysite.history.trees import tree_at
from journeysite.model.kinds import KINDS
from journeysite.output.artifacts import Page
from journeysite.source.tree import FolderTree
from journeysite.view.changelog import ON_FIRST_PAGE, ON_YEAR_PAGE, changes_pages
from journeysite.view.changes import cards
from journeysite.view.here import Here

from .conftest import build_site, commit, git, write_files

Site = Callable[[Mapping[str, str]], Path]

MAP = """title: Pay
personas: ada
owner: shop
stages:
  - Wait:
    steps:
      - Joins a queue: -2
        touchpoints: till
        thinking: Why are only two open?
        frontstage: Rings the bell when the queue reaches the bread
      - Hears the bell: 0
  - Pay:
    steps:
      - Hands it over: 1
      - Goes home: 2
"""

FIRST = {
    "journeys/pay.yml": MAP,
    "personas/ada.md": "---\ntitle: Ada\n---\n",
    "touchpoints/till.md": "---\ntitle: Till\nowner: shop\n---\n",
    "teams/shop.md": "---\ntitle: Shop\n---\n",
    "teams/depot.md": "---\ntitle: Depot\n---\n",
}

NEXT = MAP.replace(": -2", ": -1").replace("      - Hears the bell: 0\n", "").replace(
    "      - Goes home: 2\n", "      - Goes home: 2\n      - Reads the receipt: 0.5\n"
)  # fmt: skip


class Past:
    """Commits one after the other, a week apart."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch, self.day = folder, monkeypatch, date(2026, 9, 7)

    def step(self, message: str, files: Mapping[str, str | None], days: int = 7) -> None:
        for path, text in files.items():
            if text is None:
                (self.folder / "content" / path).unlink()
            else:
                write_files(self.folder, {f"content/{path}": text})
        for role in ("AUTHOR", "COMMITTER"):
            self.monkeypatch.setenv(f"GIT_{role}_DATE", f"{self.day.isoformat()}T10:00:00Z")
        commit(self.folder, message)
        self.day += timedelta(days=days)


@pytest.fixture
def past(site: Site, monkeypatch: pytest.MonkeyPatch) -> Past:
    found = Past(site({}), monkeypatch)
    found.step("Begin", FIRST)
    return found


def made(folder: Path, options: HistoryOptions | None = None, archive: Path | None = None, has_past: bool = True) -> Build:
    """archive: where versions are remembered.  has_past: whether the commits are still there."""
    content, history = folder / "content", options or HistoryOptions()
    chosen = Options(
        date(2026, 11, 21), title="Maps", site_url="https://example.org/", repo_url="https://example.org/atlas", archive=archive
    )
    return build(
        FolderTree(content),
        chosen,
        lambda site: read_change_log(content, site, history),
        lambda commit: tree_at(content, commit, history, KINDS) if has_past else None,
    )


def page(built: Build, path: str) -> Page:
    return next(page for page in built.pages if page.path == path)


def here(built: Build) -> Here:
    return Here(built.site, built.renderer.addresses, built.log)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_card_says_before_and_after_in_the_words_of_the_map_and_why(past: Past) -> None:
    """The place, the label, both values, and the reason with where it was given; no value is struck through."""
    past.step("New tills\n\nChange-note: Two more tills", {"journeys/pay.yml": MAP.replace(": -2", ": -1")})
    html = page(made(past.folder), "changes/index").body()
    said = words(html)
    assert "Wait / Joins a queue emotion was −2, now −1" in said
    assert "why: “Two more tills” change note" in said
    assert not re.search(r"<(del|ins|s|strike)\b", html)


def test_differing_words_are_marked_on_both_sides(past: Past) -> None:
    """A reader sees at once which words of a text are others now."""
    past.step("Reworded", {"journeys/pay.yml": MAP.replace("Rings the bell", "Calls a colleague")})
    html = page(made(past.folder), "changes/index").body()
    assert '<b class="jy-change-gone">Rings the bell</b> when the queue reaches the bread' in html
    assert '<b class="jy-change-come">Calls a colleague</b> when the queue reaches the bread' in html


def test_things_that_come_together_are_one_card(past: Past) -> None:
    """Three touchpoints of one commit are named in one line; two have a line each."""
    past.step("Doors", {f"touchpoints/{name}.md": f"---\ntitle: {name.title()}\n---\n" for name in ("gate", "door", "ramp")})
    past.step("Bags", {f"touchpoints/{name}.md": f"---\ntitle: {name.title()}\n---\n" for name in ("bag", "box")})
    built = made(past.folder)
    heads = [card.headline for card in cards(here(built), built.log.entries)]
    assert heads[:3] == ["Touchpoint added: Bag", "Touchpoint added: Box", "3 touchpoints added: Door, Gate, Ramp"]


def test_many_lines_open_and_edits_of_wording_are_counted(past: Past) -> None:
    """At most six lines stand there; the rest and three or more edits of wording wait behind their number."""
    steps = "".join(f"  - Step {number}: 0\n    doing: Walks on to the place with the number {number} over there\n" for number in range(9))
    past.step("Long", {"journeys/long.yml": f"title: Long\nsteps:\n{steps}"})
    past.step("Moods", {"journeys/long.yml": f"title: Long\nsteps:\n{steps.replace(': 0', ': 1')}"})
    built = made(past.folder)
    card = cards(here(built), built.log.entries)[0]
    assert sum(len(place.lines) for place in card.places) == 5 and card.more_words == "and 4 more"
    reworded = steps.replace("Walks on to", "Goes on to").replace(": 0", ": 1")
    past.step("Words", {"journeys/long.yml": f"title: Long\nsteps:\n{reworded}"})
    built = made(past.folder)
    card = cards(here(built), built.log.entries)[0]
    assert card.more_words == "9 edits of wording" and card.places == () and card.weight == "wording"


def test_what_is_removed_is_named_without_a_link(past: Past) -> None:
    """Nothing leads to a page that is no more."""
    past.step("Gone", {"personas/ada.md": None, "journeys/pay.yml": MAP.replace("personas: ada\n", "")})
    html = page(made(past.folder), "changes/index").body()
    assert "Persona removed" in html and "personas/ada" not in html


def test_months_are_anchors_and_cards_say_what_filters_ask_for(past: Past) -> None:
    """Kind, map, team, weight and day stand on the card, in the words of the address."""
    past.step("New tills", {"journeys/pay.yml": MAP.replace(": -2", ": -1")})
    html = page(made(past.folder), "changes/index").body()
    assert '<h2 id="2026-09">September 2026</h2>' in html
    assert 'data-jy-day="2026-09-14"' in html
    changed = next(tag for tag in re.findall(r"<article [^>]*>", html) if 'data-weight="meaning"' in tag)
    assert 'data-kind="journey" data-about="journey:pay" data-journey="pay" data-team="shop"' in changed


def test_a_team_is_told_of_what_changes_where_its_work_touches(past: Past) -> None:
    """A step with its touchpoint concerns it; a step without does not."""
    past.step("Till", {"journeys/pay.yml": MAP.replace("owner: shop\n", "owner: depot\n")})
    past.step("Mood", {"journeys/pay.yml": MAP.replace("owner: shop\n", "owner: depot\n").replace(": -2", ": -1")})
    built = made(past.folder)
    found = cards(here(built), built.log.entries)
    assert found[0].teams == ("depot", "shop")
    past.step(
        "Home", {"journeys/pay.yml": MAP.replace("owner: shop\n", "owner: depot\n").replace(": -2", ": -1").replace("home: 2", "home: 1")}
    )
    built = made(past.folder)
    assert cards(here(built), built.log.entries)[0].teams == ("depot",)


def test_no_page_grows_without_bound(past: Past) -> None:
    """A long past has a page for each year, and the first page what is latest; every card is on one of them."""
    for number in range(ON_FIRST_PAGE + 20):
        past.step(f"Mood {number}", {"journeys/pay.yml": MAP.replace("home: 2", f"home: {number % 7 / 10}")}, days=2)
    built = made(past.folder)
    first, *years = changes_pages(here(built))
    counts = [sum(len(step.cards) for month in view.months for day in month.days for step in day.steps) for view in (first, *years)]
    assert 0 < counts[0] <= ON_FIRST_PAGE and all(count <= ON_YEAR_PAGE for count in counts)
    assert [view.path for view in years] == ["changes/2027", "changes/2026"]
    assert sum(counts[1:]) == len(cards(here(built), built.log.entries))
    assert "2026" in page(built, "changes/2026").title


def test_notes_tell_of_the_time_before_the_repository(past: Past) -> None:
    """What editors dated before the first commit stands in the log as what it is; a question, and a note of later, do not."""
    note = "---\ntitle: {}\ntype: {}\ndate: {}\nabout: pay\n---\n"
    past.step("Notes", {
        "notes/tills.md": note.format("Two more tills", "change", "2026-05-04"), "notes/why.md": note.format("But why?", "question", "2026-05-04"),
        "notes/late.md": note.format("A bell at last", "decision", "2026-09-12"),
    })  # fmt: skip
    html = page(made(past.folder), "changes/index").body()
    assert html.count('id="n-') == 1 and '<h2 id="2026-05">May 2026</h2>' in html
    assert "Change Two more tills editor&#39;s note about: Pay" in words(html) and 'data-journey="pay" data-team="shop"' in html
    assert "What is older is what editors wrote down." in html


def test_the_cell_in_which_something_changed_says_when(past: Past) -> None:
    """Each lane of a step has a day of its own: that of the map's own words, and that of what stands there."""
    past.step("Louder", {"journeys/pay.yml": MAP.replace("Rings the bell", "Rings it twice")})
    past.step("A better till", {"touchpoints/till.md": "---\ntitle: Till\nowner: shop\nchannel: store\n---\n"})
    html = page(made(past.folder), "journeys/pay").body()
    cells = {
        lane: re.findall(r'<td[^>]*data-changed="([^"]+)"', row)
        for lane, row in re.findall(r'data-jy-lane="([^"]+)">(.*?)</tr>', html, re.S)
    }
    assert {lane: days for lane, days in cells.items() if days} == {"touchpoints": ["2026-09-21"], "frontstage": ["2026-09-14"]}


def test_without_history_there_is_no_page(site: Site) -> None:
    """An empty change log would say that nothing ever changed."""
    built = made(site(FIRST))
    assert not [page for page in built.pages if page.path.startswith("changes/")]


# Then and now --------------------------------------------------------------------------------------------------------


def test_each_published_version_has_a_page_as_it_was(past: Past) -> None:
    """With its emotions, under a banner that leads to the present one; links to what is no more are words."""
    past.step("New tills", {"journeys/pay.yml": NEXT.replace("        touchpoints: till\n", ""), "touchpoints/till.md": None})
    built = made(past.folder)
    then = page(built, "journeys/pay/2026-09-07")
    html = then.body()
    assert then.is_past and then.search == () and then.section is None
    assert "As it was on 7 Sept 2026." in words(html) and "Hears the bell" in html
    assert "<span>Till</span>" in html and "touchpoints/till" not in html
    assert 'href="../../../personas/ada/"' in html
    assert 'href="#joins-a-queue"' in html
    assert html.count("<h1") == 1


def test_edits_of_wording_and_the_present_make_no_version(past: Past) -> None:
    """As many versions as the site wants, latest first."""
    past.step("Words", {"journeys/pay.yml": MAP.replace("reaches the bread", "reaches the loaves")})
    for number in range(3):
        past.step("Mood", {"journeys/pay.yml": MAP.replace("home: 2", f"home: {number}.5")})
    paths = [page.path for page in made(past.folder, HistoryOptions(versions=2)).pages if page.is_past]
    assert paths == ["journeys/pay/2026-09-28", "journeys/pay/2026-09-21", "journeys/pay/compare"]
    assert [page.path for page in made(past.folder, HistoryOptions(versions=0)).pages if page.is_past] == []


def test_drafts_of_today_are_in_no_old_page(past: Past) -> None:
    """What was withdrawn is withdrawn from the past as well."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    past.step("Withdrawn", {"touchpoints/till.md": "---\ntitle: Till\nowner: shop\ndraft: true\n---\n"})
    html = page(made(past.folder), "journeys/pay/2026-09-07").body()
    assert "Hears the bell" in html and ">Till<" not in html


def test_what_is_redacted_today_is_in_no_old_page(past: Past) -> None:
    """Words and entities of the site's list go out of every version."""
    named = MAP.replace("Why are only two open?", "Ask Mrs Quill at 5550123")
    past.step("Named", {"journeys/pay.yml": named})
    past.step("Mood", {"journeys/pay.yml": NEXT})
    options = HistoryOptions(
        redact_words=("Quill",), redact_patterns=(re.compile(r"\b555\d+"),), redact_entities=frozenset({"touchpoint:till"})
    )
    built = made(past.folder, options)
    pages = [page.body() for page in built.pages if page.is_past or page.path.startswith("changes/")]
    assert len(pages) == 4
    assert not [html for html in pages if "Quill" in html or "5550123" in html]
    assert ">Till<" not in page(built, "journeys/pay/2026-09-14").body()


def test_personal_data_of_the_past_is_not_shown_again(past: Past) -> None:
    """A version that would stop a build today has no page that shows it."""
    past.step("Mailed", {"journeys/pay.yml": MAP.replace("Why are only two open?", "Ask jane.roe@mail.example.net")})
    past.step("Mood", {"journeys/pay.yml": NEXT})
    html = page(made(past.folder), "journeys/pay/2026-09-14").body()
    assert "cannot be shown any more" in html and "jane.roe" not in html


def test_a_large_atlas_shows_the_same_from_an_excerpt(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a map needs of a past tree is found without compiling the rest: the page is the same, and what has nothing to do with it is not read."""
    things = {
        "findings/wait.md": "---\ntitle: The wait\ntype: pain\nseverity: 4\nabout: journey:pay#joins-a-queue\nevidence: survey\n---\n",
        "actions/open-tills.md": "---\ntitle: Open tills\nanswers: wait\nowner: depot\nstatus: planned\n---\n",
        "research/survey.md": "---\ntitle: Survey\nmethod: survey\nsample: 412\n---\n",
        **{f"touchpoints/other-{number}.md": f"---\ntitle: Other {number}\n---\n" for number in range(30)},
    }
    past.step("Things", {**things, "journeys/pay.yml": MAP.replace("home: 2", "home: 1")})
    past.step("Mood", {"journeys/pay.yml": NEXT})
    whole = page(made(past.folder), "journeys/pay/2026-09-14").body()
    assert "The wait" in whole and "Open tills" in whole and "</abbr> = 412" in whole
    monkeypatch.setattr("journeysite.compiler.excerpt._WHOLE_UP_TO", 0)
    assert page(made(past.folder), "journeys/pay/2026-09-14").body() == whole
    tree = tree_at(past.folder / "content", git(past.folder, "rev-parse", "HEAD"), HistoryOptions(), KINDS)
    assert tree is not None and len([path for path in excerpt(tree, "journeys/pay.yml") if path.startswith("touchpoints/")]) == 1


def bodies(built: Build) -> dict[str, str]:
    return {page.path: page.body() for page in built.pages if page.is_past}


def kept(archive: Path) -> list[Path]:
    return sorted(path for path in archive.glob("*/??/*") if path.is_file())


@pytest.fixture
def archive(past: Past) -> Path:
    """Where versions are remembered, beside the content."""
    return past.folder / ".cache/earlier"


def test_versions_are_remembered(past: Past, archive: Path) -> None:
    """The second build reads no commit, and its pages are those of a build without a memory."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    past.step("Bell", {"journeys/pay.yml": NEXT.replace(": 0.5", ": 1.5")})
    fresh = bodies(made(past.folder))
    assert len(fresh) == 3 and "cannot be shown" not in "".join(fresh.values())
    assert bodies(made(past.folder, archive=archive)) == fresh
    assert bodies(made(past.folder, archive=archive, has_past=False)) == fresh


def test_a_damaged_memory_of_versions_is_none(past: Past, archive: Path) -> None:
    """What is not what was kept is made again."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    fresh = bodies(made(past.folder, archive=archive))
    for path in kept(archive):
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert bodies(made(past.folder, archive=archive)) == fresh
    assert "cannot be shown" not in "".join(bodies(made(past.folder, archive=archive, has_past=False)).values())


def test_a_version_that_is_lost_is_not_remembered_as_lost(past: Past, archive: Path) -> None:
    """Once the commit is there again, its page is."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    assert "cannot be shown" in bodies(made(past.folder, archive=archive, has_past=False))["journeys/pay/2026-09-07"]
    assert "cannot be shown" not in bodies(made(past.folder, archive=archive))["journeys/pay/2026-09-07"]


def test_the_present_goes_into_a_remembered_version(past: Past, archive: Path) -> None:
    """A page that went is not linked any more, a draft of today is not shown, and what held until now holds until another day."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    before = bodies(made(past.folder, archive=archive))["journeys/pay/2026-09-07"]
    assert 'touchpoints/till/"' in before
    past.step("No till", {"journeys/pay.yml": NEXT.replace("        touchpoints: till\n", ""), "touchpoints/till.md": None})
    gone = bodies(made(past.folder, archive=archive))
    assert gone == bodies(made(past.folder)) and "touchpoints/till" not in gone["journeys/pay/2026-09-07"]
    past.step("Withdrawn", {"touchpoints/till.md": "---\ntitle: Till\ndraft: true\n---\n"})
    assert ">Till<" not in bodies(made(past.folder, archive=archive))["journeys/pay/2026-09-07"]


def test_what_is_redacted_is_in_no_memory_of_versions(past: Past, archive: Path) -> None:
    """What was kept before the words had to be forgotten goes at once."""
    past.step("Named", {"journeys/pay.yml": MAP.replace("Why are only two open?", "Ask Mrs Quill").replace("home: 2", "home: 1")})
    past.step("Mood", {"journeys/pay.yml": NEXT})
    assert "Quill" in bodies(made(past.folder, archive=archive))["journeys/pay/2026-09-14"]
    before = kept(archive)
    options = HistoryOptions(redact_words=("Quill",))
    assert "Quill" not in "".join(bodies(made(past.folder, options, archive)).values())
    assert before and kept(archive) and not set(kept(archive)) & set(before)


def test_a_version_has_nothing_to_work_with(past: Past) -> None:
    """It is read: the map, its story and what it is about, without a bar of tools."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    built = made(past.folder)
    then, now = page(built, "journeys/pay/2026-09-07").body(), page(built, "journeys/pay").body()
    for hook in ("data-jy-present", "data-jy-share", "data-jy-slide", "data-jy-sheet"):
        assert hook in now and hook not in then
    assert 'id="jy-story"' in then and 'id="jy-about"' in then and "jy-map-table" in then


def test_then_and_now_marks_what_came_went_moved_and_changed(past: Past) -> None:
    """Columns in the order of today, with a ghost for what went; cells that differ say both."""
    past.step("Four steps", {"journeys/pay.yml": MAP.replace("      - Goes home: 2\n", "      - Packs: 1\n      - Goes home: 2\n")})
    last = "      - Packs: 1\n      - Goes home: 2\n      - Reads the receipt: 0.5\n      - Hands it over: 1\n"
    past.step("New tills", {"journeys/pay.yml": NEXT[: NEXT.index("      - Hands it over")] + last})
    html = page(made(past.folder), "journeys/pay/compare").body()
    heads = [words(head) for head in re.findall(r'<th scope="col".*?</th>', html.split("</table>")[0], re.S)]
    assert heads == [
        "Wait Joins a queue",
        "Wait Hears the bell removed",
        "Pay Packs",
        "Pay Goes home",
        "Pay Reads the receipt added",
        "Pay Hands it over moved was after Hears the bell",
    ]
    assert "1 step added, 1 step removed, 1 step moved, 1 cell changed." in words(html)
    assert "was Ada: −2 now Ada: −1" in words(html)


def test_a_built_site_keeps_old_versions_out_of_search_and_sitemap(past: Past) -> None:
    """Nobody lands on what was by chance; the pages of today name their feeds."""
    past.step("Mood", {"journeys/pay.yml": NEXT})
    config = past.folder / "mkdocs.yml"
    config.write_text(config.read_text() + "site_url: https://example.org/\n")
    done = build_site(config, past.folder / "site")
    assert done.returncode == 0, done.stderr
    searched = [path for path in (past.folder / "site/search").rglob("*") if path.is_file()]
    read = {path: path.read_text("utf-8") for path in (past.folder / "site/sitemap.xml", *searched)}
    assert searched and "journeys/pay/" in read[past.folder / "site/sitemap.xml"]
    assert not [path for path, text in read.items() if "pay/2026-09-07" in text or "pay/compare" in text]
    then = (past.folder / "site/journeys/pay/2026-09-07/index.html").read_text("utf-8")
    now = (past.folder / "site/journeys/pay/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in then and "noindex" not in now
    assert 'type="application/atom+xml" title="What changed: Pay" href="https://example.org/journeys/pay/feed.xml"' in now
