"""Posters: what is on them, that it fits, that all three writers draw the same, and what happens to letters that no font has."""

from __future__ import annotations

import errno
import os
import re
import time
import xml.etree.ElementTree as ET
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pictures

from journeysite.build import Build, Options, build
from journeysite.compiler.passes import Rules
from journeysite.errors import Severity
from journeysite.layout.drawing import Drawing, Panel, Run, Shape, Stroke
from journeysite.layout.inks import inks_of
from journeysite.layout.poster import A3, MOST_COLUMNS, Poster, place_poster
from journeysite.layout.typesetting import ELLIPSIS, Style, wrap
from journeysite.model.journey import Journey
from journeysite.output.artifacts import File
from journeysite.output.fonts import FACES, fonts_of
from journeysite.output.pdf import write_pdf
from journeysite.output.png import write_png
from journeysite.output.shelf import Shelf
from journeysite.output.svg import write_svg
from journeysite.output.take_along import MOST_JOURNEYS, TakeAlong
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.here import Here
from journeysite.view.poster import brief_words, poster_words

from .test_map_view import SHOP

TODAY = date(2026, 11, 21)
FONTS = fonts_of()
INKS = inks_of()


def made(files: dict[str, str], along: TakeAlong | None = None, **more: object) -> Build:
    return build(MemoryTree(files), Options(TODAY, title="Maps", along=along or TakeAlong(), **more))  # type: ignore[arg-type]


def files_of(built: Build) -> dict[str, File]:
    return {file.path: file for file in built.artifacts if isinstance(file, File) and "/poster." in file.path}


def placed(files: dict[str, str], id: str) -> Poster:
    built = made(files)
    journey = built.site.get("journey", id)
    assert isinstance(journey, Journey)
    here = Here(built.site, Addresses(True, "https://example.org/"))
    words = poster_words(here, journey, "Maps")
    return place_poster(words, brief_words(here, journey, words), FONTS)


def long_map(stages: int, steps: int, personas: int = 1) -> dict[str, str]:
    names = ["ada", "ben", "cleo", "dora", "emil"][:personas]
    lines = ["title: A long way", f"personas: [{', '.join(names)}]", "stages:"]
    for stage in range(stages):
        lines += [f"  - Stage {stage}:", "    steps:"]
        for step in range(steps):
            felt = ", ".join(f"{name}: {(stage + step * 3 + place) % 5 - 2}" for place, name in enumerate(names))
            lines += [
                f"      - Does the thing {stage}-{step}: {{{felt}}}",
                f"        thinking: This is what I think of thing {stage}-{step}",
            ]
    return {"personas.yml": "".join(f"{name}: {name.title()}\n" for name in names), "journeys/way.yml": "\n".join(lines) + "\n"}


def said(drawing: Drawing) -> str:
    return " ".join(item.text for item in drawing.items if isinstance(item, Run))


# What is on it -------------------------------------------------------------------------------------------------------


def test_a_poster_says_what_the_map_says() -> None:
    """Title, trust, personas, stages, steps, the lowest point with its words, findings with number and shape, actions, date and address."""
    words = said(placed(SHOP, "shop").whole)
    for part in (
        "Shop", "Current state", "Reviewed 1 Oct 2026", "Owner Store operations", "Hurried parent", "Careful pensioner", "Fill", "Wait", "Joins a queue",
        "Lowest point −2", "“Why only two tills?”", "Till queue", "▼ Pain 5/5", "Long wait", "Shipped 2 Nov 2026", "More tills", "21 Nov 2026",
        "https://example.org/journeys/shop/",
    ):  # fmt: skip
        assert part in words, part


def test_an_archived_map_is_marked_and_a_draft_has_no_poster() -> None:
    """Who takes an archived map along sees that it no longer holds; of a draft there is nothing, not even an address."""
    step = "steps:\n  - Pays: 1\n"
    built = made(
        {"journeys/old.yml": f"title: Old\narchived: The shop closed\n{step}", "journeys/new.yml": f"title: New\ndraft: true\n{step}"}
    )
    assert {path.split("/")[1] for path in files_of(built)} == {"old"}
    assert b"Archived. This map no longer holds. The shop closed" in files_of(built)["journeys/old/poster.svg"].data()


