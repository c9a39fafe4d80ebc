"""Two colours make a theme that can be read, whatever they are; and where one of them had to be changed, the owner is told."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from journeysite.host.brand import brand_diagnostics
from journeysite.host.cli import main
from journeysite.layout.brand import DARK, GROUNDS, LIGHT, Brand, Tokens, scheme_of, shortfalls
from journeysite.layout.colour import BLACK, LINES, TEXT, WHITE, Colour, colour, contrast, shown, tone
from journeysite.output.assets import brand_sheet, style_sheet

from .conftest import build_site, write_files

ROOT = Path(__file__).parent.parent
COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
BRANDS = st.builds(Brand, COLOURS, st.none() | COLOURS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Figures that the W3C's own pages and every checker give."""
    assert round(contrast(colour(one), colour(other)), 2) == pytest.approx(ratio, abs=0.01)


@given(COLOURS)
def test_a_colour_survives_its_tone(given_colour: Colour) -> None:
    """To the eye's order and back again is the same colour, to the last step that a screen can show."""
    assert all(abs(a - b) <= 1 for a, b in zip(given_colour, shown(tone(given_colour)), strict=True))


@given(BRANDS)
@example(Brand(WHITE))
@example(Brand(BLACK, WHITE))
@example(Brand(colour("#767676"), colour("#777777")))
def test_every_brand_can_be_read(brand: Brand) -> None:
    """Words reach 4.5 and edges 3 on everything that they stand on, in light and in dark, for every pair of colours that there is."""
    scheme = scheme_of(brand)
    head = scheme.light
    assert brand.primary == head["brand"]
    for ink, ground in product(("on-brand", "on-brand-soft"), ("brand", "brand-well")):
        assert contrast(head[ink], head[ground]) >= TEXT
    for tokens in (scheme.light, scheme.dark):
        for ground in GROUNDS:
            assert min(contrast(tokens[ink], tokens[ground]) for ink in ("ink", "ink-soft", "accent")) >= TEXT
            assert contrast(tokens["edge"], tokens[ground]) >= LINES


@given(BRANDS)
def test_other_inks_hold_on_every_brand(brand: Brand) -> None:
    """What does not follow the brand, such as the colour of pains, can be read on the grounds that do."""
    scheme = scheme_of(brand)
    for tokens, block in ((scheme.light, ":root"), (scheme.dark, '[data-md-color-scheme="slate"]')):
        fixed = declared(block)
        for ink, ground in product(("pain", "warn", "gain", "need"), GROUNDS):
            assert contrast(fixed[ink], tokens[ground]) >= TEXT
        for line, ground in product((f"curve-{number}" for number in range(1, 6)), GROUNDS):
            assert contrast(fixed[line], tokens[ground]) >= LINES
        for meaning in ("pain", "warn", "gain"):
            assert contrast(tokens["ink"], fixed[f"{meaning}-wash"]) >= TEXT


def test_our_own_colours_can_be_read() -> None:
    """The style sheet itself keeps what it asks of a brand, washes included."""
    for block in (":root", '[data-md-color-scheme="slate"]'):
        tokens = {**declared(":root"), **declared(block)}
        for ink, ground in product(("ink", "ink-soft", "accent", "pain", "warn", "gain", "need"), GROUNDS):
            assert contrast(tokens[ink], tokens[ground]) >= TEXT, (block, ink, ground)
        for meaning, ink in product(("pain", "warn", "gain"), ("ink", "own")):
            assert contrast(tokens[meaning if ink == "own" else "ink"], tokens[f"{meaning}-wash"]) >= TEXT, (block, ink, meaning)
        assert contrast(tokens["on-brand-soft"], tokens["brand-well"]) >= TEXT
        assert min(contrast(tokens["edge"], tokens[ground]) for ground in GROUNDS) >= LINES


def test_the_style_sheet_holds_the_colours_that_a_brand_starts_from() -> None:
    """The neutral colours stand in tokens.css and in layout/brand.py, and are the same in both."""
    for tokens, block in ((LIGHT, ":root"), (DARK, '[data-md-color-scheme="slate"]')):
        assert {name: declared(block)[name] for name in tokens} == dict(tokens)


def test_our_own_two_colours_make_our_own_theme() -> None:
    """A site that names the colours of the product looks as one that names none, but for a hair."""
    scheme = scheme_of(Brand(colour("#24305e"), colour("#1f3f99")))
    for tokens, block in ((scheme.light, ":root"), (scheme.dark, '[data-md-color-scheme="slate"]')):
        own = {**declared(":root"), **declared(block)}
        far = {name: str(value) for name, value in tokens.items() if max(abs(a - b) for a, b in zip(value, own[name], strict=True)) > 6}
        assert far == {}


def test_the_nearest_colour_is_near() -> None:
    """What is changed keeps its hue, goes no further than it has to, and what is good stays as it is."""
    (short,) = shortfalls(Brand(colour("#24305e"), colour("#f08a00")))
    assert abs(tone(short.instead).hue - tone(short.given).hue) < 12
    assert TEXT <= min(contrast(short.instead, LIGHT[name]) for name in GROUNDS) < TEXT + 0.1
    assert list(shortfalls(Brand(colour("#24305e"), colour("#1f3f99")))) == []


