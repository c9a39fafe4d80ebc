"""Sentences that are alike from run to run and unlike each other, so that no memory of texts flatters a build."""

from __future__ import annotations

from random import Random


def _listed(words: str) -> list[str]:
    return words.split("; ")


_WHO = _listed(
    "customer; visitor; patient; neighbour; colleague; cashier; driver; parent; nurse; clerk; commuter; traveller; student; tenant; "
    "caller; guest"
)
_DOES = _listed(
    "looks for; waits for; asks about; carries; reads; forgets; compares; counts; signs; opens; returns; checks; hears about; pays for; "
    "misses"
)
_WHAT = _listed(
    "letter; ticket; form; counter; receipt; basket; queue; number; address; account; label; appointment; parcel; machine; notice; key; "
    "invoice; platform; screen; password; contract; voucher; seat; route; timetable; reminder; card; shelf; corridor; desk; calendar; "
    "envelope"
)
_HOW = _listed(
    "slowly; twice; gladly; alone; again; early; late; calmly; by mistake; without help; in a hurry; on foot; at home; in the evening"
)
_WHY = _listed(
    "because nobody said which one it was; before the doors close; as the sign had promised; when the line is long; although it was "
    "sent last week; so that the rest of the day is free; while the children wait outside; since the old way was taken away; unless "
    "somebody comes to help; and tells two friends about it"
)
_LIKE = _listed(
    "plain; narrow; missing; second; heavy; printed; empty; late; small; wrong; kind; familiar; loud; unread; broken; shared; final; "
    "borrowed"
)


class Words:
    """Says things, the same things for the same seed."""

    def __init__(self, seed: str) -> None:
        self.chance = Random(seed)

    def one_of(self, words: list[str]) -> str:
        return self.chance.choice(words)

    def title(self) -> str:
        """Three to five words that hardly ever come twice."""
        return f"{self.one_of(_LIKE)} {self.one_of(_WHAT)} and the {self.one_of(_LIKE)} {self.one_of(_WHAT)}".capitalize()

    def act(self) -> str:
        return f"{self.one_of(_DOES)} the {self.one_of(_LIKE)} {self.one_of(_WHAT)}".capitalize()

    def clause(self) -> str:
        return f"The {self.one_of(_WHO)} {self.one_of(_DOES)} the {self.one_of(_LIKE)} {self.one_of(_WHAT)} {self.one_of(_HOW)}"

    def sentence(self) -> str:
        return f"{self.clause()} {self.one_of(_WHY)}"

    def marked(self) -> str:
        """A sentence with a stretch of Markdown in it."""
        thing = f"{self.one_of(_LIKE)} {self.one_of(_WHAT)}"
        form = self.one_of([f"*{thing}*", f"**{thing}**", f"`{thing}`", f"[{thing}](https://example.org/{thing.replace(' ', '-')})"])
        return f"{self.clause()}, then the {form}, {self.one_of(_WHY)}"

    def prose(self, count: int) -> str:
        """Sentences, one in four with markup."""
        return ". ".join(self.marked() if self.chance.random() < 0.25 else self.sentence() for _ in range(count)) + "."

    def body(self, sentences: int) -> str:
        """Paragraphs, a heading and a list, as people write them."""
        first, second = sentences - sentences // 2, sentences // 2
        items = "\n".join(f"- {self.marked() if index == 1 else self.sentence()}." for index in range(3))
        return f"{self.prose(first)}\n\n{self.prose(second)}\n\n## {self.title()}\n\n{self.prose(second)}\n\n{items}\n"
