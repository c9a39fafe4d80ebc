"""Cards: the picture that stands for a page where a link to it is shared."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image as Pictures

from journeysite.build import Build, Options, build
from journeysite.host.shell import headed
from journeysite.layout.card import HEIGHT, WIDTH, CardWords, place_card
from journeysite.layout.drawing import Bend, Run
from journeysite.output.artifacts import File
from journeysite.output.fonts import fonts_of
from journeysite.output.take_along import MOST_CARDS, TakeAlong
from journeysite.source.tree import MemoryTree

from .test_map_view import SHOP

TODAY = date(2026, 11, 21)
URL = "https://example.org/atlas/"


def made(files: dict[str, str], along: TakeAlong | None = None, url: str = URL) -> Build:
    return build(MemoryTree(files), Options(TODAY, title="Maps", site_url=url, along=along or TakeAlong()))


def head_of(built: Build, path: str | None) -> dict[str, str]:
    page = next((page for page in built.pages if page.path == path), None)
    html = headed("<head></head>", page, built)
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))


def test_a_card_has_title_curve_and_site() -> None:
    """A map's card is 1200 × 630 pixels, with its title in the largest words and a line for each persona."""
    built = made(SHOP)
    file = next(file for file in built.artifacts if isinstance(file, File) and file.path == "assets/cards/journeys/shop.png")
    picture = Pictures.open(BytesIO(file.data()))
    assert file.is_late and (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(file.data()) < 40_000


def test_every_published_thing_has_one() -> None:
    """Persona, finding, team: whatever has a page has a card. A draft has none."""
    built = made(SHOP | {"journeys/new.yml": "title: New\ndraft: true\n"})
    entities = {f"assets/cards/{entity.kind.folder}/{entity.id}.png" for entity in built.site.entities.values()}
    assert built.cards == {*entities, "assets/cards/index.png"}


def test_the_head_names_the_card() -> None:
    """A page says its title, address and card to those who show a link; one without a card of its own has that of the site."""
    built = made(SHOP)
    said = head_of(built, "journeys/shop")
    assert said["og:image"] == f"{URL}assets/cards/journeys/shop.png" and said["twitter:card"] == "summary_large_image"
    assert (said["og:title"], said["og:url"], said["og:type"]) == ("Shop", f"{URL}journeys/shop/", "article")
    assert head_of(built, "health")["og:image"] == head_of(built, None)["og:image"] == f"{URL}assets/cards/index.png"
    assert head_of(built, "index")["og:url"] == URL


def test_without_an_address_there_are_none() -> None:
    """Who shares a link needs an absolute address, so a site that nobody said the place of has no cards and no words about them."""
    built = made(SHOP, url="")
    assert not built.cards and not head_of(built, "journeys/shop")


def test_a_site_may_want_none_or_all() -> None:
    """`cards: false` makes none; past some hundred pages only `cards: true` makes them."""
    assert not made(SHOP, TakeAlong(cards=False)).cards
    many = {"findings.yml": "".join(f"f{number}: {{title: Finding {number}}}\n" for number in range(MOST_CARDS + 1))}
    assert not made(many).cards
    assert len(made(many, TakeAlong(cards=True)).cards) == MOST_CARDS + 2


def test_words_stay_on_the_card() -> None:
    """A title of any length is made smaller, then cut; nothing leaves the card."""
    for length in (1, 8, 20, 60):
        words = CardWords("A rather long name of an atlas", "Opportunity", "Customers wait " * length, "Because of it. " * 30, (), "en")
        drawing = place_card(words, fonts_of())
        runs = [item for item in drawing.items if isinstance(item, Run)]
        assert runs and all(run.x + run.width <= WIDTH and run.y < HEIGHT for run in runs)
        assert not any(isinstance(item, Bend) for item in drawing.items)


def test_cards_are_remembered(tmp_path: Path) -> None:
    """The shelf holds them too, and the same words have the same bytes."""
    along = TakeAlong(shelf=tmp_path)
    first, second = (
        next(file.data() for file in made(SHOP, along).artifacts if isinstance(file, File) and file.path.endswith("cards/index.png"))
        for _ in range(2)
    )
    assert first == second and len([path for path in tmp_path.glob("??/*")]) == 1
