"""First files: a whole small atlas, or one thing of any kind, with comments that teach the fields."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date

from ..model.kind import Entity, Kind
from ..model.reading import Reader, slug
from .edit import Changes, Refusal, as_value

FIELDS_SHOWN = 3
"""Fields of its own that a new file begins with. More would be a form to fill in; the rest is in the schema and the handbook."""

ASKED_FOR = frozenset(
    {"goals", "needs", "evidence", "method", "target", "series", "dates", "moves", "objectives", "stages", "reviewed", "review_every"}
)
"""Fields that a check asks for: a new file has a line for each that its kind knows."""

CLAIMS = frozenset({"goals", "cause", "hypothesis"})
"""Fields of kinds that say how things are, for which one asks what stands behind it."""

NOT_BOTH = {"steps": "stages"}
"""Fields that are left out where the kind has the other one: a writer who fills in both is told off for it."""

_WIDTH = 110

MKDOCS_YML = """\
site_name: Our customer journeys
docs_dir: content
theme: material
plugins:
  - search
  - journeysite
"""

PERSONA = """\
---
# A persona is an archetype drawn from research, never a real person. Only the title must be there.
title: Hurried parent
role: Shops for four on the way home
goals:
  - Be out of the store in twenty minutes
# A mark shows what stands behind a claim. Once you have research, write its id here: [^exit-survey 9/14]
frustrations: Closed tills at the hour when everybody comes home [^assumed]
---
Write here what a list cannot hold: a day in her life, in a few sentences.
"""

JOURNEY = """\
title: Pay for a basket
goal: Get home with everything on the list
personas: hurried-parent
# The day on which somebody last said that this is right, and how often that is due.
# reviewed: {today}
# review_every: 6 months

# Stages in order, each with its steps in order. A step is a line: what she does, then how it feels, from -2 to 2.
stages:
  - Fill the basket:
      - Takes a basket: 0
      - Goes along the shelves: 0.5
  - Queue:
      # A step grows when there is more to say. A touchpoint may be a few plain words; it gets a page of its own.
      - Joins the shortest line: -2
        touchpoints: Till queue
        thinking: The other one moves. Of course it does
  - Pay:
      - Pays: 1
        touchpoints: Card reader
"""


GITIGNORE = """\
# What a build makes: the pages, and what it remembers for the next one.
site/
.cache/
"""


def new_site(today: date, has_gitignore: bool = False) -> Changes:
    """The smallest useful atlas: three files, and what git need not keep. today: for the example of a date."""
    files = {
        "mkdocs.yml": MKDOCS_YML,
        **({} if has_gitignore else {".gitignore": GITIGNORE}),
        "content/personas/hurried-parent.md": PERSONA,
        "content/journeys/pay-for-a-basket.yml": JOURNEY.replace("{today}", today.isoformat()),
    }
    return Changes({path: text.encode() for path, text in files.items()}, (), tuple(files))


def new_entity(kind: Kind, name: str, title: str, known: Mapping[str, str]) -> Changes:
    """A file for one thing. Paths are relative to the content folder.

    name: an id or a title, with folders of the kind's folder in front where there are any (`retail/till-queue`).
    known: where each id of this kind stands already.  Raises Refusal for one that is taken.
    """
    folder, _, words = name.rpartition("/")
    id = slug(words)
    if not id or any(part in ("", ".", "..") for part in folder.split("/") if folder):
        raise Refusal(f'"{name}" makes no id', "an id is letters and digits joined by hyphens: till-queue")
    if id in known:
        raise Refusal(f'there is a {kind.title.lower()} "{id}" already', f"it stands in {known[id]}")
    path = "/".join(part for part in (kind.folder, folder, f"{id}.md") if part)
    title = title or (words.strip() if slug(words) != words.strip() else id.replace("-", " ").capitalize())
    lines = ["---", *_commented(kind.model, "title"), f"title: {as_value(title)}"]
    for field in _first_fields(kind.model):
        lines += [*_commented(kind.model, field), f"{field}:"]
    lines += ["---", f"<!-- {kind.summary} What no field holds goes here, in Markdown. -->", ""]
    return Changes({path: "\n".join(lines).encode()}, (), (path,))


def _first_fields(model: type[Entity]) -> Iterator[str]:
    """The first fields that the kind declares itself, what checks ask for, every list of parts (stages, cards), and who answers for it."""
    shown = 0
    fields = model.written_fields()
    for name, info in fields.items():
        if name in Entity.written_fields() or NOT_BOTH.get(name) in fields:
            continue
        reader = next((item for item in info.metadata if isinstance(item, Reader)), None)
        if shown < FIELDS_SHOWN or name in ASKED_FOR or (reader and "x-parts" in reader.schema):
            shown += 1
            yield name
    yield "owner"
    if CLAIMS & fields.keys():
        yield "evidence"


def _commented(model: type[Entity], field: str) -> list[str]:
    said = model.written_fields()[field].description or ""
    return textwrap.wrap(said, _WIDTH, initial_indent="# ", subsequent_indent="#   ")
