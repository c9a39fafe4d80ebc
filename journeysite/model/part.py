"""Fields that stand together in the source, and how they are read: an entity, a stage, a step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Place, Severity
from .reading import Fault, JsonSchema, Reader, Reading, describe, did_you_mean, is_empty, within_two_letters
from .refs import Ref
from .synonyms import also_called
from .texts import Text, read_text, references, texts
from .values import Image, pictures

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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic copies with the fields what was worked out of them, which need not hold for the copy."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - set(self.field_names()):
            del copied.__dict__[name]
        return copied

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
    def own_links(self) -> tuple[tuple[str, str, Ref], ...]:
        """What links_out says, kept for those who ask each time that something is built."""
        return tuple(self.links_out())

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
