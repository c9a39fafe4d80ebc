"""Feeds of what changed, held to the rules of the W3C feed validator, RFC 4287, RFC 3339 and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from journeysite.build import Build, Options, build
from journeysite.history.changelog import HistoryOptions, read_change_log
from journeysite.output.artifacts import File
from journeysite.source.tree import FolderTree

from .conftest import commit, git, write_files

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

FIRST = {
    "journeys/pay.yml": "title: Pay & go <now>\npersonas: ada\nowner: shop\nsteps:\n  - Joins a queue: -2\n    touchpoints: till\n  - Pays: 1\n",
    "personas/ada.md": "---\ntitle: Ada\n---\n",
    "touchpoints/till.md": "---\ntitle: Till\nowner: shop\n---\n",
    "teams/shop.md": "---\ntitle: Shop\n---\n",
}


def made(folder: Path, site_url: str = "https://example.org/maps/") -> Build:
    content = folder / "content"
    options = Options(date(2026, 11, 21), title="Maps", site_url=site_url)
    return build(FolderTree(content), options, lambda site: read_change_log(content, site, HistoryOptions()))


def files(built: Build) -> dict[str, bytes]:
    return {artifact.path: artifact.data() for artifact in built.artifacts if isinstance(artifact, File)}


def days(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", time)


@pytest.fixture
def atlas(site: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits: everything comes, an emotion changes for a reason, a touchpoint goes."""
    folder = site(FIRST)
    commit(folder, "Begin")
    days(monkeypatch, "2026-11-05T23:30:00+05:30")
    write_files(folder, {"content/journeys/pay.yml": FIRST["journeys/pay.yml"].replace(": -2", ": -1")})
    commit(folder, "A line\n\nChange-note: Two <more> tills & a bell")
    days(monkeypatch, "2026-11-06T08:00:00Z")
    write_files(folder, {"content/touchpoints/gate.md": "---\ntitle: Gate\n---\n"})
    commit(folder, "Add the gate")
    return folder


def feeds(built: Build) -> dict[str, ElementTree.Element]:
    return {path: ElementTree.fromstring(data) for path, data in files(built).items() if path.endswith("feed.xml")}


def text(element: ElementTree.Element, name: str) -> str:
    found = element.findall(ATOM + name)
    assert len(found) == 1, name
    return found[0].text or ""


def is_absolute(url: str) -> bool:
    return bool(urlsplit(url).scheme and urlsplit(url).netloc)


def test_there_is_a_feed_for_everything_and_for_each_thing_that_is_followed(atlas: Path) -> None:
    """The atlas, and each journey, persona, touchpoint and team."""
    paths = {path for path in files(made(atlas)) if "feed." in path}
    things = ["journeys/pay", "personas/ada", "touchpoints/till", "touchpoints/gate", "teams/shop"]
    assert paths == {f"{prefix}feed.{end}" for prefix in ["", *(f"{thing}/" for thing in things)] for end in ("xml", "json")}


def test_atom_feeds_keep_the_rules(atlas: Path) -> None:
    """What RFC 4287 requires is there once, dates are dates, ids are unique IRIs, links are absolute, and the feed names itself."""
    for path, feed in feeds(made(atlas)).items():
        assert feed.tag == f"{ATOM}feed"
        assert text(feed, "title") and is_absolute(text(feed, "id"))
        assert RFC_3339.fullmatch(text(feed, "updated"))
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        links = {link.get("rel"): link.get("href") or "" for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"https://example.org/maps/{path}" and is_absolute(links["alternate"])
        entries = feed.findall(f"{ATOM}entry")
        ids = [text(entry, "id") for entry in entries]
        assert entries and len(set(ids)) == len(ids) and all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)
        times = [text(entry, "updated") for entry in entries]
        assert all(RFC_3339.fullmatch(time) for time in times) and len({datetime.fromisoformat(time) for time in times}) == len(times)
        assert datetime.fromisoformat(text(feed, "updated")) == max(datetime.fromisoformat(time) for time in times)
        for entry in entries:
            assert text(entry, "title") and "<" not in text(entry, "title").replace("<now>", "")
            assert all(is_absolute(link.get("href") or "") for link in entry.findall(f"{ATOM}link"))
            content = entry.find(f"{ATOM}content")
            assert content is not None and content.get("type") == "html" and not len(content)


def test_an_item_says_before_and_after_and_why(atlas: Path) -> None:
    """In HTML that is escaped once as HTML and once as XML."""
    [item] = [entry for entry in feeds(made(atlas))["journeys/pay/feed.xml"].findall(f"{ATOM}entry") if "emotion" in text(entry, "title")]
    assert text(item, "title") == "Pay & go <now> / Joins a queue: emotion was −2, now −1"
    content = text(item, "content")
    assert "was −2, now −1" in content and "Two &lt;more&gt; tills &amp; a bell" in content
    assert 'href="https://example.org/maps/journeys/pay/#joins-a-queue"' in content


