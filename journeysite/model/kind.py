"""What a kind is: a model whose fields say everything that linking, checking, search, schema and pages need to know.

A new kind is one module with a subclass of `Entity` and one line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place
from ..source.prose import Section
from .part import PROSE, Part
from .reading import Fault, Reader, Reading, describe, slug
from .refs import Key, Ref, To, prose_refs, without_code
from .texts import EvidenceField, Prose
from .values import Confidence, Flag, Images, Line, Lines, WebLinks

Team = Annotated[Ref | None, To("team").one()]
"""The team that owns a thing."""


class Entity(Part):
    """A thing with a page of its own. Everything has these fields."""

    kind: ClassVar[Kind]

    id: Annotated[str, Reader(lambda node, reading: _read_id(node), {"type": "string"})] = Field(
        "", description="Pins the id, so that it survives a new title or file name."
    )
    title: Line = Field("", description="What people call it.")
    summary: Prose | None = Field(None, description="One sentence on what it is.")
    tags: Lines = Field((), description="Words to group things by.")
    links: WebLinks = Field((), description="Words and their address: Roster https://example.org/roster.")
    images: Images = Field((), description="Files beside this one, each with what it shows.")
    owner: Team = Field(None, description="The team that answers for it.")
    evidence: EvidenceField = Field((), description="The research behind it: ids, notes after a colon, or words with an address.")
    confidence: Confidence | None = Field(None, description="How sure we are: validated, reported or assumed.")
    lang: Line = Field("", description="The language of its texts, such as de, where it is not the site's.")
    formerly: Lines = Field((), description="Ids that it had before. References to them go on working.")
    draft: Flag = Field(False, description="true keeps it out of everything that is published.")
    archived: Prose | None = Field(None, description="Why it no longer holds. The page stays, with a banner.")
    reason: Prose | None = Field(None, description="Why its status is what it is.")

    # Set by the decoder, never by a writer.
    path: str = ""
    sections: tuple[Section, ...] = ()
    home: Key | None = None
    """The entity in which this one was written, None for one with a place of its own."""

    @classmethod
    def hidden_fields(cls) -> frozenset[str]:
        return super().hidden_fields() | {"path", "sections", "home"}

    @cached_property
    def key(self) -> Key:
        return Key(self.kind.name, self.id)

    def links_out(self, inside: str = "", without: str = "") -> Iterator[tuple[str, str, Ref]]:
        return iter(self.all_links)

    @cached_property
    def all_links(self) -> tuple[tuple[str, str, Ref], ...]:
        """Asked by several passes, and again by each rebuild."""
        found = list(super().links_out())
        for text in self.all_texts:
            found += [(PROSE, "", ref) for ref in prose_refs(text.source, text.at)]
        for section in self.sections:
            found += [(PROSE, "", ref) for ref in prose_refs(without_code(section.text), Place(self.path, section.text_line, 1))]
        return tuple(found)

    def settled(self, reading: Reading) -> Self:
        """The entity once all its fields are read: a kind derives here what depends on several of them."""
        return self


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its words, its folder and its model.

    name: singular, as in ids and links.  folder: plural, as on disk and in addresses.  title, plural: as shown.
    summary: one sentence for the index page.  icon: of the theme.  facets: fields to filter an index by.
    listed: fields shown in lists.  exempt: fields in which personal data is meant to stand.
    section: the heading of the navigation that its index stands under, "" for the top.
    several: what more than one is called where they are counted, "" for the plural.
    grouped: the field by which an index is divided, "" for one list.  order: fields and properties by which it is sorted, `-reach` for the highest first.
    A name in `listed`, `facets` and `order` may be a property of the model.
    """

    name: str
    folder: str
    title: str
    plural: str
    summary: str
    model: type[Entity]
    icon: str = "material/file-document-outline"
    facets: tuple[str, ...] = ("owner", "tags")
    listed: tuple[str, ...] = ("owner",)
    exempt: frozenset[str] = frozenset()
    section: str = ""
    several: str = ""
    grouped: str = ""
    order: tuple[str, ...] = ()


def ids_in_place(kinds: Mapping[str, Kind]) -> Callable[[str, MappingNode, Reading], str]:
    """Finds the id of a thing written in place, by the name of its kind."""
    return lambda name, node, reading: in_place_id(kinds[name], node, reading)


def in_place_id(kind: Kind, node: MappingNode, reading: Reading) -> str:
    """The id of a thing written in place: its `id`, or the slug of its title. Raises Fault where it has neither."""
    fields = {name: (key, value) for name, key, value in reading.pairs(node)}
    first = next(iter(fields), "")
    if "id" in fields:
        return _read_id(fields["id"][1])
    title = fields["title"][1] if "title" in fields else fields[first][0] if first and first not in kind.model.written_fields() else None
    if not isinstance(title, ScalarNode) or not slug(title.value):
        raise Fault(node, "E014", f"this {kind.title.lower()} has no title", "write its title first, or title: and the words")
    return slug(title.value)


def kind_of(name: str, folder: str, title: str, plural: str, summary: str, **rest: Any) -> Any:
    """Declares the kind of an entity's class: `@kind_of("persona", "personas", …)`."""

    def declare(model: type[Entity]) -> type[Entity]:
        model.kind = Kind(name, folder, title, plural, summary, model, **rest)
        return model

    return declare


def _read_id(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not slug(node.value):
        raise Fault(node, "E012", f"expected an id, found {describe(node)}", "an id is letters and digits joined by hyphens")
    return slug(node.value)
