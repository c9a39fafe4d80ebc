"""Whatever a writer types, or pastes, is words on the site: never markup, never a script, never a file that cannot be read."""

from __future__ import annotations

import html
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from journeysite.build import Options, build
from journeysite.layout.typesetting import ELLIPSIS, Style, cut, wrap
from journeysite.output.artifacts import File
from journeysite.output.fonts import fonts_of
from journeysite.output.search import Findable, search_files
from journeysite.output.take_along import TakeAlong
from journeysite.source.tree import MemoryTree

from .conftest import Files, build_site

TAGS = "</title></script></textarea><script>window.ours=1</script><svg onload=window.ours=1>"
WORDS = {
    "tags": TAGS,
    "quotes": "\"'><b onclick=window.ours=1>{{ 7*7 }}",
    "ends": "]]> --> \\) >> endobj ${x} &lt; & $' {thing}",
    "lines": "a\u2028b\u2029c\u202ed\u2066e",
    "letters": "\u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\U0001f467 e\u0301 \u6f22",
    "long": "W" * 10_000,
}
CONFIG = """site_name: Maps
site_url: https://example.org/maps/
docs_dir: content
theme: material
plugins:
  - search
  - journeysite: {take_along: [svg], cards: false, press: %s}
"""


def atlas() -> Files:
    """Each of the words wherever words may stand."""
    files = {}
    for name, words in WORDS.items():
        said = {"title": f"{words} {name}", "summary": words, "tags": [words[:99]], "owner": f"team-{name}"}
        step = {"title": words, "id": "one", "emotion": {f"p-{name}": -2}, "thinking": words, "quotes": f"{words} — {words[:40]}"}
        things = {"touchpoints": f"t-{name}", "findings": f"f-{name}", "moment_of_truth": words, "doing": words}
        journey = {**said, "personas": f"p-{name}", "goal": words, "group": words[:60]}
        files |= {
            f"teams/team-{name}.yml": {"title": words, "mailbox": f"{name}&body=x?y@example.org"},
            f"personas/p-{name}.yml": {**said, "role": words, "goals": [words]},
            f"touchpoints/t-{name}.yml": {**said, "channel": words[:60]},
            f"findings/f-{name}.yml": {**said, "severity": 4, "cause": words, "about": f"touchpoint:t-{name}"},
            f"journeys/j-{name}.yml": {
                **journey,
                "stages": [{"title": words, "steps": [{**step, **things}, {"title": "Two", "emotion": 1}]}],
            },
            f"journeys/v-{name}.yml": {**journey, "variant_of": f"j-{name}", "variant": words, "steps": [{"same": "one", "emotion": 1}]},
        }
    told = {path: yaml.safe_dump(said, allow_unicode=True, sort_keys=False) for path, said in files.items()}
    heading = yaml.safe_dump({"title": TAGS, "summary": TAGS})
    return {**told, "index.md": f"---\n{heading}---\n", "journeys/index.md": f"---\n{heading}---\n"}