def test_json_feeds_say_the_same(atlas: Path) -> None:
    """Version 1.1, with the ids, titles and dates of the Atom feeds."""
    built = made(atlas)
    for path, feed in feeds(built).items():
        content = json.loads(files(built)[path.replace(".xml", ".json")])
        assert content["version"] == "https://jsonfeed.org/version/1.1" and content["title"]
        assert content["feed_url"].endswith(path.replace(".xml", ".json"))
        entries = feed.findall(f"{ATOM}entry")
        assert [item["id"] for item in content["items"]] == [text(entry, "id") for entry in entries]
        assert [item["date_published"] for item in content["items"]] == [text(entry, "updated") for entry in entries]
        assert all(item["content_html"] and is_absolute(item["url"]) for item in content["items"])


def test_json_feeds_keep_the_rules(atlas: Path) -> None:
    """What JSON Feed 1.1 requires is there, every field is one that it knows and of its type, and what has an extension of its own is not."""
    for path, data in files(made(atlas)).items():
        if not path.endswith("feed.json"):
            continue
        feed = json.loads(data)
        assert {"version", "title", "items"} <= feed.keys() <= _FEED.keys()
        assert all(is_of(feed[name], _FEED[name]) for name in feed)
        assert all(is_absolute(feed[name]) for name in ("home_page_url", "feed_url"))
        assert re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", feed["language"])
        assert all(author.keys() <= {"name", "url", "avatar"} and author for author in feed["authors"])
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
        for item in feed["items"]:
            assert "id" in item and {"content_html", "content_text"} & item.keys() and item.keys() <= _ITEM.keys()
            assert all(is_of(item[name], _ITEM[name]) for name in item)
            assert item["id"] and RFC_3339.fullmatch(item["date_published"]) and all(isinstance(tag, str) and tag for tag in item["tags"])


_FEED: dict[str, type] = {
    "version": str, "title": str, "items": list, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str, "next_url": str,
    "icon": str, "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list,
}  # fmt: skip
_ITEM: dict[str, type] = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str, "image": str,
    "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}  # fmt: skip
"""The fields of https://jsonfeed.org/version/1.1, without those that it took over from 1.0."""


def is_of(value: object, type_: type) -> bool:
    return type(value) is type_


def ids(built: Build) -> list[str]:
    return [text(entry, "id") for entry in feeds(built)["feed.xml"].findall(f"{ATOM}entry")]


def test_ids_survive_a_rewritten_history(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other commits with the same content are the same items; a reader of a feed is not told twice."""
    before = ids(made(atlas))
    git(atlas, "commit", "--quiet", "--amend", "--message", "Said otherwise")
    assert ids(made(atlas)) == before
    write_files(atlas, {"content/touchpoints/gate.md": "---\ntitle: Gate\nsummary: Opens with the receipt.\n---\n"})
    commit(atlas, "More")
    after = ids(made(atlas))
    assert after[1:] == before and after[0] not in before


def test_ids_survive_a_rebase(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same changes in other commits, by another committer and at another hour of the day, are the same items in every feed, Atom and JSON."""
    before = {path: [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")] for path, feed in feeds(made(atlas)).items()}
    heads = git(atlas, "rev-list", "HEAD")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Somebody else")
    git(atlas, "-c", "rebase.autoStash=false", "rebase", "--quiet", "--root", "--committer-date-is-author-date", "--no-ff")
    assert not set(git(atlas, "rev-list", "HEAD").split()) & set(heads.split())
    built = made(atlas)
    assert {path: [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")] for path, feed in feeds(built).items()} == before
    told = {path: json.loads(data) for path, data in files(built).items() if path.endswith("feed.json")}
    assert {path.replace(".json", ".xml"): [item["id"] for item in feed["items"]] for path, feed in told.items()} == before


def test_an_item_has_one_id_in_every_feed(atlas: Path) -> None:
    """Who follows a map and its team can be told once; two different items never share an id."""
    titles: dict[str, set[str]] = {}
    for feed in feeds(made(atlas)).values():
        for entry in feed.findall(f"{ATOM}entry"):
            titles.setdefault(text(entry, "id"), set()).add(text(entry, "title"))
    assert len(titles) > 2 and all(len(same) == 1 for same in titles.values())


def test_without_an_address_there_are_no_feeds(atlas: Path) -> None:
    """A feed with links that lead nowhere is worse than none."""
    built = made(atlas, site_url="")
    assert not [path for path in files(built) if "feed." in path]
    page = next(page for page in built.pages if page.path == "changes/index")
    assert "feed.xml" not in page.body()
