"""The page of a journey: what it says, and that it says it without JavaScript, in any size and script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from journeysite.compiler.passes import compile_tree
from journeysite.model import facts
from journeysite.model.journey import Journey
from journeysite.render.templates import Renderer
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.embed import embed_page
from journeysite.view.here import Here
from journeysite.view.language import Language
from journeysite.view.map import MapPage, map_page

TODAY = date(2026, 11, 21)

SHOP = {
    "personas.yml": "parent: Hurried parent\npensioner: Careful pensioner\n",
    "teams.yml": "stores:\n  title: Store operations\n  mailbox: stores@example.org\n",
    "touchpoints.yml": "queue:\n  title: Till queue\n  channel: store\n",
    "channels.yml": "store: In the store\n",
    "research.yml": "survey:\n  title: Exit survey\n  method: survey\n  sample: 412\n",
    "metrics.yml": "wait:\n  title: Wait\n  unit: min\n  better: down\n  target: 4\n  series: {2026-09: 7, 2026-10: 7.5, 2026-11: 3}\n",
    "lanes.yml": "emotion:\nthinking:\nstock-room: {title: Stock room, below: visibility}\n",
    "findings.yml": (
        "long-wait:\n  title: Long wait\n  severity: 5\n  evidence: survey\n"
        "bad-signs:\n  title: Bad signs\n  severity: 2\n  about: shop#finds\n"
    ),
    "actions.yml": (
        "more-tills:\n  title: More tills\n  answers: long-wait\n  status: shipped\n  owner: stores\n"
        "  dates: {shipped: 2026-11-02}\n  moves: {wait: 7.5 -> 4}\n"
    ),
    "notes.yml": "opened:\n  title: Tills opened\n  type: change\n  date: 2026-11-02\n  about: shop\n",
    "journeys/shop.md": """---
title: Shop
personas: [parent, pensioner]
owner: stores
reviewed: 2026-10-01
review_every: 6 months
stages:
  - Fill:
    period: before
    steps:
      - Finds the door: 1
        id: finds
        stock-room: Opens the gate
      - Fills the basket: {parent: 0, pensioner: 1}
  - Wait:
    steps:
      - Joins a queue: {parent: 0 -> -2, pensioner: -1..0}
        id: join
        touchpoints: queue
        thinking:
          parent: Why only two tills?
          pensioner: My knee.
        findings: long-wait
        metrics: wait
        evidence: survey
        moment_of_truth: Here she stays or goes
        next:
          It moves: pays
          It does not: end
      - Pays: 1
        id: pays
      - Leaves: 1
---
Two of us stood there.

## Wait
Nobody *likes* it.

## What we left out
Saturdays.
""",
}


def here_of(files: dict[str, str], today: date = TODAY) -> Here:
    site, diagnostics = compile_tree(MemoryTree(files), today)
    assert not [d for d in diagnostics if d.code.startswith("E")], diagnostics
    return Here(site, Addresses())


def page_of(here: Here, id: str) -> MapPage:
    journey = here.site.get("journey", id)
    assert isinstance(journey, Journey)
    return map_page(here, journey)


def html_of(here: Here, id: str) -> str:
    return Renderer(here.site, here.addresses).page("journey.html", page_of(here, id), f"journeys/{id}")


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(style|svg)\b.*?</\1>", " ", html)).split())


@pytest.fixture(scope="module")
def shop() -> Here:
    return here_of(SHOP)


@pytest.fixture(scope="module")
def shop_html(shop: Here) -> str:
    return html_of(shop, "shop")


def test_lowest_point(shop: Here) -> None:
    """The lowest point is where facts say it is, with what the one who feels it thinks there."""
    page = page_of(shop, "shop")
    assert page.whole.curve and page.whole.curve.lowest
    low = facts.lowest_point(shop.site, "shop")
    assert low and (low.step, low.persona) == ("join", "parent")
    assert (page.whole.curve.lowest.step, page.whole.curve.lowest.level, page.whole.curve.lowest.who) == (
        "Joins a queue",
        "−2",
        "Hurried parent",
    )
    assert page.whole.curve.lowest.words and page.whole.curve.lowest.words.source == "Why only two tills?"


def test_lowest_point_of_the_others(shop: Here, shop_html: str) -> None:
    """The lowest point of each other persona waits in the page for when the first one is switched off."""
    curve = page_of(shop, "shop").whole.curve
    assert curve and [(low.lowest.who, low.lowest.step) for low in curve.lows] == [
        ("Hurried parent", "Joins a queue"),
        ("Careful pensioner", "Joins a queue"),
    ]
    assert re.search(r'<p class="jy-map-callout jy-low-other" data-jy-low="pensioner"[^>]* data-jy-off', shop_html)


def test_the_code_to_embed_leads_to_the_published_site(shop: Here) -> None:
    """Where the address of the site is known, what is copied from a preview does not lead back to it."""
    published = Here(shop.site, Addresses(site_url="https://example.org/atlas/"))
    assert page_of(published, "shop").embed == "https://example.org/atlas/embed/journeys/shop/"
    assert "example.org" not in page_of(shop, "shop").embed


def test_table_is_whole(shop: Here, shop_html: str) -> None:
    """Every row of the map has a cell for every step, and stages span theirs."""
    table = page_of(shop, "shop").whole.table
    assert [(stage.title, stage.columns) for stage in table.stages] == [("Fill", 2), ("Wait", 3)]
    assert all(len(row.cells) == table.columns for row in (*table.rows, *table.folded))
    assert shop_html.count('scope="colgroup"') == 2


def test_lanes_in_order(shop: Here) -> None:
    """Lanes stand in the site's own order, and empty ones are left out."""
    table = page_of(shop, "shop").whole.table
    assert [row.id for row in table.rows] == ["touchpoints", "findings", "actions"]
    assert [row.id for row in table.folded] == ["thinking", "metrics", "stock-room"]


