"""Who is who under another name."""

from __future__ import annotations

from .repo import Past

FACTS = "role: {0} buyer\ngoals:\n  - Be out of {0} by six\n  - Not to talk to {0}\nneeds: A {0} that moves\n"


def persona(title: str, word: str) -> str:
    return f"title: {title}\n{FACTS.format(word)}"


def test_said_by_formerly(past: Past) -> None:
    """`formerly` says what nothing else could."""
    past.commit({"touchpoints.yml": "till-queue: Till queue\n"})
    past.commit({"touchpoints.yml": "till-line:\n  title: Line\n  formerly: till-queue\n"})
    assert past.said() == ["added touchpoint:till-line", "renamed touchpoint:till-line (was Till queue)"]


def test_said_by_formerly_commits_later(past: Past) -> None:
    """What left in one commit and came back in another under the name that it has today has been renamed."""
    past.commit({"personas/ada.yml": persona("Ada", "shop")})
    past.commit({"personas/ada.yml": None})
    past.commit({"personas/grace.yml": "title: Grace\nformerly: ada\nrole: Admiral\n"})
    said = past.said()
    assert said[:2] == ["added persona:grace", "renamed persona:grace (was Ada)"]
    assert "removed" not in " ".join(said).replace(" removed:", "")


def test_said_by_formerly_with_both_there_for_a_while(past: Past) -> None:
    """The new one came before the old one left: nothing has left."""
    past.commit({"personas/ada.yml": persona("Ada", "shop")})
    past.commit({"personas/grace.yml": "title: Grace\nformerly: ada\n"})
    past.commit({"personas/ada.yml": None})
    assert past.said() == ["added persona:grace", "renamed persona:grace (was Ada)"]


def test_five_renames_and_a_removal_in_one_commit(past: Past) -> None:
    """Each is found by what only it says."""
    words = ["shop", "bank", "clinic", "station", "market", "library"]
    past.commit({f"personas/{word}.yml": persona(word.title(), word) for word in words})
    after: dict[str, str | None] = {f"personas/{word}.yml": None for word in words}
    past.commit({**after, **{f"personas/{word}-goer.yml": persona(f"{word.title()} goer", word) for word in words[:5]}})
    said = sorted(past.said()[6:])
    assert said == ["removed persona:library", *(f"renamed persona:{word}-goer (was {word.title()})" for word in sorted(words[:5]))]


def test_chain_through_a_branch(past: Past) -> None:
    """Renamed and rewritten step by step on a branch: the ends have nothing in common, the way between them has."""
    base = past.commit({"personas/ada.yml": persona("Ada", "shop")})
    one = past.commit({"personas/ada.yml": None, "personas/grace.yml": persona("Grace", "shop")}, parents=(base,), main=False)
    two = past.commit({"personas/grace.yml": "title: Grace\nrole: An admiral\nquotes: Wait for nobody\n"}, parents=(one,), main=False)
    past.commit(
        {"personas/ada.yml": None, "personas/grace.yml": "title: Grace\nrole: An admiral\nquotes: Wait for nobody\n"},
        "Merge",
        parents=(base, two),
    )
    assert past.said()[1] == "renamed persona:grace (was Ada)"


def test_templated_stubs_are_not_each_other(past: Past) -> None:
    """What every stub says tells nobody apart: one that left and one that came are two."""
    stub = "title: {}\nrole: To be described\ngoals: To be found out\nneeds: To be found out\n"
    past.commit({f"personas/{name}.yml": stub.format(name.title()) for name in ("ada", "bert", "cleo")})
    past.commit({"personas/bert.yml": None, "personas/dora.yml": stub.format("Dora")})
    assert past.said()[3:] == ["removed persona:bert", "added persona:dora"]


def test_title_that_begins_another_is_no_rename(past: Past) -> None:
    """ "Pay" and "Pay later" are two maps, however alike their names."""
    past.commit({"journeys/pay.yml": "title: Pay\nsteps: [Queues at the till, Counts the coins]\n"})
    past.commit({"journeys/pay.yml": None, "journeys/pay-later.yml": "title: Pay later\nsteps: [Opens a letter, Signs a form]\n"})
    assert past.said()[1:] == ["removed journey:pay", "added journey:pay-later"]


def test_swapped_ids(past: Past) -> None:
    """Two that took each other's file were renamed, not rewritten."""
    ada, bert = persona("Ada", "shop"), persona("Bert", "bank")
    past.commit({"personas/one.yml": ada, "personas/two.yml": bert})
    past.commit({"personas/one.yml": bert, "personas/two.yml": ada + "x-note: New here\n"})
    said = past.said()
    assert sorted(said[:2]) == ["added persona:one", "added persona:two"]
    assert "removed" not in " ".join(said) and "role" not in " ".join(said)
    assert [line for line in said if line.startswith("  ")] == ["  note added: New here"]
    # That their addresses name something else now is all that happened to the other one.
    assert sum(line.startswith("renamed persona:") for line in said) == 2


def test_rename_back_and_forth_is_no_news(past: Past) -> None:
    """A name that was tried for an hour is none."""
    past.commit({"personas/ada.yml": persona("Ada", "shop")}, on="2026-03-01")
    past.commit({"personas/ada.yml": persona("Adele", "shop")}, on="2026-05-01")
    past.commit({"personas/ada.yml": persona("Ada", "shop")}, on="2026-05-01")
    assert past.said() == ["added persona:ada"]


def test_flip_flop_over_weeks_is_said_as_going_back(past: Past) -> None:
    """A name that was used for a month was news, and so is its end."""
    past.commit({"personas/ada.yml": persona("Ada", "shop")}, on="2026-03-01")
    past.commit({"personas/ada.yml": persona("Adele", "shop")}, on="2026-04-01")
    past.commit({"personas/ada.yml": persona("Ada", "shop")}, on="2026-05-01")
    assert past.said()[1:] == ["renamed persona:ada (was Ada)", "back persona:ada to 2026-03-01 (was Adele)"]


def test_case_of_a_file_name_is_no_news(past: Past) -> None:
    """Ids know no case."""
    past.commit({"personas/Ada.yml": persona("Ada", "shop")})
    past.commit({"personas/Ada.yml": None, "personas/ada.yml": persona("Ada", "shop")})
    assert past.said() == ["added persona:ada"]


def test_what_refers_to_the_renamed_is_no_news(past: Past) -> None:
    """References and texts that only follow a new name say nothing new."""
    map_ = "title: Pay\nsummary: All about the Till queue of a store\nsteps:\n  - Waits:\n      touchpoints: till-queue\n      doing: Looks at the till queue\n"
    past.commit(
        {"touchpoints/till-queue.yml": "title: Till queue\nchannel: store\nowner: shops\nsummary: A queue\n", "journeys/pay.yml": map_}
    )
    renamed = map_.replace("till-queue", "till-line").replace("till queue", "till line").replace("Till queue", "Till line")
    new = "title: Till line\nformerly: till-queue\nchannel: store\nowner: shops\nsummary: A queue\n"
    past.commit({"touchpoints/till-queue.yml": None, "touchpoints/till-line.yml": new, "journeys/pay.yml": renamed})
    assert past.said()[2:] == ["renamed touchpoint:till-line (was Till queue)"]
