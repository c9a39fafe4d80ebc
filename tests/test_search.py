"""Search entries: what a reader types leads to the thing, or to the step, and never to a draft."""

from __future__ import annotations

from datetime import date

from journeysite.compiler.passes import compile_tree
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.parts import Here
from journeysite.view.search import SearchEntry, plain, search_entries

TODAY = date(2026, 11, 21)

PAY = """\
title: Pay for a basket
goal: Home before eight
stages:
  - Pay:
    - Scans the items: -1
      id: scan
      doing: Holds each item over the **glass**
      thinking: {hurried-parent: It is my own bag}
      quotes: Unexpected item, again — a father
      touchpoints: [self-checkout]
      findings: [weight-alarm]
    - Packs: 1
"""
FILES = {
    "journeys/pay.yml": PAY,
    "personas/hurried-parent.yml": "title: Hurried parent\n",
    "touchpoints/self-checkout.yml": "title: Self-checkout\naliases: [the machines]\nformerly: express-tills\n",
    "findings/weight-alarm.md": """\
---
title: False weight alarms
severity: 3
about: ["journey:pay#scan"]
---
## Seen
See [[persona:hurried-parent]], `tare` [^assumed].
""",
}


def entries(files: dict[str, str], key: tuple[str, str]) -> tuple[SearchEntry, ...]:
    site, _ = compile_tree(MemoryTree(files), TODAY)
    entity = site.get(*key)
    return search_entries(Here(site, Addresses()), entity) if entity else ()


def test_a_steps_words_lead_to_the_step() -> None:
    """What is done, thought or said at a step, and the titles of what stands there, are found at its anchor."""
    step = next(entry for entry in entries(FILES, ("journey", "pay")) if entry.anchor == "scan")
    for words in ("glass", "my own bag", "Unexpected item", "Self-checkout", "the machines", "False weight alarms"):
        assert words in step.text
    assert step.title == "Scans the items – Pay for a basket"


def test_a_map_does_not_repeat_its_steps() -> None:
    """The map's own entry holds its own words, so that a step's words do not find both."""
    whole = entries(FILES, ("journey", "pay"))[0]
    assert (whole.anchor, "Home before eight" in whole.text, "glass" in whole.text) == ("", True, False)


def test_other_words_and_former_ids_are_found() -> None:
    """A touchpoint is found by what people call it and by what it was called."""
    (entry,) = entries(FILES, ("touchpoint", "self-checkout"))
    assert "the machines" in entry.text and "express-tills" in entry.text


def test_text_is_plain() -> None:
    """Markup, marks and links are written out as words."""
    (entry,) = entries(FILES, ("finding", "weight-alarm"))
    assert "See Hurried parent, tare" in entry.text
    assert not set("*`[]^") & set(entry.text)


def test_plain_keeps_what_is_no_markup() -> None:
    """Words with an underscore, a sum and a comparison stay what they are."""
    site, _ = compile_tree(MemoryTree(FILES), TODAY)
    here = Here(site, Addresses())
    assert plain(here, ["file_name_x is 3 < 5 and > 2", "- item\n- other", "a [link](x.md) <b>b</b>"]) == (
        "file_name_x is 3 < 5 and > 2. item other. a link b."
    )


def test_archived_things_are_marked() -> None:
    """What is archived is found, and says so; so do its steps."""
    files = {**FILES, "journeys/pay.yml": PAY + "archived: No more tills\n"}
    assert all(entry.title.endswith("(archived)") for entry in entries(files, ("journey", "pay")))


def test_drafts_are_never_found() -> None:
    """A draft has no entry, and no other entry names it."""
    files = {**FILES, "findings/weight-alarm.md": FILES["findings/weight-alarm.md"].replace("severity: 3", "severity: 3\ndraft: true")}
    assert entries(files, ("finding", "weight-alarm")) == ()
    assert "weight" not in " ".join(entry.text for entry in entries(files, ("journey", "pay")))