def told(config: Path, brand: Brand) -> str:
    return "\n".join(str(one) for one in brand_diagnostics(brand, config, config.parent / "content", {}))


def test_exact_text(tmp_path: Path) -> None:
    """Each fault names its line in mkdocs.yml, the ratio, and the nearest colour that would do."""
    write_files(
        tmp_path,
        {"mkdocs.yml": 'plugins:\n  - search\n  - journeysite:\n      brand:\n        primary: "#ffd400"\n        accent: "#f08a00"\n'},
    )
    assert told(tmp_path / "mkdocs.yml", Brand(colour("#ffd400"), colour("#f08a00"))) == (
        "../mkdocs.yml:5:9  C902  edges in the primary colour #ffd400 reach 1.29 : 1 on the page, and the edge of a field needs 3 : 1\n"
        "    the header has your colour; for edges the site takes the nearest colour that does, #a78b18\n"
        "    write:\n"
        '        primary: "#a78b18"\n'
        "../mkdocs.yml:6:9  C901  links in the accent colour #f08a00 reach 2.28 : 1 on the page, and words need 4.5 : 1\n"
        "    the site takes the nearest colour that does, #a45f0c\n"
        "    write:\n"
        '        accent: "#a45f0c"'
    )


@pytest.mark.parametrize("code", ["C901", "C902"])
def test_page_of_the_code_is_true(code: str) -> None:
    """What the page of a code shows under Before has the code, and what it shows under After has not."""
    page = (ROOT / "journeysite/codes" / f"{code}.md").read_text("utf-8")
    before, after = (yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S))
    names = {"C901": "accent", "C902": "primary"}
    assert names[code] in [short.name for short in shortfalls(brand_in(before))]
    assert names[code] not in [short.name for short in shortfalls(brand_in(after))]


MAPS = {
    "content/personas.yml": "ada: Ada\n",
    "content/journeys/pay.yml": "title: Pay\npersonas: ada\nsteps: [{Joins the line: -2}, {Pays: 1}]\n",
}


def test_a_site_takes_the_colours(tmp_path: Path) -> None:
    """The one style sheet ends with the brand's own tokens, in the layer of the tokens."""
    write_files(tmp_path, {**MAPS, "mkdocs.yml": config_with({"primary": "#0b6b4f"})})
    done = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "site/assets/journeysite/journeysite.css").read_text("utf-8")
    assert written == style_sheet() + brand_sheet(Brand(colour("#0b6b4f")))
    assert written.rindex("@layer tokens") == len(style_sheet()) and "--jy-brand:#0b6b4f" in written


def test_both_hosts_tell_what_a_brand_cannot_do(site: Callable[[Mapping[str, str]], Path]) -> None:
    """A strict build stops, `check` says the same with the file as the writer sees it, and a site may switch it off."""
    folder = site({})
    write_files(folder, {**MAPS, "mkdocs.yml": config_with({"primary": "#24305e", "accent": "#f08a00"})})
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "mkdocs.yml:8:7  C901" in done.stderr
    said = CliRunner().invoke(main, ["check"]).output
    assert said.startswith("mkdocs.yml:8:7  C901  links in the accent colour #f08a00 reach 2.28 : 1")
    write_files(folder, {"mkdocs.yml": config_with({"primary": "#24305e", "accent": "#f08a00"}, severities={"C901": "off"})})
    assert "C901" not in CliRunner().invoke(main, ["check"]).output


@pytest.mark.parametrize(
    ("brand", "words"),
    [
        ({"primary": "blue"}, '"blue" is not a colour: write six digits in quotes, such as "#24305e"'),
        ({"primary": 123}, '"123"'),
        ({"accent": "#123456"}, "there is no primary colour beside it"),
    ],
)
def test_what_is_no_colour_is_refused(tmp_path: Path, brand: dict[str, object], words: str, caplog: pytest.LogCaptureFixture) -> None:
    """MkDocs names the option and what to write instead. A number is what YAML makes of digits without quotes: three could be a colour."""
    write_files(tmp_path, {**MAPS, "mkdocs.yml": config_with(brand)})
    if brand == {"primary": 123}:
        assert load_config(str(tmp_path / "mkdocs.yml")) is not None
        return
    with pytest.raises(Abort):
        load_config(str(tmp_path / "mkdocs.yml"))
    assert words in caplog.text


def config_with(brand: Mapping[str, object], **more: object) -> str:
    options = {"brand": dict(brand), **more}
    config = {"site_name": "Maps", "docs_dir": "content", "theme": "material", "plugins": {"journeysite": options}}
    return yaml.safe_dump(config, sort_keys=False)


def brand_in(config: Mapping[str, list[dict[str, dict[str, dict[str, str]]]]]) -> Brand:
    colours = {name: colour(code) for name, code in config["plugins"][0]["journeysite"]["brand"].items()}
    return Brand(colours["primary"], colours.get("accent"))


def declared(block: str) -> Tokens:
    """The colours of a block in tokens.css."""
    sheet = (ROOT / "themes/journeysite/css/tokens.css").read_text("utf-8")
    body = sheet[sheet.index(f"{block} {{") :].split("}", 1)[0]
    return {name: colour(code) for name, code in re.findall(r"--jy-([\w-]+): (#[0-9a-f]{6});", body)}
