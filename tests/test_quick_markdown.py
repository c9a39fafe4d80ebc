"""What is rendered without the parser is what the parser would have made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeysite.compiler.passes import Rules, compile_tree
from journeysite.model.kinds import KINDS
from journeysite.model.reading import clean
from journeysite.render.prose import Prose
from journeysite.render.quick import quick_html
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses

SITE, _ = compile_tree(MemoryTree({"personas/anna.md": "---\ntitle: Anna\n---\n"}), date(2026, 11, 21), Rules(), KINDS)

PIECES = [
    'word', 'a', '1', '*', '**', '***', '_', '`', '``', '[', ']', '(', ')', '[a](b)', '[a b](https://example.org/x-y)', '[a](../p.md#x)',
    '[a](x:y)', '[a](https://example.org/?q=1)', '*em*', '**strong**', '`code`', '`*c*`', '![a](b.png)', ' ', '  ', '\n', '\n\n',
    '\n\n\n', '\n- ', '- ', '\n\n- ', '\n* ', '\n1. ', '1) ', '\n# ', '#', ':', '\n: ', '=', '---', '\n---', '\n===', '!', '"', "'", '.',
    ',', 'é', '√', '中', '\xa0', '\u3000', '\u2028', '\\', '<b>', '&', '&amp;', '>', '|', '~~~', '\t', '+ ', '\ue0010\ue002',
    'https://example.org/a_b', 'mailto:a',
]  # fmt: skip

ONCE_WRONG = [
    "- a\n\n- b",
    "- a\n\nb\n\n- c",
    "**a*b*c**",
    "*a **b** c*",
    "5*3 and 2*4",
    "a * b *c*",
    "[a](b)(c)",
    "- - a",
    "*a*\n*b*",
    "` a `",
    "[a ](b)",
    "a\n- b",
    "- a\nb",
]


def rendered(words: str) -> tuple[str | None, str]:
    prose = Prose(SITE, Addresses())
    prose._folder = "journeys"
    return quick_html(words, prose._from_root), prose._parsed(words)


def agree(words: str) -> None:
    words = clean(words.replace("\ue001", "(").replace("\ue002", ")")).replace("(0)", "\ue0010\ue002")
    if words.strip():
        quick, slow = rendered(words)
        assert quick is None or quick == slow


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_what_is_quick_is_what_the_parser_makes(words: str) -> None:
    """For any text, the quick way gives the parser's HTML or leaves the text to it."""
    agree(words)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
@example("a\x85b")
def test_any_letters_come_out_as_the_parser_writes_them(words: str) -> None:
    """The same with letters of any script and every sign of Unicode."""
    agree(words)


@pytest.mark.parametrize("words", ONCE_WRONG)
def test_what_looks_like_markup_and_is_none_is_left_to_the_parser(words: str) -> None:
    """Texts at the edge of what the quick way can tell."""
    agree(words)


def test_what_most_people_write_is_quick() -> None:
    """Paragraphs, short lists, emphasis, code and links need no parser."""
    words = "First *one*, then **two** and `three`.\n\n- see [the rules](https://example.org/rules)\n- and [Anna](../personas/anna.md)"
    quick, slow = rendered(words)
    assert quick == slow
