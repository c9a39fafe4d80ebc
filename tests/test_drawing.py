"""What is drawn beside a map's own curve: ways that branch, the map that it varies, and what paper it fits on."""

from __future__ import annotations

from datetime import date

import pytest

from journeysite.compiler.passes import compile_tree
from journeysite.layout.columns import paper_for
from journeysite.model.journey import Journey
from journeysite.render.templates import Renderer
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.beside import beside_page
from journeysite.view.beside_links import base_of, beside_links, beside_path
from journeysite.view.here import Here
from journeysite.view.map import MapPage, map_page

TREE = {
    "personas.yml": "parent: Hurried parent\npensioner: Careful pensioner\n",
    "journeys/pay.yml": """
title: Pay
personas: [parent, pensioner]
stages:
  - Wait:
    steps:
      - Takes a number: {parent: 1, pensioner: 1}
        id: number
        next: {Short queue: pays, Long queue: waits, No time: end}
      - Waits: {parent: -2, pensioner: -1}
        id: waits
        thinking: Why only two tills?
        next: {Another number is called: waits, Gives up: end, It is my turn: pays, Lost the number: number}
  - Pay:
    steps:
      - Pays: 1
        id: pays
""",
    "journeys/pay-online.yml": """
title: Pay online
variant_of: pay
state: future
personas: [parent, pensioner]
stages:
  - Wait:
    steps:
      - same: number
        emotion: {parent: 0, pensioner: 1}
      - Scans: 1.5
  - Pay:
    steps:
      - same: pays
""",
    "journeys/good.yml": "title: Good day\npersonas: parent\nsteps:\n  - Wakes: 1\n  - Eats: 0.5\n",
}


@pytest.fixture(scope="module")
def here() -> Here:
    site, diagnostics = compile_tree(MemoryTree(TREE), date(2026, 11, 22))
    assert not [fault for fault in diagnostics if fault.severity.name == "ERROR"]
    return Here(site, Addresses(directory_urls=False))


def journey(here: Here, id: str) -> Journey:
    found = here.site.get("journey", id)
    assert isinstance(found, Journey)
    return found


def page(here: Here, id: str) -> MapPage:
    return map_page(here, journey(here, id))


def test_ways_are_said(here: Here) -> None:
    """Every way that is drawn is a sentence too, and leads to its step."""
    ways = page(here, "pay").whole.table.ways
    assert ways and ways.is_complete
    assert [(way.kind, way.href, way.sentence) for way in ways.arcs] == [
        ("on", "#pays", "From “Takes a number” to “Pays”, if: Short queue."),
        ("on", "#waits", "From “Takes a number” to “Waits”, if: Long queue."),
        ("end", "#number", "After “Takes a number” the journey ends, if: No time."),
        ("back", "#waits", "From “Waits” to “Waits”, if: Another number is called."),
        ("end", "#waits", "After “Waits” the journey ends, if: Gives up."),
        ("on", "#pays", "From “Waits” to “Pays”, if: It is my turn."),
        ("back", "#number", "From “Waits” to “Takes a number”, if: Lost the number."),
    ]


def test_no_ways(here: Here) -> None:
    """A map on which every step goes on to the next has no row for ways."""
    assert page(here, "good").whole.table.ways is None


def test_least_good_point(here: Here) -> None:
    """On a map on which nobody feels bad the lowest point is not told as a bad one."""
    good, bad = page(here, "good").whole.curve, page(here, "pay").whole.curve
    assert good and good.lowest and bad and bad.lowest
    assert (good.lowest.is_bad, bad.lowest.is_bad) == (False, True)
    assert good.sentence.endswith("Never below zero; least good: Eats, +0.5.")


def test_ghost(here: Here) -> None:
    """A variant shows the curve of the map that it varies, only for whom it feels otherwise, and leads to where both are compared."""
    curve = page(here, "pay-online").whole.curve
    assert curve and curve.ghost and curve.ghost.beside
    assert [line.persona for line in curve.ghost.lines] == ["parent"]
    assert curve.ghost.beside.href.endswith("journeys/pay-online/beside.html")
    base = page(here, "pay").whole.curve
    assert base and base.ghost is None


def test_beside(here: Here) -> None:
    """Two maps beside each other tell which steps each has, and how much better or worse each persona feels."""
    view = beside_page(here, journey(here, "pay-online"))
    assert [(step.title, step.mark) for step in view.steps] == [
        ("Takes a number", "changed"),
        ("Waits", "removed"),
        ("Scans", "added"),
        ("Pays", ""),
    ]
    parent, pensioner = view.steps[0].felt
    assert (parent.other, parent.own, parent.change, parent.trend) == ("+1", "0", "−1", "worse")
    assert (pensioner.change, pensioner.trend) == ("", "")
    assert view.summary == "1 step the same, 1 differs, 1 only in “Pay online”, 1 only in “Pay”."


def test_beside_links(here: Here) -> None:
    """A map and the one that it varies lead to the same comparison."""
    pay, online = journey(here, "pay"), journey(here, "pay-online")
    (from_base,), (from_variant,) = beside_links(here, pay), beside_links(here, online)
    assert from_base.href == from_variant.href
    assert base_of(here, online) is pay and base_of(here, pay) is None


def test_beside_html(here: Here) -> None:
    """The comparison stands on a page of its own, drawn and as a table."""
    renderer = Renderer(here.site, here.addresses)
    online = journey(here, "pay-online")
    html = renderer.page("beside.html", beside_page(here, online), beside_path(online))
    assert html.count('<svg class="jy-curve"') == 1 and "<table" in html
    assert "−1 worse" in html


def test_personas_are_marked(here: Here) -> None:
    """Whatever is of one persona says so, so that a script can show and hide it: her line, her marks, her words."""
    html = Renderer(here.site, here.addresses).page("journey.html", page(here, "pay"), "journeys/pay")
    for part in (
        '<path class="jy-curve-line jy-curve-0" data-jy-persona="parent"',
        '<td class="jy-curve-number" data-jy-persona="pensioner"',
    ):
        assert part in html


def test_paper() -> None:
    """A map of up to 36 steps fits on a sheet of some size; a longer one on none."""
    assert [paper_for(columns) for columns in (1, 11, 12, 16, 24, 36, 37)] == ["A4", "A4", "A3", "A3", "A2", "A1", ""]
