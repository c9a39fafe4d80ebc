"""Edits of sources from the command line: what they change, and that they change nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from journeysite.authoring.edit import as_value
from journeysite.authoring.pin import pin
from journeysite.compiler.passes import compile_tree
from journeysite.host.cli import main
from journeysite.model.kinds import KINDS
from journeysite.model.reading import clean
from journeysite.source.tree import FolderTree, MemoryTree

from .conftest import Files

Make = Callable[[Files], Path]
CONTENT = Path(__file__).parent.parent / "content"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# pin -----------------------------------------------------------------------------------------------------------------

SHAPES = {
    "a line": ("- Waits", "- Waits:\n    id: waits"),
    "a line with its emotion": ("- Waits: -2", "- Waits: -2\n    id: waits"),
    "a comment behind": ("- Waits: -2  # long", "- Waits: -2  # long\n    id: waits"),
    "fields below": ("- Waits: -2\n    doing: Looks", "- Waits: -2\n    id: waits\n    doing: Looks"),
    "a title written out": ("- title: Waits\n    doing: Looks", "- title: Waits\n    id: waits\n    doing: Looks"),
    "in braces": ("- {Waits: -2}", "- {Waits: -2, id: waits}"),
    "in braces, empty": ("- {Waits: }", "- {Waits: , id: waits}"),
    "in quotes": ('- "Waits: long"', '- "Waits: long":\n    id: waits-long'),
    "named like a field": ("- doing", "- title: doing\n    id: doing"),
    "of two lines": ("- Waits\n    and looks", "- Waits and looks:\n    id: waits-and-looks"),
    "with a text of many lines": (
        "- Waits: -2\n    doing: |\n      One\n\n      Two\n  # a comment\n  - Pays",
        "- Waits: -2\n    id: waits\n    doing: |\n      One\n\n      Two\n  # a comment\n  - Pays:\n    id: pays",
    ),
    "one of its own": ("- Waits: -2\n    id: till", "- Waits: -2\n    id: till"),
    "a thing in place": (
        "- Waits: -2\n    findings:\n      - Long wait: 4\n        cause: Two tills",
        "- Waits: -2\n    id: waits\n    findings:\n      - Long wait: 4\n        id: long-wait\n        cause: Two tills",
    ),
    "words in place": ("- Waits: -2\n    touchpoints: Till queue", "- Waits: -2\n    id: waits\n    touchpoints: Till queue"),
}


@pytest.mark.parametrize(("before", "after"), SHAPES.values(), ids=SHAPES.keys())
def test_an_id_is_written_into_each_shape(site: Make, before: str, after: str) -> None:
    """However a step is written, its id goes where the next writer would put it, and a second time nothing changes."""
    root = site({"journeys/pay.yml": f"title: Pay\nsteps:\n  {before}\n"})
    path = root / "content/journeys/pay.yml"
    assert run("pin").exit_code == 0
    assert path.read_text("utf-8") == f"title: Pay\nsteps:\n  {after}\n"
    assert run("pin").output == "Everything has its id already.\n"
    assert path.read_text("utf-8") == f"title: Pay\nsteps:\n  {after}\n"


def test_a_stage_is_pinned_after_its_steps(site: Make) -> None:
    """A stage whose steps stand right below its title gets its id after them, because the first key is the title."""
    root = site({"journeys/pay.yml": "title: Pay\nstages:\n  - Queue:\n      - Waits\n\n  # later\n  - Pay: [Pays]\n"})
    run("pin")
    assert (root / "content/journeys/pay.yml").read_text("utf-8") == (
        "title: Pay\nstages:\n  - Queue:\n      - Waits:\n        id: waits\n    id: queue\n\n"
        "  # later\n  - Pay: [{title: Pays, id: pays}]\n    id: pay\n"
    )


def test_pinning_keeps_every_other_byte(site: Make) -> None:
    """Line ends of Windows, a byte order mark and letters in two parts stay in the lines that are not touched."""
    before = "\ufefftitle: Cafe\u0301\r\nsteps:\r\n  - Waits: 1\r\n    doing: Cafe\u0301\r\n".encode()
    root = site({"journeys/pay.yml": before})
    run("pin")
    assert (root / "content/journeys/pay.yml").read_bytes() == before.replace(b"1\r\n", b"1\r\n    id: waits\r\n")


def test_pinning_the_files_that_are_named(site: Make) -> None:
    """Files may be named as the shell completes them; one that is not there is refused."""
    root = site({"journeys/a.yml": "title: A\nsteps: [X]\n", "journeys/b.yml": "title: B\nsteps: [X]\n"})
    assert run("pin", "content/journeys/a.yml").output == "content/journeys/a.yml: 1 pinned\n"
    assert (root / "content/journeys/b.yml").read_text("utf-8") == "title: B\nsteps: [X]\n"
    result = run("pin", "content/journeys/c.yml")
    assert (result.exit_code, result.output.splitlines()[0]) == (2, 'Error: there is no source "journeys/c.yml"')


def test_the_example_means_the_same_when_pinned() -> None:
    """Every id, link and diagnostic of the example is the same before and after; a second time there is nothing to do."""
    tree = FolderTree(CONTENT)
    changes = pin(tree, KINDS)
    pinned = changes.upon(tree)
    before, said_before = compile_tree(tree, date(2026, 11, 21))
    after, said_after = compile_tree(pinned, date(2026, 11, 21))
    assert before.entities.keys() == after.entities.keys()
    assert {id: flow.ids for id, flow in before.flows.items()} == {id: flow.ids for id, flow in after.flows.items()}
    assert [link[:5] for link in map(_ends, before.links)] == [link[:5] for link in map(_ends, after.links)]
    assert [(d.code, d.message) for d in said_before] == [(d.code, d.message) for d in said_after]
    assert not pin(pinned, KINDS).files


def _ends(link: object) -> tuple[object, ...]:
    return tuple(getattr(link, name) for name in ("source", "field", "step", "target", "to_step"))


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30), min_size=1, max_size=4))
def test_no_title_breaks_a_pin(titles: list[str]) -> None:
    """Whatever the titles of steps, in quotes, pinning keeps their ids and can be repeated."""
    quoted = "".join("  - '{}'\n".format(title.replace("'", "''")) for title in titles)
    tree = MemoryTree({"journeys/pay.yml": f"title: Pay\nsteps:\n{quoted}"})
    before, _ = compile_tree(tree, date(2026, 11, 21))
    pinned = pin(tree, KINDS).upon(tree)
    after, _ = compile_tree(pinned, date(2026, 11, 21))
    assert {id: flow.ids for id, flow in before.flows.items()} == {id: flow.ids for id, flow in after.flows.items()}
    assert not pin(pinned, KINDS).files


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40))
def test_a_value_is_read_as_it_was_meant(words: str) -> None:
    """What is written as a value of one line is read as the same words."""
    site, _ = compile_tree(MemoryTree({"personas/ada.yml": f"role: {as_value(words)}\n"}), date(2026, 11, 21))
    read = next(iter(site.entities.values())).role  # type: ignore[attr-defined]
    assert read.split() == _cleaned(words).split()


def _cleaned(words: str) -> str:
    """As the decoder cleans every text."""
    return clean(unicodedata.normalize("NFC", words))


# promote -------------------------------------------------------------------------------------------------------------


def test_words_become_a_file(site: Make) -> None:
    """A thing that is words only gets a file with its title, and every field that named it by its words names its id."""
    root = site(
        {
            "journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: -2   # long\n    touchpoints: [Till queue, Exit]\n",
            "journeys/return.yml": "title: Return\nsteps:\n  - Waits: -1\n    touchpoints: till queue # again\n",
        }
    )
    result = run("promote", "touchpoint:till-queue")
    assert result.output == (
        "content/touchpoints/till-queue.md: new\n"
        "content/journeys/pay.yml: names it by its id\n"
        "content/journeys/return.yml: names it by its id\n"
    )
    assert (root / "content/touchpoints/till-queue.md").read_text("utf-8") == "---\ntitle: Till queue\n---\n"
    pay = (root / "content/journeys/pay.yml").read_text("utf-8")
    assert pay == "title: Pay\nsteps:\n  - Waits: -2   # long\n    touchpoints: [till-queue, Exit]\n"
    assert (root / "content/journeys/return.yml").read_text("utf-8").endswith("touchpoints: till-queue # again\n")


def test_fields_in_place_become_a_file(site: Make) -> None:
    """Fields move with their comments to the left margin; the title and the value after it are written out."""
    journey = """\
