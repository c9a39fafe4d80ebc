"""Pages that are printed from a plate equal in every byte the ones that the theme renders, whatever the theme, its overrides and other plugins do."""

from __future__ import annotations

import filecmp
import importlib.util
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import journeysite.build
from journeysite.host import press, press_room
from journeysite.host.press import Press
from journeysite.output.artifacts import Page, TocEntry

from .conftest import commit, write_files

ATLAS = {
    "teams.yml": "stores: Store operations\nlogistics: Logistics\n",
    "personas.yml": "parent: Hurried parent\nold: Old & slow <one>\nnew: 'New \"one\"'\n",
    "findings.yml": "wait: {title: Long wait, severity: 4, owner: stores}\nsigns: {title: Bad signs ümläut, severity: 2}\npraise: Kind staff\n",
    "touchpoints.yml": "till: Till\napp: The app\nmail: Mail\n",
    "journeys/pay.yml": (
        "title: Pay\npersonas: parent\nsummary: Paying & leaving, \"quickly\"\nowner: stores\nstages:\n  - Set out: [Goes: 1]\n"
        "  - Queue: [{Waits: -1.5, findings: wait, touchpoints: till}, Waits on: -1]\n"
    ),
    "journeys/return.yml": "title: Return\npersonas: old\nstages: [{Ask: [Asks: 0.5]}, {Get it: [Gets it: -0.5]}]\n",
    "journeys/retail/sketch.yml": "title: A sketch\npersonas: new\nsteps: [Looks]\n",
    "journeys/retail/second.yml": "title: A second\npersonas: new\nsteps: [Looks]\n",
    "about.md": "# About\n\nA page of one's own.\n\n## Us\n\n### Deeper\n",
}  # fmt: skip

FILES = {f"content/{path}": text for path, text in ATLAS.items()}


