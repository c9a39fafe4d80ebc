"""Changes lead from one normal form to another, whatever the two are."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journeysite.history.diff import apply, diff

WORDS = st.sampled_from(["waits", "pays", "the till", "joins the line", "asks", "0 -> -2", "a bag", "stays calm at the till"])
LINES = st.lists(WORDS, min_size=1, max_size=4)


def _part(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"title": WORDS},
        optional={
            "id": st.sampled_from(["one", "two", "three"]),
            "emotion": st.dictionaries(st.sampled_from(["", "parent"]), WORDS, min_size=1),
            "doing": st.dictionaries(st.sampled_from(["", "parent"]), LINES, min_size=1),
            "touchpoints": st.lists(WORDS | st.fixed_dictionaries({"title": WORDS}, optional={"channel": WORDS}), min_size=1, max_size=3),
            "steps": children,
        },
    )


STEPS = st.lists(_part(st.lists(st.fixed_dictionaries({"title": WORDS}), min_size=1, max_size=2)), min_size=1, max_size=5)
STAGES = st.lists(_part(STEPS), min_size=1, max_size=4)
ENTITIES = st.fixed_dictionaries({"title": WORDS}, optional={"stages": STAGES, "steps": STEPS, "goals": LINES, "owner": WORDS | LINES})


@settings(max_examples=400, deadline=None)
@given(ENTITIES, ENTITIES)
def test_the_changes_applied_to_the_old_give_the_new(old: dict[str, Any], new: dict[str, Any]) -> None:
    """For any two trees."""
    assert apply(diff(old, new), old) == new


@given(ENTITIES)
def test_nothing_changes_from_a_tree_to_itself(tree: dict[str, Any]) -> None:
    """No change is invented."""
    assert diff(tree, tree) == ()
