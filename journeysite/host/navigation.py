"""The navigation of a site that does not write one: home, the kinds, and then its own pages as they lie in their folders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..output.artifacts import Artifact, Page


def default_navigation(artifacts: Iterable[Artifact], sources: Iterable[str]) -> list[Any]:
    """A list as `nav:` in mkdocs.yml takes it. sources: the Markdown files that MkDocs knows, the made ones among them."""
    made = [artifact for artifact in artifacts if isinstance(artifact, Page)]
    entries: dict[str, list[Any]] = {}
    navigation: list[Any] = []
    for page in made:
        if page.section is None:
            continue
        entry = {page.title: f"{page.path}.md"}
        if not page.section:
            navigation.append(entry)
        elif page.section in entries:
            entries[page.section].append(entry)
        else:
            entries[page.section] = [entry]
            navigation.append({page.section: entries[page.section]})
    own = {f"{page.path}.md" for page in made}
    return navigation + _nested([source for source in sources if source not in own])


def _nested(sources: Iterable[str]) -> list[Any]:
    """Paths as folders in folders; a folder's index comes first."""
    top: list[Any] = []
    folders: dict[str, list[Any]] = {"": top}
    for source in sorted(sources, key=lambda path: (path.count("/") == 0, path.rsplit("/", 1)[0], not path.endswith("index.md"), path)):
        folder = source.rpartition("/")[0]
        _open_folder(folder, folders).append(source)
    return top


def _open_folder(folder: str, folders: dict[str, list[Any]]) -> list[Any]:
    if folder not in folders:
        parent, _, name = folder.rpartition("/")
        folders[folder] = []
        _open_folder(parent, folders).append({name.replace("-", " ").capitalize(): folders[folder]})
    return folders[folder]
