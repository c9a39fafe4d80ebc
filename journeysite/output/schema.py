"""JSON Schemas for editors: for each kind one for a file of its own and one for the shared file, and one for each registry.

They are drawn from the models, and widened to what the decoder accepts: a text may look like a number to YAML, an empty value counts
as none, and every plural takes one value or a list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model.kind import Kind
from ..model.part import schema_of
from ..model.reading import JsonSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALARS = ["string", "number", "boolean", "null"]
_PATTERNS = {"number": r"^[-+−]?\d+(\.\d+)?$", "integer": r"^\d[\d, ]*$", "boolean": "^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|[Oo]n|[Oo]ff)$"}
"""What the words of a value look like where it must be one of these; editors may hand them over as text."""


def schemas(kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Every schema by its file name, as JSON with a line end."""
    found: dict[str, JsonSchema] = {}
    for kind in kinds.values():
        found[f"{kind.name}.json"] = _titled(f"{kind.title}, a file of its own", _widened(schema_of(kind.model)))
        found[f"{kind.folder}.shared.json"] = _titled(f"{kind.plural} that share a file: ids to titles or fields", _shared(kind))
    for name, schema in _REGISTRIES.items():
        found[f"{name}.json"] = _titled(f"{name}.yml", schema)
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in sorted(found.items())}


def editor_settings(kinds: Mapping[str, Kind], schema_folder: str, docs_dir: str) -> dict[str, list[str]]:
    """`yaml.schemas` of VS Code: which files each schema is for. Both folders are relative to the workspace."""
    wired = {}
    for kind in kinds.values():
        wired[f"./{schema_folder}/{kind.name}.json"] = [f"{docs_dir}/{kind.folder}/**/*.yml"]
        wired[f"./{schema_folder}/{kind.folder}.shared.json"] = [f"{docs_dir}/{kind.folder}.yml"]
    return wired | {f"./{schema_folder}/{name}.json": [f"{docs_dir}/{name}.yml"] for name in _REGISTRIES}


def _titled(title: str, schema: JsonSchema) -> JsonSchema:
    return {"$schema": DIALECT, "title": title, **schema}


def _shared(kind: Kind) -> JsonSchema:
    # By reference, because the fields are the same and the files lie side by side.
    return {"type": ["object", "null"], "additionalProperties": {"anyOf": [{"type": _SCALARS}, {"$ref": f"{kind.name}.json"}]}}


def _widened(schema: JsonSchema) -> JsonSchema:
    """A schema that accepts all spellings that the decoder does. Descriptions stay where they are."""
    wide: JsonSchema = {}
    for name, value in schema.items():
        if name in ("properties", "patternProperties"):
            wide[name] = {key: _widened(inner) for key, inner in value.items()}
        elif name == "anyOf":
            wide[name] = [_widened(inner) for inner in value]
        elif name == "items":
            wide[name] = _widened(value)
        else:
            wide[name] = value
    if "enum" in wide:
        return _or_empty({**wide, "enum": list(wide["enum"])})
    types = _as_list(wide.get("type"))
    if types == ["array"]:
        rest = {key: value for key, value in wide.items() if key not in ("type", "items")}
        return {**rest, "anyOf": [wide["items"], {"type": "array", "items": wide["items"]}]}
    if len(types) == 1 and types[0] in _PATTERNS:
        rest = {key: value for key, value in wide.items() if key == "description"}
        exact = {key: value for key, value in wide.items() if key != "description"}
        return {**rest, "anyOf": [exact, {"type": "string", "pattern": _PATTERNS[types[0]]}, {"type": "null"}]}
    if types:
        wide["type"] = list(dict.fromkeys([*types, *(_SCALARS if "string" in types else ["null"])]))
    return wide


def _or_empty(schema: JsonSchema) -> JsonSchema:
    return {**schema, "enum": [*schema["enum"], None]}


def _as_list(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else list(types or ())


# Registries ----------------------------------------------------------------------------------------------------------


def _words(description: str) -> JsonSchema:
    return {"type": _SCALARS, "description": description}


def _fields(properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _map_of(item: JsonSchema, description: str, **rest: Any) -> JsonSchema:
    return {"type": ["object", "null"], "description": description, "additionalProperties": {"anyOf": [{"type": _SCALARS}, item]}, **rest}


_LANE = _fields(
    {
        "title": _words("What the row is called."),
        "below": {"enum": ["visibility", "interaction", "", None], "description": "The line that it is the first row under."},
        "team": _words("The id of the team whose work it shows."),
        "summary": _words("One sentence on what stands in it."),
    }
)

_REGISTRIES: Mapping[str, JsonSchema] = {
    "lanes": _map_of(_LANE, "The rows of every map, from the top: an id to a title or to fields."),
    "emotion": {
        "type": ["object", "null"],
        "description": "Names for points of the scale.",
        "properties": {"scale": _words("The worst and the best number that is written: 1..5.")},
        "additionalProperties": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _PATTERNS["number"]}]},
    },
    "channels": _map_of(
        _fields({"title": _words("What the channel is called."), "icon": _words("One of the theme's: material/store.")}),
        "Ways to meet: an id to a title or to fields.",
    ),
    "glossary": _map_of(
        _fields({"meaning": _words("What the word means."), "also": {"type": [*_SCALARS, "array"], "description": "Other spellings."}}),
        "Words that a reader may not know, each with its meaning.",
    ),
}
