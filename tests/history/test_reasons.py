"""Why: the editor's note, a trailer, a pull request's title, or a subject that says something."""

from __future__ import annotations

import pytest

from journeysite.history.changelog import HistoryOptions
from journeysite.history.reason import reason_of

from .repo import Past

SAYING = [
    ("Self-checkout opened in all stores", "Self-checkout opened in all stores", "subject"),
    ("fix(retail): the wait was measured again", "The wait was measured again", "subject"),
    ("Fewer people wait (#12)\n\n* wip", "Fewer people wait", "pull request"),
    ("Merge pull request #12 from shop/queue\n\nMachines opened in the north\n\nMore", "Machines opened in the north", "pull request"),
    (
        "Merge branch 'queue' into 'main'\n\nMachines opened in the north\n\nSee merge request shop/maps!4",
        "Machines opened in the north",
        "pull request",
    ),
    ("Merged PR 44: Machines opened in the north", "Machines opened in the north", "pull request"),
    ("update\n\nChange-note: Machines opened", "Machines opened", "trailer"),
    ("update\n\nchange-note: Machines opened\n  in the north\nSigned-off-by: A <a@b.example>", "Machines opened in the north", "trailer"),
    ("会計窓口の混雑を見直した", "会計窓口の混雑を見直した", "subject"),
]


@pytest.mark.parametrize(("message", "reason", "source"), SAYING)
def test_what_gives_a_reason(message: str, reason: str, source: str) -> None:
    """The words for readers, without numbers and areas."""
    assert reason_of(message) == (reason, source)


SILENT = [
    "update",
    "Update till-queue.md",
    "wip",
    "fix typo",
    "Fixed some typos",
    "Add files via upload",
    "Create persona ada.yml",
    "chore: cleanup",
    "minor changes",
    "edits",
    "Merge branch 'main'",
    "Merge pull request #3 from a/b",
    "Merge branch 'x'\n\nupdate",
    "fixup! Machines opened in the north",
    "",
    "...",
    "docs: update content",
    "Tippfehler korrigiert",
    "Aktualisierung der Inhalte",
    "Update journey (#4)",
    "misc",
    "Say it in Japanese",
    "Translate the personas into German",
]


@pytest.mark.parametrize("message", SILENT)
def test_what_gives_none(message: str) -> None:
    """That something changed is no reason."""
    assert reason_of(message) == ("", "")


ADA = "title: Ada\nrole: {}\n"


def test_note_goes_before_all(past: Past) -> None:
    """A note of the day about the entity, else one that came with the change, else what the commit says."""
    bert = ADA.replace("Ada", "Bert")
    past.commit({"personas/ada.yml": ADA.format("Buyer"), "personas/bert.yml": bert.format("Seller")}, on="2026-03-01")
    past.commit(
        {"personas/ada.yml": ADA.format("Baker"), "personas/bert.yml": bert.format("Cook")}, "Looked in the kitchen", on="2026-04-01"
    )
    past.commit({"notes/kitchen.yml": "title: Ada bakes now\ntype: change\ndate: 2026-04-01\nabout: persona:ada\n"}, on="2026-05-01")
    past.commit({
        "personas/ada.yml": ADA.format("Captain"), "notes/sea.yml": "title: Ada went to sea\ntype: decision\nabout: persona:ada\n",
        "notes/why.yml": "title: Why the sea?\ntype: question\nabout: persona:ada\n",
    }, on="2026-06-01")  # fmt: skip
    reasons = {
        (str(entry.key), entry.day.month): (entry.reason, entry.reason_source) for entry in past.log().entries if entry.what == "changed"
    }
    assert reasons == {
        ("persona:ada", 4): ("Ada bakes now", "note"),
        ("persona:bert", 4): ("Looked in the kitchen", "subject"),
        ("persona:ada", 6): ("Ada went to sea", "note"),
    }


def test_authors_are_not_shown_unless_the_site_says_so(past: Past) -> None:
    """Names of writers are personal data."""
    past.commit({"personas/ada.yml": ADA.format("Buyer")})
    assert past.log().entries[0].author == ""
    assert past.log(options=HistoryOptions(authors=True)).entries[0].author == "A Writer"


def test_a_commit_that_is_about_something_else_gives_no_reason(past: Past) -> None:
    """Where most of what it touched is not content, its subject speaks of that; what was written for readers counts all the same."""
    ada = "title: Ada\nrole: {}\n"
    past.commit({"personas/ada.yml": ada.format("Buyer")})
    code = {"/src/one.py": "1", "/src/two.py": "1"}
    past.commit({"personas/ada.yml": ada.format("Baker"), **code}, "Load what draws with the first drawing")
    noted = "Split what views share\n\nChange-note: Ada bakes no more"
    past.commit({"personas/ada.yml": ada.format("Admiral"), "/src/one.py": "2", "/src/two.py": "2"}, noted)
    past.commit({"personas/ada.yml": ada.format("Author"), "/CHANGELOG.md": "Ada"}, "Ada writes books now")
    reasons = [entry.reason for entry in past.log().entries]
    assert reasons[:3] == ["Ada writes books now", "Ada bakes no more", ""]