def test_nothing_of_a_draft_is_on_a_poster_in_serve() -> None:
    """Where drafts are shown to their writer, files to take along leave them out all the same."""
    files = SHOP | {"findings.yml": SHOP["findings.yml"].replace("title: Long wait", "title: Long wait\n  draft: true")}
    built = made(files, rules=Rules(with_drafts=True))
    assert b"Long wait" not in files_of(built)["journeys/shop/poster.svg"].data()


def test_the_page_leads_to_its_files() -> None:
    """The menu needs no script, and names each file after the map."""
    body = next(page.body() for page in made(SHOP).pages if page.path == "journeys/shop")
    assert re.findall(r'href="([^"]*poster\.\w+)" download="([^"]*)"', body) == [
        (f"../../journeys/shop/poster.{one}", f"shop.{one}") for one in ("pdf", "png", "svg")
    ]


# How many of them ----------------------------------------------------------------------------------------------------


def test_a_site_says_which_formats_it_wants() -> None:
    """`take_along: [pdf]` makes one file a map; `[]` makes none, and no menu."""
    assert {path.rsplit(".")[-1] for path in files_of(made(SHOP, TakeAlong(("pdf",))))} == {"pdf"}
    none = made(SHOP, TakeAlong(()))
    assert not files_of(none)
    assert "jy-take" not in next(page.body() for page in none.pages if page.path == "journeys/shop")


def test_a_large_atlas_has_posters_only_where_it_asks() -> None:
    """Nobody waits for hundreds of drawings that nobody asked for."""
    files = {f"journeys/{number}.yml": f"title: Map {number}\nsteps:\n  - Pays: 1\n" for number in range(MOST_JOURNEYS + 1)}
    assert not files_of(made(files))
    assert len(files_of(made(files, TakeAlong(("svg",))))) == MOST_JOURNEYS + 1


def test_no_poster_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building an atlas draws nothing: a server makes what a reader takes along, when she does."""
    monkeypatch.setattr("journeysite.output.posters.place_poster", lambda *_: pytest.fail("drawn"))
    files = files_of(made(SHOP)).values()
    assert files and all(file.is_late for file in files)


# That it fits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "steps", "personas"), [(1, 1, 1), (2, 3, 2), (4, 4, 3), (5, 5, 5), (6, 6, 2), (12, 5, 5), (1, 45, 1), (15, 10, 5)]
)
def test_everything_is_on_the_sheet_and_large_enough(stages: int, steps: int, personas: int) -> None:
    """No word leaves its sheet or is smaller than seven points, whatever the size of the map."""
    poster = placed(long_map(stages, steps, personas), "way")
    for sheet in (poster.whole, *poster.sheets):
        for item in sheet.items:
            if isinstance(item, Run):
                assert item.size >= 7
                assert item.x >= 0 and item.x + item.width <= sheet.width + 0.5 and 0 < item.y < sheet.height, item


def test_a_map_of_one_sheet_is_printed_on_one() -> None:
    """Up to what A3 holds, the PDF is one sheet; a larger map is followed by its parts on A3, every step on one of them."""
    assert len(placed(long_map(3, 4), "way").sheets) == 1
    poster = placed(long_map(6, 5), "way")
    whole, *parts = poster.sheets
    assert whole.width > A3[0] and len(parts) == 2 and all(part.width == A3[0] for part in parts)
    words = " ".join(map(said, parts))
    assert all(f"{stage}-{step}" in words for stage in range(6) for step in range(5))


def test_a_map_that_no_sheet_holds_is_shown_by_stage() -> None:
    """Past A1 the poster has a column a stage, and the sheets behind it have the steps."""
    poster = placed(long_map(12, 5), "way")
    assert MOST_COLUMNS < 12 * 5
    assert "Worst step" in said(poster.whole) and "Stage 11" in said(poster.whole)
    assert "Does the thing" in said(poster.sheets[-1])


def test_a_long_map_without_stages_gets_a_wide_sheet() -> None:
    """Where there are no stages to be told by, all steps stand beside each other."""
    poster = placed(long_map(1, 45), "way")
    assert poster.whole.width > 45 * 60 and "0-44" in said(poster.whole).replace(" ", "")[-4000:]


@given(st.text(alphabet=st.sampled_from("abcdefghij äöüЖλ-/ 漢字.,…"), max_size=120), st.floats(12, 400), st.integers(1, 5))
def test_lines_are_never_wider_than_their_room(words: str, width: float, most: int) -> None:
    """Wrapped words fit, are at most so many lines, and lose nothing without saying so."""
    style = Style(8.0)
    lines = wrap(words, width, style, FONTS, most)
    assert len(lines) <= most
    # One letter, with the hyphen behind it, may need more than there is.
    assert all(FONTS.width(line, "regular") * 8 <= max(width, 12.1) for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines):
        assert "".join(lines).replace("-", "").replace(" ", "") == words.replace("-", "").replace(" ", "")


# Three writers -------------------------------------------------------------------------------------------------------


def test_the_svg_stands_alone() -> None:
    """It is well-formed, brings its font, has a title and a text twin, and asks nobody for anything."""
    svg = write_svg(placed(SHOP, "shop").whole, INKS, FONTS)
    root = ET.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Shop"
    assert "Lowest point: Joins a queue, −2." in (root.findtext(f"{space}desc") or "")
    assert b"@font-face" in svg
    assert {address.split(b":")[0] for address in re.findall(rb"url\(([^)]{5})", svg)} == {b"data"}
    assert not re.search(rb"<(script|image|use|foreignObject)", svg)


def test_the_pdf_has_every_page_and_every_word() -> None:
    """Its table of objects is right, each sheet is a page of the sheet's size, and its words can be found: each code has its letter."""
    sheets = placed(long_map(6, 5, 2), "way").sheets
    pdf = write_pdf(sheets, INKS, FONTS, TODAY)
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[-1])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    assert all(pdf[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1))
    assert len(re.findall(rb"/Type /Page /", pdf)) == len(sheets)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)", pdf) == [b"%d" % int(sheet.width) for sheet in sheets]
    streams = [zlib.decompress(found) for found in re.findall(rb"/FlateDecode>>\nstream\n(.*?)\nendstream", pdf, re.S)]
    meanings = [dict(re.findall(rb"<(\w{4})> <(\w{4,8})>", stream)) for stream in streams if b"beginbfchar" in stream]
    shown = re.findall(rb"<((?:\w{4})+)> Tj", b"".join(stream for stream in streams if b" Tj" in stream))
    read = {
        "".join(bytes.fromhex(table[code].decode()).decode("utf-16-be") for code in re.findall(b".{4}", word))
        for word in shown for table in meanings if all(code in table for code in re.findall(b".{4}", word))
    }  # fmt: skip
    assert {item.text for sheet in sheets for item in sheet.items if isinstance(item, Run)} <= read


