"""The atlas as a whole: every map with every stage, who meets whom, and what a script needs to filter a list of many pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..model.kind import Kind
from ..view import meetings, stages
from ..view.here import Here
from ..view.index import PAGE_ROWS, all_rows, rows_path
from ..view.language import message
from ..view.search import SearchEntry
from .artifacts import File, Page
from .workshop import Workshop


def make(workshop: Workshop) -> Iterator[Page | File]:
    here = workshop.here
    if workshop.site.of("journey"):
        for number in range(1, stages.stages_count(here) + 1):
            yield _page(workshop, "stages.html", stages.stages_page, number, stages.stages_path(number))
    for number in range(1, meetings.meetings_count(here) + 1):
        yield _page(workshop, "meetings.html", meetings.meetings_page, number, meetings.meetings_path(number))
    for kind in workshop.site.kinds.values():
        if len(workshop.site.of(kind.name)) > PAGE_ROWS:
            yield File(rows_path(kind), partial(_rows, workshop, kind))


def _page(workshop: Workshop, template: str, view_of: Callable[[Here, int], Any], number: int, path: str) -> Page:
    def body() -> str:
        return workshop.renderer.page(template, view_of(workshop.here, number), path)

    language = workshop.here.language
    title, summary = map(language.say, _WORDS[template])
    entries = (SearchEntry(title, summary),) if number == 1 else ()
    return Page(path, title if number == 1 else f"{title} {language.number(number)}", summary, body, entries=lambda: entries)


_WORDS = {
    "stages.html": (message("Every map, every stage"), message("The emotion of every stage of every map, worst first.")),
    "meetings.html": (message("Who meets whom"), message("Which persona meets which touchpoint, how often, and how it feels there.")),
}


def _rows(workshop: Workshop, kind: Kind) -> bytes:
    """A script, not JSON: a page that was opened as a file may load the one and not the other."""
    rows = json.dumps(all_rows(workshop.here, kind), ensure_ascii=False, separators=(",", ":"))
    return f"journeysiteRows({rows});\n".encode()
