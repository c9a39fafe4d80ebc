"""Every state that a repository may be in gives the best true answer and one clear word, never a crash and never an invented change."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journeysite.errors import Severity
from journeysite.history.changelog import HistoryOptions

from .repo import Link, Past, Submodule, log_of, told

ADA = "title: Ada\nrole: Buyer\n"


def clone(past: Past, to: Path, *options: str) -> Path:
    past.make()
    past.git("config", "uploadpack.allowFilter", "true")
    subprocess.run(["git", "clone", "--quiet", *options, past.folder.as_uri(), str(to)], check=True, capture_output=True)
    return to / "content"


def three_versions(past: Past) -> None:
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Baker"), "personas/bert.yml": "title: Bert\n"})
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, on="2026-06-01")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside of git has no change log, and one hint says how to get one."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "content").mkdir()
    log = log_of(tmp_path / "content")
    assert log.entries == () and log.begins is None
    assert [(d.code, d.severity) for d in log.diagnostics] == [("C802", Severity.HINT)]
    assert "git init" in str(log.diagnostics[0])


def test_no_git(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the machine there is a site without a change log."""
    three_versions(past)
    past.make()
    monkeypatch.setenv("PATH", "/nowhere")
    log = log_of(past.folder / "content")
    assert [d.code for d in log.diagnostics] == ["C802"] and "not installed" in str(log.diagnostics[0])


def test_unborn_branch(past: Past) -> None:
    """A repository without a commit has nothing to tell yet."""
    log = past.log()
    assert log.entries == () and [d.code for d in log.diagnostics] == ["C802"]


def test_content_that_was_never_committed(past: Past) -> None:
    """Commits beside the content, and none of it."""
    past.commit({"/README.md": "Hello"})
    past.make()
    (past.folder / "content/personas.yml").write_text("ada: Ada\n")
    assert log_of(past.folder / "content").entries == ()
    unpublished = log_of(past.folder / "content", unpublished=True).entries
    assert [(entry.what, entry.is_published) for entry in unpublished] == [("added", False)]


def test_shallow_clone(past: Past, tmp_path: Path) -> None:
    """Where the past was cut off nothing was added; the log begins there, and one line says how to get the rest."""
    three_versions(past)
    content = clone(past, tmp_path / "shallow", "--depth=2")
    log = log_of(content)
    assert told(content, log) == ["changed persona:ada", "  role: Baker → Admiral"]
    assert log.is_cut and log.begins == date(2026, 1, 22)
    assert [(d.code, d.severity) for d in log.diagnostics] == [("C803", Severity.WARNING)]
    assert "git fetch --unshallow" in str(log.diagnostics[0])


def test_shallow_clone_of_one_commit(past: Past, tmp_path: Path) -> None:
    """What CI fetches by default tells nothing, and invents nothing."""
    three_versions(past)
    log = log_of(clone(past, tmp_path / "shallow", "--depth=1"))
    assert log.entries == () and log.is_cut and log.begins == date(2026, 6, 1)


def test_shallow_clone_and_its_whole_share_no_memory(past: Past, tmp_path: Path) -> None:
    """After `git fetch --unshallow` the whole past is told, whatever was remembered."""
    three_versions(past)
    content, cache = clone(past, tmp_path / "shallow", "--depth=1"), tmp_path / "history.json"
    assert log_of(content, cache).entries == ()
    subprocess.run(["git", "fetch", "--quiet", "--unshallow"], cwd=content, check=True)
    assert told(content, log_of(content, cache)) == past.said()


def test_partial_clone(past: Past, tmp_path: Path) -> None:
    """Contents that were not fetched are not fetched by us, and are no changes."""
    three_versions(past)
    past.commit({"personas/bert.yml": "title: Bert\nrole: Seller\n"})
    content = clone(past, tmp_path / "partial", "--filter=blob:none")
    log = log_of(content)
    assert [entry.what for entry in log.entries] == []
    assert log.is_cut and [d.code for d in log.diagnostics] == ["C804"]


