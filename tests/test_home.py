"""The home page and the lists: what they say of a small atlas, and that they hold for a large one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from journeysite.model.kind import Entity, kind_of
from journeysite.model.kinds import KINDS
from journeysite.model.values import Score, choice
from journeysite.view.guide import guide_page
from journeysite.view.home import SHOWN_MAPS, HomePage, home_page
from journeysite.view.index import PAGE_ROWS, IndexPage, all_rows, group_href, index_page, page_count
from journeysite.view.stages import stages_count, stages_page

from .atlases import TODAY, here_of, html_of

ATLAS = {
    "teams.yml": "stores: Store operations\n",
    "personas.yml": "parent: Hurried parent\nold: {title: Old one, archived: No longer comes}\n",
    "findings.yml": (
        "wait: {title: Long wait, severity: 4, owner: stores}\n"
        "signs: {title: Bad signs, severity: 2}\n"
        "praise: {title: Kind staff, strength: 3}\n"
    ),
    "actions.yml": (
        "screens: {title: Screens, status: planned, answers: signs, dates: {planned: 2026-09}}\n"
        "bells: {title: Bells, status: shipped, answers: praise, dates: {shipped: 2026-10-01}}\n"
    ),
    "notes.yml": (
        "opened: {title: Tills opened, type: change, date: 2026-11-02, about: pay}\n"
        "why: {title: Why so few, type: question, date: 2026-11-05, about: pay}\n"
    ),
    "journeys/pay.yml": (
        "title: Pay\ngroup: Retail\nowner: stores\nreviewed: 2026-03-01\nreview_every: 6 months\n"
        "stages:\n  - Set out: [Goes: 1]\n  - Queue: [{Waits: -1.5, findings: wait}, Waits on: -1]\n"
    ),
    "journeys/return.yml": "title: Return\nstages: [{Ask: [Asks: 0.5]}, {Get it: [Gets it: -0.5]}]\n",
    "journeys/sketch.yml": "title: A sketch\nsteps: [Looks]\n",
    "journeys/dream.yml": "title: Dream\nstate: future\nvariant_of: pay\nsteps: [Flies: 2]\n",
    "journeys/gone.yml": "title: Gone\narchived: Closed\nsteps: [Goes: -2]\n",
}


def home_of(files: dict[str, str], today: date = TODAY) -> HomePage:
    return home_page(here_of(files, today), "Atlas")


def test_current_maps_come_worst_first() -> None:
    """The lowest stage decides; a map on which nobody feels anything comes last; future and archived ones stand apart or not at all."""
    home = home_of(ATLAS)
    assert [row.title for row in home.maps] == ["Pay", "Return", "A sketch"]
    assert [row.title for row in home.future] == ["Dream"]


def test_a_stage_bears_shape_number_and_mood() -> None:
    """A level is never told by colour alone."""
    row = home_of(ATLAS).maps[0]
    assert [(cell.shape, cell.number, cell.mood, cell.title) for cell in row.stages] == [
        ("▲", "+1", "very-good", "Set out"),
        ("▼", "−1.2", "very-bad", "Queue"),
    ]


def test_a_map_without_stages_counts_its_steps() -> None:
    """There is a cell to follow for every map."""
    sketch = home_of(ATLAS).maps[2]
    assert [(cell.title, cell.words) for cell in sketch.stages] == [("1 step", "no emotion said")]


def test_counts_agree_with_the_atlas() -> None:
    """Archived things are not counted; findings are counted by their derived status."""
    home = home_of(ATLAS)
    assert [link.title for link in home.counts] == ["3 current maps", "1 persona"]
    assert [link.title for link in home.progress] == ["1 finding open", "1 in progress", "1 resolved"]


def test_attention_is_worded_from_facts() -> None:
    """Overdue first, then strong pains without an action, then late actions, then what is assumed."""
    found = [(item.word, item.what.title, item.rest) for item in home_of(ATLAS).attention]
    assert found == [
        ("Overdue", "Pay", "review was due 1 Sept 2026"),
        ("No action", "Long wait", "a pain of 4 out of 5, assumed, nothing planned"),
        ("Late", "Screens", "was planned for September 2026 and has not begun"),
        ("Assumed", "3 findings", "nothing stands behind them"),
    ]


def test_it_ages() -> None:
    """The same source, built earlier, has no overdue review."""
    earlier = home_of(ATLAS, date(2026, 8, 31))
    assert earlier.maps[0].overdue_since == ""
    assert home_of(ATLAS).maps[0].overdue_since == "1 Sept 2026"


def test_three_hundred_maps_leave_a_page_to_read() -> None:
    """The first of them, and a way to the rest."""
    many = {f"journeys/j{number}.yml": f"title: J{number}\nsteps: [Goes: {-number / 200:.2f}]\n" for number in range(300)}
    home = home_of(many)
    assert len(home.maps) == SHOWN_MAPS
    assert home.maps[0].title == "J299"
    assert home.more is not None and home.more.title == "260 more maps with all their stages"
    here = here_of(many)
    assert stages_count(here) == 3
    assert [row.title for row in stages_page(here, 3).current][-1] == "J0"


def test_an_empty_atlas_has_a_home() -> None:
    """Nothing is counted, nothing is missing, and it says where the first map goes."""
    here = here_of({"personas.yml": "parent: Parent\n"})
    html = html_of(here, "home.html", home_page(here, "Atlas"), "index")
    assert "There is no map here yet" in html
    assert html.count("<h1") == 1


def test_a_site_may_write_on_its_home_page() -> None:
    """`index.md` gives title, summary and words; its own heading becomes the page's only one."""
    files = ATLAS | {"index.md": "---\ntitle: How we do\nsummary: In short.\n---\n# Ignored\n\nSee [[finding:wait]].\n"}
    here = here_of(files)
    html = html_of(here, "home.html", home_page(here, "Atlas"), "index")
    assert "<h1>How we do</h1>" in html
    assert '<a href="./findings/wait/">Long wait</a>' in html
    assert "Ignored" not in html