def test_line_before_lane(shop: Here) -> None:
    """The line of visibility is drawn before the first lane below it."""
    assert [row.line for row in page_of(shop, "shop").whole.table.folded] == ["", "", "Line of visibility"]


def test_small_maps_fold_nothing() -> None:
    """A map of four steps shows every lane at once."""
    here = here_of({"journeys/a.yml": "title: A\nsteps:\n  - One: 1\n    thinking: Hm\n  - Two: 0\n  - Three: 0\n  - Four: 0\n"})
    assert [row.id for row in page_of(here, "a").whole.table.rows] == ["thinking"]


def test_done(shop: Here, shop_html: str) -> None:
    """Each pain stands with what was done about it, worst first, and with "Nothing yet" where nothing was."""
    page = page_of(shop, "shop")
    assert [(line.finding.title, [a.title for a in line.actions]) for line in page.done] == [
        ("Long wait", ["More tills"]),
        ("Bad signs", []),
    ]
    assert "<b>Nothing yet.</b>" in shop_html
    assert "7.5 → 3" in shop_html


def test_finding_stands_where_it_says(shop: Here) -> None:
    """A finding whose `about` names a step stands at that step as one that the step names."""
    step = page_of(shop, "shop").whole.table.steps[0]
    assert [getattr(item, "title", "") for item in step.lanes["findings"]] == ["Bad signs"]


def test_permalinks(shop: Here, shop_html: str) -> None:
    """Each step and stage has an id, once, and every link within the page leads to one."""
    ids = re.findall(r'\bid="([^"]+)"', shop_html)
    assert len(ids) == len(set(ids))
    assert shop.site.flows["shop"].ids <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', shop_html)) <= set(ids)


def test_curve_has_twin(shop: Here, shop_html: str) -> None:
    """The curve has a title, and a table that says the same in words."""
    curve = page_of(shop, "shop").whole.curve
    assert curve and [tuple(cell for _, cell in row.cells) for row in curve.twin][1:3] == [("0", "+1"), ("0 → −2", "−1 to 0")]
    assert "Lowest point: Joins a queue, −2." in curve.sentence
    assert shop_html.count("<svg") >= shop_html.count("<title") >= 2


def test_judged_marks(shop: Here, shop_html: str) -> None:
    """An emotion without evidence of its own is not drawn like one that has some."""
    curve = page_of(shop, "shop").whole.curve
    assert curve and curve.has_judged
    assert [row.basis for row in curve.twin] == ["judged", "judged", "from evidence", "judged", "judged"]
    assert "jy-curve-judged" in shop_html


def test_story(shop: Here, shop_html: str) -> None:
    """The story tells a stage in the writer's own prose, and keeps the sections that tell of no stage."""
    story = page_of(shop, "shop").story
    assert story.opening and story.opening.text.strip() == "Two of us stood there."
    assert [stage.passage.text.strip() if stage.passage else "" for stage in story.stages] == ["", "Nobody *likes* it."]
    assert [passage.title for passage in story.rest] == ["What we left out"]
    assert "<em>likes</em>" in shop_html