def test_the_png_has_the_colours_of_the_site() -> None:
    """Paper is white and what lies below zero is shaded, to the last bit: the palette has every colour as it is."""
    picture = Pictures.open(BytesIO(write_png(placed(SHOP, "shop").whole, INKS, FONTS, 2.0)))
    assert picture.mode == "P" and picture.width == round(A3[0] * 2)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1000) or ()}
    assert {tuple(INKS[role]) for role in ("paper", "wash", "brand", "pain", "curve-1", "curve-2")} <= colours


def test_words_end_where_they_were_placed() -> None:
    """The rasteriser does not set a line wider or narrower than the layout measured it."""
    text, size = "Waits until somebody answers the telephone", 8.0
    width = FONTS.width(text, "regular") * size
    drawing = Drawing(width + 40, 30, (Run(20, 20, text, "regular", size, width),), "", "", "en")
    ink = Pictures.open(BytesIO(write_png(drawing, INKS, FONTS, 2.0))).convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert ink is not None and abs(ink[2] / 2 - (20 + width)) < 1.5


def test_every_role_that_is_drawn_has_an_ink() -> None:
    """No writer meets a role that nobody gave a colour."""
    for item in placed(long_map(3, 4, 5), "way").whole.items:
        roles = (item.fill, item.edge) if isinstance(item, Panel | Shape) else (item.role,) if isinstance(item, Run | Stroke) else ()
        assert {role for role in roles if role} <= INKS.keys()


def test_the_same_map_gives_the_same_bytes() -> None:
    """Two atlases of the same content draw alike, in every format. Other folders and processes are compared by test_deterministic.py."""
    first, second = ({path: file.data() for path, file in files_of(made(SHOP)).items()} for _ in range(2))
    assert first == second and len(first) == 3


# Letters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_have_what_is_printed(face: str) -> None:
    """Latin, Greek and Cyrillic, figures, and the signs that tell findings apart."""
    letters = "AzÄßŁőğΩλЖяї0123456789−×→✓★▲▼◆●“„”‘’…–€№"
    assert [letter for letter in letters if letter not in FONTS.by_name[face].advances] == []


