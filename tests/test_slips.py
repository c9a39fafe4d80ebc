"""Slips that writers make, and what each is told. The codes' own texts are in golden/."""

from __future__ import annotations

from datetime import date

import pytest

from journeysite.compiler.check import most_useful
from journeysite.compiler.passes import compile_tree
from journeysite.errors import Diagnostic, Place, Severity
from journeysite.host.report import summary
from journeysite.source.tree import MemoryTree

TODAY = date(2026, 11, 21)
PATH = "journeys/a.yml"
HEAD = "title: A\npersonas: commuter\nsteps:\n"
COMMUTER = {"personas/commuter.md": "---\ntitle: Commuter\nconfidence: assumed\n---\n"}


def told(text: str, path: str = PATH, **more: str) -> list[str]:
    """What is said about errors, in whole."""
    files = {**COMMUTER, path: text, **{name.replace("__", "/") + ".yml": said for name, said in more.items()}}
    _, diagnostics = compile_tree(MemoryTree(files), TODAY)
    return [str(d) for d in diagnostics if d.code.startswith("E")]


@pytest.mark.parametrize(
    ("text", "line", "reason", "mended"),
    [
        ('title: "A\npersonas: commuter\n', 1, "a quote was opened and never closed", 'title: "A"'),
        (HEAD + '  - Looks: -1\n    thinking: "Where is it?\n  - Pays: 0\n', 5, "a quote was opened", '    thinking: "Where is it?"'),
        (HEAD + "    - Looks: -1\n\t- Pays: 1\n", 5, "a tab stands where spaces are expected", "    - Pays: 1"),
        (HEAD + "  - Looks: -1\n\ttouchpoints: Desk\n", 5, "a tab stands where spaces are expected", "    touchpoints: Desk"),
        ("title:A\npersonas: commuter\n", 1, "a space is missing after the colon", "title: A"),
        ("title: A\npersonas commuter\nsteps:\n  - Looks: -1\n", 2, "a colon is missing", "personas: commuter"),
        (HEAD + "  - Looks: -1\n  touchpoints: Desk\n", 5, "begins with 2 spaces, its neighbours with 4", "    touchpoints: Desk"),
        (HEAD + "  - Looks: -1\n      touchpoints: Desk\n", 5, "begins with 6 spaces, its neighbours with 4", "    touchpoints: Desk"),
        (HEAD + "  - Looks: -1\n   - Pays: 1\n", 5, "begins with 3 spaces, its neighbours with 2", "  - Pays: 1"),
        ("title: A\nstages:\n  - Pay\n    - Looks: 1\n", 3, "a colon is missing before the list below", "  - Pay:"),
        (HEAD + "  -Looks: -1\n  -Pays: 0\n", 4, "a space is missing after the hyphen", "  - Looks: -1"),
        (HEAD + "  Looks: -1\n  Pays: 0\n", 4, "expected a list of steps, found fields", "  - Looks: -1"),
        (
            "title: A\nlinks:\n  - title: Roster\n    url: https://example.org/r\n",
            3,
            "a link is one text",
            "- Roster https://example.org/r",
        ),
    ],
)
def test_the_corrected_line(text: str, line: int, reason: str, mended: str) -> None:
    """A slip of the keyboard is met with its line, what is wrong, and that line as it should be."""
    (said,) = told(text)
    assert said.startswith(f"{PATH}:{line}:") and reason in said
    assert said.endswith(f"write:\n        {mended}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: A\nphases: []\nkind: x\n", 'write stages:, which is what "phases" is called here'),
        ("title: A\nactors: commuter\n", 'write personas:, which is what "actors" is called here'),
        ("title: A\ndescription: hi\n", 'write summary:, which is what "description" is called here'),
        (HEAD + "  - Looks: -1\n    pains: bad\n", 'write findings:, which is what "pains" is called here'),
        (HEAD + "  - Looks: happy\n", "write a number from -2 (worst) to 2 (best)"),
        ("title: A\nreviewed: 21.11.2026\n", "did you mean 2026-11-21?"),
        ("title: A\nreviewed: 02/11/2026\n", "did you mean 2026-02-11, or 2026-11-02?"),
        ("title: A\nreviewed: soon\n", "write year, month and day: 2026-11-21"),
    ],
)
def test_the_hint(text: str, hint: str) -> None:
    """A word from another tool, and a value in another form, are met with the ones that are meant."""
    assert hint in told(text)[0]


