"""The atlas among MkDocs' files: its sources go out, its pages and files come in."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import Files, InclusionLevel

from ..build import Build
from ..output.artifacts import File, Page
from .ready import ReadyFile, ReadyPage

SOURCES = (".md", ".yml", ".yaml", ".csv")


def take_out_sources(files: Files, made: Build) -> None:
    """Leave what the site has beside the atlas, and of the atlas' folders what its pages show as it is."""
    folders = {kind.folder for kind in made.site.kinds.values()}
    for file in list(files):
        first = file.src_uri.split("/")[0]
        if (file.src_uri.endswith(SOURCES) and (first in folders or file.src_uri.endswith((".yml", ".yaml")))) or (
            first in folders and file.src_uri not in made.published_files
        ):
            files.remove(file)


def put_in_artifacts(files: Files, made: Build, config: MkDocsConfig, is_serving: bool) -> None:
    for artifact in made.artifacts:
        if isinstance(artifact, Page):
            _replace(files, _page_file(artifact, config))
        elif isinstance(artifact, File):
            _replace(files, ReadyFile.of(artifact, config, is_serving))


def _page_file(page: Page, config: MkDocsConfig) -> MkDocsFile:
    file = MkDocsFile.generated(config, f"{page.path}.md", content="")
    # Plugins that ask git for dates ask about this: a page without a source of its own is made from all of them.
    file.abs_src_path = str(Path(config.docs_dir, page.source))
    file.inclusion = InclusionLevel.NOT_IN_NAV if page.section is None else InclusionLevel.INCLUDED
    # It takes its place as the file's page by itself.
    ReadyPage(page, file, config)
    return file


def _replace(files: Files, file: MkDocsFile) -> None:
    # By where it is written to: README.md and index.md are one page.
    same = (
        [other for other in files if other.dest_uri == file.dest_uri] if file.name == "index" else [files.get_file_from_path(file.src_uri)]
    )
    for known in same:
        if known is not None:
            files.remove(known)
    files.append(file)
