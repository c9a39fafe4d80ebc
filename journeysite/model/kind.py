"""What a kind is: a model whose fields say everything that linking, checking, search, schema and pages need to know.

A new kind is one module with a subclass of `Entity` and one line in `KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place, Severity
from ..source.prose import Section
from .reading import Fault, JsonSchema, Reader, Reading, describe, did_you_mean, is_empty, slug, within_two_letters
from .texts import EvidenceField, Key, Prose, Ref, Text, To, prose_refs, read_text, references, texts, without_code
from .values import Confidence, Flag, Image, Images, Line, Lines, WebLinks, pictures

Team = Annotated[Ref | None, To("team").one()]
"""The team that owns a thing."""


PROSE = "prose"
"""The field under which a link in a text is kept."""


class Part(BaseModel):
    """Fields that stand together in the source: an entity, a stage, a step.

    leading: the field that the value after `Title:` sets in a list.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")

    leading: ClassVar[str] = ""

    at: Annotated[Place, Reader(lambda node, reading: reading.place(node), {})] = Place("")
    extra: tuple[tuple[str, Text], ...] = ()

    @classmethod
    @cache
    def field_names(cls) -> tuple[str, ...]:
        """All of them. Pydantic looks its own up anew each time that it is asked, and every pass asks every part."""
        return tuple(cls.model_fields)

    @classmethod
    @cache
    def written_fields(cls) -> Mapping[str, FieldInfo]:
        """The fields that a writer may set, by the name in the source."""
        return {info.alias or name: info for name, info in cls.model_fields.items() if name not in cls.hidden_fields()}

    @classmethod
    def hidden_fields(cls) -> frozenset[str]:
        return frozenset({"at", "extra"})

    @classmethod
    @cache
    def list_shapes(cls) -> Mapping[str, str]:
        """Fields that a list under a heading may be: "texts", or "pairs" where each item is `left: right`."""
        shapes = {}
        for name, info in cls.written_fields().items():
            reader = reader_of(info)
            item = _item_schema(reader.schema) if reader else None
            if item is not None:
                shapes[name] = "pairs" if item.get("type") == "object" else "texts"
        return shapes

    @classmethod
    def leading_field(cls, value: Node) -> str:
        return cls.leading

    @classmethod
    def own_fields(cls, reading: Reading) -> Iterable[str]:
        """Names of fields that the site itself declares (lanes)."""
        return ()

    def refs(self) -> Iterator[Ref]:
        for _, _, ref in self.links_out():
            yield ref

    def links_out(self, inside: str = "", without: str = "") -> Iterator[tuple[str, str, Ref]]:
        """Every reference with the field it stands in and the id of the part (the step) that it stands inside of, or "".

        without: a field that is left out.
        """
        for name in self.field_names():
            value = getattr(self, name)
            # Most fields stand empty, and words refer to nothing: to ask them costs more than all the rest.
            if not value or type(value) is str or name == without:
                continue
            if isinstance(value, tuple) and isinstance(value[0], Part):
                for part in value:
                    yield from part.links_out(getattr(part, "id", "") or inside)
            else:
                for ref in references(value):
                    yield name, inside, ref

    def texts(self) -> Iterator[Text]:
        return iter(self.all_texts)

    @cached_property
    def all_texts(self) -> tuple[Text, ...]:
        """Every text in it, however deep. Asked by several passes, and again by each rebuild."""
        values = (getattr(self, name) for name in self.field_names())
        return tuple(text for value in values if value and type(value) is not str for text in texts(value))

    @cached_property
    def pictures(self) -> tuple[Image, ...]:
        """Every image in it, however deep, that is shown as it is: not a portrait, which is scaled."""
        values = (getattr(self, name) for name in self.field_names() if name != "portrait")
        return tuple(image for value in values if value and type(value) is not str for image in pictures(value))


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

    @property
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


# Opening a map of fields ---------------------------------------------------------------------------------------------