@dataclass(frozen=True)
class SetUp:
    """A site's configuration. needs: a module that has to be installed."""

    features: tuple[str, ...] = ()
    theme: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    plugins: tuple[Any, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    needs: str = ""


def override(in_head: str) -> SetUp:
    """A theme whose pages have more in their head. The page for what is not there has no `page`."""
    main = f'{{% extends "base.html" %}}{{% block extrahead %}}{{% if page %}}{in_head}{{% endif %}}{{% endblock %}}\n'
    return SetUp(theme={"custom_dir": "overrides"}, files={"overrides/main.html": main})


REPO: dict[str, Any] = {"repo_url": "https://github.com/example/atlas", "edit_uri": "edit/main/content/"}
FEEDBACK = {
    "title": "Was this helpful?",
    "ratings": [
        {"icon": "material/emoticon-happy-outline", "name": "Yes", "data": 1, "note": "Thanks! {url} {title}"},
        {
            "icon": "material/emoticon-sad-outline",
            "name": "No",
            "data": 0,
            "note": '<a href="https://e.org/?page={url}&title={title}">tell us</a>',
        },
    ],
}
NAV = {
    "nav": [
        {"Home": "index.md"},
        {"Maps": ["journeys/index.md", {"More": ["personas/index.md", "about.md"]}]},
        {"Others": "teams/index.md"},
    ]
}

SHARED = {
    "plain": SetUp(features=("search.suggest",)),
    "tabs": SetUp(("navigation.tabs",)),
    "sticky tabs": SetUp(("navigation.tabs", "navigation.tabs.sticky", "header.autohide")),
    "sections": SetUp(("navigation.tabs", "navigation.sections"), more=NAV),
    "indexes": SetUp(("navigation.sections", "navigation.indexes"), more=NAV),
    "prune": SetUp(("navigation.prune", "navigation.indexes"), more=NAV),
    "expand": SetUp(("navigation.expand",), more=NAV),
    "path": SetUp(("navigation.path", "navigation.indexes"), more=NAV),
    "instant": SetUp(("navigation.instant", "navigation.instant.progress", "navigation.instant.prefetch", "navigation.tracking")),
    "following contents": SetUp(("toc.follow", "navigation.top")),
    "integrated contents": SetUp(("toc.integrate", "navigation.tabs")),
    "search": SetUp(("search.suggest", "search.share", "search.highlight")),
    "actions": SetUp(("content.action.edit", "content.action.view"), more=REPO),
    "viewed as blob": SetUp(("content.action.view",), more={**REPO, "edit_uri": "blob/main/content/"}),
    "edit by template": SetUp(("content.action.edit",), more={"repo_url": REPO["repo_url"], "edit_uri_template": "edit/{path}?x={path_noext}"}),
    "repository": SetUp(more=REPO),
    "palette": SetUp(theme={"palette": {"scheme": "slate", "primary": "deep orange"}}),
    "palette toggle": SetUp(
        theme={"palette": [{"scheme": s, "toggle": {"icon": "material/brightness-7", "name": f"To {s}"}} for s in ("default", "slate")]}
    ),
    "languages": SetUp(theme={"language": "de"}, extra={"alternate": [{"name": n, "link": f"/{n}/", "lang": n} for n in ("en", "de")]}),
    "right to left": SetUp(theme={"language": "ar"}),
    "analytics": SetUp(extra={"analytics": {"provider": "google", "property": "G-XXXX", "feedback": FEEDBACK}}),
    "consent": SetUp(extra={"consent": {"title": "Cookies", "description": "We count.", "actions": ["accept", "manage"]}}),
    "versions": SetUp(
        theme={"custom_dir": "overrides"},
        extra={"version": {"provider": "mike", "default": "stable"}},
        files={"overrides/main.html": '{% extends "base.html" %}{% block outdated %}Old: <a href="{{ \'../\' ~ base_url }}">new</a>{% endblock %}'},
    ),
    "announcement": SetUp(
        ("announce.dismiss",),
        {"custom_dir": "overrides"},
        files={"overrides/main.html": '{% extends "base.html" %}{% block announce %}News of {{ config.site_name }}{% endblock %}'},
    ),
    "footer": SetUp(("navigation.footer",), extra={"social": [{"icon": "fontawesome/brands/mastodon", "link": "https://e.org"}]}),
    "html addresses": SetUp(more={"use_directory_urls": False}),
    "no site_url": SetUp(more={"site_url": None}),
    "in a folder": SetUp(more={"site_url": "https://e.org/a/b/"}),
    "tags": SetUp(plugins=("tags",)),
    "meta": SetUp(plugins=("meta",), files={"content/personas/.meta.yml": "status: new\n"}),
    "typeset": SetUp(plugins=("typeset",)),
    "offline": SetUp(plugins=("offline",)),
    "scripts": SetUp(more={"extra_javascript": ["a.js", {"path": "b.mjs", "type": "module"}, "https://e.org/c.js"], "extra_css": ["a.css"]}),
    "annotations": SetUp(("content.code.copy", "content.code.annotate", "content.tooltips", "content.tabs.link"), extra={"annotate": {"json": [".s2"]}}),
    "minify": SetUp(plugins=({"minify": {"minify_html": True}},), needs="mkdocs_minify_plugin"),
    "lightbox": SetUp(plugins=("glightbox",), needs="mkdocs_glightbox"),
    "feeds": SetUp(plugins=({"rss": {"use_git": False, "enabled": True}},), needs="mkdocs_rss_plugin"),
    "macros": SetUp(plugins=("macros",), needs="mkdocs_macros"),
    "redirects": SetUp(plugins=({"redirects": {"redirect_maps": {"old.md": "about.md"}}},), needs="mkdocs_redirects"),
    "git dates": SetUp(
        plugins=({"git-revision-date-localized": {"fallback_to_build_date": True, "enable_creation_date": True}},),
        needs="mkdocs_git_revision_date_localized_plugin",
    ),
    "og tags": override(
        "{% set title = config.site_name %}"
        "{% if page and page.meta and page.meta.title %}{% set title = page.meta.title ~ ' – ' ~ config.site_name %}{% endif %}"
        '<meta property="og:title" content="{{ title }}"><meta property="og:description" content="{{ page.meta.description | e }}">'
        '<meta property="og:url" content="{{ page.canonical_url }}"><meta name="t" content="{{ (title ~ page.url) | urlencode }}">'
        '<script type="application/ld+json">{{ {"name": title, "list": [page.title]} | tojson }}</script>'
    ),
    "upper case, cut, replaced": override(
        "{{ page.title | upper }} {{ page.title.upper() }} {{ page.title[:3] }} {{ page.title | truncate(4) }} "
        "{{ page.title | replace('a', page.url) }} {{ '%s!' | format(page.title) }} {{ '%s' % page.title }} {{ page.title | trim | title }}"
    ),
    "asked for kinds": override(
        "{% if 'journeys/' in page.url %}map{% endif %}{% if page.title == 'Pay' %}pay{% endif %}"
        "{% if page.title.startswith('A') %}a{% endif %}{{ page.meta.missing }}{{ page.meta.get('icon', 'none') }}"
        "{{ page.file.src_uri }}{{ page.is_homepage }}{{ page.parent.title }}{{ page.ancestors | length }}"
        "{% for hidden in page.meta.hide %}{{ hidden }}{% endfor %}"
    ),
    "put together and compared": override(
        "{% set both = page.title ~ '!' %}{% if both == 'Till!' %}till{% endif %}{% if 'x' + page.title == 'xPay' %}pay{% endif %}"
        "{% set block %}{{ page.title }}{% endset %}{% if block == 'Mail' %}mail{% endif %}{{ both[:2] }}{{ both.upper() }}{{ block | length > 5 }}"
        "{% macro m() %}{{ page.title }}{% endmacro %}{% if m() == 'The app' %}app{% endif %}{% if page.meta.none ~ '' %}?{% endif %}"
    ),
    "links from the page": override(
        "{% for to in ['journeys/', 'journeys/pay/', 'journeys/pay/x.css', 'personas/old/../new/', 'a/b', '#x', '/', '.', '..'] %}"
        '<link href="{{ to | url }}">{% endfor %}<link href="{{ page.url | url }}"><link href="{{ (page.url ~ "card.png") | url }}">'
        '<link href="{{ page.file.url | url }}">'
    ),
    "contents without parts": SetUp(
        theme={"custom_dir": "overrides"},
        files={
            "overrides/partials/toc.html": "{% for a in page.toc or [] %}{% for b in a.children %}"
            "{{ loop.index }}{{ b.title }}{{ b.url }}{% endfor %}{% endfor %}"
        },
    ),
    "contents with numbers": SetUp(
        theme={"custom_dir": "overrides"},
        files={
            "overrides/partials/toc-item.html": "<b>{{ toc_item.level }}</b>{{ toc_item.title | upper }}"
            "{% for i in toc_item.children %}{{ i.id }},{% endfor %}"
        },
    ),
    "formatted with autoescape": override("{% autoescape true %}{{ page.title }} {{ page.meta.description }}{% endautoescape %}"),
    "a macro": override("{% macro m(p) %}[{{ p.title }}|{{ caller() }}]{% endmacro %}{% call m(page) %}{{ page.url }}{% endcall %}"),
}  # fmt: skip

SLOW = {
    "counting words": (override("{{ page.content | wordcount }}"), "wordcount(page.content)"),
    "all pages": (override("{% for p in pages %}{{ p.page == page }}{% endfor %}"), "all pages"),
    "a table": (override("{{ {'Pay': 1}[page.title] }}"), "page.title in a table"),
    "every letter": (override("{% for l in page.title %}{{ l }}-{% endfor %}"), "list(page.title)"),
    "all of the front matter": (
        override("{% for k in page.meta %}{{ k }}{% endfor %}"),
        "a loop over page.meta",
    ),
}


def contents(number: int) -> tuple[TocEntry, ...]:
    """Contents lists of every shape: none, flat, deep, with markup."""
    return tuple(TocEntry(f"Part {index} <em>&amp;</em>", f"part-{index}", 2 + (index * number % 3 == 1)) for index in range(number % 5))


def with_contents(_workshop: Any) -> list[Page]:
    """Pages with contents lists, as the change log and the guide have them, but outside of the navigation."""
    return [
        Page(f"lists/number-{n}", f"List {n} & <more>", f"What {n} \"holds\"", lambda n=n: f"<h1>List {n}</h1>" * (n % 2), toc=contents(n), is_wide=n % 3 == 0)
        for n in range(12)
    ]  # fmt: skip


def configured(folder: Path, setup: SetUp, **options: Any) -> Any:
    theme = {"name": "material", "features": list(setup.features), **setup.theme}
    basis = {"site_name": "Maps & more", "site_url": "https://example.org/", "docs_dir": "content", "theme": theme}
    plugins = ["search", {"journeysite": {"history": {"enabled": False}, **options}}, *setup.plugins]
    settings = {**basis, "extra": dict(setup.extra), "plugins": plugins, **setup.more}
    write_files(folder, {"mkdocs.yml": yaml.safe_dump(settings), **FILES, **setup.files})
    return load_config(str(folder / "mkdocs.yml"))


def built(folder: Path, setup: SetUp, **options: Any) -> Press:
    """Builds a site, and gives back the press of its pages."""
    config = configured(folder, setup, **options)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    room = config.plugins["journeysite"].press_room
    return room.presses["main.html"]  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOURNEYSITE_TODAY", "2026-11-21")
    monkeypatch.setattr(journeysite.build, "OUTPUTS", (*journeysite.build.OUTPUTS, with_contents))
    monkeypatch.chdir(tmp_path)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SHARED)
