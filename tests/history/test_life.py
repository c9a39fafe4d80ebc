"""What becomes of an entity: it comes, cannot be read for a while, is withdrawn, comes back."""

from __future__ import annotations

from journeysite.history.changelog import HistoryOptions

from .repo import Past

ADA = "title: Ada\nrole: Buyer\ngoals: [Be out by six, Buy bread]\n"
BERT = "title: Bert\nrole: Seller\n"
DRAFT = "draft: true\n"


def test_removed_and_added_again_the_same_day_is_no_news(past: Past) -> None:
    """A file that was away for an hour never left."""
    past.commit({"personas/ada.yml": ADA}, on="2026-03-01")
    past.commit({"personas/ada.yml": None}, on="2026-05-01")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, on="2026-05-01")
    assert past.said() == ["added persona:ada", "changed persona:ada", "  role: Buyer → Admiral"]


def test_removed_and_added_again_later_is_both(past: Past) -> None:
    """What was away for a month had left."""
    past.commit({"personas/ada.yml": ADA}, on="2026-03-01")
    past.commit({"personas/ada.yml": None}, on="2026-05-01")
    past.commit({"personas/ada.yml": ADA}, on="2026-06-01")
    assert past.said() == ["added persona:ada", "removed persona:ada", "added persona:ada"]


def test_unreadable_when_it_comes(past: Past) -> None:
    """It is added with the first version that can be read, for all the reasons given until then."""
    past.commit({"personas/bert.yml": BERT})
    past.commit({"personas/ada.yml": "title: [Ada\n"}, "Meet Ada in the shop")
    past.commit({"personas/ada.yml": ADA}, "Close the bracket")
    log = past.log()
    assert past.said()[1:] == ["added persona:ada"]
    assert log.entries[0].reason == "Meet Ada in the shop · Close the bracket"
    assert [d.code for d in log.diagnostics] == ["C801"]


def test_unreadable_in_mid_life(past: Past) -> None:
    """A version that cannot be read is no removal: what it said before holds until it can be read again."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": "title: Ada\nrole: [\n"}, "Promoted to admiral")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, "fix")
    log = past.log()
    assert past.said()[1:] == ["changed persona:ada", "  role: Buyer → Admiral"]
    assert log.entries[0].reason == "Promoted to admiral"
    assert "personas/ada.yml" in str(log.diagnostics[0])


def test_unreadable_and_read_again_as_it_was(past: Past) -> None:
    """A slip that was mended says nothing."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": "title: Ada\nrole: [\n"})
    past.commit({"personas/ada.yml": ADA})
    assert past.said() == ["added persona:ada"]


def test_unreadable_at_head(past: Past) -> None:
    """The log ends with what could be read, and says which file it could not read."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": "title: Ada\nrole: [\n"})
    assert past.said() == ["added persona:ada"]
    assert [d.code for d in past.log().diagnostics] == ["C801"]


def test_duplicate_keys_cannot_be_read(past: Past) -> None:
    """A map in which a key stands twice says nothing certain."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": f"{ADA}role: Admiral\n"})
    past.commit({"personas/ada.yml": ADA})
    assert past.said() == ["added persona:ada"]


def test_removed_while_unreadable(past: Past) -> None:
    """What nobody could read any more is still removed once it is gone."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": "title: [\n"})
    past.commit({"personas/ada.yml": None})
    assert past.said() == ["added persona:ada", "removed persona:ada"]


def test_draft_leaves_no_trace(past: Past) -> None:
    """A draft is no news until it is published, and none any more once it is withdrawn."""
    past.commit({"personas/bert.yml": BERT})
    past.commit({"personas/ada.yml": DRAFT + ADA}, "Sketch Ada Lovelace")
    past.commit({"personas/ada.yml": DRAFT + ADA.replace("Buyer", "Admiral")}, "Ada Lovelace is an admiral")
    assert past.said() == ["added persona:bert"]
    past.commit({"personas/ada.yml": ADA}, "Publish what we know")
    assert past.said() == ["added persona:bert", "added persona:ada"]
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")})
    assert past.said()[-1] == "  role: Buyer → Admiral"
    past.commit({"personas/ada.yml": DRAFT + ADA})
    assert past.said() == ["added persona:bert"]


def test_draft_is_not_named_in_a_reason(past: Past) -> None:
    """The subject of a commit that touches a draft is quoted nowhere; its `Change-note:` is, because it was written for readers."""
    past.commit({"personas/bert.yml": BERT})
    past.commit({"personas/ada.yml": DRAFT + ADA, "personas/bert.yml": BERT.replace("Seller", "Cashier")}, "Prepare the secret Ada persona")
    past.commit(
        {"personas/ada.yml": DRAFT + ADA + "tools: Till\n", "personas/bert.yml": BERT.replace("Seller", "Manager")},
        "More on the secret Ada\n\nChange-note: Bert was promoted",
    )
    assert [entry.reason for entry in past.log().entries] == ["Bert was promoted", "", ""]
    assert "secret" not in repr(past.log())


def test_withdrawn_is_not_named_either(past: Past) -> None:
    """What was said of a commit while its entity was published goes with it."""
    past.commit({"personas/bert.yml": BERT})
    past.commit({"personas/ada.yml": ADA, "personas/bert.yml": BERT.replace("Seller", "Cashier")}, "Ada meets Bert at the till")
    assert past.log().entries[0].reason == "Ada meets Bert at the till"
    past.commit({"personas/ada.yml": DRAFT + ADA})
    assert "Ada" not in repr(past.log())


def test_series_in_a_csv_file(past: Past) -> None:
    """A value of a series belongs to the metric that names the file."""
    csv = "date,value\n2026-01,4\n2026-02,5\n"
    past.commit({"metrics/wait.yml": "title: Wait\nunit: min\nseries: wait.csv\n", "metrics/wait.csv": csv})
    past.commit({"metrics/wait.csv": csv + "2026-03,3\n"})
    said = past.said()
    assert said[:2] == ["added metric:wait", "changed metric:wait"]
    assert len(said) == 3 and "3" in said[2]


def test_silenced_commits_are_no_news(past: Past) -> None:
    """`Change-note: none` and a list in the configuration silence a commit, and what it did is no surprise later."""
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, "Import\n\nChange-note: none")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Captain")}, "Import again")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Baker")}, "Talked to Ada again")
    past.make()
    silent = frozenset({past.git("rev-parse", "HEAD~1")[:10]})
    assert past.said(HistoryOptions(silence=silent)) == ["added persona:ada", "changed persona:ada", "  role: Captain → Baker"]
