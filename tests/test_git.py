"""What is read from git, and what is said where it cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journeysite.history.git import GitProblem, open_repository
from journeysite.source.tree import FolderTree

from .conftest import Files, commit, git, write_files

Make = Callable[[Files], Path]


def test_a_commit_is_a_tree(site: Make) -> None:
    """A commit gives the same paths and bytes as the folder did, below the folder that was asked for."""
    root = site({"personas/ada.md": "# Ada\r\n", "journeys/外来.yml": "title: 外来", "personas/ada.png": b"\x00\xff\n"})
    commit(root)
    disk = FolderTree(root / "content")
    with open_repository(root / "content") as repository:
        tree = repository.tree("HEAD")
        assert {path: tree.read(path) for path in tree} == {path: disk.read(path) for path in disk}
        assert "personas/ada.md" in tree and "mkdocs.yml" not in tree


def test_a_tree_stays_as_it_was(site: Make) -> None:
    """An older commit is read as it was, whatever lies in the folder now; one process serves both."""
    root = site({"personas.yml": "ada: Ada"})
    first = commit(root)
    write_files(root, {"content/personas.yml": "ada: Ada L."})
    commit(root)
    write_files(root, {"content/personas.yml": "not committed"})
    with open_repository(root / "content") as repository:
        assert repository.tree(first).read("personas.yml") == b"ada: Ada"
        assert repository.tree("HEAD").read("personas.yml") == b"ada: Ada L."


def test_a_commit_from_before_the_folder_is_empty(site: Make) -> None:
    """A commit without the content folder is an empty tree, not a fault."""
    root = site({})
    (root / "content").mkdir()
    commit(root)
    with open_repository(root / "content") as repository:
        assert list(repository.tree("HEAD")) == []


def test_links_submodules_and_hidden_files_are_left_out(site: Make) -> None:
    """What points elsewhere, or is hidden, is no source."""
    root = site({"personas.yml": "ada: Ada", ".hidden.yml": "a: b", ".git-like/x.yml": "a: b"})
    (root / "content/link.md").symlink_to("/etc/passwd")
    inner = root / "content/inner"
    inner.mkdir()
    write_files(inner, {"a.md": "a"})
    commit(inner)
    commit(root)
    with open_repository(root / "content") as repository:
        assert list(repository.tree("HEAD")) == ["personas.yml"]


def test_the_fork_point_is_where_the_branch_began(site: Make) -> None:
    """A change is measured against where it began, not against what its base became since."""
    root = site({"personas.yml": "ada: Ada"})
    began = commit(root)
    git(root, "switch", "--quiet", "--create", "change")
    commit(root, "mine")
    git(root, "switch", "--quiet", "main")
    commit(root, "theirs")
    git(root, "switch", "--quiet", "change")
    with open_repository(root / "content") as repository:
        assert repository.fork_point("main") == began


def test_a_hostile_configuration_starts_nothing(site: Make) -> None:
    """Programs that a repository's own configuration names are not started."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    trap = root / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {root}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "diff.external", "pager.ls-tree"):
        git(root, "config", name, str(trap))
    (root / ".git/hooks").mkdir(exist_ok=True)
    os.link(trap, root / ".git/hooks/post-index-change")
    with open_repository(root / "content") as repository:
        tree = repository.tree("HEAD")
        assert tree.read("personas.yml") == b"ada: Ada"
        assert repository.is_shallow is False
    assert not (root / "sprung").exists()


def test_a_hook_does_not_lead_elsewhere(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets while it runs a hook does not make another repository of the folder."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    with open_repository(root / "content") as repository:
        assert list(repository.tree("HEAD")) == ["personas.yml"]


def said(folder: Path, revision: str = "HEAD") -> str:
    with pytest.raises(GitProblem) as problem, open_repository(folder) as repository:
        repository.tree(repository.fork_point(revision))
    return str(problem.value)


@pytest.mark.parametrize("revision", ["nope", "HEAD~5", "a..b", "HEAD:content"])
def test_an_unknown_revision_is_named(site: Make, revision: str) -> None:
    """A revision that is not there is said by its name."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    assert said(root / "content", revision) == f'git knows no revision "{revision}": look at git branch --all, or fetch it first'


@pytest.mark.parametrize("revision", ["", "--help", "--upload-pack=x", "a\nb"])
def test_an_option_is_no_revision(site: Make, revision: str) -> None:
    """What git would take for an option never reaches it."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    assert said(root / "content", revision) == f'"{revision}" is not a revision: write a branch, a tag or a commit'


def test_no_repository(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside of git is said to be one."""
    root = site({"personas.yml": "ada: Ada"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert said(root / "content") == f"{root / 'content'} is not in a git repository: history needs one: git init"


def test_no_commit_yet(site: Make) -> None:
    """A repository without a commit is said to have none."""
    root = site({"personas.yml": "ada: Ada"})
    git(root, "init", "--quiet")
    assert said(root / "content", "main") == "this repository has no commit yet: commit something first"


def test_no_git(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git is told where to get it."""
    root = site({"personas.yml": "ada: Ada"})
    monkeypatch.setenv("PATH", str(root))
    assert said(root / "content") == "git is not installed: install it from https://git-scm.com"


def test_a_shallow_clone(site: Make, tmp_path: Path) -> None:
    """A revision that a shallow clone cut off is told with the command that fetches it."""
    root = site({"personas.yml": "ada: Ada"})
    first = commit(root)
    commit(root, "second")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(tmp_path / "clone"))
    folder = tmp_path / "clone/content"
    with open_repository(folder) as repository:
        assert repository.is_shallow
        assert list(repository.tree("HEAD")) == ["personas.yml"]
    assert said(folder, first) == (
        f'this clone is shallow and does not hold "{first}": '
        "fetch the whole history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)"
    )


def test_a_partial_clone_fetches_nothing(site: Make, tmp_path: Path) -> None:
    """Content that a partial clone lacks is reported; no program is started to fetch it."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{root}", str(tmp_path / "clone"))
    trap = root / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {root}/sprung\n")
    trap.chmod(0o755)
    for name, value in {"remote.origin.url": "ssh://nowhere/x", "core.sshCommand": str(trap), "protocol.ssh.allow": "always"}.items():
        git(tmp_path / "clone", "config", name, value)
    (tmp_path / "clone/content").mkdir()
    with open_repository(tmp_path / "clone/content") as repository, pytest.raises(GitProblem, match="does not hold the content"):
        repository.tree("HEAD").read("personas.yml")
    assert not (root / "sprung").exists()


def test_a_work_tree_elsewhere(site: Make) -> None:
    """A configuration that moves the work tree is not followed there."""
    root = site({"personas.yml": "ada: Ada"})
    commit(root)
    git(root, "config", "core.worktree", "/usr")
    assert said(root / "content").startswith(f"the git repository of {root / 'content'} keeps its work tree elsewhere")
