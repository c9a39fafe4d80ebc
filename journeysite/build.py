"""From a tree of sources to everything that a site is made of. The hosts call this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .compiler.passes import Rules, compile_tree
from .errors import Diagnostic
from .history.changelog import EMPTY, ChangeLog
from .model.kind import Kind
from .model.kinds import KINDS
from .model.site import Site
from .output import OUTPUTS
from .output.artifacts import Artifact, Page
from .output.images import published_files
from .output.workshop import Workshop
from .render.templates import Renderer
from .source.tree import Tree
from .view.addresses import Addresses
from .view.parts import Here


@dataclass(frozen=True)
class Options:
    """What a site decides. overrides: folders whose templates go before the product's own.  handbook: whether it explains the codes."""

    today: date
    rules: Rules = field(default_factory=Rules)
    directory_urls: bool = True
    overrides: tuple[Path, ...] = ()
    title: str = ""
    handbook: bool = False
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

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(artifact for artifact in self.artifacts if isinstance(artifact, Page))


def build(tree: Tree, options: Options, read_log: Callable[[Site], ChangeLog] = lambda site: EMPTY) -> Build:
    """Compile a tree and make every artifact of it. Bodies are made when they are asked for.

    read_log: what is known of the past of the site that the tree turned out to be.
    """
    site, diagnostics = compile_tree(tree, options.today, options.rules, options.kinds)
    log = read_log(site)
    addresses = Addresses(options.directory_urls)
    renderer = Renderer(site, addresses, options.overrides)
    workshop = Workshop(site, tree, Here(site, addresses, log), renderer, options.title, options.handbook)
    artifacts = tuple(artifact for make in OUTPUTS for artifact in make(workshop))
    return Build(site, artifacts, (*diagnostics, *log.diagnostics), renderer, frozenset(published_files(site)), log)
