"""The charts: names that do not collide, shares that add up, a board that knows what is late, and who meets whom."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from journeysite.layout.matrix import MOST_IN_A_CELL, MOST_LINES, broken, matrix, width_of
from journeysite.layout.shares import shares
from journeysite.view.board import board
from journeysite.view.coverage import coverage_chart
from journeysite.view.index import index_page
from journeysite.view.matrix import matrix_chart
from journeysite.view.meetings import meetings_count, meetings_page

from .atlases import here_of as atlas
from .atlases import html_of

SCORE = st.floats(1, 5)
NAMES = st.lists(st.tuples(st.tuples(SCORE, SCORE), st.text(max_size=90)), max_size=60)


@given(NAMES)
def test_names_never_collide(things: list[tuple[tuple[float, float], str]]) -> None:
    """Every name stands inside of the drawing and of its own cell, and on no other name."""
    drawing = matrix([scores for scores, _ in things], [name for _, name in things])
    for label in drawing.labels:
        cell = next(
            cell.box
            for cell in drawing.cells
            if cell.box.left <= label.box.left < cell.box.right and cell.box.top <= label.box.top < cell.box.bottom
        )
        assert label.box.right <= cell.right and label.box.bottom <= cell.bottom
        assert label.box.left >= 0 and label.box.right <= drawing.width and label.box.bottom <= drawing.bottom
        assert all(label.box.top < baseline < label.box.bottom for baseline in label.baselines)
    assert not any(one.box.meets(other.box) for one, other in combinations(drawing.labels, 2))


@given(NAMES)
def test_every_name_is_shown_or_counted(things: list[tuple[tuple[float, float], str]]) -> None:
    """What there is no room for is counted in its cell."""
    drawing = matrix([scores for scores, _ in things], [name for _, name in things])
    shown = [label for label in drawing.labels if label.index is not None]
    assert len(shown) + sum(label.more for label in drawing.labels) == len(things)


@given(st.text(max_size=200))
def test_a_broken_name_fits_its_cell(name: str) -> None:
    """In letters as wide as they come, in whatever script."""
    lines = broken(name)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(width_of(line) <= width_of("x" * 21) for line in lines)


@given(st.lists(st.integers(0, 500), max_size=8))
def test_shares_fill_the_bar(counts: list[int]) -> None:
    """One after the other, without a gap, up to a hundred per cent."""
    found = shares(counts)
    assert len(found) == len(counts)
    assert all(0 <= share.start <= 100.01 and share.width >= 0 for share in found)
    assert not sum(counts) or abs(sum(share.width for share in found) - 100) < 0.1


OPPORTUNITIES = """
till: {title: A till that listens, impact: 5, effort: 1}
sign: {title: A sign, impact: 4, effort: 2, status: parked, reason: later}
idea: An idea
"""


def test_opportunities_stand_where_they_are_weighed() -> None:
    """A shape tells how far each is; what nobody weighed is named below."""
    chart = matrix_chart(atlas({"opportunities.yml": OPPORTUNITIES}))
    assert chart is not None
    assert [(mark.shape, mark.sentence) for mark in chart.marks] == [
        ("○", "A till that listens: impact 5, effort 1, open"),
        ("–", "A sign: impact 4, effort 2, parked"),
    ]
    assert [link.title for link in chart.unweighed] == ["An idea"]
    assert chart.marks[0].label.box.top < chart.marks[1].label.box.top and chart.marks[0].label.box.left < chart.marks[1].label.box.left


def test_a_full_cell_counts_the_rest() -> None:
    """The list has them all."""
    many = "".join(f"o{number}: {{title: Idea {number}, impact: 3, effort: 3}}\n" for number in range(30))
    chart = matrix_chart(atlas({"opportunities.yml": many}))
    assert chart is not None
    assert len(chart.marks) == MOST_IN_A_CELL
    assert chart.marks[-1].sentence == f"and {30 - MOST_IN_A_CELL + 1} more"


ACTIONS = (
    "late: {title: Screens, status: planned, dates: {planned: 2026-09}}\nsoon: {title: Bells, status: planned, dates: {planned: 2027-09}}\n"
    "done: {title: Tills, status: shipped, dates: {shipped: 2026-10-01}}\nold: {title: Old, status: shipped, archived: gone}\n"
)


def test_the_board_has_a_column_a_status() -> None:
    """In the order of the field's own words; what is late says so; what is archived stands apart."""
    found = board(atlas({"actions.yml": ACTIONS}), lambda entity: "")
    assert found is not None
    assert [(column.title, [card.card.title for card in column.cards]) for column in found.columns] == [
        ("Planned", ["Bells", "Screens"]),
        ("Shipped", ["Tills"]),
        ("Archived", ["Old"]),
    ]
    assert [card.is_late for card in found.columns[0].cards] == [False, True]


