"""Imports run one way, from the hosts down to the errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "journeysite"

# Each may import those before it, and those that share its line only within itself.
FLOORS = (
    ("errors",),
    ("source",),
    ("model", "history.git"),
    ("compiler",),
    ("authoring", "history", "layout"),
    ("view",),
    ("render",),
    ("output",),
    ("build",),
    ("host",),
)
FLOOR_OF = {part: number for number, parts in enumerate(FLOORS) for part in parts}

HOST_LIBRARIES = {"mkdocs", "material", "properdocs", "click"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def part_of(module: str) -> str:
    """The part of the house that a module belongs to: the first word below the package, and history's git for itself."""
    below = module.removeprefix("journeysite").lstrip(".")
    return "history.git" if below.startswith("history.git") else below.split(".")[0]


def imported(path: Path) -> Iterator[str]:
    """The full name of every module that a module imports, inside of functions too."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            # `from . import edit` imports a module; `from .edit import Slice` imports from one.
            yield from ([source] if node.module else [f"{source}.{alias.name}" for alias in node.names])


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_run_down_the_house(path: Path) -> None:
    """No module imports from its own floor's neighbours or from a floor above."""
    mine = part_of(name_of(path))
    if not mine:
        return
    wrong = []
    for module in imported(path):
        theirs = part_of(module) if module.split(".")[0] == "journeysite" else ""
        if theirs and theirs != mine and FLOOR_OF[theirs] >= FLOOR_OF[mine]:
            wrong.append(module)
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_core_knows_no_host(path: Path) -> None:
    """Nothing below host/ imports MkDocs, its themes or the command line's library."""
    if part_of(name_of(path)) != "host":
        assert HOST_LIBRARIES.isdisjoint(module.split(".")[0] for module in imported(path))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_git_starts_programs(path: Path) -> None:
    """Another program is started in history/git.py and nowhere else."""
    if part_of(name_of(path)) != "history.git":
        assert "subprocess" not in set(imported(path))


def test_every_part_has_a_floor() -> None:
    """A new folder has to say where it stands before anything imports it."""
    parts = {part_of(name_of(path)) for path in modules()} - {"", "codes", "themes"}
    assert parts <= FLOOR_OF.keys()