def test_branches(shop: Here, shop_html: str) -> None:
    """A branch names its condition and leads to its step; an end says so."""
    step = next(step for step in page_of(shop, "shop").whole.table.steps if step.id == "join")
    assert [(way.condition, way.to, way.href) for way in step.ways] == [
        ("It moves", "Pays", "#pays"),
        ("It does not", "The journey ends here", ""),
    ]
    assert "The journey ends here" in shop_html


def test_mail_names_step(shop_html: str) -> None:
    """One can write to the owner about a step; the subject names map and step."""
    assert "mailto:stores@example.org?subject=Shop%3A%20Joins%20a%20queue" in shop_html


def test_changes_since_review(shop: Here, shop_html: str) -> None:
    """A note of a change stands on the map that it is about, marked where it is younger than the review."""
    assert [(line.title, line.is_new) for line in page_of(shop, "shop").changes] == [("Tills opened", True)]
    assert "since the review" in words_of(shop_html)


def test_overdue() -> None:
    """A map whose review is overdue says since when, in words."""
    assert "Review overdue since 1 Apr 2027" in words_of(html_of(here_of(SHOP, date(2027, 6, 1)), "shop"))


def test_escaped() -> None:
    """What a writer types is text, wherever it stands on the page."""
    nasty = "<script>alert(1)</script>"
    steps = f"  - Rings {nasty}: -1\n    thinking: Hm {nasty}\n    touchpoints: Bell {nasty}\n    label: {nasty}\n"
    html = html_of(here_of({"journeys/a.yml": f"title: A {nasty}\ngroup: {nasty}\nsteps:\n{steps}"}), "a")
    assert "<script" not in html.lower()


def test_one_step() -> None:
    """One step is a map."""
    page = page_of(here_of({"journeys/a.yml": "title: A\nsteps:\n  - Rings: -2\n"}), "a")
    assert page.whole.curve and page.whole.curve.callout and page.whole.table.columns == 1


def test_no_emotion() -> None:
    """A map on which nobody feels anything has its table and no curve."""
    here = here_of({"journeys/a.yml": "title: A\nsteps:\n  - Rings\n  - Waits\n"})
    assert page_of(here, "a").whole.curve is None
    assert "jy-map-table" in html_of(here, "a")


def test_large_map_opens_by_stage() -> None:
    """A map of more than 24 steps opens at stage level, with the worst step of each stage."""
    stages = "".join(f"  - Stage {s}:\n" + "".join(f"      - Step {s}.{n}: {n - 2}\n" for n in range(5)) for s in range(5))
    here = here_of({"journeys/a.yml": f"title: A\nstages:\n{stages}"})
    overview = page_of(here, "a").whole.overview
    assert overview and [(stage.worst, stage.words) for stage in overview.stages][:1] == [("Step 0.0", "−2 to +2")]
    assert "All 25 steps" in html_of(here, "a")


def test_a_small_map_opens_by_steps_and_has_its_stages(shop: Here, shop_html: str) -> None:
    """A map that is seen at once can be looked at by stage too, but does not begin with it."""
    overview = page_of(shop, "shop").whole.overview
    assert overview and not overview.is_first and [stage.title for stage in overview.stages] == ["Fill", "Wait"]
    assert 'data-jy-first="steps"' in shop_html
    here = here_of({"journeys/a.yml": "title: A\nsteps:\n  - One: 1\n  - Two: 0\n"})
    assert page_of(here, "a").whole.overview is None


def test_what_a_step_is_chosen_by(shop: Here) -> None:
    """Steps are found by what stands at them, where they happen and who takes them; only what some step has is offered."""
    choices = page_of(shop, "shop").whole.choices
    assert choices.marks["join"].shows == "findings moments channel:store"
    assert [choice.value for choice in choices.shows] == ["findings", "moments"]
    assert [(choice.value, choice.words) for choice in choices.channels] == [("channel:store", "In the store")]
    steps = "  - Alone: 1\n    personas: b\n    moment_of_truth: Here\n  - Both: 0\n"
    here = here_of({"personas.yml": "a: A\nb: B\n", "journeys/a.yml": f"title: A\npersonas: [a, b]\nsteps:\n{steps}"})
    marks = page_of(here, "a").whole.choices.marks
    assert [(mark.shows, mark.only) for mark in marks.values()] == [("moments", "b"), ("", "")]