def test_a_board_is_its_list() -> None:
    """A small one shows everything, each once, under the anchors of the list; a large one leaves the rest to the list."""
    here = atlas({"actions.yml": ACTIONS})
    html = html_of(here, "index.html", index_page(here, here.site.kinds["action"]), "actions/index")
    assert 'id="group-planned"' in html and "jy-index-table" not in html
    many = atlas({"actions.yml": "".join(f"a{number}: {{title: A{number}, status: pilot}}\n" for number in range(130))})
    page = index_page(many, many.site.kinds["action"])
    html = html_of(many, "index.html", page, "actions/index")
    assert not page.is_drawn and "122 more in the list" in html
    assert html.count('id="group-pilot"') == 0 or html.count('id="group-pilot"') == 1


def test_coverage_counts_every_step_once() -> None:
    """Evidence of the step's own, of its stage or map, or none; the map that stands on least comes first."""
    files = {
        "research.yml": "survey: {title: Survey, method: survey, status: done}\n",
        "journeys/a.yml": "title: A\nsteps: [{Goes: 1, evidence: survey}, Waits: 0]\n",
        "journeys/b.yml": "title: B\nevidence: survey\nsteps: [Goes: 1, Waits: 0]\n",
        "journeys/c.yml": "title: C\nsteps: [{Goes: 1, evidence: survey}]\n",
    }
    chart = coverage_chart(atlas(files))
    assert chart is not None
    assert [(bar.map.title, bar.own, bar.wider, bar.assumed) for bar in chart.bars] == [
        ("B", "0", "2", "0"),
        ("A", "1", "0", "1"),
        ("C", "1", "0", "0"),
    ]


MEETINGS = {
    "personas.yml": "anna: Anna\nben: Ben\n",
    "touchpoints.yml": "till: {title: Till, channel: store}\napp: {title: App, channel: web}\nlonely: Lonely\n",
    "journeys/pay.yml": (
        "title: Pay\npersonas: [anna, ben]\nsteps:\n  - {Queues: {anna: -2, ben: 1}, touchpoints: till}\n"
        "  - {Pays: -1, touchpoints: till, personas: anna}\n  - {Reads: , touchpoints: app, personas: ben}\n"
    ),
    "journeys/dream.yml": "title: Dream\nstate: future\nvariant_of: pay\npersonas: anna\nsteps: [{Flies: 2, touchpoints: app}]\n",
}


def test_who_meets_whom() -> None:
    """Steps of current maps are counted for those who take them, with the mean of what each feels there."""
    page = meetings_page(atlas(MEETINGS))
    assert [persona.title for persona in page.personas] == ["Anna", "Ben"]
    rows = {row.touchpoint.title: [(cell.count, cell.number) for cell in row.cells] for group in page.groups for row in group.rows}
    assert rows == {"Till": [("2", "−1.5"), ("1", "+1")], "App": [("", ""), ("1", "")]}


def test_many_personas_are_split() -> None:
    """Nine stand side by side, each page with the touchpoints that one of them meets."""
    names = [f"p{number}" for number in range(20)]
    files = {
        "personas.yml": "".join(f"{name}: Persona {name}\n" for name in names),
        "touchpoints.yml": "till: {title: Till, channel: store}\n",
    }
    files |= {f"journeys/{name}.yml": f"title: J{name}\npersonas: {name}\nsteps: [{{Goes: 1, touchpoints: till}}]\n" for name in names}
    here = atlas(files)
    assert meetings_count(here) == 3
    assert [len(meetings_page(here, number).personas) for number in (1, 2, 3)] == [9, 9, 2]


def test_charts_have_a_twin_in_words() -> None:
    """Every drawing says in words what it shows, and a mark of the matrix is a link by its name."""
    here = atlas({"opportunities.yml": OPPORTUNITIES})
    html = html_of(here, "index.html", index_page(here, here.site.kinds["opportunity"]), "opportunities/index")
    assert re.search(
        r'<svg [^>]*aria-labelledby="jy-matrix-title">\s*<title id="jy-matrix-title">2 opportunities by impact and effort', html
    )
    assert 'aria-label="A sign: impact 4, effort 2, parked"' in html