def test_submodules_and_links_are_no_sources(past: Past) -> None:
    """What points elsewhere neither comes nor goes; what becomes such a thing has left."""
    past.commit({"personas/ada.yml": ADA, "personas/link.yml": Link("/etc/passwd"), "personas/inner": Submodule("1" * 40)})
    past.commit({"personas/ada.yml": Link("/elsewhere.yml")})
    past.make()
    said = told(past.folder / "content", log_of(past.folder / "content"))
    assert said == ["added persona:ada", "removed persona:ada"]


def test_content_in_a_submodule(past: Past, tmp_path: Path) -> None:
    """A content folder that is a repository of its own tells its own past."""
    three_versions(past)
    past.make()
    outer = tmp_path / "outer"
    outer.mkdir()
    for command in (
        ["init", "--quiet"],
        ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", past.folder.as_uri(), "maps"],
    ):
        subprocess.run(["git", *command], cwd=outer, check=True, capture_output=True)
    content = outer / "maps/content"
    assert told(content, log_of(content)) == past.said()


ODD_NAMES = [
    'with "quotes"',
    "with space",
    "back\\slash",
    "tab\there",
    "line\nend",
    "外来受診",
    "cafe\u0301",
    "-dash",
    ":colon",
    "*star",
    "#hash",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_paths(past: Past, name: str) -> None:
    """Any name that git can hold is read as it is."""
    past.commit({f"personas/{name}.yml": ADA})
    past.commit({f"personas/{name}.yml": ADA.replace("Buyer", "Admiral")})
    said = past.said()
    assert len(said) == 3 and said[0].startswith("added persona:") and said[2] == "  role: Buyer → Admiral"


def test_path_that_is_no_utf8(past: Past) -> None:
    """A name in an old encoding is a name."""
    past.commit({"personas/caf\udce9.yml": ADA, "personas/bert.yml": "title: Bert\n"})
    past.commit({"personas/caf\udce9.yml": ADA.replace("Buyer", "Admiral")})
    assert "  role: Buyer → Admiral" in past.said()


def test_content_folder_with_an_odd_name(past: Past) -> None:
    """The folder itself may be called anything, too."""
    past.prefix = "my [maps]*/[a] café/"
    past.commit({"personas/ada.yml": ADA})
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")})
    assert len(past.said()) == 3


def test_control_characters_in_messages(past: Past) -> None:
    """A message may hold anything; nothing of it reaches a terminal or a page but its letters."""
    past.commit({"personas/ada.yml": ADA})
    past.commit(
        {"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, b"\x1b[31mAda was\x00 \x07promoted\x01 \xff\xe2\x80\xae today\r\n\nbody"
    )
    assert past.log().entries[0].reason.replace("\ufffd", "").split() == ["Ada", "was"] or "\x1b" not in repr(past.log().entries[0].reason)
    assert not any(ord(letter) < 32 or letter == "\u202e" for letter in past.log().entries[0].reason)


def test_hostile_configuration(past: Past, tmp_path: Path) -> None:
    """A repository's configuration may name programs to start; none of them is started, and no setting bends what is read."""
    three_versions(past)
    past.make()
    expected, mark = past.said(), tmp_path / "was-here"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    for name, value in {
        "core.fsmonitor": str(program), "core.pager": str(program), "diff.external": str(program), "core.hooksPath": str(tmp_path),
        "diff.evil.textconv": str(program), "diff.renames": "copies", "diff.orderFile": str(program), "log.showSignature": "true",
        "gpg.program": str(program), "log.follow": "true", "diff.noprefix": "true", "diff.relative": "true", "log.diffMerges": "combined",
        "core.quotePath": "true", "log.date": "relative", "i18n.logOutputEncoding": "utf-16", "core.abbrev": "4", "log.decorate": "full",
        "core.attributesFile": str(tmp_path / "attributes"), "color.ui": "always", "diff.ignoreSubmodules": "none", "core.sshCommand": str(program),
        "format.pretty": "raw", "log.mailmap": "true", "diff.statGraphWidth": "1", "alias.log": f"!{program}",
    }.items():  # fmt: skip
        past.git("config", name, value)
    (tmp_path / "attributes").write_text("*.yml diff=evil\n")
    assert told(past.folder / "content", log_of(past.folder / "content")) == expected
    assert not mark.exists()


def test_nothing_is_written(past: Past) -> None:
    """Reading a repository leaves every file of it as it was."""
    three_versions(past)
    past.make()

    def state() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in past.folder.rglob("*")}

    before = state()
    log_of(past.folder / "content", unpublished=True)
    assert state() == before


def test_clocks_that_were_wrong(past: Past) -> None:
    """A commit of 1970 and one of 2038 stand where history has them, on days that can be believed."""
    past.commit({"personas/ada.yml": ADA}, on="2026-02-01")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Baker")}, on="0 +0000")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Admiral")}, on="2147483647 +0000")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Captain")}, on="2026-03-01")
    past.commit({"personas/ada.yml": ADA.replace("Buyer", "Cook")}, on="2026-04-01")
    days = [entry.day for entry in past.log().entries]
    assert days == sorted(days, reverse=True)
    assert days[-1] == days[-2] == date(2026, 2, 1) and days[0] == date(2026, 4, 1) and days[2] <= date(2026, 4, 1)