def test_a_map_in_a_frame(shop: Here) -> None:
    """It is a document of its own in which every link leads to the map's own page, and which no search engine lists."""
    journey = shop.site.of("journey")[0]
    assert isinstance(journey, Journey)
    view = embed_page(shop, journey, "Maps", "../../../", ("a.css", "a.js"))
    html = Renderer(shop.site, shop.addresses).page("embed.html", view, "journeys/shop")
    assert html.strip().startswith("<!doctype html>") and 'content="noindex"' in html
    assert '<base href="../../../journeys/shop/" target="_blank">' in html and 'href="../../a.css"' in html
    assert "Open in Maps" in html and "jy-story" not in html and "md-header" not in html
    assert set(re.findall(r'href="#jy-curve-\d"', html)) == {'href="#jy-curve-0"', 'href="#jy-curve-1"'}


def test_right_to_left() -> None:
    """A map in a script from right to left is drawn from right to left."""
    here = here_of({"journeys/a.yml": "title: سلة\nlang: ar\nsteps:\n  - يأخذ: 1\n  - يدفع: -1\n"})
    page = page_of(here, "a")
    assert page.direction == "rtl" and page.whole.curve
    first, last = page.whole.curve.curve.lines[0].marks
    assert first.x > last.x


def test_a_site_from_right_to_left() -> None:
    """A map in the site's own language runs as the site does; one that says its language runs as that does."""
    own = "title: סל\nsteps:\n  - לוקח: 1\n  - משלם: -1\n"
    other = "title: Basket\nlang: en\nsteps:\n  - Takes: 1\n  - Pays: -1\n"
    here = replace(here_of({"journeys/own.yml": own, "journeys/other.yml": other}), language=Language("he"))
    theirs, english = page_of(here, "own"), page_of(here, "other")
    assert theirs.direction == "" and english.direction == "ltr"
    assert theirs.whole.curve and english.whole.curve
    assert [mark.x for mark in theirs.whole.curve.curve.lines[0].marks] == [mark.x for mark in english.whole.curve.curve.lines[0].marks][
        ::-1
    ]


def test_variants() -> None:
    """A map and its variants are one click apart, the future one marked as such."""
    base = "title: Shop\nsteps:\n  - Rings: -1\n  - Waits: 0\n"
    then = "title: Shop later\nstate: future\nvariant_of: shop\nsteps:\n  - same: rings\n  - Talks: 2\n"
    here = here_of({"journeys/shop.yml": base, "journeys/later.yml": then})
    assert [(one.title, bool(one.href)) for one in page_of(here, "later").switches] == [("The map", True), ("Future: Shop later", False)]
    assert [step.taken_over for step in page_of(here, "later").whole.table.steps] == [True, False]


def test_nothing_that_is_written_is_lost() -> None:
    """The long form of a text, fields of the writer's own, links, and arrows between whole steps stand on the page."""
    files = {
        "teams.yml": "it: IT\n",
        "journeys/ship.yml": (
            "title: Ship\nx-version: '1.0'\nx-learning:\n  - Start small\n  - Roster https://example.org/r\nlinks: Plan https://example.org/p\n"
            "goal: {text: Get it out, note: Before winter}\n"
            "steps:\n  - Plans: 0\n    x-tool: A board\n    backstage:\n"
            "      - {text: Writes it down, note: All of it, owner: it, links: Form https://example.org/f}\n  - Ships: 1\n"
            "arrows:\n  - plans -> ships.backstage: the list\n"
        ),
    }
    site, diagnostics = compile_tree(MemoryTree(files), TODAY)
    assert [str(d) for d in diagnostics if d.code.startswith("E")] == []
    addresses = Addresses()
    journey = site.of("journey")[0]
    assert isinstance(journey, Journey)
    html = Renderer(site, addresses).page("journey.html", map_page(Here(site, addresses), journey), "journeys/ship")
    for words in (
        "1.0",
        "Start small",
        "A board",
        "Before winter",
        "https://example.org/p",
        "https://example.org/r",
        "https://example.org/f",
    ):
        assert words in html, words
    assert html.count("Learning") == 1
    assert html.count("All of it") == 2, "in the table and in the story"
    assert html.count("the list: ") == 2, "in the table and in the story"
    assert 'href="#jy-ships-backstage"' in html and 'id="jy-ships-backstage"' in html
