"""Pages of things: links in both directions, figures that agree, sound HTML, on the whole example and on small sites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from posixpath import join, normpath

import pytest

from journeysite.build import Build, Options, build
from journeysite.model.refs import Key
from journeysite.model.site import Site
from journeysite.output.artifacts import File
from journeysite.source.tree import FolderTree, MemoryTree

CONTENT = Path(__file__).parent.parent / "content"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def atlas() -> Build:
    return build(FolderTree(CONTENT), Options(TODAY))


@pytest.fixture(scope="module")
def bodies(atlas: Build) -> Mapping[str, str]:
    """Every page of the example by its path."""
    return {page.path: page.body() for page in atlas.pages}


def made(files: dict[str, str | bytes]) -> dict[str, str]:
    return {page.path: page.body() for page in build(MemoryTree(files), Options(TODAY)).pages}


def links(bodies: Mapping[str, str], path: str) -> Iterator[tuple[str, str]]:
    """Every link of a page to another: its path and anchor."""
    folder = path.removesuffix("index") if path.endswith("index") else f"{path}/"
    for href in re.findall(r'<a [^>]*?href="([^"]*)"', bodies[path]):
        if not re.match(r"[a-z]+:", href):
            url, _, anchor = href.partition("#")
            target = normpath(join(folder, url)) if url else path
            if target.endswith((".png", ".webp", ".jpg")):
                continue
            yield (target if target in bodies else f"{target}/index" if target != "." else "index"), anchor


def page_of(site: Site, key: Key) -> str:
    return f"{site.kinds[key.kind].folder}/{key.id}"


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def click(bodies: Mapping[str, str], start: str, target: str) -> str:
    """Follows a link from one page to another; fails where there is none."""
    assert target in {path for path, _ in links(bodies, start)}, f"{start} has no link to {target}"
    return target


def test_from_a_finding_around_and_back_in_four_clicks(bodies: Mapping[str, str]) -> None:
    """Finding, action, metric, map and back are one link apart, and tell the same figures."""
    here = "findings/wait-without-an-end"
    seen = [here]
    for target in (
        "actions/self-checkout-everywhere",
        "metrics/checkout-wait",
        "journeys/pay-for-a-basket",
        "findings/wait-without-an-end",
    ):
        here = click(bodies, here, target)
        seen.append(here)
    said = {path: text(bodies[path]) for path in seen}
    assert "before 7.5 min" in said["actions/self-checkout-everywhere"] or "7.5 min now" in said["actions/self-checkout-everywhere"]
    for path in ("findings/wait-without-an-end", "metrics/checkout-wait", "journeys/pay-for-a-basket"):
        assert "Evening wait at the checkout 7.5 → 3 min , target 4 min ✓ reached" in said[path], path
    for path, words in said.items():
        assert "3 min" in words and "4 min" in words and "Self-checkout in all 42 stores" in words, path


def test_a_findings_status_and_strength_are_the_same_everywhere(bodies: Mapping[str, str]) -> None:
    """Wherever a card of a finding stands, it shows what the finding's own page says."""
    cards: dict[str, set[str]] = {}
    for path, html in bodies.items():
        for kind, href, note in re.findall(
            r'<div class="jy-card jy-card--finding.*?jy-card__kind">(.*?)</p>.*?href="([^"]*)".*?jy-card__note[^>]*>(.*?)</p>', html, re.S
        ):
            target = normpath(join(f"{path}/" if not path.endswith("index") else path.removesuffix("index"), href))
            cards.setdefault(target, set()).add(" ".join(text(kind + note).split()))
    assert len(cards) > 20
    assert {target: said for target, said in cards.items() if len(said) != 1} == {}


def test_links_hold_in_both_directions(atlas: Build, bodies: Mapping[str, str]) -> None:
    """For each link of the atlas, the one page leads to the other and back."""
    pages = {path: {target for target, _ in links(bodies, path)} for path in bodies}
    missing = set()
    for link in atlas.site.links:
        source, target = page_of(atlas.site, link.source), page_of(atlas.site, link.target)
        if source == target:
            continue
        missing |= {(a, b, link.field) for a, b in ((source, target), (target, source)) if b not in pages[a]}
    assert sorted(missing) == []


def test_everything_on_a_map_leads_to_it(atlas: Build, bodies: Mapping[str, str]) -> None:
    """What stands at a step links to that step, and the map links to it."""
    site = atlas.site
    pages = {path: set(links(bodies, path)) for path in bodies}
    for key, spots in site.spots.items():
        if key.kind in ("note", "path"):
            continue
        for spot in spots:
            map_page = f"journeys/{spot.journey}"
            assert (map_page, spot.step) in pages[page_of(site, key)], (key, spot)
            assert page_of(site, key) in {target for target, _ in pages[map_page]}, (key, spot)


def test_every_link_and_anchor_exists(atlas: Build, bodies: Mapping[str, str]) -> None:
    """No page of a thing leads nowhere."""
    ids = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in bodies.items()}
    files = {f"{artifact.path}/index" for artifact in atlas.artifacts if isinstance(artifact, File)}
    broken = set()
    for key in atlas.site.entities:
        for target, anchor in links(bodies, page_of(atlas.site, key)):
            own = (CONTENT / f"{target.removesuffix('/index')}.md").is_file()
            if (target not in bodies and target not in files and not own) or (anchor and target in ids and anchor not in ids[target]):
                broken.add((page_of(atlas.site, key), target, anchor))
    assert sorted(broken) == []


