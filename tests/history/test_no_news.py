"""How something is written is no news: YAML's spellings, line ends, wrapping, comments, the order of keys, the scale of emotions."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeysite.history.diff import diff
from journeysite.history.normal import normalise
from journeysite.model.kinds import KINDS

from .repo import Past

MAP = """\
title: Zahlen im Café
summary: What happens between the shelf and the door, and how long it takes
owner: shops
personas: [ada, bert]
goals:
  - Be out by six
steps:
  - Waits: -1
    doing: Reads the headlines of the day
    touchpoints: [till, bell]
  - Pays: 1
    feeling:
      ada: Relieved
      bert: Proud
"""

SPELLINGS: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "letters taken apart": lambda text: unicodedata.normalize("NFD", text),
    "a byte order mark": lambda text: "\ufeff" + text,
    "quotes": lambda text: text.replace("Waits: -1", '"Waits": "-1"').replace("owner: shops", "owner: 'shops'"),
    "comments": lambda text: text.replace("steps:", "# The way\nsteps:").replace("Reads the", "Reads the"),
    "wrapping": lambda text: text.replace("and how long", "and\n  how long"),
    "folded text": lambda text: text.replace(
        "doing: Reads the headlines of the day", "doing: >-\n      Reads the headlines\n      of the day"
    ),
    "lists in brackets": lambda text: text.replace("  - Be out by six\n", "").replace("goals:", "goals: [Be out by six]"),
    "one for a list": lambda text: text.replace("goals:\n  - Be out by six", "goals: Be out by six"),
    "lists by lines": lambda text: text.replace("[till, bell]", "\n      - till\n      - bell"),
    "order of references": lambda text: text.replace("[till, bell]", "[bell, till]"),
    "order of fields": lambda text: text.replace("owner: shops\n", "") + "owner: shops\n",
    "deeper indentation": lambda text: text.replace("      ada", "        ada").replace("      bert", "        bert"),
    "fields written out": lambda text: text.replace("- Waits: -1", "- title: Waits\n    emotion: -1"),
    "numbers": lambda text: text.replace("Waits: -1", "Waits: -1.0"),
    "an empty field": lambda text: text + "group:\nstate: ~\n",
    "an anchor": lambda text: text.replace("personas: [ada, bert]", "personas: &who [ada, bert]"),
    "flow maps": lambda text: text.replace("\n      ada: Relieved\n      bert: Proud", " {ada: Relieved, bert: Proud}"),
    "spaces at line ends": lambda text: text.replace("shops\n", "shops   \n"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_is_no_news(past: Past, spelling: str) -> None:
    """The same said in another way changes nothing."""
    changed = SPELLINGS[spelling](MAP)
    assert changed != MAP
    past.commit({"journeys/pay.yml": MAP})
    past.commit({"journeys/pay.yml": changed})
    past.commit({"journeys/pay.yml": MAP})
    assert past.said() == ["added journey:pay"]


def test_front_matter_is_no_news(past: Past) -> None:
    """`.yml` and `.md` are two ways to write one thing."""
    past.commit({"journeys/pay.yml": MAP})
    past.commit({"journeys/pay.yml": None, "journeys/pay.md": f"---\n{MAP}---\n"})
    assert past.said() == ["added journey:pay"]


def test_growing_out_of_a_shared_file_is_no_news(past: Past) -> None:
    """An entry of a shared file that became a file of its own is the same entity."""
    past.commit({"touchpoints.yml": "till: Till\nbell:\n  title: Bell\n  channel: store\n"})
    past.commit({"touchpoints.yml": "till: Till\n", "touchpoints/bell.md": "---\ntitle: Bell\nchannel: store\n---\n"})
    assert sorted(past.said()) == ["added touchpoint:bell", "added touchpoint:till"]


def test_migration_of_the_scale_is_one_entry(past: Past) -> None:
    """From −2…2 to 1…5, with every map written anew on that day: one entry, and no emotion has changed."""
    text = "title: Pay\nsteps:\n  - Waits: {0}\n  - Pays: {1}\n  - Leaves: {2}\n"
    past.commit({"journeys/pay.yml": text.format(-1, 1, "0 -> 2")})
    past.commit({"journeys/pay.yml": text.format(2, 4, "3 -> 5"), "emotion.yml": "scale: 1..5\n"})
    past.commit({"journeys/pay.yml": text.format(3, 4, "3 -> 5")})
    said = past.said()
    assert said == [
        "added journey:pay",
        "changed scale:emotion",
        "  scale: −2 to 2 → 1 to 5",
        "changed journey:pay",
        "  Waits: emotion: −1 → 0",
    ]


def test_named_points_are_no_news(past: Past) -> None:
    """A point by its name is the point, also after it got another name."""
    past.commit({"journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: -1.5\n"})
    past.commit({"journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: angry\n", "emotion.yml": "angry: -1.5\n"})
    past.commit({"journeys/pay.yml": "title: Pay\nsteps:\n  - Waits: furious\n", "emotion.yml": "furious: -1.5\n"})
    assert past.said() == ["added journey:pay"]


def test_renamed_lanes_are_no_news(past: Past) -> None:
    """A lane of the site's own that got another name, in the map and in lanes.yml."""
    text = "title: Pay\nsteps:\n  - Waits: 0\n    {0}: Brings a till roll\n"
    past.commit({"journeys/pay.yml": text.format("stock"), "lanes.yml": "stock: Stock room\n"})
    past.commit({"journeys/pay.yml": text.format("stock-room"), "lanes.yml": "stock-room: Stock room\n"})
    assert past.said() == ["added journey:pay"]


