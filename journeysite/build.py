"""From a tree of sources to everything that a site is made of. The hosts call this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from .compiler.memory import Memory
from .compiler.passes import Rules, compile_tree, weighed
from .errors import Diagnostic
from .history.changelog import EMPTY, ChangeLog
from .layout.brand import Brand
from .model.kind import Kind
from .model.kinds import KINDS
from .model.site import Site
from .output import OUTPUTS
from .output.archive import Archive
from .output.artifacts import Artifact, File, Page
from .output.cards import FOLDER as CARDS
from .output.images import published_files
from .output.posters import missing_letters, posters_of
from .output.take_along import TakeAlong
from .output.workshop import Workshop
from .render.templates import Renderer
from .source.tree import Tree
from .view.addresses import Addresses
from .view.here import Here
from .view.language import Language


@dataclass(frozen=True)
class Options:
    """What a site decides. overrides: folders whose templates go before the product's own.  handbook: whether it explains the codes.

    site_url: where it is published.  repo_url: where its repository can be looked at.
    language: of everything that the product says.  brand: whose colours the site has, None for ours.  along: what is made of its maps beside pages.
    archive: the folder in which earlier versions are remembered, None for none.
    """

    today: date
    rules: Rules = field(default_factory=Rules)
    directory_urls: bool = True
    overrides: tuple[Path, ...] = ()
    title: str = ""
    handbook: bool = False
    site_url: str = ""
    repo_url: str = ""
    language: str = "en"
    brand: Brand | None = None
    along: TakeAlong = field(default_factory=TakeAlong)
    archive: Path | None = None
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)


@dataclass(frozen=True)
class Build:
    """What became of a tree. artifacts: to be used only where no diagnostic is an error.

    published_files: files of the content that pages show as they are, such as images; those that only a draft shows are not among them.
    """

    site: Site
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    renderer: Renderer
    published_files: frozenset[str]
    log: ChangeLog = EMPTY

    @cached_property
    def feeds(self) -> frozenset[str]:
        """The paths of the feeds, without ending."""
        return frozenset(
            file.path.removesuffix(".xml") for file in self.artifacts if isinstance(file, File) and file.path.endswith("feed.xml")
        )

    @cached_property
    def cards(self) -> frozenset[str]:
        """The paths of the cards that stand for pages elsewhere."""
        return frozenset(file.path for file in self.artifacts if isinstance(file, File) and file.path.startswith(f"{CARDS}/"))

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(artifact for artifact in self.artifacts if isinstance(artifact, Page))


def build(
    tree: Tree,
    options: Options,
    read_log: Callable[[Site], ChangeLog] = lambda site: EMPTY,
    tree_at: Callable[[str], Tree | None] = lambda commit: None,
    memory: Memory | None = None,
) -> Build:
    """Compile a tree and make every artifact of it. Bodies are made when they are asked for.

    read_log: what is known of the past of the site that the tree turned out to be.
    tree_at: the content at a commit, without what must be forgotten; None where it is not to be had.
    memory: what earlier builds decoded, for a host that lives on.
    """
    site, diagnostics = compile_tree(tree, options.today, options.rules, options.kinds, memory)
    log = read_log(site)
    addresses = Addresses(options.directory_urls, _with_slash(options.site_url), options.repo_url)
    language = Language(options.language)
    renderer = Renderer(site, addresses, options.overrides, language)

    archive = Archive(site, options.rules, tree_at, options.archive)
    has_embeds = options.along.has_embeds(len(site.of("journey")))
    here = Here(site, addresses, log, language, posters_of(site, options.along), has_embeds)
    workshop = Workshop(tree, here, renderer, options.title, options.handbook, archive, options.brand, options.along)
    artifacts = tuple(artifact for make in OUTPUTS for artifact in make(workshop))
    told = (*diagnostics, *weighed(log.diagnostics, options.rules), *missing_letters(workshop, options.rules.severities))
    return Build(site, artifacts, told, renderer, frozenset(published_files(site)), log)


def _with_slash(url: str) -> str:
    return f"{url.rstrip('/')}/" if url else ""