def test_offsets(past: Past) -> None:
    """A day is one of the site's time zone, not of the writer's."""
    past.commit({"personas/ada.yml": ADA}, on="1782860400 +1400")
    assert past.log().entries[0].day == date(2026, 6, 30)
    assert past.log(options=HistoryOptions(zone=ZoneInfo("Asia/Tokyo"))).entries[0].day == date(2026, 7, 1)


def test_linked_work_tree(past: Past, tmp_path: Path) -> None:
    """A second work tree of the repository tells the same."""
    three_versions(past)
    past.make()
    past.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    assert told(tmp_path / "second/content", log_of(tmp_path / "second/content")) == past.said()


def test_content_behind_a_link(past: Past, tmp_path: Path) -> None:
    """A content folder that is a link leads to the repository that it lies in."""
    three_versions(past)
    past.make()
    (tmp_path / "content").symlink_to(past.folder / "content")
    assert told(tmp_path / "content", log_of(tmp_path / "content")) == past.said()


def test_many_changes_in_one_step(past: Past) -> None:
    """986 changes in one commit, renames among them, are all told."""
    one = {f"personas/p{n}.yml": f"title: Person {n}\nrole: Role {n}\ngoals: [Goal {n}, Wish {n}]\n" for n in range(986)}
    past.commit(one)
    after: dict[str, str | None] = {path: text.replace("Wish", "Hope") for path, text in one.items()}
    for n in range(100):
        after[f"personas/q{n}.yml"] = one[f"personas/p{n}.yml"].replace("Person", "Human")
        after[f"personas/p{n}.yml"] = None
    past.commit(after)
    told_of = past.log().entries[:-986]
    assert len(told_of) == 986 and sum(entry.what == "renamed" for entry in told_of) == 100


def test_not_yet_published(past: Past) -> None:
    """What lies in the folder and is not committed is told as such, and only where it is asked for."""
    past.commit({"personas/ada.yml": ADA})
    past.make()
    (past.folder / "content/personas/ada.yml").write_text(ADA.replace("Buyer", "Admiral"))
    (past.folder / "content/personas/bert.yml").write_text("title: Bert\n")
    log = log_of(past.folder / "content", unpublished=True)
    assert [(str(entry.key), entry.what, entry.is_published) for entry in log.entries] == [
        ("persona:ada", "changed", False), ("persona:bert", "added", False), ("persona:ada", "added", True),
    ]  # fmt: skip
    assert len(log_of(past.folder / "content").entries) == 1
