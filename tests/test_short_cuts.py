"""Every short cut that makes a build fast leaves what it builds as it was, byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from journeysite import build as building
from journeysite.build import Options, build
from journeysite.model.reading import nearest
from journeysite.output.artifacts import Page
from journeysite.render import environment, prose, templates
from journeysite.source.tree import FolderTree, Tree
from journeysite.view.here import Here
from tests.benchmarks.atlas import usual, write_atlas

CONTENT = Path(__file__).parent.parent / "content"


class Forgetful(dict[Any, Any]):
    """A memory that holds nothing."""

    def __setitem__(self, name: Any, value: Any) -> None:
        pass


def forgetful(*world: Any) -> Here:
    here = Here(*world, known=Forgetful())
    object.__setattr__(here.site, "known", Forgetful())
    return here


def made(tree: Tree) -> dict[str, Any]:
    artifacts = build(tree, Options(date(2026, 11, 21), title="An atlas", handbook=True)).artifacts
    return {each.path: (each.body(), each.search, each.toc) if isinstance(each, Page) else each.data() for each in artifacts}


@pytest.mark.parametrize("size", [0, 60])
def test_short_cuts_change_no_byte(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any memory, with the parser for every text and with Jinja as it is, the same site comes out."""
    if size:
        write_atlas(tmp_path, usual(size))
    tree = FolderTree(tmp_path if size else CONTENT)
    quick = made(tree)
    monkeypatch.setattr(building, "Here", forgetful)
    monkeypatch.setattr(prose, "quick_html", lambda words, written_href: None)
    monkeypatch.setattr(templates, "Once", lambda: lambda macro, view, *how: macro(view, *how))
    monkeypatch.setattr(environment._Environment, "code_generator_class", CodeGenerator)
    monkeypatch.setattr(environment, "_bytecode_beside", lambda folder: None)
    slow = made(tree)
    assert quick.keys() == slow.keys()
    assert [path for path in quick if quick[path] != slow[path]] == []


WORDS = st.text("abc d", max_size=9)


@settings(max_examples=500, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=12), st.sampled_from([0.3, 0.6, 0.7, 0.82]))
def test_the_nearest_word_is_the_one_that_comparing_all_would_find(word: str, known: list[str], cutoff: float) -> None:
    """Leaving out the unlikely by a quicker measure leaves out nobody who would have been chosen."""
    best = process.extractOne(word, known, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=cutoff)
    assert nearest(word, known, cutoff) == (best[0] if best else "")
