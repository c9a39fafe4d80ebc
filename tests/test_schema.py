"""The JSON Schemas that editors use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from journeysite.model.kinds import KINDS
from journeysite.output.schema import editor_settings, schemas

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
SCHEMAS = {name: json.loads(text) for name, text in schemas(KINDS).items()}
SIDE_BY_SIDE = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[name], registry=SIDE_BY_SIDE)


class AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2's core types, which is what editors go by: no dates, no yes and no."""


AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first))


def schema_for(path: Path) -> str:
    """The name of the schema that a file is written by, "" for a page."""
    name = path.relative_to(CONTENT)
    folders = {kind.folder: kind for kind in KINDS.values()}
    if len(name.parts) == 1:
        return next(
            (found for found in (f"{name.stem}.shared.json", f"{name.stem}.json") if found in SCHEMAS and path.suffix == ".yml"), ""
        )
    kind = folders.get(name.parts[0])
    return f"{kind.name}.json" if kind and name.stem != "index" else ""


def yaml_of(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix != ".md":
        return text
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    return match[1] if match else ""


SOURCES = [path for path in sorted(CONTENT.rglob("*")) if path.suffix in (".md", ".yml") and schema_for(path)]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_valid(name: str) -> None:
    """Each schema is a valid one of draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("loader", [AsEditorsRead, yaml.CBaseLoader], ids=["typed", "plain"])
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(CONTENT)))
def test_no_schema_refuses_the_example(path: Path, loader: type[yaml.CBaseLoader]) -> None:
    """What the compiler accepts, an editor accepts, whether it reads YAML's types or plain texts."""
    written = yaml.load(yaml_of(path), Loader=loader)
    found = [f"{list(error.absolute_path)}: {error.message}" for error in validator(schema_for(path)).iter_errors(written)]
    assert written is None or found == []


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("persona", "titel: Hurried parent"),
        ("journey", "title: Pay\nstate: futur"),
        ("metric", "title: Wait\ntarget: soon"),
        ("finding", "title: Wait\ntype: pane"),
    ],
)
def test_a_slip_is_marked_while_it_is_written(kind: str, source: str) -> None:
    """An unknown field, an unknown word and a text for a number are refused."""
    assert not validator(f"{kind}.json").is_valid(yaml.load(source, Loader=AsEditorsRead))


def test_a_thing_is_its_title() -> None:
    """A step whose first key is its title is not refused, nor is one that is a text."""
    source = "stages:\n  - Queue:\n      - Joins the line: -2\n        touchpoints: till\n      - Waits\n    goal: Get out\nsteps: Leaves"
    assert validator("journey.json").is_valid(yaml.load(source, Loader=AsEditorsRead))


def test_every_field_is_described() -> None:
    """An editor shows a sentence for every field of every kind."""
    bare = [
        f"{name}: {field}"
        for name, schema in SCHEMAS.items()
        for field, said in schema.get("properties", {}).items()
        if not said.get("description")
    ]
    assert bare == []


def test_the_kept_schemas_are_current() -> None:
    """What lies in schema/ is what `journeysite schema --out schema` writes."""
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "schema").glob("*.json")}
    assert kept == schemas(KINDS)


def test_the_editor_is_wired_to_the_schemas() -> None:
    """VS Code's settings name each schema with the files that it is for."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == editor_settings(KINDS, "schema", "content")
