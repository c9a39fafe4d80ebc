"""The health page: who could mend what, and what is overdue."""

from __future__ import annotations

from datetime import date

from journeysite.compiler.explain import known_codes
from journeysite.compiler.passes import compile_tree
from journeysite.model.kinds import KINDS
from journeysite.render.templates import Renderer
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.codes import code_list
from journeysite.view.health import ROWS, HealthPage, health_page, team_health_page
from journeysite.view.here import Here
from journeysite.view.remarks import ELSEWHERE, NOBODY, team_anchor, team_remarks_href

ATLAS = {
    "teams.yml": "stores: Store operations\n",
    "personas.yml": "parent: Hurried parent\n",
    "findings.yml": "wait: {title: Long wait, severity: 5, owner: stores}\nlost: {title: Lost, severity: 5}\n",
    "journeys/pay.yml": (
        "title: Pay\npersonas: parent\nowner: stores\nreviewed: 2026-03-01\nreview_every: 6 months\n"
        "steps: [{Waits: -1.5, findings: wait}, Pays: 1]\n"
    ),
    "journeys/new.yml": "title: New\nsteps: [Looks: 1]\n",
}


def here_of(today: date) -> Here:
    site, _ = compile_tree(MemoryTree({path: text.encode() for path, text in ATLAS.items()}), today, kinds=KINDS)
    return Here(site, Addresses())


def page_of(today: date = date(2026, 11, 21)) -> HealthPage:
    return health_page(here_of(today), with_handbook=True)


def test_every_diagnostic_is_on_the_page_once() -> None:
    """What three hints leave out at a build stands here."""
    here = here_of(date(2026, 11, 21))
    page = health_page(here)
    assert sum(part.count for team in page.teams for part in team.maps) == len(here.site.diagnostics)
    assert sum(row.count for row in page.codes) == len(here.site.diagnostics)


def test_what_nobody_owns_comes_first() -> None:
    """Then the teams by name, each at an anchor for its own page."""
    assert [(team.title, team.anchor) for team in page_of().teams] == [(NOBODY, "nobody"), ("Store operations", team_anchor("stores"))]


def test_a_finding_stands_under_the_map_it_is_on() -> None:
    """Within a team it is by map; what is on none comes last."""
    nobody, stores = page_of().teams
    assert [part.title for part in stores.maps] == ["Pay"]
    assert any(remark.thing and remark.thing.title == "Long wait" for remark in stores.maps[0].remarks)
    assert nobody.maps[-1].title == ELSEWHERE
    assert any(remark.thing and remark.thing.title == "Lost" for remark in nobody.maps[-1].remarks)


def test_overdue_reviews_say_since_when() -> None:
    """The date of the build decides, nothing else."""
    late = page_of().late
    assert [(row.map.title, row.since, row.days) for row in late] == [("Pay", "1 Sept 2026", "81 days")]
    assert page_of(date(2026, 8, 31)).late == ()


def test_a_map_that_was_never_reviewed_is_named() -> None:
    """It is not overdue, and it is not in time."""
    assert [link.title for link in page_of().never] == ["New"]


def test_every_code_found_is_explained_and_linked() -> None:
    """The anchor of a remark is on the same page, the page of the code in the handbook."""
    here = here_of(date(2026, 11, 21))
    page = health_page(here, with_handbook=True)
    html = Renderer(here.site, here.addresses).page("health.html", page, "health/index")
    assert all(row.title and row.why and row.href for row in page.codes)
    for row in page.codes:
        assert f'id="{row.code}"' in html
        assert f"../handbook/codes/{row.code}/" in html


def test_a_remark_on_very_many_things_is_said_once() -> None:
    """A page of thousands of the same sentences helps nobody."""
    files = {"findings.yml": "".join(f"f{number}: {{title: F{number}, severity: 3}}\n" for number in range(500))}
    site, diagnostics = compile_tree(MemoryTree({path: text.encode() for path, text in files.items()}), date(2026, 11, 21), kinds=KINDS)
    part = health_page(Here(site, Addresses())).teams[0].maps[0]
    assert part.count == len(diagnostics)
    assert {len(many.things) for many in part.many} == {500}
    assert len(part.remarks) < 20


def test_a_large_atlas_has_a_page_for_each_team() -> None:
    """With more to mend than a page can hold, the page of all says how much and where; each team's own has its remarks."""
    teams = "".join(f"t{number}: T{number}\n" for number in range(20))
    findings = "".join(f"f{number}: {{title: F{number}, severity: 5, owner: t{number % 20}}}\n" for number in range(200))
    site, _ = compile_tree(MemoryTree({"teams.yml": teams.encode(), "findings.yml": findings.encode()}), date(2026, 11, 21), kinds=KINDS)
    here = Here(site, Addresses())
    render = Renderer(site, here.addresses)
    page = health_page(here)
    assert "jy-health-many" not in (html := render.page("health.html", page, "health/index"))
    assert 'href="../health/team-t7/"' in html
    team = next(part for part in page.teams if part.anchor == "team-t7")
    html = render.page("health_team.html", team_health_page(here, team), "health/team-t7")
    assert ">F27<" in html and ">F28<" not in html
    assert 'href="../../health/#C' in html
    assert team_remarks_href(here, "t7").endswith("health/team-t7/")


def test_tables_of_maps_are_not_endless() -> None:
    """The worst stand here; the others are counted, and in their list."""
    files = {f"journeys/j{number}.yml": f"title: J{number}\nsteps: [Looks: 1]\n".encode() for number in range(ROWS + 3)}
    site, _ = compile_tree(MemoryTree(files), date(2026, 11, 21), kinds=KINDS)
    page = health_page(Here(site, Addresses()))
    assert len(page.coverage) == ROWS
    assert page.covered and page.covered.title == "3 more maps"
    assert page.later is None


def test_the_list_of_codes_is_complete() -> None:
    """Each code once, in a group."""
    listed = [entry.code for group in code_list(here_of(date(2026, 11, 21))).groups for entry in group.codes]
    assert sorted(listed) == sorted(known_codes())
