"""The curve of a map remembers what was felt before."""

from __future__ import annotations

from journeysite.compiler.passes import compile_tree
from journeysite.model.journey import Journey
from journeysite.source.tree import FolderTree
from journeysite.view.addresses import Addresses
from journeysite.view.curve import CurveView
from journeysite.view.here import Here
from journeysite.view.whole import whole_map

from .repo import TODAY, Past

PAY = """title: Pay
personas: ada
steps:
  - Looks for the shortest line: 0
  - Waits: {}
  - Pays: 1
"""


def curve_of(past: Past) -> CurveView:
    log = past.log()
    site, _ = compile_tree(FolderTree(past.folder / past.prefix), TODAY)
    journey = site.get("journey", "pay")
    assert isinstance(journey, Journey)
    curve = whole_map(Here(site, Addresses(), log), journey).curve
    assert curve
    return curve


def test_was_is_told(past: Past) -> None:
    """The lowest point says what it was, and the earlier curve leaves the present one only around what changed."""
    past.commit({"personas.yml": "ada: Ada\n", "journeys/pay.yml": PAY.format("-1.9")})
    past.commit({"journeys/pay.yml": PAY.format("-1.4")}, on="2026-11-02")
    curve = curve_of(past)
    assert curve.ghost and curve.lowest
    assert curve.lowest.level == "−1.4 (was −1.9)"
    assert curve.ghost.words == "thin and dotted: before 2 Nov 2026"
    (line,) = curve.ghost.lines
    assert line.persona == "ada" and len(line.dots) == 3


def test_taken_back_is_not_told(past: Past) -> None:
    """An emotion that is what it was before tells of no change, however often it went to and fro."""
    past.commit({"personas.yml": "ada: Ada\n", "journeys/pay.yml": PAY.format("-1.9")})
    past.commit({"journeys/pay.yml": PAY.format("{ada: -1.9}")})
    curve = curve_of(past)
    assert curve.ghost is None and curve.lowest and curve.lowest.level == "−1.9"