def test_pages_are_sound(atlas: Build, bodies: Mapping[str, str]) -> None:
    """Each page has one first heading, no id twice, no nothing written out, no level of heading left out."""
    for key in atlas.site.entities:
        html = bodies[page_of(atlas.site, key)]
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert html.count("<h1") == 1, key
        assert sorted(ids) == sorted(set(ids)), key
        assert not re.search(r">\s*(None|\(\)|\[\]|Undefined)\s*<", html), key
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (key, levels)


def test_drafts_leave_no_trace() -> None:
    """No page names a draft: no backlink, no card, no place."""
    files: dict[str, str | bytes] = {
        "findings/wait.yml": "title: Long wait\nseverity: 4\nabout: journey:pay\n",
        "actions/secret.yml": "title: Secret plan\nanswers: wait\nstatus: planned\ndraft: true\n",
        "journeys/pay.yml": "title: Pay\nstages:\n  - Pay: -1\n",
    }
    assert [path for path, html in made(files).items() if "Secret plan" in html or "secret" in html] == []


def test_a_finding_says_why_it_is_open() -> None:
    """Its status is derived, with what it follows from; a status that was said gives its reason."""
    finding = "title: Long wait\nseverity: 4\n"
    assert "no action answers it yet" in text(made({"findings/wait.yml": finding})["findings/wait"])
    answered = {"findings/wait.yml": finding, "actions/tills.yml": "title: More tills\nanswers: wait\nstatus: shipped\n"}
    assert "Status resolved , 1 action answers it, 1 shipped" in text(made(answered)["findings/wait"])
    parked = {"findings/wait.yml": finding + "status: parked\nreason: The store closes\n"}
    assert "Status parked : The store closes" in text(made(parked)["findings/wait"])


def test_written_in_place() -> None:
    """A thing that was written in a step says where, and links to it."""
    page = made({"journeys/pay.yml": "title: Pay\nstages:\n  - Pay:\n    - Waits: -1\n      findings:\n        - Long wait: 4\n"})
    assert "Written in place at Pay" in text(page["findings/long-wait"])


def test_archived_and_replaced() -> None:
    """What no longer holds says so above everything else, with the reason or what took its place."""
    pages = made(
        {
            "touchpoints/till.yml": "title: Till\narchived: All stores have machines now\n",
            "notes/old.yml": "title: Old rule\ntype: decision\ndate: 2026-01-02\n",
            "notes/new.yml": "title: New rule\ntype: decision\ndate: 2026-03-02\nreplaces: old\n",
        }
    )
    assert "Archived. This no longer holds. All stores have machines now" in text(pages["touchpoints/till"])
    assert "Replaced. Read New rule instead." in text(pages["notes/old"])
    assert "Takes the place of Old rule" in text(pages["notes/new"])


def test_a_metric_is_drawn_and_told() -> None:
    """The chart marks target and actions, and every value stands in a table with its n and note."""
    pages = made(
        {
            "metrics/wait.yml": "title: Wait\nunit: min\nbetter: down\ntarget: 4\nseries:\n  2026-09: 7.4\n  2026-10: {value: 3, n: 1204, note: Machines}\n",
            "actions/tills.yml": "title: More tills\nstatus: shipped\ndates: {shipped: 2026-10-02}\nmoves: {wait: 7.4 -> 4}\n",
        }
    )
    html = pages["metrics/wait"]
    assert "Wait from September 2026 to October 2026: 7.4\u00a0min at first, 3\u00a0min at last, target 4\u00a0min." in html
    assert "More tills" in html and "jy-series__event-mark" in html
    assert "October 2026 3 min 1,204 Machines" in text(html)


@pytest.mark.parametrize(
    "series", ["", "series: {2026-10: 3}", "series: {2026-09: 3, 2026-10: 3}", "series: {2025: -4, 2026: 0}", "value: 7 min"]
)
def test_a_metric_with_few_values_has_a_page(series: str) -> None:
    """None, one, equal and negative values are shown as they are."""
    assert "<h1" in made({"metrics/wait.yml": f"title: Wait\n{series}\n"})["metrics/wait"]


@pytest.mark.parametrize(
    "kind", ["persona", "journey", "touchpoint", "finding", "opportunity", "action", "metric", "research", "team", "path", "note"]
)
def test_a_title_is_enough(atlas: Build, kind: str) -> None:
    """A thing of any kind with nothing but a title, in any script, has a page."""
    folder = atlas.site.kinds[kind].folder
    assert "أم مشغولة &lt;b&gt;" in made({f"{folder}/a.yml": 'title: "أم مشغولة <b>"\n'})[f"{folder}/a"]


def test_what_search_finds_is_there(atlas: Build, bodies: Mapping[str, str]) -> None:
    """Every entry of the search leads to an anchor that its page has, and every step of a map has one."""
    broken = [
        (page.path, entry.anchor)
        for page in atlas.pages
        for entry in page.search
        if entry.anchor and f'id="{entry.anchor}"' not in bodies[page.path]
    ]
    assert broken == []
    found = {(page.path, entry.anchor) for page in atlas.pages for entry in page.search}
    assert {(f"journeys/{id}", step.id) for id, flow in atlas.site.flows.items() for step in flow.steps} <= found


def test_a_right_to_left_language() -> None:
    """A thing in Arabic says its language and runs from the right."""
    assert '<article class="jy-entity" lang="ar" dir="rtl">' in made({"personas/a.yml": "title: أم مشغولة\nlang: ar\n"})["personas/a"]
