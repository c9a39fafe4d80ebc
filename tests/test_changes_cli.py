"""`journeysite changes`: the digest of a period, for mail and chat."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeysite.host.cli import main

from .conftest import Files, commit, git, write_files
from .test_review import MAP, SMALL, Outline

Make = Callable[[Files], Path]


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["changes", *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def objects(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*arguments, "--format", "json").stdout)["changes"]
    return found


@pytest.fixture
def told(site: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four commits: a beginning in August, an emotion with a reason in October, a wording and a finding in November."""
    folder = site(SMALL)

    def then(day: str, message: str, files: Files) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00Z")
        write_files(folder, {f"content/{path}": text for path, text in files.items()})
        commit(folder, message)

    then("2026-08-03", "Begin", {})
    then("2026-10-05", "Update\n\nChange-note: Self-checkout opened in all stores", {"journeys/pay.yml": MAP.replace("-2", "1")})
    then(
        "2026-11-02",
        "Update",
        {"touchpoints/queue.md": "---\ntitle: Till queue\nchannel: store\n---\nThe long line in front of the tills.\n"},
    )
    then(
        "2026-11-09",
        "Update",
        {"findings/long.md": "---\ntitle: Long wait\ntype: pain\n---\n", "personas/ada.md": "---\ntitle: Ada\nrole: Shops for four\n---\n"},
    )
    return folder


def test_a_period_has_a_first_and_a_last_day(told: Path) -> None:
    """Both days belong to it, and what lies before or after does not."""
    assert [item["about"] for item in objects("--since", "2026-10-05", "--until", "2026-10-05")] == ["journey:pay"]
    assert {item["about"] for item in objects("--since", "2026-10-06")} == {"finding:long", "persona:ada"}


def test_text_is_by_map_with_its_reason(told: Path) -> None:
    """The map, the day, the sentence, and why."""
    assert run("--since", "2026-10-01", "--until", "2026-10-31").stdout == (
        "Maps: 1 Oct 2026 to 31 Oct 2026, 1 change\n\n"
        "Pay\n"
        "  5 Oct 2026  The map\n"
        "      Queue / Joins the line: emotion of Ada: −2 → +1\n"
        "      why: Self-checkout opened in all stores\n"
    )


def test_only_what_was_asked_for(told: Path) -> None:
    """`--about` takes one thing or several; a thing that never was is refused with a hint."""
    assert {item["about"] for item in objects("--since", "2026-10-01", "--about", "journey:pay", "--about", "persona:ada")} == {
        "journey:pay",
        "persona:ada",
    }
    assert "journey:pya" in run("--since", "2026-10-01", "--about", "journey:pya", code=2).output


def test_readers_choose_how_much(told: Path) -> None:
    """Wording is told only when asked for; structure alone leaves the rest out."""
    assert "touchpoint:queue" not in {item["about"] for item in objects("--since", "2026-10-01")}
    assert "touchpoint:queue" in {item["about"] for item in objects("--since", "2026-10-01", "--weight", "wording")}
    assert {item["about"] for item in objects("--since", "2026-10-01", "--weight", "structure")} == {"finding:long"}


def test_links_lead_to_the_published_site(told: Path) -> None:
    """With a site_url every map and step is linked from anywhere; without one there is no link to nowhere."""
    assert "](" not in run("--since", "2026-10-01", "--format", "markdown").stdout
    (told / "mkdocs.yml").write_text((told / "mkdocs.yml").read_text() + "site_url: https://maps.example.org/atlas/\n")
    assert "](<https://maps.example.org/atlas/journeys/pay/#joins-the-line>)" in run("--since", "2026-10-01", "--format", "markdown").stdout


def test_no_link_leads_to_a_step_that_is_gone(told: Path) -> None:
    """A step that was removed since is told with a link to the map alone."""
    (told / "mkdocs.yml").write_text((told / "mkdocs.yml").read_text() + "site_url: https://maps.example.org\n")
    write_files(told, {"content/journeys/pay.yml": MAP.replace("Joins the line", "Waits")})
    commit(told, "Update")
    lines = [line["url"] for item in objects("--since", "2026-10-05", "--until", "2026-10-05") for line in item["sentences"]]
    assert lines == ["https://maps.example.org/journeys/pay/"]


def test_the_mail_is_one_file(told: Path) -> None:
    """HTML for mail loads nothing, has no style sheet, and closes what it opens."""
    html = run("--since", "2026-08-01", "--format", "html").stdout
    outline = Outline()
    outline.feed(html)
    assert outline.open == outline.loads == []
    assert "<style" not in html and "class=" not in html and "Self-checkout opened" in html


def test_what_came_together_is_one_line(site: Make) -> None:
    """Thirty findings that came on one day are one item with their names; a program still gets all of them."""
    findings = {f"findings/f{number}.md": f"---\ntitle: Pain {number}\ntype: pain\n---\n" for number in range(30)}
    commit(site(findings), "Begin")
    text = run("--since", "2026-11-01").stdout
    assert "Finding added (30): " in text and "and 24 more" in text and len(text.splitlines()) == 5
    assert len(objects("--since", "2026-11-01")) == 30


def test_no_history_is_no_failure(site: Make) -> None:
    """Outside of git there is nothing to tell: one hint, an empty digest and no traceback."""
    site(SMALL)
    result = run("--since", "2026-10-01")
    assert "0 changes" in result.stdout and "git" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("--since", "yesterday"), ("--since", "2026-11-02", "--until", "2026-11-01")])
def test_a_wrong_period_is_refused(told: Path, arguments: tuple[str, ...]) -> None:
    """A missing, unreadable or backward period is said to be."""
    assert "--since" in run(*arguments, code=2).output


def test_the_same_answer_twice(told: Path) -> None:
    """With what was remembered of the first run the second says the same bytes."""
    first = run("--since", "2026-08-01", "--format", "json").stdout
    assert first == run("--since", "2026-08-01", "--format", "json").stdout
    git(told, "gc", "--quiet")
    assert first == run("--since", "2026-08-01", "--format", "json").stdout
