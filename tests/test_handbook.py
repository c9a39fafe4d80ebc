"""The handbook says what is true: its examples compile, its messages are the real ones, and it names every field and option."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from mkdocs.config.config_options import SubConfig

from journeysite.compiler.passes import compile_tree
from journeysite.errors import Severity
from journeysite.host.settings import JourneysiteConfig
from journeysite.model.action import Dates, Phase
from journeysite.model.journey import Objective, Stage, Step
from journeysite.model.kind import Entity
from journeysite.model.kinds import KINDS
from journeysite.model.part import Part
from journeysite.model.path import Card, Check
from journeysite.model.registry import BUILT_IN_LANES
from journeysite.render.prose import Prose
from journeysite.source.tree import FolderTree, MemoryTree
from journeysite.view.addresses import ROOT, Addresses

CONTENT = Path(__file__).parent.parent / "content"
HANDBOOK = CONTENT / "handbook"
PAGES = {path.relative_to(HANDBOOK).as_posix(): path.read_text("utf-8") for path in sorted(HANDBOOK.rglob("*.md"))}
KIND_PAGES = "for-writers/kinds"
ATLAS = {path: FolderTree(CONTENT).read(path) for path in FolderTree(CONTENT) if not path.startswith("handbook/")}
TODAY = date(2026, 11, 21)

_EXAMPLE = re.compile(
    r"^```yaml\n# (?P<path>(?:content/[^\s]+|mkdocs\.yml))\n(?P<text>.*?)^```\n(?:\n```text\n(?P<said>content/.*?)^```\n)?", re.M | re.S
)


class Example(NamedTuple):
    """A file shown on a page. said: the message that the page says it gets, "" for one that is right."""

    path: str
    text: str
    said: str


def examples_of(page: str) -> list[Example]:
    return [Example(found["path"].removeprefix("content/"), found["text"], found["said"] or "") for found in _EXAMPLE.finditer(PAGES[page])]


def tree_with(examples: list[Example]) -> MemoryTree:
    """The example atlas with these files in it. An atlas that has its own registries or mkdocs.yml stands alone."""
    files = {example.path: example.text for example in examples}
    stands_alone = any("/" not in path for path in files)
    files.pop("mkdocs.yml", None)
    return MemoryTree(files if stands_alone else {**ATLAS, **files})


@pytest.mark.parametrize("page", [page for page in PAGES if any(not example.said for example in examples_of(page))])
def test_an_example_compiles(page: str) -> None:
    """What a page shows as right has no error and no warning."""
    shown = [example for example in examples_of(page) if not example.said]
    _, diagnostics = compile_tree(tree_with(shown), TODAY)
    paths = {example.path for example in shown}
    assert [str(d) for d in diagnostics if d.severity > Severity.HINT and (d.at.path in paths or d.severity is Severity.ERROR)] == []


WRONG = [(page, example) for page in PAGES for example in examples_of(page) if example.said]


@pytest.mark.parametrize(("page", "example"), WRONG, ids=[f"{page}:{example.path}" for page, example in WRONG])
def test_a_message_is_the_real_one(page: str, example: Example) -> None:
    """A mistake that a page shows gets exactly the message that stands below it."""
    _, diagnostics = compile_tree(tree_with([example]), TODAY)
    found = [f"content/{d}" for d in diagnostics if d.at.path == example.path]
    assert example.said.rstrip("\n") in found


PARTS: list[tuple[str, type[Part]]] = [
    *((kind.name, kind.model) for kind in KINDS.values()),
    *(("journey", part) for part in (Step, Stage, Objective)),
    *(("action", part) for part in (Dates, Phase)),
    *(("path", part) for part in (Card, Check)),
]


@pytest.mark.parametrize(("name", "model"), PARTS, ids=[model.__name__ for _, model in PARTS])
def test_every_field_is_named(name: str, model: type[Part]) -> None:
    """A field stands on the page of its kind, or among the fields of every kind, with the words that it may be."""
    page, common = PAGES[f"{KIND_PAGES}/{name}.md"], PAGES[f"{KIND_PAGES}/every-kind.md"]
    for field in model.written_fields():
        assert f"`{field}`" in (common if field in Entity.written_fields() and issubclass(model, Entity) else page), field


def test_every_word_of_a_choice_is_named() -> None:
    """A field that takes one of a few words lists all of them."""
    for kind in KINDS.values():
        page = PAGES[f"{KIND_PAGES}/{kind.name}.md"] + PAGES[f"{KIND_PAGES}/every-kind.md"]
        for field, info in kind.model.written_fields().items():
            words = next((reader.schema["enum"] for reader in info.metadata if "enum" in getattr(reader, "schema", {})), [])
            rows = "\n".join(line for line in page.split("\n") if line.startswith(f"| `{field}` "))
            assert [word for word in words if word not in rows] == [], f"{kind.name}: {field}"


def test_every_built_in_lane_is_named() -> None:
    """The rows that every map has are listed where a site may rename them."""
    assert [lane for lane in BUILT_IN_LANES if f"`{lane}`" not in PAGES[f"{KIND_PAGES}/registries.md"]] == []


def test_every_option_is_named() -> None:
    """Each option of the plugin has its row in the table of options."""
    page = PAGES["keeping-a-site/options.md"]
    names = [name for name, _ in JourneysiteConfig._schema]
    names += [
        f"{outer}.{name}"
        for outer, option in JourneysiteConfig._schema
        if isinstance(option, SubConfig)
        for name, _ in option.config_class._schema
    ]
    assert [name for name in names if f"| `{name}` |" not in page] == []


def test_every_page_can_be_reached() -> None:
    """A page of the handbook is linked from the page above it."""
    for page in PAGES:
        folder, _, name = page.rpartition("/")
        if name == "index.md":
            folder, _, inner = folder.rpartition("/")
            name = f"{inner}/index.md" if inner else ""
        above = f"{folder}/index.md".lstrip("/")
        assert not name or f"({name}" in PAGES[above], f"{page} is not linked from {above}"


def test_a_link_names_the_file_of_its_page() -> None:
    """In an ordinary page, double brackets become a link that the host can check; in code they stay as they are."""
    site, _ = compile_tree(MemoryTree(ATLAS), TODAY)
    prose = Prose(site, Addresses())
    written = prose.links_in("[[finding:wait-without-an-end|the *wait*]], [[journey:pay-for-a-basket#join-queue]], `[[persona:x]]`")
    assert written.replace(ROOT, "../") == (
        r"[the \*wait\*](../findings/wait-without-an-end.md), [Joins a queue](../journeys/pay-for-a-basket.md#join-queue), `[[persona:x]]`"
    )
