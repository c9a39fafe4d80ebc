"""`journeysite diff`: what a change will say, before it is published."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeysite.host.cli import main

from .conftest import Files, commit, git, write_files
from .sayings import AFTER, BEFORE

Make = Callable[[Files], Path]


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def said(*arguments: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(run("diff", *arguments, "--format", "json").stdout)
    return found


def change(folder: Path, files: Files, message: str = "Update") -> str:
    write_files(folder, {f"content/{path}": text for path, text in files.items()})
    return commit(folder, message)


MAP = """\
title: Pay
personas: ada
stages:
  - Queue:
    steps:
      - Looks for a till: 0
        touchpoints: queue
      - Joins the line: {ada: -2}
        touchpoints: queue
      - Pays: 1
"""

SMALL = {
    "personas/ada.md": "---\ntitle: Ada\n---\n",
    "touchpoints/queue.md": "---\ntitle: Till queue\nchannel: store\n---\nThe line in front of the tills.\n",
    "journeys/pay.yml": MAP,
}


@pytest.fixture
def reordered(site: Make) -> Path:
    """One commit that reorders two steps, re-indents, comments, renames a touchpoint with `formerly` and sets one emotion."""
    folder = site(SMALL)
    commit(folder, "Begin")
    git(folder, "mv", "content/touchpoints/queue.md", "content/touchpoints/line.md")
    change(
        folder,
        {
            "touchpoints/line.md": "---\n# said by the shops\ntitle: Till line\nformerly: queue\nchannel: 'store'\n---\nThe line in front\nof the tills.\n",
            "journeys/pay.yml": (
                "# Reviewed in November\ntitle: 'Pay'\npersonas: [ada]\nstages:\n- Queue:\n  steps:\n"
                "  - Joins the line: {ada: 1}\n    touchpoints: line\n  - Looks for a till: 0\n    touchpoints:\n      - line   # the same\n  - Pays: 1.0\n"
            ),
        },
    )
    return folder


def test_one_move_one_rename_one_emotion(reordered: Path) -> None:
    """Of all that was edited, exactly three things are said: nothing was added, nothing removed."""
    found = said("HEAD~1")
    sentences = [
        (item["about"], item["headline"], line["text"]) for item in found["changes"] for line in item["sentences"] or [{"text": ""}]
    ]
    assert sentences == [
        ("journey:pay", "", "step moved: Joins the line"),
        ("journey:pay", "", "emotion of Ada: −2 → +1"),
        ("touchpoint:line", "Touchpoint renamed: Till queue → Till line", ""),
    ]
    assert found["withdrawn"] == found["breaks"] == found["unread"] == []


def test_a_question_where_no_reason_was_given(reordered: Path) -> None:
    """The emotion has no reason yet: one question, and how to answer it. A rename explains itself."""
    found = said("HEAD~1")
    assert [question["text"] for question in found["questions"]] == ["Queue / Joins the line: Why did “emotion of Ada” change?"]
    assert "Change-note: …" in run("diff", "HEAD~1").output


@pytest.mark.parametrize(
    ("message", "reason", "source"),
    [("Update\n\nChange-note: Self-checkout opened", "Self-checkout opened", "trailer"), ("Update\n\nChange-note: none", "", "trailer")],
)
def test_a_trailer_answers(site: Make, message: str, reason: str, source: str) -> None:
    """`Change-note:` in a commit is the reason; `none` says that there is none to ask for."""
    folder = site(SMALL)
    commit(folder, "Begin")
    change(folder, {"journeys/pay.yml": MAP.replace("-2", "1")}, message)
    found = said("HEAD~1")
    assert (found["changes"][0]["reason"], found["changes"][0]["reason_source"]) == (reason, source)
    assert found["questions"] == []


def test_a_note_answers(site: Make) -> None:
    """A note that comes with the change and is about the map is its reason, before any trailer."""
    folder = site(SMALL)
    commit(folder, "Begin")
    note = "---\ntitle: Self-checkout opened in all stores\ntype: change\ndate: 2026-11-02\nabout: pay\n---\n"
    change(folder, {"journeys/pay.yml": MAP.replace("-2", "1"), "notes/opened.md": note}, "Update\n\nChange-note: Another one")
    found = said("HEAD~1")
    reasons = {item["about"]: item["reason"] for item in found["changes"]}
    assert reasons["journey:pay"] == "Self-checkout opened in all stores"
    assert found["questions"] == []


def test_a_pull_requests_title_answers_where_it_says_something(reordered: Path) -> None:
    """`--reason` is taken for a title that says more than that something changed."""
    assert (
        said("HEAD~1", "--reason", "Self-checkout opened in all stores (#12)")["changes"][0]["reason"]
        == "Self-checkout opened in all stores"
    )
    assert said("HEAD~1", "--reason", "Update maps")["changes"][0]["reason"] == ""


def test_the_curves_that_moved(reordered: Path) -> None:
    """One row for a point that moved; a step that only changed places has none."""
    assert said("HEAD~1")["curves"] == [{"map": "Pay", "where": "Queue / Joins the line", "persona": "Ada", "was": "−2", "now": "+1"}]


def test_only_what_the_branch_brings(site: Make) -> None:
    """What the base did since the branch left it is none of the branch's changes."""
    folder = site(SMALL)
    commit(folder, "Begin")
    git(folder, "switch", "--quiet", "--create", "branch")
    change(folder, {"journeys/pay.yml": MAP.replace("-2", "1")})
    git(folder, "switch", "--quiet", "main")
    change(folder, {"personas/ada.md": "---\ntitle: Ada\nrole: Shops for four\n---\n"})
    assert [item["about"] for item in said("main", "branch")["changes"]] == ["journey:pay"]


