"""The two cases by which the change log was asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from .repo import Past

BEFORE = """\
title: Pay for a basket
stages:
  - Queue:
      - Joins the shortest line: -2
        touchpoints: till-queue
        doing: Looks for the shortest line at the till queue
      - Waits: -1
        thinking: Again the slow one
  - Pay:
      - Holds the card to the reader: 1
"""
AFTER = """\
# How a basket is paid for
title: "Pay for a basket"
stages:
    - Queue:
        - Waits: -1
          thinking: Again the slow one
        # since November
        - Joins the shortest line: 1
          touchpoints: [till-line]
          doing: Looks for the shortest line at the till line
    - Pay:
        - Holds the card to the reader: 1
"""


def test_reorder_rename_and_emotion(past: Past) -> None:
    """Two steps reordered, all of it indented anew and commented, a touchpoint renamed and one emotion set: one move, one rename, one emotion."""
    past.commit({"journeys/pay.yml": BEFORE, "touchpoints.yml": "till-queue: Till queue\n"})
    past.commit({"journeys/pay.yml": AFTER, "touchpoints.yml": "till-line:\n  title: Till line\n  formerly: till-queue\n"})
    assert past.said()[2:] == [
        "changed journey:pay",
        "  Queue: step moved: Waits",
        "  Queue / Joins the shortest line: emotion: −2 → +1",
        "renamed touchpoint:till-line (was Till queue)",
    ]


MKDOCS_YML = """\
site_name: Maps
site_url: https://maps.example.org/
docs_dir: content
theme: material
plugins:
  - search
  - journeysite:
      today: '2026-11-21'
      redact:
        words: [Erika Muster]
        patterns: ['0171[ -]?555[ -]?0192']
"""


def test_forgotten_number_is_nowhere_in_the_site(past: Past) -> None:
    """A quote with a telephone number, removed and redacted: `grep -r` over the site and over what is remembered finds neither."""
    ada = "title: Ada\nrole: Buyer\nquotes:\n  - I like bread\n"
    pay = "title: Pay\npersonas: ada\nsteps:\n  - Waits: -1\n    quotes: {}\n  - Pays: 1\n"
    secret = "Ring 0171 555 0192 while I stand here"
    past.commit({"/mkdocs.yml": MKDOCS_YML, "personas/ada.yml": ada, "journeys/pay.yml": pay.format("So slow")}, on="2026-09-01")
    past.commit(
        {"personas/ada.yml": f"{ada}  - {secret}\n", "journeys/pay.yml": pay.format(secret)},
        "Erika Muster told us her number",
        on="2026-10-01",
    )
    past.commit(
        {"personas/ada.yml": ada, "journeys/pay.yml": pay.format("So slow").replace("-1", "-2")}, "Take out 0171-555-0192", on="2026-11-01"
    )
    past.make()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=past.folder, check=True)
    written = [path for folder in ("site", ".cache") for path in (past.folder / folder).rglob("*") if path.is_file()]
    assert any("history.json" in path.name for path in written)
    for path in written:
        # In a digest four figures may stand side by side by chance.
        data = re.sub(rb"\b[0-9a-f]{20,64}\b", b"", path.read_bytes())
        for said in (b"0192", b"while I stand", b"Erika"):
            assert said not in data, f"{said!r} in {_inside(past.folder, path)}"


def _inside(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
