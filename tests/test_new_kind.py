"""A kind that nothing knows of: declared here, and it has pages, links both ways, search and a schema."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, ClassVar

import pytest
from jsonschema import Draft202012Validator
from pydantic import Field

from journeysite.build import Build, Options, build
from journeysite.model.dates import When
from journeysite.model.kind import Entity, kind_of
from journeysite.model.kinds import KINDS
from journeysite.model.refs import Ref, To
from journeysite.model.texts import Prose, Proses
from journeysite.model.values import AmountField, Images, Line, Number, Score, choice
from journeysite.output.schema import schemas
from journeysite.source.tree import MemoryTree


@kind_of(
    "experiment",
    "experiments",
    "Experiment",
    "Experiments",
    "What we try before we build it.",
    facets=("outcome",),
    listed=("outcome", "ran"),
)
class Experiment(Entity):
    """The whole of a new kind: nothing outside of this class names it."""

    leading: ClassVar[str] = "outcome"

    outcome: Annotated[str, choice("won", "lost", "unclear")] = Field("", description="How it ended.")
    ran: When | None = Field(None, description="When it ran.")
    people: AmountField | None = Field(None, description="How many took part.")
    least: Number | None = Field(None, description="The smallest effect worth having.")
    worth: Score | None = Field(None, description="How much it was worth, 1 to 5.")
    place: Line = Field("", description="Where.")
    learned: Proses = Field((), description="What was learned.")
    setting: Prose | None = Field(None, description="How it was set up.")
    sketches: Images = Field((), description="What was shown.")
    tries: Annotated[tuple[Ref, ...], To("action", "opportunity").many()] = Field((), description="What it tries out.")
    where: Annotated[tuple[Ref, ...], To("journey").many()] = Field((), description="Steps that it changed.")


FILES = {
    "experiments/big-buttons.md": """\
---
title: Bigger buttons
summary: Half of the machines got larger buttons.
outcome: won
ran: 2026-05..2026-06
people: 240 people
least: 0
worth: 4
place: Harbour Street
learned:
  - Thumbs are wide <script>alert(1)</script> [^till-watch 31/40]
  - See [[touchpoint:till]]
setting: Every second machine
tries: larger-keys
where: pay#scan
x-cost-centre: 4711
evidence: till-watch
owner: store-it
formerly: large-buttons
---
Nobody was told.

## What we saw
Fewer calls.
""",
    "experiments/music.yml": "title: Music at the till\ndraft: true\ntries: larger-keys\n",
    "experiments.yml": "small-print: {title: Smaller print, archived: Nobody could read it}\n",
    "actions/larger-keys.yml": "title: Larger keys\nstatus: shipped\n",
    "touchpoints/till.yml": "title: Till\n",
    "research/till-watch.yml": "title: Till watch\nmethod: observation\nsample: 40\n",
    "teams/store-it.yml": "title: Store IT\n",
    "journeys/pay.yml": "title: Pay\nstages:\n  - Pay:\n    - Scans the items: -1\n      id: scan\n",
}


@pytest.fixture(scope="module")
def made() -> Build:
    return build(MemoryTree(FILES), Options(date(2026, 11, 21), kinds={**KINDS, "experiment": Experiment.kind}))


def body(made: Build, path: str) -> str:
    return next(page.body() for page in made.pages if page.path == path)


def test_nothing_is_wrong_with_it(made: Build) -> None:
    """Its files are read without a fault."""
    assert [str(d) for d in made.diagnostics if d.code.startswith("E")] == []


def test_index(made: Build) -> None:
    """It has an index in the navigation, with everything that is published and nothing that is not."""
    page = next(page for page in made.pages if page.path == "experiments/index")
    html = page.body()
    assert page.section is not None
    assert "Bigger buttons" in html and "../experiments/big-buttons/" in html and "Smaller print" in html
    assert "Music at the till" not in html


def test_page_shows_every_field(made: Build) -> None:
    """Its page shows each field with its label and its value by type, the writer's own fields too."""
    html = body(made, "experiments/big-buttons")
    for label in ("Outcome", "Ran", "People", "Least", "Worth", "Place", "Learned", "Setting", "Tries", "Where", "Cost centre", "Formerly"):
        assert f"<dt>{label}</dt>" in html, label
    for words in ("won", "May 2026 to June 2026", "240\u00a0people", "<dd>0", "4 of 5", "Harbour Street", "Every second machine", "4711"):
        assert words in html, words
    assert '<h2 id="what-we-saw">What we saw</h2>' in html and "Nobody was told." in html
    assert html.count("<h1") == 1


def test_its_texts_are_not_trusted(made: Build) -> None:
    """Markup in its texts is cleaned as in any other."""
    assert "<script" not in body(made, "experiments/big-buttons")


def test_links_lead_out_of_it(made: Build) -> None:
    """References in fields, marks and prose are links."""
    html = body(made, "experiments/big-buttons")
    for href in ("actions/larger-keys/", "journeys/pay/#scan", "touchpoints/till/", "research/till-watch/", "teams/store-it/"):
        assert f'href="../../{href}"' in html, href


@pytest.mark.parametrize("path", ["actions/larger-keys", "touchpoints/till", "research/till-watch", "teams/store-it", "journeys/pay"])
def test_links_lead_back_to_it(made: Build, path: str) -> None:
    """Everything that it names names it, and not the draft."""
    html = body(made, path)
    assert 'href="../../experiments/big-buttons/"' in html
    assert "Music" not in html


def test_archived_has_a_banner(made: Build) -> None:
    """An archived one says why on its page."""
    assert "Nobody could read it" in body(made, "experiments/small-print")


def test_search(made: Build) -> None:
    """It is found by its texts, under its kind's name."""
    (entry,) = next(page.search for page in made.pages if page.path == "experiments/big-buttons")
    assert "Thumbs are wide" in entry.text and "Fewer calls" in entry.text and "Harbour Street" in entry.text
    assert entry.tags == ("Experiment",)


def test_redirect(made: Build) -> None:
    """Its former address leads to it."""
    assert "experiments/large-buttons/index.html" in {artifact.path for artifact in made.artifacts}


def test_schema() -> None:
    """Editors get a schema of it, with what each field means."""
    schema = json.loads(schemas({"experiment": Experiment.kind})["experiment.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["learned"]["description"] == "What was learned."
    assert not list(Draft202012Validator(schema).iter_errors({"title": "A", "outcome": "won", "worth": "4"}))
    assert list(Draft202012Validator(schema).iter_errors({"title": "A", "result": "won"}))