def test_a_printed_page_equals_the_rendered_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every page outside of the navigation is printed, from fewer plates than there are pages, and equals in every byte what the theme makes of it."""
    setup = SHARED[name]
    if setup.needs and importlib.util.find_spec(setup.needs) is None:
        pytest.skip(f"{setup.needs} is not installed")
    monkeypatch.setattr(press_room, "COMPARED", 10**9)
    if name == "git dates":
        write_files(tmp_path, FILES)
        commit(tmp_path)
    with caplog.at_level(logging.INFO):
        made = built(tmp_path, setup)
    assert made.why_slow == "", made.why_slow
    assert made.printed == made.compared and made.cut < made.printed
    assert "by itself" not in caplog.text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SLOW)
def test_what_cannot_be_shared_is_rendered_the_slow_way(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A template that asks each page for something else costs a hint that names the question, and no page is wrong."""
    setup, question = SLOW[name]
    monkeypatch.setattr(press, "MANY_PLATES", 14)
    with caplog.at_level(logging.INFO):
        made = built(tmp_path / "a", setup)
        built(tmp_path / "b", setup, press=False)
    assert made.why_slow == question
    hints = [record.getMessage() for record in caplog.records if "by itself" in record.getMessage()]
    assert hints == [f"journeysite: main.html is rendered for each page by itself, which is slow: it asks for {question}."]
    assert differing(tmp_path) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["tabs", "minify", "offline", "html addresses", "lightbox"])
def test_a_site_is_the_same_with_the_press_and_without(name: str, tmp_path: Path) -> None:
    """Switching the press off changes no file of a site."""
    setup = SHARED[name]
    if setup.needs and importlib.util.find_spec(setup.needs) is None:
        pytest.skip(f"{setup.needs} is not installed")
    assert built(tmp_path / "a", setup).printed > 10
    built(tmp_path / "b", setup, press=False)
    assert differing(tmp_path) == []


def differing(folder: Path) -> list[str]:
    sites = folder / "a/site", folder / "b/site"
    names = [{str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()} for site in sites]
    assert names[0] == names[1]
    return filecmp.cmpfiles(*sites, sorted(names[0] - {"sitemap.xml.gz"}), shallow=False)[1]
