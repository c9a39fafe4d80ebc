"""Portraits: scaled, published small, drawn as initials where there is none, and refused where they are broken."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image as Pictures

from journeysite.build import Build, Options, build
from journeysite.model.picture import picture_fault
from journeysite.output.artifacts import File
from journeysite.output.images import PORTRAIT_PX, scaled
from journeysite.source.tree import MemoryTree
from journeysite.view.persona import initials

TODAY = date(2026, 11, 21)


def drawing(width: int, height: int, form: str = "PNG", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Pictures.new(mode, (width, height), 90 if mode == "P" else None).save(out, form)
    return out.getvalue()


def built(files: dict[str, str | bytes]) -> Build:
    return build(MemoryTree(files), Options(TODAY))


def body(made: Build, path: str) -> str:
    return next(page.body() for page in made.pages if page.path == path)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("size", [(900, 500), (40, 300), (1, 1), (320, 320)])
def test_portraits_become_small_squares(form: str, size: tuple[int, int]) -> None:
    """Whatever its shape and format, a portrait is a square WebP, never wider than shown and never blown up."""
    made = Pictures.open(BytesIO(scaled(drawing(*size, form))))
    side = min(PORTRAIT_PX, *size)
    assert (made.format, made.size) == ("WEBP", (side, side))


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1"])
def test_every_mode_can_be_scaled(mode: str) -> None:
    """Palettes, greys and transparency are no obstacle."""
    out = BytesIO()
    Pictures.new(mode, (50, 50)).save(out, "PNG")
    assert Pictures.open(BytesIO(scaled(out.getvalue()))).size == (50, 50)


def test_scaling_is_deterministic() -> None:
    """The same picture gives the same bytes, also without the memory of the last time."""
    data = drawing(700, 700)
    first = scaled(data)
    scaled.cache_clear()
    assert scaled(data) == first


def test_the_original_is_not_published() -> None:
    """A portrait goes out scaled, under the persona's id; the file beside the source stays at home, other images do not."""
    made = built(
        {
            "personas/kim.yml": "title: Kim\nportrait: face.png\nimages:\n  - desk.png: Kim's desk\n",
            "personas/face.png": drawing(500, 500),
            "personas/desk.png": drawing(500, 500),
        }
    )
    files = {artifact.path for artifact in made.artifacts if isinstance(artifact, File)}
    assert "assets/portraits/kim.webp" in files
    assert made.published_files == {"personas/desk.png"}
    assert 'src="../../assets/portraits/kim.webp"' in body(made, "personas/kim")


def test_a_drafts_portrait_is_nowhere() -> None:
    """A draft's portrait is neither scaled nor published."""
    made = built({"personas/kim.yml": "title: Kim\nportrait: face.png\ndraft: true\n", "personas/face.png": drawing(50, 50)})
    assert not [artifact for artifact in made.artifacts if "portraits" in artifact.path]
    assert made.published_files == frozenset()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", drawing(80, 80)[:60], drawing(80, 80, "JPEG")[:200], b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_broken_portrait_is_a_diagnostic(data: bytes) -> None:
    """A broken or cut-off file is told to the writer with its line, and is no traceback."""
    made = built({"personas/kim.yml": "title: Kim\nportrait: face.png\n", "personas/face.png": data})
    assert [(d.code, d.at.line) for d in made.diagnostics if d.code.startswith("E")] == [("E132", 2)]


def test_a_picture_too_large_is_refused() -> None:
    """A small file that unfolds into a huge picture is refused before it is unfolded."""
    assert "pixels large" in picture_fault(drawing(10_000, 6_000, mode="1"))


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("After-work shopper", "AS"),
        ("Kim", "K"),
        ("王 小明", "王"),
        ("Łucja ze Śródmieścia", "ŁŚ"),
        ("أم مشغولة", "أم"),
        ("???", "?"),
        ("3 wheels", "3W"),
    ],
)
def test_initials_of_any_script(title: str, letters: str) -> None:
    """Initials are of the first and last word; one is enough in scripts that write words with one letter."""
    assert initials(title) == letters


def test_initials_stand_for_a_missing_portrait() -> None:
    """Without a portrait the page draws initials, with a title for those who do not see them."""
    html = body(built({"personas/kim.yml": "title: Kim Oyelaran\n"}), "personas/kim")
    assert ">KO</text>" in html and "<img" not in html