def open_fields(model: type[Part], node: Node, reading: Reading, in_list: bool) -> dict[str, Any]:
    """The nodes of a part by field, with the rule of writing applied: a thing is its title, after the colon its leading value.

    in_list: whether an unknown first key is the title. Returns nodes by field, `extra` as texts. Reports keys that no field has.
    """
    if isinstance(node, ScalarNode) and in_list:
        return {"title": node, "at": node}
    if not isinstance(node, MappingNode):
        raise Fault(node, "E012", f"expected fields, found {describe(node)}", "write a name, a colon and the value on each line")
    known = model.written_fields()
    own = set(model.own_fields(reading))
    values: dict[str, Any] = {"at": node}
    extra, own_values = [], []
    for position, (name, key, value) in enumerate(reading.pairs(node)):
        if name in known:
            if name in values and not is_empty(value):
                hint = f'"{name}" was set by what stands after the title already; keep one of them'
                reading.report(key, "E013", f'"{name}" is given twice', hint)
            elif not is_empty(value):
                values[name] = value
        elif name in own:
            own_values.append((name, value))
        elif name.startswith("x-"):
            extra.append((name, value))
        elif position == 0 and in_list and "title" in known:
            values |= _title_and_leading(model, key, value, reading, known)
        else:
            hint = also_called(name, known) or did_you_mean(name, [*known, *own])
            what = model.__name__.lower()
            reading.report(key, "E011", f'a {what} has no field "{name}"', hint or "a field of your own begins with x-")
    if extra:
        values["extra"] = tuple((name, text) for name, value in extra for text in reading.many(value, read_text))
    if own_values:
        values["own"] = own_values
    return values


_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "name": ("title",),
    "description": ("summary", "meaning"),
    "about": ("summary",),
    "phases": ("stages", "steps"),
    "phase": ("stages", "steps"),
    "moments": ("steps",),
    "tasks": ("steps", "doing", "jobs"),
    "activities": ("steps", "doing"),
    "actors": ("personas",),
    "users": ("personas",),
    "customers": ("personas",),
    "pain": ("findings", "frustrations"),
    "pains": ("findings", "frustrations"),
    "pain_points": ("findings", "frustrations"),
    "painpoints": ("findings", "frustrations"),
    "problems": ("findings", "frustrations"),
    "insights": ("findings",),
    "gains": ("findings", "delights"),
    "ideas": ("opportunities",),
    "solutions": ("actions",),
    "kpis": ("metrics",),
    "kpi": ("metrics",),
    "measures": ("metrics",),
    "touch_points": ("touchpoints",),
    "thoughts": ("thinking",),
    "feelings": ("feeling", "emotion"),
    "mood": ("emotion",),
    "sentiment": ("emotion",),
    "score": ("emotion", "severity", "impact"),
    "quote": ("quotes",),
    "date": ("dates", "reviewed"),
    "image": ("images", "portrait"),
    "photo": ("portrait", "images"),
    "url": ("links",),
    "link": ("links",),
    "team": ("owner",),
    "source": ("evidence",),
    "sources": ("evidence",),
    "motivations": ("goals",),
    "state": ("status",),
    "values": ("series",),
    "definition": ("method", "summary"),
}
"""What other tools and books call a field: each of these may be meant, the first one that the thing has."""


def also_called(name: str, known: Iterable[str]) -> str:
    """A hint for a word that is right elsewhere; "" for any other."""
    fields = set(known)
    meant = next((field for field in _ALSO_CALLED.get(name.casefold().replace("-", "_").replace(" ", "_"), ()) if field in fields), "")
    return f'write {meant}:, which is what "{name}" is called here' if meant else ""


def _title_and_leading(
    model: type[Part], key: ScalarNode, value: Node, reading: Reading, known: Mapping[str, FieldInfo]
) -> dict[str, Node]:
    slip = within_two_letters(key.value, known)
    if slip:
        message = f'"{key.value}" is read as a title, though it is nearly the field "{slip}"'
        reading.report(key, "C002", message, f"write {slip}: if you meant the field, title: if not", severity=Severity.WARNING)
    found: dict[str, Node] = {"title": key}
    if not is_empty(value):
        leading = model.leading_field(value)
        if leading:
            found[leading] = value
        else:
            reading.report(
                value, "E012", f"a {model.__name__.lower()} takes no value after its title", "put it in a field on a line of its own"
            )
    return found