def test_a_draft_intro_is_not_published() -> None:
    """A draft leaves no trace, on the home page either."""
    assert home_of(ATLAS | {"index.md": "---\ntitle: Secret\ndraft: true\n---\nSecret words\n"}).title == "Atlas"


# Lists ---------------------------------------------------------------------------------------------------------------


def index_of(files: dict[str, str], kind: str) -> IndexPage:
    here = here_of(files)
    return index_page(here, here.site.kinds[kind])


def test_findings_stand_by_status_worst_first() -> None:
    """Groups come in the order of the field's own words."""
    page = index_of(ATLAS, "finding")
    assert [(group.title, [row.title for row in group.rows]) for group in page.groups] == [
        ("Open", ["Long wait"]),
        ("In progress", ["Bad signs"]),
        ("Resolved", ["Kind staff"]),
    ]


def test_archived_things_come_last_in_a_group_of_their_own() -> None:
    """They stay to be found, apart from what holds."""
    page = index_of(ATLAS, "journey")
    assert page.groups[-1].title == "Archived"
    assert [row.title for row in page.groups[-1].rows] == ["Gone"]


def test_a_review_is_overdue_in_the_list_too() -> None:
    """Every page says the same of one thing."""
    rows = [row for group in index_of(ATLAS, "journey").groups for row in group.rows if row.title == "Pay"]
    assert [(cell.words, cell.tone) for cell in rows[0].cells if cell.label == "Reviewed"] == [("overdue since 1 Sept 2026", "late")]


def test_latest_dates_come_first_and_none_last() -> None:
    """A note without a date does not hide the latest."""
    page = index_of(ATLAS | {"notes.yml": ATLAS["notes.yml"] + "undated: {title: A thought, type: question}\n"}, "note")
    assert [row.title for group in page.groups for row in group.rows] == ["Why so few", "Tills opened", "A thought"]


def test_a_new_kind_has_a_list_from_its_declaration() -> None:
    """Columns, groups, facets and order come from the kind; no page names it."""

    @kind_of("trial", "trials", "Trial", "Trials", "What was tried.", listed=("weight", "phase"), grouped="phase", order=("-weight",))
    class Trial(Entity):
        phase: Annotated[str, choice("later", "now")] = Field("", description="When.")
        weight: Score | None = Field(None, description="How much.")

    trials = "a: {title: A, phase: now, weight: 2}\nb: {title: B, phase: now, weight: 5}\nc: {title: C, phase: later}\n"
    here = here_of({"trials.yml": trials}, kinds={**KINDS, "trial": Trial.kind})
    page = index_page(here, Trial.kind)
    assert [(group.title, [row.title for row in group.rows]) for group in page.groups] == [("Later", ["C"]), ("Now", ["B", "A"])]
    assert [cell.words for cell in page.groups[1].rows[0].cells] == ["5/5", "now"]


MANY = {
    "teams.yml": "stores: Store operations\nweb: Web\n",
    "findings.yml": "".join(
        f"f{number:04}: {{title: Finding {number:04}, severity: 3, owner: {('stores', 'web')[number % 2]}, status: {('open', 'parked')[number // 2500]}}}\n"
        for number in range(3000)
    ),
}