title: Pay
steps:
  # The worst of it.
  - Waits: -2
    findings:
      # From the survey.
      - Long wait: 4
        # Said by the manager.
        cause: |
          Two tills

          of six
        quotes: [I stand — a nurse]
      - No bags: 2
    doing: Looks round
"""
    root = site({"journeys/pay.yml": journey})
    run("promote", "finding:long-wait")
    assert (root / "content/findings/long-wait.md").read_text("utf-8") == (
        "---\ntitle: Long wait\nseverity: 4\n# Said by the manager.\ncause: |\n  Two tills\n\n  of six\nquotes: [I stand — a nurse]\n---\n"
    )
    start, end = journey.index("Long wait"), journey.index("\n      - No bags")
    assert (root / "content/journeys/pay.yml").read_text("utf-8") == f"{journey[:start]}long-wait{journey[end:]}"


def test_a_line_of_the_shared_file_becomes_a_file(site: Make) -> None:
    """The line leaves the shared file, its comments stay, and references go on working."""
    root = site(
        {
            "touchpoints.yml": "# Store\ntill: {title: Till, channel: store}  # busy\nexit: Exit\n",
            "journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: 1\n    touchpoints: till\n",
        }
    )
    assert run("promote", "touchpoint:till").output == "content/touchpoints/till.md: new\ncontent/touchpoints.yml: without it\n"
    assert (root / "content/touchpoints/till.md").read_text("utf-8") == "---\ntitle: Till\nchannel: store\n---\n"
    assert (root / "content/touchpoints.yml").read_text("utf-8") == "# Store\nexit: Exit\n"
    assert run("check").exit_code == 0


def test_the_last_line_takes_the_shared_file_with_it(site: Make) -> None:
    """A shared file of which nothing is left is removed."""
    root = site({"teams.yml": "ops: Operations\n"})
    assert "removed, nothing is left in it" in run("promote", "team:ops").output
    assert not (root / "content/teams.yml").exists()


def test_a_draft_stays_one(site: Make) -> None:
    """What was hidden by the draft that it stood in is a draft in its own file."""
    root = site({"journeys/pay.yml": "title: Pay\ndraft: true\nsteps:\n  - Waits: 1\n    touchpoints: Till queue\n"})
    run("promote", "touchpoint:till-queue")
    assert (root / "content/touchpoints/till-queue.md").read_text("utf-8") == "---\ntitle: Till queue\ndraft: true\n---\n"


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("touchpoint:exit", "Error: touchpoint:exit has a file of its own already\n    touchpoints/exit.md\n"),
        ("touchpoint:til", 'Error: there is no touchpoint "til"\n    did you mean "till"?\n'),
        ("till", 'Error: "till" is not kind:id\n    the kinds are: journey, persona, touchpoint,'),
        ("touchpoint:door", "Error: touchpoints.yml is written in braces\n    write each thing on a line of its own first\n"),
        ("metric:wait", "Error: promoting metric:wait would break something, so nothing was written\n"),
    ],
)
def test_what_cannot_be_promoted(site: Make, thing: str, said: str) -> None:
    """Each refusal says why, and nothing is written."""
    root = site(
        {
            "touchpoints/exit.md": "---\ntitle: Exit\n---\n",
            "touchpoints.yml": "{till: Till, door: Door}\n",
            "journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: 1\n    metrics:\n      - Wait: 3\n        series: wait.csv\n",
            "journeys/wait.csv": "date,value\n2026-10,3\n",
        }
    )
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run("promote", thing)
    assert (result.exit_code, result.output.startswith(said)) == (2, True), result.output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
