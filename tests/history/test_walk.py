"""A long past whose changes are known, and large files that are read only where they differ."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journeysite.history.diff import diff
from journeysite.history.normal import normalise
from journeysite.history.prune import MARK, prune
from journeysite.model.kinds import KINDS

from .repo import Past

EDITS = 300

Known = tuple[str, str, tuple[str, ...]]
"""What became of which entity, and its changes in short."""


class Team:
    """Edits an atlas as a team would, and knows what each edit changes."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = 0
        self.stages: list[dict[str, Any]] = [{"title": f"Stage {n}", "steps": [self.step() for _ in range(4)]} for n in range(4)]
        self.touchpoints = {f"place-{n}": f"Place {n}" for n in range(5)}
        self.quotes = [self.words() for _ in range(3)]
        self.style = 0

    def words(self) -> str:
        """Words that nobody has said before, with nothing in common with any others."""
        self.number += 1
        return " ".join(f"{word}{self.number}" for word in ("looks", "for", "some", "sign"))

    def step(self) -> dict[str, Any]:
        self.number += 1
        return {"title": f"Step number{self.number}", "emotion": self.number / 1000, "doing": self.words(), "backstage": self.words()}

    def files(self) -> dict[str, str | None]:
        lines = [
            f"title: Pay\n{'# a comment' if self.style % 2 else ''}\nquotes:\n",
            *(f"  - {words}\n" for words in self.quotes),
            "stages:\n",
        ]
        deeper = "  " if self.style % 3 else "    "
        for stage in self.stages:
            lines.append(f"  - {stage['title']}:\n")
            for step in stage["steps"]:
                fields = [f"doing: {step['doing']}", f"backstage: {step['backstage']}"][:: 1 if self.style % 5 else -1]
                lines += [f"    {deeper}- {step['title']}: {step['emotion']:g}\n", *(f"    {deeper}  {field}\n" for field in fields)]
        places = "".join(f"{key}: {title}\n" for key, title in self.touchpoints.items())
        return {"journeys/pay.yml": "".join(lines), "touchpoints.yml": places}

    def edit(self) -> list[Known]:
        """One edit, chosen by chance."""
        stage = self.chance.choice([stage for stage in self.stages if len(stage["steps"]) > 1])
        step = self.chance.choice(stage["steps"])
        name = self.chance.choice(
            ["mood", "words", "comes", "leaves", "moves", "quote", "restyled", "touchpoint", "two at once", "retitled"]
        )
        known: list[Known] = getattr(self, f"edit_{name.replace(' ', '_')}")(stage, step)
        return known

    def journey(self, *changes: str) -> list[Known]:
        return [("changed", "journey:pay", changes)]

    def edit_mood(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.number += 1
        step["emotion"] = self.number / 1000
        return self.journey("changed emotion")

    def edit_words(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        step["doing"] = self.words()
        return self.journey("added doing", "removed doing")

    def edit_two_at_once(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.edit_mood(stage, step)
        self.edit_words(stage, step)
        return self.journey("added doing", "changed emotion", "removed doing")

    def edit_comes(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        stage["steps"].insert(self.chance.randrange(len(stage["steps"])), self.step())
        return self.journey("added steps")

    def edit_leaves(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        if sum(len(stage["steps"]) for stage in self.stages) < 12:
            return self.edit_comes(stage, step)
        stage["steps"].remove(step)
        return self.journey("removed steps")

    def edit_moves(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        other = self.chance.choice([other for other in self.stages if other is not stage])
        stage["steps"].remove(step)
        other["steps"].insert(0, step)
        return self.journey("moved steps")

    def edit_quote(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.quotes.append(self.words())
        return self.journey("added quotes")

    def edit_restyled(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.style += 1
        return []

    def edit_touchpoint(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.number += 1
        self.touchpoints[f"place-{self.number}"] = f"Place {self.number}"
        return [("added", f"touchpoint:place-{self.number}", ())]

    def edit_retitled(self, stage: dict[str, Any], step: dict[str, Any]) -> list[Known]:
        self.number += 1
        key = self.chance.choice(sorted(self.touchpoints))
        self.touchpoints[key] = f"Spot {self.number}"
        return [("renamed", f"touchpoint:{key}", ())]


def test_random_walk_of_300_edits(past: Past, tmp_path: Path) -> None:
    """The log says what the team did, edit by edit, and nothing else; told in one go and piece by piece alike."""
    team, known, cache = Team(7), [], tmp_path / "history.json"
    past.commit(team.files())
    for number in range(EDITS):
        known += team.edit()
        past.commit(team.files())
        if number in (50, 51, 200):
            past.log(cache)
    log = past.log()
    assert past.log(cache) == log
    # What was added and taken away again is said to be back as it was.
    told = [
        (
            entry.what.replace("back", "changed"),
            str(entry.key),
            tuple(sorted(f"{item.change.what} {_field(item.change.path)}" for item in entry.changes)),
        )
        for entry in reversed(log.entries)
    ]
    first = next(number for number, entry in enumerate(told) if entry[0] != "added")
    assert told[first:] == known[first - 6 :]


def _field(path: tuple[str | int, ...]) -> str:
    return next(name for name in reversed(path) if isinstance(name, str) and name)


# Large files ---------------------------------------------------------------------------------------------------------


def large(stages: list[dict[str, Any]], quotes: list[str]) -> bytes:
    lines = ["title: A large map", f"summary: {'words ' * 60}", "quotes:", *(f"  - {quote}" for quote in quotes), "stages:"]
    for stage in stages:
        lines.append(f"  - {stage['title']}:")
        for step in stage["steps"]:
            lines += [
                f"      - {step['title']}: {step['emotion']}",
                f"        doing: {step['doing']}",
                "        thinking:",
                f"          - {step['thinking']}",
            ]
    return ("\n".join(lines) + "\n").encode()


SIMPLE = st.sampled_from(["Waits at the till", "Pays by card", "Reads a sign", "Asks somebody", "Goes away again", "Packs the bread"])
STEP = st.fixed_dictionaries({"title": SIMPLE, "emotion": st.integers(-2, 2), "doing": SIMPLE, "thinking": SIMPLE})
STAGES = st.lists(st.fixed_dictionaries({"title": SIMPLE, "steps": st.lists(STEP, min_size=1, max_size=4)}), min_size=4, max_size=7)


@settings(max_examples=200, deadline=None)
@given(STAGES, st.randoms(use_true_random=False), st.booleans())
def test_what_is_known_of_the_version_before_only_spares_work(stages: list[dict[str, Any]], chance: random.Random, has_front: bool) -> None:
    """A version is cut the same, whether where its items stand is known from the cut before or looked for again."""

    def written(stages: list[dict[str, Any]], quotes: list[str]) -> bytes:
        return b"---\n" + large(stages, quotes) + b"---\nProse.\n" if has_front else large(stages, quotes)

    path = "journeys/x.md" if has_front else "journeys/x.yml"
    quotes = [f"Said at the till number {chance.choice('123')} of many" for _ in range(40)]
    versions = [written(stages, quotes)]
    known = None
    for _ in range(4):
        stages, quotes = copy.deepcopy(stages), list(quotes)
        edit = chance.randint(0, 4)
        if edit == 0:
            chance.shuffle(stages)
        elif edit == 1:
            quotes.insert(chance.randint(0, 40), "Said & heard" if chance.random() < 0.2 else "One more")
        elif edit == 2:
            stages.append(copy.deepcopy(chance.choice(stages)))
        else:
            chance.choice(chance.choice(stages)["steps"])["doing"] = f"Something else {chance.random()}"
        versions.append(written(stages, quotes))
        again, first = prune(path, versions[-2], versions[-1], known), prune(path, versions[-2], versions[-1])
        assert again == first
        known = again.scan if again else None


@settings(max_examples=300, deadline=None)
@given(STAGES, st.randoms(use_true_random=False))
def test_a_file_read_in_part_differs_in_the_same(stages: list[dict[str, Any]], chance: random.Random) -> None:
    """For edits of a large file: as many changes of each kind, in the same fields, as when all of it is read."""
    for number, part in enumerate(part for stage in stages for part in (stage, *stage["steps"])):
        part["title"] += f" {number}"
    after = copy.deepcopy(stages)
    for _ in range(chance.randint(1, 3)):
        stage = chance.choice(after)
        step = chance.choice(stage["steps"])
        step[chance.choice(["doing", "thinking"])] = f"Something else {chance.random()}"
    padding = [f"Said at the till number {number} of many" for number in range(40)]
    old, new = large(stages, padding), large(after, [*padding, "One more"])
    pruned = prune("journeys/x.yml", old, new)
    assert pruned is not None and len(pruned.new) < len(new)
    whole = diff(*(_only(normalise("journeys/x.yml", data, KINDS)) for data in (old, new)))
    part = diff(*(_only(normalise("journeys/x.yml", data, KINDS)) for data in (pruned.old, pruned.new)))
    assert [(c.what, c.path, c.was, c.old, c.new) for c in part] == [(c.what, c.path, c.was, c.old, c.new) for c in whole]


def _only(found: dict[str, Any] | None) -> dict[str, Any]:
    assert found
    return next(iter(found.values()))


def test_no_word_for_an_item_is_ever_said(past: Past) -> None:
    """What stands for an unread item is written out wherever it is shown: in a step that moves, in a stage that leaves."""
    team = Team(3)
    past.commit(team.files())
    team.stages.append(team.stages.pop(0))
    past.commit(team.files())
    del team.stages[1]
    past.commit(team.files())
    team.stages.insert(0, {"title": "First of all", "steps": [team.stages[0]["steps"].pop(), team.step()]})
    past.commit(team.files())
    assert MARK not in repr(past.log().entries) and MARK not in "".join(past.said())
    assert any("Step number" in line for line in past.said())
