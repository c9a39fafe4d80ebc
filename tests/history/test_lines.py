"""What the main line saw: merges of every kind, squashes and rebases."""

from __future__ import annotations

from .repo import Past

PAY = "title: Pay\nsteps:\n  - Waits: -1\n  - Pays: 1\n"
ASK = "title: Ask\nsteps:\n  - Asks: 0\n"


def pay(waits: float = -1, pays: float = 1) -> dict[str, str]:
    return {"journeys/pay.yml": PAY.replace("-1", f"{waits:g}").replace("Pays: 1", f"Pays: {pays:g}")}


def test_parallel_branches_invent_no_way_back(past: Past) -> None:
    """Two branches that left the same commit are two steps: the second merge does not undo what the first brought."""
    base = past.commit(pay())
    one = past.commit(pay(waits=0), "One", parents=(base,), main=False)
    two = past.commit(pay(pays=2), "Two", parents=(base,), main=False)
    past.commit(pay(waits=0), "Merge one", parents=(base, one))
    past.commit(pay(waits=0, pays=2), "Merge two", parents=(past.last, two))
    assert past.said() == [
        "added journey:pay",
        "changed journey:pay",
        "  Waits: emotion: −1 → 0",
        "changed journey:pay",
        "  Pays: emotion: +1 → +2",
    ]


def test_evil_merge_is_told(past: Past) -> None:
    """What a merge changes by itself, in neither of its branches, is a change of the map."""
    base = past.commit(pay())
    side = past.commit(pay(pays=2), parents=(base,), main=False)
    past.commit(pay(waits=-2, pays=2), "Merge", parents=(base, side))
    assert past.said()[1:] == ["changed journey:pay", "  Waits: emotion: −1 → −2", "  Pays: emotion: +1 → +2"]


def test_octopus_merge_is_one_step(past: Past) -> None:
    """Three branches merged at once are one step, with an entry for each entity."""
    base = past.commit({**pay(), "journeys/ask.yml": ASK})
    one = past.commit(pay(waits=0), parents=(base,), main=False)
    two = past.commit({"journeys/ask.yml": ASK.replace("0", "1")}, parents=(base,), main=False)
    past.commit({**pay(waits=0), "journeys/ask.yml": ASK.replace("0", "1")}, "Merge", parents=(base, one, two))
    assert past.said()[2:] == ["changed journey:ask", "  Asks: emotion: 0 → +1", "changed journey:pay", "  Waits: emotion: −1 → 0"]


def test_foxtrot_merge_loses_and_invents_nothing(past: Past) -> None:
    """Main merged into a branch and pushed as main: what came from main is one step, and each change is told once."""
    base = past.commit(pay())
    mains = past.commit(pay(waits=0), parents=(base,), main=False)
    own = past.commit(pay(pays=2), parents=(base,), main=False)
    past.commit(pay(waits=0, pays=2), "Merge branch 'main'", parents=(own, mains))
    changes = [line for line in past.said() if line.startswith("  ")]
    assert sorted(changes) == ["  Pays: emotion: +1 → +2", "  Waits: emotion: −1 → 0"]


def test_squash_is_one_entry(past: Past) -> None:
    """Many edits squashed into one commit are one entry, with the pull request's title as its reason."""
    past.commit(pay())
    past.commit(pay(waits=0, pays=2), "Fewer people wait (#12)\n\n* wip\n* wip")
    log = past.log()
    assert [(entry.reason, entry.reason_source) for entry in log.entries[:1]] == [("Fewer people wait", "pull request")]
    assert len(log.entries) == 2


def test_rebased_branch_is_told_commit_by_commit(past: Past) -> None:
    """A branch that was rebased onto main is a line of steps like any other."""
    past.commit(pay())
    past.commit(pay(waits=0))
    past.commit(pay(waits=0, pays=2))
    assert [line for line in past.said() if line.startswith("  ")] == ["  Waits: emotion: −1 → 0", "  Pays: emotion: +1 → +2"]


def test_empty_merge_is_no_step(past: Past) -> None:
    """A merge that brings nothing to the content is no news."""
    base = past.commit(pay())
    side = past.commit({"/README.md": "Hello"}, parents=(base,), main=False)
    past.commit({"/README.md": "Hello"}, "Merge", parents=(base, side))
    assert past.said() == ["added journey:pay"]