class Markup(HTMLParser):
    """Collects what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag == "script"
        self.runs += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        self.runs += [f"{tag} {value}" for name, value in attrs if name in ("href", "src") and (value or "").startswith("javascript:")]

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False

    def handle_data(self, data: str) -> None:
        if self._is_script and "window.ours" in data:
            self.runs.append(data)


@pytest.mark.parametrize("press", ["true", "false"])
def test_words_stay_words(site: Callable[[Files], Path], press: str) -> None:
    """In pages, in what the theme makes of their titles, in frames, feeds, posters and data, pages printed or rendered."""
    folder = site(atlas())
    (folder / "mkdocs.yml").write_text(CONFIG % press)
    done = build_site(folder / "mkdocs.yml", folder / "site")
    assert done.returncode == 0, done.stderr
    pages = [path for path in (folder / "site").rglob("*.html")]
    assert len(pages) > 50
    for page in pages:
        markup = Markup()
        markup.feed(page.read_text())
        assert not markup.runs, page
    for file in (path for end in ("svg", "xml") for path in (folder / "site").rglob(f"*.{end}")):
        assert not {part.tag.split("}")[1] for part in ET.parse(file).iter()} & {"script", "foreignObject"}
    assert len([*(folder / "site").rglob("poster.svg")]) >= 8
    page = (folder / "site/journeys/j-tags/index.html").read_text()
    assert f"<title>{html.escape(TAGS)} tags - Maps</title>" in page
    # What is an address to us is one address to a mail program.
    assert "mailto:tags%26body%3Dx%3Fy@example.org?subject=" in page


def test_letters_that_no_file_may_hold(site: Callable[[Files], Path]) -> None:
    """Control characters that YAML can spell are left out: XML has no way to say them."""
    title = '"Pay\\x07 \\x1b[31m\\uFFFE\\uFFFF\\x00 here"'
    folder = site(
        {"journeys/pay.yml": f"title: {title}\npersonas: Ada\nsteps:\n  - title: {title}\n    emotion: -1\n    thinking: {title}\n"}
    )
    done = build_site(folder / "mkdocs.yml", folder / "site")
    assert done.returncode == 0, done.stderr
    ET.parse(folder / "site/journeys/pay/poster.svg")
    page = (folder / "site/journeys/pay/index.html").read_text()
    assert "<title>Pay [31m here - Maps</title>" in page
    assert not set(page) & set("\x00\x07\x1b\ufffe\uffff")


@pytest.mark.parametrize(
    "words", ["[" * 9000, "[[" * 4500, "![" * 4500, "W" * 9000, "\u6f22" * 9000, "- " * 4500, "> " * 4500, "a-" * 4500]
)
def test_no_text_holds_up_a_build(words: str) -> None:
    """What nobody means, but a cat on a keyboard writes, is published as it is, in the time of any other text."""
    head = {"title": "Pay", "summary": words, "personas": "Ada", "steps": [{"title": words, "emotion": -1, "thinking": words}]}
    files = {"journeys/pay.md": f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n{words}\n".encode()}
    began = time.process_time()
    made = build(MemoryTree(files), Options(date(2026, 11, 21), along=TakeAlong(("svg",), False)))
    found = [Findable(page.path, e.title, e.place, e.text, e.group, e.tags, e.names) for page in made.pages for e in page.search]
    assert len(list(search_files(found))) > 2
    assert words.strip()[:40] in html.unescape(
        made.pages[0].body() + next(page.body() for page in made.pages if page.path == "journeys/pay")
    )
    assert all(file.data() for file in made.artifacts if isinstance(file, File) and file.path.endswith((".svg", ".html")))
    assert time.process_time() - began < 5


def test_a_word_of_any_length_is_set_at_once() -> None:
    """Who pastes a long address, or leans on a key, does not wait for the poster."""
    style, type_ = Style(8), fonts_of()
    began = time.process_time()
    lines = wrap("W" * 100_000, 60, style, type_, 3)
    assert len(lines) == 3 and lines[-1].endswith(ELLIPSIS)
    assert cut("W" * 100_000, 60, style, type_).endswith(ELLIPSIS)
    assert time.process_time() - began < 2


@given(st.text("Wil -.", max_size=40), st.floats(20, 90))
def test_as_much_of_a_line_as_there_is_room_for(words: str, width: float) -> None:
    """What is left out of a line is no more than has to be."""
    style, type_ = Style(8), fonts_of()
    kept = cut(words, width, style, type_)
    room = width / style.size
    if kept == words:
        assert type_.width(words, style.face) <= room
        return
    assert type_.width(kept, style.face) <= room
    longer = words[: len(kept.removesuffix(ELLIPSIS)) + 1]
    assert type_.width(f"{longer}{ELLIPSIS}", style.face) > room or longer.rstrip(" ,;:.–-") == kept.removesuffix(ELLIPSIS)