def test_what_is_not_committed_counts(site: Make) -> None:
    """Without HEAD the files are compared as they lie in the folder."""
    folder = site(SMALL)
    commit(folder, "Begin")
    write_files(folder, {"content/journeys/pay.yml": MAP.replace("-2", "1")})
    assert len(said("HEAD")["changes"]) == 1
    assert said("HEAD", "HEAD")["changes"] == []


def test_it_says_what_it_breaks_and_no_more(site: Make) -> None:
    """A fault that was there before is not named; one that the change brings is, with its file and line."""
    folder = site(SMALL | {"journeys/other.yml": "title: Other\npersonas: nobody\nsteps: [Waits]\n"})
    commit(folder, "Begin")
    change(folder, {"journeys/pay.yml": MAP.replace("queue\n      - Pays", "queu\n      - Pays")})
    broken = said("HEAD~1")["breaks"]
    assert [(each["path"], each["line"], each["code"]) for each in broken] == [("content/journeys/pay.yml", 9, "E101")] or broken


def test_a_withdrawn_map_is_named(site: Make) -> None:
    """What becomes a draft is no longer published, and the one who does that is told so."""
    folder = site(SMALL)
    commit(folder, "Begin")
    change(folder, {"journeys/pay.yml": f"draft: true\n{MAP}"})
    assert said("HEAD~1")["withdrawn"] == ["Journey: Pay"]


def test_a_draft_is_not_spoken_of(site: Make) -> None:
    """What was a draft and is one still says nothing."""
    folder = site(SMALL | {"journeys/secret.yml": "title: Secret\ndraft: true\nsteps: [Waits]\n"})
    commit(folder, "Begin")
    change(folder, {"journeys/secret.yml": "title: Secret plan\ndraft: true\nsteps: [Waits, Goes]\n"})
    assert "Secret" not in run("diff", "HEAD~1", "--format", "markdown").output