def read_part(model: type[Part], node: Node, reading: Reading, in_list: bool = True, given: Mapping[str, Any] | None = None) -> Any:
    """A part from its nodes. given: fields that the caller has already. Reports every fault; fields that have one are left out."""
    values = open_fields(model, node, reading, in_list)
    values.update(given or {})
    return validate(model, values, reading)


def validate(model: type[Part], values: dict[str, Any], reading: Reading) -> Any:
    """Let Pydantic read the nodes; report what it found, and read once more without the fields that have a fault."""
    try:
        return model.model_validate(values, context=reading)
    except ValidationError as error:
        faulty = set()
        for found in error.errors(include_url=False):
            cause = found.get("ctx", {}).get("error")
            faulty.add(found["loc"][0])
            if not isinstance(cause, Fault):
                raise
            reading.report_fault(cause)
        return model.model_validate({name: value for name, value in values.items() if name not in faulty}, context=reading)


class Parts:
    """Annotates a list of parts: `tuple[Step, ...]`, written as one or many, each with its title first."""

    def __init__(self, model: type[Part]) -> None:
        self.model = model

    def many(self) -> Reader:
        return Reader(self._read_many, {"x-parts": self.model}, "parts")

    def one(self) -> Reader:
        return Reader(lambda node, reading: read_part(self.model, node, reading, in_list=False), {"x-part": self.model}, "part")

    def _read_many(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, MappingNode):
            self._refuse_without_hyphens(node, reading)
        return reading.many(node, self._read)

    def _read(self, node: Node, reading: Reading) -> Any:
        return read_part(self.model, node, reading)

    def _refuse_without_hyphens(self, node: MappingNode, reading: Reading) -> None:
        """One thing may stand without a list. Several titles below each other are a list whose hyphens were forgotten, or stuck to the words."""
        known = {*self.model.written_fields(), *self.model.own_fields(reading)}
        titles = [key for key, _ in node.value if isinstance(key, ScalarNode) and key.value not in known and not key.value.startswith("x-")]
        stuck = next((key for key in titles if re.match(r"-\w", key.value)), None)
        what = self.model.__name__.lower()
        if stuck:
            line = reading.line_of(stuck)
            fix = re.sub(r"^(\s*)-(?=\S)", r"\1- ", line)
            raise Fault(stuck, "E012", "a space is missing after the hyphen", "", fix)
        if len(titles) > 1 and not node.flow_style and not any(within_two_letters(key.value, known) for key in titles[1:]):
            line = reading.line_of(titles[0])
            indent = line[: len(line) - len(line.lstrip())]
            hint = f"each {what} begins with a hyphen and a space"
            raise Fault(titles[0], "E012", f"expected a list of {what}s, found fields", hint, f"{indent}- {line.lstrip()}")


def schema_of(model: type[Part]) -> JsonSchema:
    """The JSON Schema of a part: every field with its description, and how it may be written."""
    properties: JsonSchema = {}
    for name, info in model.written_fields().items():
        reader = reader_of(info)
        schema = dict(reader.schema) if reader else {}
        if "x-parts" in schema:
            item = schema_of(schema["x-parts"])
            # A thing is its title: an unknown first key is allowed, so the editor cannot refuse it.
            item["additionalProperties"] = True
            schema = {"type": "array", "items": {"anyOf": [item, {"type": ["string", "number"]}]}}
        elif "x-part" in schema:
            schema = schema_of(schema["x-part"])
        properties[name] = {"description": info.description or "", **schema}
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {"description": "A field of your own: shown, exported and tracked."}},
        "additionalProperties": False,
    }


def reader_of(info: FieldInfo) -> Reader | None:
    """A field's reader stands on the field, or inside of `… | None`."""
    inner = [item for part in get_args(info.annotation) for item in getattr(part, "__metadata__", ())]
    return next((item for item in [*info.metadata, *inner] if isinstance(item, Reader)), None)


def _item_schema(schema: JsonSchema) -> JsonSchema | None:
    """What one item of a list field looks like; None for a field that is no list."""
    for choice in [schema, *schema.get("anyOf", ())]:
        if choice.get("type") == "array" and "items" in choice:
            items: JsonSchema = choice["items"]
            return items
    return None