# Properties ----------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Waits at the till",
        "Pays: by card",
        "no",
        "10:30",
        "007",
        "1.10",
        "He said: no",
        "# not a comment",
        "外来受診",
        "a  b",
        "yes",
        "~x",
        "- x",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3, unique=True)
STEP = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "emotion": st.sampled_from(["-1", "0", "1.5", "0 -> -2", "-1..1"]), "doing": TEXTS, "backstage": WORDS, "thinking": TEXTS,
        "touchpoints": st.lists(st.sampled_from(["till", "bell", "door"]), min_size=1, unique=True),
    },
)  # fmt: skip
JOURNEY = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "summary": WORDS,
        "goal": WORDS,
        "stages": st.lists(st.fixed_dictionaries({"title": WORDS, "steps": st.lists(STEP, min_size=1, max_size=3)}), max_size=3),
    },
)


class Pen:
    """Writes a map of fields as YAML in one of the many ways to write it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def file(self, fields: dict[str, Any]) -> tuple[str, bytes]:
        text = self.fields(fields, 0)
        ending = self.chance.choice([".yml", ".md", ".yaml"])
        if ending == ".md":
            text = f"---\n{text}---\n"
        data = self.chance.choice(["", "\ufeff"]) + self.chance.choice(
            [text, text.replace("\n", "\r\n"), unicodedata.normalize("NFD", text)]
        )
        return f"journeys/pay{ending}", data.encode()

    def fields(self, fields: dict[str, Any], indent: int) -> str:
        items = list(fields.items())
        self.chance.shuffle(items)
        return "".join(f"{' ' * indent}{name}:{self.value(value, indent)}{self.comment(indent)}" for name, value in items)

    def value(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return f" {self.text(value)}\n"
        if all(isinstance(item, str) for item in value):
            if len(value) == 1 and self.chance.random() < 0.5:
                return f" {self.text(value[0])}\n"
            if self.chance.random() < 0.3:
                return f" [{', '.join(self.quoted(item) for item in value)}]\n"
        deeper = indent + self.chance.choice([0, 2, 4])
        return "\n" + "".join(f"{' ' * deeper}- {self.item(item, deeper + 2)}" for item in value)

    def item(self, item: Any, indent: int) -> str:
        return f"{self.text(item)}\n" if isinstance(item, str) else self.fields(item, indent).lstrip(" ")

    def text(self, text: str) -> str:
        is_plain = not any(sign in text for sign in ("#", ": ", "  ", "~", "- "))
        return text if is_plain and self.chance.random() < 0.5 else self.quoted(text)

    def quoted(self, text: str) -> str:
        return f'"{text}"' if self.chance.random() < 0.5 else f"'{text}'"

    def comment(self, indent: int) -> str:
        return self.chance.choice(["", "", "", "\n", f"{' ' * indent}# a word for writers\n"])


@settings(max_examples=300, deadline=None)
@given(JOURNEY, st.integers(0, 2**32), st.integers(0, 2**32))
def test_however_it_is_written(fields: dict[str, Any], one: int, other: int) -> None:
    """Any shuffle of keys, comments, quotes, lists, line ends and file types is nothing."""
    (path, data), (other_path, other_data) = Pen(one).file(fields), Pen(other).file(fields)
    before, after = normalise(path, data, KINDS), normalise(other_path, other_data, KINDS)
    assert before and after
    assert diff(before["journey:pay"], after["journey:pay"]) == ()
