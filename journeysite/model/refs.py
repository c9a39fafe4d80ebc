"""References to other things, in fields and in prose.

A reference is kept as it was written; `compiler/link.py` finds what it names. What a field may refer to is declared with `To`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from .reading import Fault, Reader, Reading, describe, one_or_many, read_words


class Key(NamedTuple):
    """What a thing is called everywhere: its kind and its id in that kind."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class Ref(Struct, frozen=True):
    """A reference as written. kinds: what it may name, the likeliest first.  text: an id or a title.  step: after `#`, or "".

    at: where it is written.  may_create: whether a title that nothing has yet makes a new thing in place.
    """

    kinds: tuple[str, ...]
    text: str
    step: str
    at: Place
    may_create: bool = False

    @property
    def words(self) -> tuple[tuple[str, ...], str]:
        """What it names: the same words mean the same thing everywhere."""
        return self.kinds, self.text


@dataclass(frozen=True)
class To:
    """Annotates a reference with what it may name, the likeliest kind first. Where an id may stand, the thing may stand.

    `About = Annotated[tuple[Ref, ...], To("journey", "touchpoint").many()]`
    """

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def from_words(self, words: str, at: Place) -> Ref:
        """A reference from `id`, `kind:id`, `kind:id#step` or a title. The kind in front is honoured where this field may name it."""
        text, step = words.strip(), ""
        kind, colon, rest = text.partition(":")
        kinds = self.kinds
        if colon and kind.strip() in kinds and rest.strip():
            kinds, text = (kind.strip(),), rest.strip()
        if "#" in text:
            text, _, step = text.partition("#")
        return Ref(kinds, text.strip(), step.strip(), at)

    def read(self, node: Node, reading: Reading) -> Ref:
        at = reading.place(node)
        if isinstance(node, ScalarNode):
            ref = self.from_words(read_words(node, reading), at)
            return replace(ref, may_create=ref.kinds == self.kinds and len(self.kinds) == 1 and not ref.step)
        if isinstance(node, MappingNode):
            return Ref((self.kinds[0],), reading.keep_in_place(self.kinds[0], node), "", at)
        raise Fault(node, "E012", f"expected the id or the title of a {' or '.join(self.kinds)}, found {describe(node)}")

    def one(self) -> Reader:
        return Reader(self.read, {"type": ["string", "object"]}, "ref", self.kinds)

    def many(self) -> Reader:
        return Reader(lambda node, reading: reading.many(node, self.read), one_or_many({"type": ["string", "object"]}), "refs", self.kinds)


# In prose ------------------------------------------------------------------------------------------------------------

WIKI_LINK = re.compile(r"\[\[(?P<kind>[^\[\]|:#\n]+):(?P<id>[^\[\]|#\n]+)(?:#(?P<step>[^\[\]|\n]+))?(?:\|(?P<text>[^\[\]\n]+))?\]\]")
"""`[[kind:id]]`, `[[kind:id#step|text]]`."""


def prose_refs(markdown: str, at: Place) -> Iterator[Ref]:
    """The links and marks in a stretch of prose, each with its line. at: where the stretch begins."""
    if "[[" in markdown:
        for match in WIKI_LINK.finditer(markdown):
            before = markdown[: match.start()]
            line = at.line + before.count("\n")
            column = match.start() - (before.rfind("\n") + 1) + (at.column if "\n" not in before else 1)
            yield Ref((match["kind"].strip(),), match["id"].strip(), (match["step"] or "").strip(), Place(at.path, line, column))


_CODE = re.compile(r"^ {0,3}(?P<fence>```|~~~)[\s\S]*?(?:^ {0,3}(?P=fence)|\Z)|^(?: {4}|\t).*$|(?P<ticks>`+)[^`\n]+(?P=ticks)", re.M)


def without_code(markdown: str) -> str:
    """Prose with its code blanked out, of the same length, so that places in it stay true."""
    if "`" not in markdown and "    " not in markdown and "~~~" not in markdown and "\t" not in markdown:
        return markdown
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
