"""Search entries: what a reader types leads to the thing, or to the step, and never to a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from journeysite.compiler.passes import compile_tree
from journeysite.output.search import Findable, search_files, words_in
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.here import Here
from journeysite.view.search import SearchEntry, plain, search_entries

from .conftest import write_files

TODAY = date(2026, 11, 21)

PAY = """\
title: Pay for a basket
goal: Home before eight
stages:
  - Pay:
    - Scans the items: -1
      id: scan
      doing: Holds each item over the **glass**
      thinking: {hurried-parent: It is my own bag}
      quotes: Unexpected item, again — a father
      touchpoints: [self-checkout]
      findings: [weight-alarm]
    - Packs: 1
"""
FILES = {
    "journeys/pay.yml": PAY,
    "personas/hurried-parent.yml": "title: Hurried parent\n",
    "touchpoints/self-checkout.yml": "title: Self-checkout\naliases: [the machines]\nformerly: express-tills\n",
    "findings/weight-alarm.md": """\
---
title: False weight alarms
severity: 3
about: ["journey:pay#scan"]
---
## Seen
See [[persona:hurried-parent]], `tare` [^assumed].
""",
}


def entries(files: dict[str, str], key: tuple[str, str]) -> tuple[SearchEntry, ...]:
    site, _ = compile_tree(MemoryTree(files), TODAY)
    entity = site.get(*key)
    return search_entries(Here(site, Addresses()), entity) if entity else ()


def test_a_steps_words_lead_to_the_step() -> None:
    """What is done, thought or said at a step, and the titles of what stands there, are found at its anchor."""
    step = next(entry for entry in entries(FILES, ("journey", "pay")) if entry.anchor == "scan")
    for words in ("glass", "my own bag", "Unexpected item", "Self-checkout", "the machines", "False weight alarms"):
        assert words in step.text
    assert (step.title, step.place, step.group) == ("Scans the items", "Pay for a basket · Pay", "Steps")


def test_a_map_does_not_repeat_its_steps() -> None:
    """The map's own entry holds its own words, so that a step's words do not find both."""
    whole = entries(FILES, ("journey", "pay"))[0]
    assert (whole.anchor, "Home before eight" in whole.text, "glass" in whole.text) == ("", True, False)


def test_other_words_and_former_ids_are_found() -> None:
    """A touchpoint is found by what people call it and by what it was called."""
    (entry,) = entries(FILES, ("touchpoint", "self-checkout"))
    assert "the machines" in entry.text and entry.names == ("self-checkout", "express-tills", "the machines")


def test_text_is_plain() -> None:
    """Markup, marks and links are written out as words."""
    (entry,) = entries(FILES, ("finding", "weight-alarm"))
    assert "See Hurried parent, tare" in entry.text
    assert not set("*`[]^") & set(entry.text)


def test_plain_keeps_what_is_no_markup() -> None:
    """Words with an underscore, a sum and a comparison stay what they are."""
    site, _ = compile_tree(MemoryTree(FILES), TODAY)
    here = Here(site, Addresses())
    assert plain(here, ["file_name_x is 3 < 5 and > 2", "- item\n- other", "a [link](x.md) <b>b</b>"]) == (
        "file_name_x is 3 < 5 and > 2. item other. a link b."
    )


def test_archived_things_are_marked() -> None:
    """What is archived is found, and says so; so do its steps."""
    files = {**FILES, "journeys/pay.yml": PAY + "archived: No more tills\n"}
    whole, *steps = entries(files, ("journey", "pay"))
    assert whole.title.endswith("(archived)") and all("(archived)" in step.place for step in steps)


def test_drafts_are_never_found() -> None:
    """A draft has no entry, and no other entry names it."""
    files = {**FILES, "findings/weight-alarm.md": FILES["findings/weight-alarm.md"].replace("severity: 3", "severity: 3\ndraft: true")}
    assert entries(files, ("finding", "weight-alarm")) == ()
    assert "weight" not in " ".join(entry.text for entry in entries(files, ("journey", "pay")))


# The index -----------------------------------------------------------------------------------------------------------


def read(entries: Iterable[Findable]) -> dict[str, list[Any]]:
    """What a browser gets of an index: the data of its files, by their part."""
    found: dict[str, list[Any]] = {}
    for path, data in search_files(entries):
        part, name, written = re.fullmatch(r'journeysiteSearch\("(\w+)","(\w*)",(.*)\);\n', data.decode(), re.S).groups()  # type: ignore[union-attr]
        assert path in (f"search/{part}/{name}.js", "search/start.js", "search/words.js")
        found.setdefault(part, []).append(json.loads(written))
    return found


def numbered(count: int) -> list[Findable]:
    return [Findable(f"{n}.html", f"Thing {n}", "", f"said {n % 7} " * 40, "Even" if n % 2 == 0 else "Odd") for n in range(count)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Queue, at 8", ["the", "queue", "at", "8"]),
        ("Straße für Müller", ["strasse", "fur", "muller"]),
        ("予約の確認", ["予約", "約の", "の確", "確認", "認"]),
        ("LINE予約", ["line", "予約", "約"]),
        ("ｶﾌｪ 100％", ["カフ", "フェ", "ェ", "100"]),
        ("file_name", ["file", "name"]),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: list[str]) -> None:
    """Small letters without accents; of scripts without spaces each two neighbours, and the last letter alone."""
    assert words_in(text) == words


def test_an_index_is_cut_into_small_files() -> None:
    """What a reader needs for one word stays small, however many entries there are."""
    sizes = [len(data) for path, data in search_files(numbered(3000)) if path != "search/start.js"]
    assert len(sizes) > 40 and max(sizes) < 60_000


def test_an_index_finds_its_files_again() -> None:
    """The beginning lists every file in order, and where each begins."""
    found = read(numbered(300))
    (start,) = found["start"]
    assert start["entries"] == 300 and start["groups"] == ["Even", "Odd"]
    assert start["firstEntries"] == [sum(len(texts) for texts in found["texts"][:n]) for n in range(len(found["texts"]))]
    assert start["firstWords"] == [min(words) for words in found["words"]] == sorted(start["firstWords"])
    assert len(start["texts"]) == len(found["texts"]) and len(start["words"]) == len(found["words"])


def test_an_index_is_the_same_every_time() -> None:
    """The same entries give the same bytes, and one entry more leaves the files of texts before it as they were."""
    assert list(search_files(numbered(300))) == list(search_files(numbered(300)))
    before, after = ({path for path, _ in search_files(numbered(count)) if "texts" in path} for count in (300, 301))
    assert len(before - after) <= 1


def test_an_empty_atlas_has_an_index() -> None:
    """Nothing to find is no fault."""
    assert read([])["start"][0]["entries"] == 0


# Where it is written -------------------------------------------------------------------------------------------------

HOST = "site_name: Maps\nsite_url: https://example.org/\ndocs_dir: content\ntheme: {theme}\nplugins: [{search}, {{journeysite: {{{options}}}}}]\n"
OWN_DIALOG = {"theme/partials/search.html": '<div class="mine"></div>'}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("options", "theme", "search", "files", "is_ours", "is_listed"),
    [
        ("", "material", "search", {}, True, False),
        ("search: theme", "material", "search", {}, False, True),
        ("search: none", "material", "search", {}, False, False),
        ("", "material", "search: {enabled: false}", {}, False, None),
        ("", "material", "tags", {}, False, None),
        ("", "{name: material, custom_dir: theme}", "search", OWN_DIALOG, False, True),
        ("", "readthedocs", "search", {}, False, False),
    ],
)
def test_a_site_chooses_its_search(
    options: str, theme: str, search: str, files: dict[str, str], is_ours: bool, is_listed: bool | None, tmp_path: Path
) -> None:
    """Ours in the theme's place, the theme's with our entries, or without; a dialog of the site's own keeps the theme's; elsewhere nothing breaks."""
    settings = HOST.format(theme=theme, search="{" + search + "}" if "{" in search else search, options=options)
    content = {f"content/{path}": text for path, text in FILES.items()}
    write_files(tmp_path, {"mkdocs.yml": settings, "content/about.md": "# About us\n\nWho we are.\n", **content, **files})
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    index = tmp_path / "site/search/search_index.json"
    assert (tmp_path / "site/search/start.js").exists() is is_ours
    assert ("data-jy-finder" in (tmp_path / "site/index.html").read_text("utf-8")) is is_ours
    said = index.read_text("utf-8") if index.exists() else ""
    assert (("Scans the items" in said) if said else None) is (None if is_ours else is_listed)
    if is_ours:
        texts = "".join(path.read_text("utf-8") for path in (tmp_path / "site/search/texts").iterdir())
        assert "Who we are." in texts and "Scans the items" in texts and not index.exists()


@pytest.mark.filterwarnings("ignore")
def test_no_page_asks_another_host_for_the_search(tmp_path: Path) -> None:
    """With the theme's plugin for pages from files, which names a script of another host, no page names it."""
    settings = HOST.format(theme="material", search="search, offline", options="")
    write_files(tmp_path, {"mkdocs.yml": settings, **{f"content/{path}": text for path, text in FILES.items()}})
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert "unpkg.com" not in (tmp_path / "site/index.html").read_text("utf-8")
