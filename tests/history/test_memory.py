"""What is remembered between builds is never trusted over the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeysite.history import changelog
from journeysite.history.changelog import ChangeLog, HistoryOptions
from journeysite.history.git import Repository
from journeysite.history.past import Step, steps

from .repo import Past, log_of

ADA = "title: Ada\nrole: Buyer\ngoals: [Be out by six]\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache/journeysite/history.json"


def versions(past: Past, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        past.commit(
            {
                "personas/ada.yml": ADA.replace("Buyer", f"Role {number}"),
                f"findings/f{number % 3}.yml": f"title: F{number}\nseverity: {number % 5 + 1}\n",
            }
        )


def test_cold_and_warm_are_the_same(past: Past, cache: Path) -> None:
    """A build that remembers and one that does not tell the same."""
    versions(past, 8)
    assert past.log(cache) == past.log(cache) == past.log()


def test_warm_parses_nothing(past: Past, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the same commit nothing of the past is read again."""
    versions(past, 4)
    expected = past.log(cache)

    def never(*_: object) -> None:
        raise AssertionError("the past was read again")

    for name in ("steps", "tell"):
        monkeypatch.setattr(changelog, name, never)
    assert past.log(cache) == expected


def test_goes_on_where_it_stopped(past: Past, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later commits are told on top of what is remembered, with the same result as from the beginning."""
    versions(past, 5)
    past.log(cache)
    versions(past, 5, start=5)
    asked: list[str] = []

    def steps_from(repository: Repository, head: str, after: str = "") -> tuple[Step, ...]:
        asked.append(after)
        return steps(repository, head, after)

    monkeypatch.setattr(changelog, "steps", steps_from)
    warm = past.log(cache)
    assert asked == [past.git("rev-parse", "HEAD~5")]
    assert warm == past.log()


def test_every_commit_of_a_past_remembered(past: Past, cache: Path) -> None:
    """Remembering after each commit leads to the same as reading all at once, through removals, renames, drafts and slips."""
    texts: list[dict[str, str | None]] = [
        {"personas/ada.yml": ADA}, {"personas/bert.yml": "title: Bert\nrole: [\n"}, {"personas/ada.yml": None}, {"personas/ada.yml": ADA},
        {"personas/bert.yml": "title: Bert\nrole: Seller\n"}, {"personas/bert.yml": None, "personas/berta.yml": "title: Berta\nrole: Seller\n"},
        {"personas/ada.yml": f"draft: true\n{ADA}"}, {"personas/ada.yml": ADA.replace("six", "seven")}, {"personas/ada.yml": ADA},
        {"emotion.yml": "scale: 1..5\n"}, {"journeys/pay.yml": "title: Pay\nsteps: [Waits: 2]\n"}, {"journeys/pay.yml": "title: Pay\nsteps: [Waits: 4]\n"},
    ]  # fmt: skip
    for number, files in enumerate(texts):
        past.commit(files, f"Edit number {number} of the story")
        warm = past.log(cache)
        assert warm == past.log()


def test_later_clock_corrects_an_earlier_one(past: Past, cache: Path) -> None:
    """A commit of 2038 at HEAD is believed until the next one contradicts it; what was remembered of it is told anew."""
    versions(past, 3)
    past.commit({"personas/ada.yml": ADA}, on="2147483647 +0000")
    assert past.log(cache).entries[0].day.year == 2038
    versions(past, 3, start=3)
    assert past.log(cache) == past.log()
    assert past.log(cache).entries[0].day.year == 2026


def test_forced_push(past: Past, cache: Path) -> None:
    """A past that was rewritten is read anew, and what is still said has the ids that it had."""
    versions(past, 6)
    before = past.log(cache)
    past.git("commit", "--amend", "--quiet", "--no-edit", "--date", "2026-06-06T00:00:00Z", "--author", "X <x@example.org>")
    after = log_of(past.folder / "content", cache)
    assert after == log_of(past.folder / "content")
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]


def test_ids_survive_a_rewritten_past(past: Past) -> None:
    """Every commit rewritten, with other messages and dates: no reader of a feed is told twice."""
    versions(past, 6)
    other = Past(past.folder.parent / "other")
    other.hour = 100
    for number, tree in enumerate(past.trees[1:]):
        other.commit({f"/{path}": content for path, content in tree.items()}, f"Rewritten {number}", on=f"2026-0{number + 3}-11")
    assert [entry.id for entry in other.log().entries] == [entry.id for entry in past.log().entries]


def test_ids_after_append_and_squash(past: Past) -> None:
    """Earlier ids stay when commits come, and those of before a squashed range too; no two entries share one."""
    versions(past, 4)
    before = [entry.id for entry in past.log().entries]
    versions(past, 2, start=4)
    after = [entry.id for entry in past.log().entries]
    assert after[-len(before) :] == before and len(set(after)) == len(after)
    squashed = Past(past.folder.parent / "squashed")
    for number in (1, 2, 3, 4, 6):
        squashed.commit({f"/{path}": content for path, content in past.trees[number].items()})
    assert [entry.id for entry in squashed.log().entries][-len(before) :] == before


@pytest.mark.parametrize(
    "damage", ["torn", "empty", "binary", "foreign", "other body", "wrong shape", "deep", "folder", "not ours", "huge number"]
)
def test_damaged_memory_is_none(past: Past, cache: Path, damage: str) -> None:
    """Whatever lies in its place, the log is that of the repository."""
    versions(past, 3)
    expected = past.log(cache)
    data = cache.read_bytes()
    head, _, body = data.partition(b"\n")

    def signed(body: bytes) -> bytes:
        import hashlib

        return json.dumps(json.loads(head) | {"sha256": hashlib.sha256(body).hexdigest()}, sort_keys=True).encode() + b"\n" + body

    said = json.loads(body)
    written = {
        "torn": data[: len(data) // 2],
        "empty": b"",
        "binary": bytes(range(256)) * 40,
        "foreign": b'{"version": 3, "entries": []}\n{}',
        "other body": head + b"\n" + body.replace(b"Ada", b"Eve"),
        "wrong shape": signed(json.dumps(said | {"lives": [1, 2, 3], "head": said["head"]}).encode()),
        "deep": signed(b"[" * 100_000),
        "not ours": signed(json.dumps({**said, "head": "0" * 40}).encode()),
        "huge number": signed(json.dumps({**said, "count": "x" * 10}).encode()),
    }
    if damage == "folder":
        cache.unlink()
        cache.mkdir()
    else:
        cache.write_bytes(written[damage])
    assert past.log(cache) == expected


def test_memory_is_for_one_set_of_options(past: Past, cache: Path) -> None:
    """What is silenced, redacted or told in another time zone is told anew."""
    versions(past, 3)
    past.log(cache)
    assert past.log(cache, options=HistoryOptions(redact_words=("Role 1",))) == past.log(options=HistoryOptions(redact_words=("Role 1",)))
    assert past.log(cache) == past.log()


def test_memory_that_cannot_be_written(past: Past, tmp_path: Path) -> None:
    """A folder that is a file, or may not be written to, costs time and nothing else."""
    versions(past, 2)
    (tmp_path / "file").write_text("")
    assert past.log(tmp_path / "file/history.json") == past.log()


def test_memory_is_ignored_by_git(past: Past) -> None:
    """It lies beside the site's configuration and is not committed by mistake."""
    versions(past, 2)
    past.make()
    log_of(past.folder / "content", past.folder / ".cache/journeysite/history.json")
    assert past.git("status", "--porcelain") == ""


def test_unpublished_is_not_remembered(past: Past, cache: Path) -> None:
    """What `serve` shows of uncommitted edits is in no build."""
    versions(past, 2)
    past.make()
    (past.folder / "content/personas/ada.yml").write_text(ADA)
    assert any(not entry.is_published for entry in log_of(past.folder / "content", cache, unpublished=True).entries)
    published: ChangeLog = log_of(past.folder / "content", cache)
    assert all(entry.is_published for entry in published.entries)
