"""One edit in the source, one sentence that a reader of the map understands."""

from __future__ import annotations

import pytest

from journeysite.history.diff import Change
from journeysite.history.weigh import Weight, weigh
from journeysite.view.language import Language, bare

from .sayings import said_of

MAP = """\
title: Pay
personas: [ada, ben]
stages:
  - Choose:
    steps:
      - Reads: 0
        touchpoints: Menu of the day
        thinking: What is good here?
      - Asks: 1
  - Pay:
    steps:
      - Waits: -1
        duration: 7 minutes
        touchpoints: [{Card reader: store}]
        stock-room: Hears the bell
        next: {The card works: asks, It does not: reads}
"""

PERSONA = """\
---
title: Ada
traits:
  - Plans ahead / Decides at the shelf: 1
---
She comes at six and has two children with her, who want to go home, and a list on the back of an envelope. She knows where everything is.

## Goals
- Be home by six [^survey 231/412]
"""

FILES = {
    "personas/ada.md": PERSONA,
    "personas/ben.md": "---\ntitle: Ben\n---\n",
    "research/survey.md": "---\ntitle: Survey\n---\n",
    "journeys/pay.yml": MAP,
    "lanes.yml": "stock-room: Stock room\n",
    "actions/slower.md": "---\ntitle: Slower\nstatus: planned\narchived: It did not help\n---\n| | calls |\n|---|---|\n| the line | 12 |\n",
    "actions/faster.md": "---\ntitle: Faster\nstatus: planned\nevidence: survey\nabout: pay\n---\nThey open a second line.\n",
    "touchpoints/line.md": "---\ntitle: Line\n---\n",
}

CASES = {
    "a stage with another title and the same steps": (
        "journeys/pay.yml",
        "- Pay:",
        "- Settle the bill:",
        ["Settle the bill | new title: Pay → Settle the bill"],
    ),
    "an emotion of everybody becomes one for each": (
        "journeys/pay.yml",
        "- Waits: -1",
        "- Waits: {ada: -1, ben: -2}",
        ["Pay / Waits | emotion of Ben: −1 → −2"],
    ),
    "a thought of everybody becomes one persona's": (
        "journeys/pay.yml",
        "thinking: What is good here?",
        "thinking: {ada: What is good here?}",
        ["Choose / Reads | thinking of Ada added: What is good here?"],
    ),
    "a way on to another step": (
        "journeys/pay.yml",
        "It does not: reads",
        "It does not: waits",
        ["Pay / Waits | next (It does not): Reads → Waits"],
    ),
    "what stands after the title of a thing in place": (
        "journeys/pay.yml",
        "Card reader: store",
        "Card reader: web",
        ["Pay / Waits / Card reader | channel: store → web"],
    ),
    "a row of the site's own": (
        "journeys/pay.yml",
        "stock-room: Hears the bell",
        "stock-room: Hears nothing",
        ["Pay / Waits | Stock room: Hears the bell → Hears nothing"],
    ),
    "a point between two ends": (
        "personas/ada.md",
        "shelf: 1",
        "shelf: -0.5",
        ["trait (Plans ahead / Decides at the shelf): +1 → −0.5"],
    ),
    "a word in a long text": (
        "personas/ada.md",
        "two children",
        "three children",
        ["text: She comes at six and has two children with her, who … → She comes at six and has three children with her, who …"],
    ),
    "a mark of evidence is not read out": (
        "personas/ada.md",
        "Be home by six [",
        "Be home by seven [",
        ["goal: Be home by six → Be home by seven"],
    ),
    "a value that goes is not one that comes": (
        "journeys/pay.yml",
        "        duration: 7 minutes\n",
        "",
        ["Pay / Waits | duration removed: 7 minutes"],
    ),
    "a way on under another condition": (
        "journeys/pay.yml",
        "The card works: asks",
        "The card is read: asks",
        ["Pay / Waits | next: The card works → The card is read"],
    ),
    "what is no longer archived": (
        "actions/slower.md",
        "archived: It did not help\n",
        "",
        ["no longer archived"],
    ),
    "a date in its own words": (
        "actions/faster.md",
        "status: planned",
        "status: planned\ndates: {planned: 2026-Q4}",
        ["planned: Q4 2026"],
    ),
    "a text that gets a link is no other text": (
        "actions/faster.md",
        "They open a second line.",
        "They open a [[touchpoint:line|second line]].",
        ["links in text: Line"],
    ),
    "a study behind a claim, with where in it": (
        "actions/faster.md",
        "evidence: survey",
        "evidence: [survey, 'survey: 6 of 6']",
        ["evidence added: Survey: 6 of 6"],
    ),
    "a step of another map by its title": (
        "actions/faster.md",
        "about: pay",
        "about: [pay, 'pay#waits']",
        ["place added: Pay / Waits"],
    ),
    "a table without its lines": (
        "actions/slower.md",
        "| | calls |",
        "| about | calls |",
        ["text: calls · the line · 12 → about · calls · the line · 12"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_edit_is_one_sentence(case: str) -> None:
    """What was written in the source in whatever way is said as a change of the map."""
    path, old, new, expected = CASES[case]
    assert old in FILES[path]
    said = said_of((FILES, FILES | {path: FILES[path].replace(old, new)}), Language())
    found = [f"{' / '.join(sentence.where)} | {sentence.text}".removeprefix(" | ") for sentence in said]
    assert [bare(sentence) for sentence in found] == expected


def test_a_thing_that_gets_a_page_of_its_own_is_the_same_on_the_map() -> None:
    """Words in place become an id: the map has what it had."""
    own = {"touchpoints/menu.md": "---\ntitle: Menu of the day\n---\n", "journeys/pay.yml": MAP.replace("Menu of the day", "menu")}
    assert said_of((FILES, FILES | own), Language()) == []


@pytest.mark.parametrize(
    ("old", "new", "weight"),
    [
        ("This takes much too long for me", "This takes much less time for me", Weight.MEANING),
        ("She reads the sign above the till twice", "She reads the sign above the till once more", Weight.MEANING),
        ("Two of the tills are open", "Three of the tills are open", Weight.MEANING),
        ("Everybody looks at the queue next door", "Everybody looks at the line next door", Weight.WORDING),
        ("Waits and looks at the sign", "Waits, and looks at the sign.", Weight.SILENT),
    ],
)
def test_words_that_turn_a_sentence_are_no_wording(old: str, new: str, weight: Weight) -> None:
    """How much, how many and how often are what a sentence says; a word for the same thing is how it says it."""
    assert weigh(Change("changed", ("doing", 0), ("doing", 0), old, new)) is weight