def test_fields_without_hyphens() -> None:
    """Prose that begins as fields do lacks the hyphens around them."""
    (said,) = told("title: A\nsteps:\n  - Looks: -1\n", "journeys/a.md")
    assert said.startswith('journeys/a.md:1:1  E003  "title:" reads as a field')
    assert told("Note: she has no car.\n", "journeys/a.md") == []


def test_what_cannot_be_read_makes_no_other_errors() -> None:
    """What a broken file may define is not missed elsewhere; what is nowhere is."""
    broken = "wait:\n  title: Wait\n unit: min\n"
    said = told(HEAD + "  - Looks: -1\n    metrics: [wait, ride]\n", metrics=broken)
    assert [line.split("  ")[1] for line in said] == ["E101", "E004"] and "ride" in said[0]


def test_one_slip_is_one_message() -> None:
    """A persona whose name is misspelt on the only map is not said to go through none."""
    files = {**COMMUTER, PATH: "title: A\npersonas: comuter\nsteps:\n  - Looks: -1\n"}
    _, diagnostics = compile_tree(MemoryTree(files), TODAY)
    assert {d.code for d in diagnostics} >= {"E101"} and "C201" not in {d.code for d in diagnostics}


@pytest.mark.parametrize("said", ["Ticket machine", "ticket-machine", "Old desk", "desk"])
def test_a_draft_by_any_name(said: str) -> None:
    """A draft's title, or a former id of it, never becomes a public thing in place."""
    draft = "title: Ticket machine\nformerly: old-desk\ndraft: true\n"
    site, diagnostics = compile_tree(
        MemoryTree({**COMMUTER, PATH: HEAD + f"  - Pays: 1\n    touchpoints: {said}\n", "touchpoints/desk.yml": draft}), TODAY
    )
    assert [d.code for d in diagnostics if d.code.startswith("E")] == ["E140"]
    assert site.of("touchpoint") == ()


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("![queue](queue.png)", "E130"),
        ('<img src="queue.png">', "E130"),
        ("[there](nowhere.md)", "E133"),
        ("[secret](../personas/secret.md)", "E140"),
        ("[out](../../etc/passwd.txt)", "E151"),
        ("[her](../personas/commuter.md) [site](https://example.org/x.md) [here](#looks) ![till](till.png) `[x](nowhere.md)`", ""),
    ],
)
def test_links_in_prose(prose: str, code: str) -> None:
    """A link or a picture in prose leads to a file that is there, and to no draft."""
    files = {
        **COMMUTER,
        "personas/secret.md": "---\ntitle: Secret\ndraft: true\n---\n",
        "journeys/till.png": b"\x89PNG",
        "journeys/a.md": f"---\n{HEAD}  - Looks: -1\n---\nFirst line.\n\n{prose}\n",
    }
    _, diagnostics = compile_tree(MemoryTree(files), TODAY)
    assert [(d.code, d.at.line) for d in diagnostics if d.code.startswith("E")] == ([(code, 9)] if code else [])


def test_lanes_stay_where_the_file_has_them() -> None:
    """A row written after one that stands below a line stays below it; rows that the file does not name go above that line."""
    site, _ = compile_tree(MemoryTree({"lanes.yml": "doing:\nfrontstage:\nsystems:\nback-office: {below: visibility}\ncost:\n"}), TODAY)
    order = [lane.id for lane in site.registries.lanes]
    named = [id for id in order if id in ("doing", "frontstage", "systems", "back-office", "cost", "backstage")]
    assert named == ["doing", "frontstage", "systems", "back-office", "cost", "backstage"]
    assert order.index("thinking") < order.index("frontstage")


def test_a_link_with_a_colon() -> None:
    """`Words: address` is a link as well."""
    assert told("title: A\nlinks:\n  - Roster: https://example.org/r\n  - https://example.org/s\n") == []


def test_a_move_without_a_baseline() -> None:
    """A target alone is a move: the baseline is asked for by a check, not by an error."""
    for said in ("90", "-> 90"):
        assert told(f"title: Fix\nmoves: {{wait: {said}}}\n", "actions/fix.yml", metrics="wait: Wait\n") == []


def test_a_hint_about_the_repository_is_not_counted() -> None:
    """`check` and a build count alike: what only a build sees of the repository is in neither sum, and last among the hints."""
    sources = Diagnostic(Place(PATH), "C101", "no objective", severity=Severity.HINT)
    repository = Diagnostic(Place("."), "C802", "there is no change log", severity=Severity.HINT)
    assert summary([sources, repository]) == "1 hint"
    assert most_useful([repository, sources], 1) == (sources,)