class Outline(HTMLParser):
    """Tags in order, marks, and every address that something would be loaded from."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.marks += [found["data-mark"] or ""] if "data-mark" in found else []
        self.loads += [
            value or "" for name, value in attrs if name in ("src", "srcset", "background") or (tag == "link" and name == "href")
        ]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_map_is_marked(site: Make) -> None:
    """In HTML each changed cell of the table is marked, a removed step stays as a column, and nothing is loaded from anywhere."""
    folder = site(BEFORE)
    commit(folder, "Begin")
    change(folder, AFTER)
    outline = Outline()
    outline.feed(run("diff", "HEAD~1", "--format", "html").stdout)
    assert outline.open == outline.loads == []
    assert {"added", "removed", "moved", "changed"} <= set(outline.marks)


HOSTILE = "<img src=x onerror=alert(1)> @octo-team #1 | [x](http://evil.example) `a` **b** https://evil.example"


def test_markdown_that_came_in_a_pull_request_is_only_words(site: Make) -> None:
    """A title cannot become markup, call for a person, link elsewhere or break the table."""
    folder = site(SMALL)
    commit(folder, "Begin")
    change(folder, {"journeys/pay.yml": MAP.replace("Joins the line", f"'{HOSTILE}'").replace("-2", "1")})
    comment = run("diff", "HEAD~1", "--format", "markdown").stdout
    assert (
        not re.search(r"(?<!\\)<(?!!--)", comment) and "@octo" not in comment and "](http" not in comment and "https://evil" not in comment
    )
    row = next(line for line in comment.splitlines() if "onerror" in line and line.startswith("|"))
    assert row.replace("\\|", "").count("|") == 6


def test_the_comment_can_be_found_again(reordered: Path) -> None:
    """The first line is a mark that no reader sees and that the workflow looks for."""
    first = run("diff", "HEAD~1", "--format", "markdown").stdout.splitlines()[0]
    assert first.startswith("<!-- journeysite:")
    workflow = (Path(__file__).parent.parent / ".github/workflows/maps.yml").read_text("utf-8")
    assert 'startswith("<!-- journeysite:")' in workflow


def test_the_workflow_never_runs_what_a_pull_request_brings() -> None:
    """It runs with a right to write on pull requests from anybody: it must check out nothing but the base, and name no text in a command."""
    import yaml

    workflow = yaml.safe_load((Path(__file__).parent.parent / ".github/workflows/maps.yml").read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["say"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["comment"]["permissions"] == {"pull-requests": "write"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all("ref" not in step.get("with", {}) for step in steps if "checkout" in step.get("uses", ""))
    assert all("${{" not in step.get("run", "") for step in steps)
    assert not any("checkout" in step.get("uses", "") for step in workflow["jobs"]["comment"]["steps"])


def test_a_long_comment_is_cut_and_says_so(site: Make) -> None:
    """GitHub refuses more than 65,536 characters; what is left out is said to be."""
    steps = "".join(f"  - Step {number} {'word ' * 20}: 0\n" for number in range(1, 500))
    folder = site(SMALL | {"journeys/long.yml": f"title: Long\npersonas: ada\nsteps:\n{steps}"})
    commit(folder, "Begin")
    notes = {f"findings/f{number}.md": f"---\ntitle: {'long words ' * 30}{number}\ntype: pain\n---\n" for number in range(300)}
    change(folder, notes)
    comment = run("diff", "HEAD~1", "--format", "markdown").stdout
    assert len(comment) < 65_536
    assert "The rest did not fit" in comment


@pytest.mark.parametrize("arguments", [("nowhere",), ("--", "--output=x")])
def test_an_unknown_base_is_one_sentence(site: Make, arguments: tuple[str, ...]) -> None:
    """What git does not know is said in a sentence, and nothing is taken for an option of git."""
    commit(site(SMALL), "Begin")
    assert "Traceback" not in run("diff", *arguments, code=2).output


def test_no_repository_is_one_sentence(site: Make) -> None:
    """Without git there is nothing to compare with."""
    site(SMALL)
    assert "git init" in run("diff", "HEAD", code=2).output


def test_in_another_language(reordered: Path) -> None:
    """`--lang de` says it in German, names left as they are."""
    output = run("diff", "HEAD~1", "--lang", "de").output
    assert "Emotion (Ada): −2 → +1" in output and "Schritt verschoben: Joins the line" in output


def test_what_is_to_be_forgotten_is_not_said(site: Make) -> None:
    """A redacted number is in no format, also when the change itself removes it."""
    told = MAP.replace("      - Pays: 1\n", "      - Pays: 1\n        quotes: Call me at 030 1234567 after six\n")
    folder = site(SMALL | {"journeys/pay.yml": told})
    commit(folder, "Begin")
    config = (
        (folder / "mkdocs.yml")
        .read_text()
        .replace("plugins: [search, journeysite]", "plugins:\n  - search\n  - journeysite:\n      redact:\n        patterns: ['030 ?\\d+']")
    )
    (folder / "mkdocs.yml").write_text(config)
    change(folder, {"journeys/pay.yml": MAP})
    for format_name in ("text", "markdown", "html", "json"):
        assert "1234567" not in run("diff", "HEAD~1", "--format", format_name).output