def test_three_thousand_rows_go_on_on_other_pages() -> None:
    """No page grows with the list: each has its share of the rows, every row stands on one of them, and the last says what goes on."""
    here = here_of(MANY)
    kind = here.site.kinds["finding"]
    pages = [index_page(here, kind, number) for number in range(1, page_count(here, kind) + 1)]
    titles = [row.title for page in pages for group in page.groups for row in group.rows]
    assert titles == [f"Finding {number:04}" for number in range(3000)]
    assert all(len(html_of(here, "index.html", page, page.path)) < PAGE_ROWS * 500 for page in pages)
    assert [(group.title, group.count, group.is_rest) for group in pages[12].groups] == [("Open", "2,500", True), ("Parked", "500", False)]
    assert [page.is_this for page in pages[3].pages].index(True) == 3


def test_a_group_is_found_on_its_page() -> None:
    """A link to a group leads to the page on which it begins."""
    here = here_of(MANY)
    assert group_href(here, here.site.kinds["finding"], "parked").endswith("findings/page/13/#group-parked")
    small = here_of(ATLAS)
    assert group_href(small, small.site.kinds["finding"], "in progress").endswith("findings/#group-in-progress")


def test_a_script_knows_the_rows_of_all_pages() -> None:
    """With the same places of values as the rows of a page have."""
    here = here_of(MANY)
    kind = here.site.kinds["finding"]
    page, rows = index_page(here, kind), all_rows(here, kind)
    assert len(rows) == 3000
    assert rows[1][:3] == ["Finding 0001", "findings/f0001/", "|".join(page.groups[0].rows[1].facets)]


def test_facets_count_and_have_ids() -> None:
    """A facet's value is asked for by an id that stays when its words change, and says how many have it."""
    facets = {facet.name: facet for facet in index_of(MANY, "finding").facets}
    assert [(value.id, value.title, value.count) for value in facets["owner"].values] == [
        ("stores", "Store operations", 1500),
        ("web", "Web", 1500),
    ]
    assert [(value.id, value.count) for value in facets["status"].values] == [("open", 2500), ("parked", 500)]


def test_parts_stand_below_what_they_are_parts_of() -> None:
    """A child and a variant follow their journey in its group; elsewhere they name it. A circle loses nobody."""
    files = {
        "journeys/a.yml": "title: Visit\ngroup: Clinic\nsteps: [Goes]\n",
        "journeys/b.yml": "title: Book\ngroup: Clinic\nparent: a\nsteps: [Goes]\n",
        "journeys/c.yml": "title: Again\ngroup: Clinic\nvariant_of: b\nsteps: [Goes]\n",
        "journeys/d.yml": "title: Elsewhere\ngroup: Bank\nparent: a\nsteps: [Goes]\n",
        "journeys/e.yml": "title: Round\nparent: f\nsteps: [Goes]\n",
        "journeys/f.yml": "title: And round\nparent: e\nsteps: [Goes]\n",
    }
    groups = {group.title: [(row.title, row.depth, row.part_of) for row in group.rows] for group in index_of(files, "journey").groups}
    assert groups["Clinic"] == [("Visit", 0, ""), ("Book", 1, "Visit"), ("Again", 2, "Book")]
    assert groups["Bank"] == [("Elsewhere", 0, "Visit")]
    assert [title for title, _, _ in groups["Group: not said"]] == ["And round", "Round"]


def test_a_row_knows_whose_work_stands_on_it() -> None:
    """A map is also that of a team whose touchpoint stands on it, for those who ask for their team's."""
    files = ATLAS | {"teams.yml": "stores: Store operations\nit: Store IT\n", "touchpoints.yml": "till: {title: Till, owner: it}\n"}
    files["journeys/return.yml"] = "title: Return\nowner: stores\nsteps: [{Asks: 0.5, touchpoints: till}]\n"
    teams = {row.title: row.teams.split() for row in home_of(files).maps}
    assert teams["Return"] == ["stores", "it"]
    assert teams["A sketch"] == []


def test_what_a_writer_says_is_text() -> None:
    """A title is no markup, in a list, in a filter or on the home page."""
    files = {f"findings/{number}.yml": f'title: "<script>{number}</script>"\ntags: "<b>"\nseverity: 4\n' for number in range(9)}
    here = here_of(files | {"journeys/x.yml": 'title: "<img src=x>"\nsteps: [Goes: 1]\n'})
    pages = (
        html_of(here, "index.html", index_page(here, here.site.kinds["finding"]), "findings/index"),
        html_of(here, "home.html", home_page(here, "<i>"), "index"),
        html_of(here, "guide.html", guide_page(here), "read/index"),
    )
    for html in pages:
        assert "<script>" not in html.replace("<noscript>", "")
        assert "<img" not in html
        assert "<b>" not in html


def test_the_guide_stands_without_a_map() -> None:
    """It explains signs before there is anything to show them on."""
    here = here_of({"personas.yml": "parent: Parent\n", "glossary.yml": "CSAT: The share who are pleased.\n"})
    view = guide_page(here)
    html = html_of(here, "guide.html", view, "read/index")
    assert view.curve is None
    assert 'id="term-csat"' in html
    assert view.terms[0].word == "CSAT"