def test_a_missing_letter_is_a_diagnostic_with_its_place() -> None:
    """It is told once a file, with its name, and left out of the drawing; a site can silence it."""
    files = {"journeys/pay.yml": "title: Pay\nsteps:\n  - Pays 漢: 1\n"}
    built = made(files)
    (found,) = [diagnostic for diagnostic in built.diagnostics if diagnostic.code == "C911"]
    assert str(found).startswith(
        'journeys/pay.yml:3  C911  posters and cards cannot show "漢" (CJK UNIFIED IDEOGRAPH-6F22): no font has it'
    )
    assert "漢" not in files_of(built)["journeys/pay/poster.svg"].data().decode().split("</desc>")[1]
    silent = made(files, rules=Rules({"C911": Severity.OFF}))
    assert not [diagnostic for diagnostic in silent.diagnostics if diagnostic.code == "C911"]


@pytest.mark.parametrize("title", ["漢字", "דרך", "طريق", "रास्ता"])
def test_a_title_that_cannot_be_set_has_no_poster(title: str) -> None:
    """Better none than one with letters missing, or in a wrong order."""
    assert not files_of(made({"journeys/pay.yml": f"title: {title}\nid: pay\nsteps:\n  - Pays: 1\n"}))


def test_a_font_of_the_site_sets_what_ours_cannot(tmp_path: Path) -> None:
    """`poster_fonts` are asked for each letter that ours do not have."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(FONTS.by_name["regular"].data))
    for table in font["cmap"].tables:
        table.cmap = {0x6F22: table.cmap[ord("A")]}
    font.save(tmp_path / "more.ttf")
    along = TakeAlong(fonts=(tmp_path / "more.ttf",))
    built = made({"journeys/pay.yml": "title: 漢 Pay\nid: pay\nsteps:\n  - Pays: 1\n"}, along)
    assert not [diagnostic for diagnostic in built.diagnostics if diagnostic.code == "C911"]
    files = files_of(built)
    assert ">漢</text>" in files["journeys/pay/poster.svg"].data().decode()
    assert b"more1" in files["journeys/pay/poster.pdf"].data() and files["journeys/pay/poster.png"].data()


# What is remembered --------------------------------------------------------------------------------------------------


def test_a_drawing_is_made_once(tmp_path: Path) -> None:
    """The second build takes it from the shelf, and its bytes are those of a build without one."""
    shelf = Shelf(tmp_path)
    assert shelf.fetch("ab12", lambda: b"drawn") == b"drawn"
    assert Shelf(tmp_path).fetch("ab12", lambda: pytest.fail("drawn again")) == b"drawn"
    fresh = files_of(made(SHOP))["journeys/shop/poster.svg"].data()
    kept = [files_of(made(SHOP, TakeAlong(shelf=tmp_path)))["journeys/shop/poster.svg"].data() for _ in range(2)]
    assert kept == [fresh, fresh]


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 32 + b"another drawing"])
def test_a_torn_drawing_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    """What does not bear its own hash is not trusted."""
    Shelf(tmp_path).fetch("ab12", lambda: b"drawn")
    (tmp_path / "ab" / "12").write_bytes(spoilt)
    assert Shelf(tmp_path).fetch("ab12", lambda: b"drawn anew") == b"drawn anew"


def test_what_nobody_asks_for_leaves(tmp_path: Path) -> None:
    """A drawing that no build has asked for in a month goes when another is kept; one that was asked for stays."""
    for key in ("aa11", "bb22"):
        Shelf(tmp_path).fetch(key, lambda: b"old")
    for key in ("aa11", "bb22"):
        os.utime(tmp_path / key[:2] / key[2:], (time.time() - 40 * 86_400,) * 2)
    Shelf(tmp_path).fetch("aa11", lambda: pytest.fail("drawn again"))
    Shelf(tmp_path).fetch("cc33", lambda: b"new")
    assert [(tmp_path / path).exists() for path in ("aa/11", "bb/22", "cc/33")] == [True, False, True]


def test_a_full_disk_keeps_nothing_and_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing that cannot be kept is drawn, and leaves no half of it behind."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert Shelf(tmp_path).fetch("ab12", lambda: b"drawn") == b"drawn"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / ".gitignore"]
