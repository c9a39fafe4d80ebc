"""The passes in order: the table of contents of the compiler."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..errors import Diagnostic, Severity, in_order
from ..model.kind import Kind
from ..model.kinds import KINDS
from ..model.refs import Key
from ..model.site import Site
from ..source.tree import Tree
from .check import check
from .decode import decode
from .link import link
from .memory import Memory
from .privacy import personal_data
from .prose_links import Shelf, broken_links
from .publish import publish
from .walk import walk


@dataclass(frozen=True)
class Rules:
    """What a site decides for itself.

    severities: by code, or by `code in folder/` for a place; a more exact place wins.  allow: words in which personal data may stand.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    with_drafts: bool = False


def compile_tree(
    tree: Tree, today: date, rules: Rules | None = None, kinds: Mapping[str, Kind] = KINDS, memory: Memory | None = None
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Compile a tree into a site. Every diagnostic of every pass is returned, weighed by the site's rules; those set to off are left out.

    memory: what a rebuild need not decode again.
    """
    rules = rules or Rules()
    site, faults = _site(tree, today, kinds, rules.with_drafts, memory=memory)
    found = [*faults, *personal_data(site, rules.allow, memory), *check(site)]
    diagnostics = in_order(weighed(found, rules))
    return site.told(diagnostics), diagnostics


def weighed(found: Iterable[Diagnostic], rules: Rules) -> Iterator[Diagnostic]:
    """Diagnostics as heavy as a site says, those that it set to off left out."""
    return (heavy for diagnostic in found if (heavy := _weighed(diagnostic, rules)).severity is not Severity.OFF)


def compile_past(tree: Tree, day: date, present: Site, rules: Rules, memory: Memory) -> Site:
    """What a tree of the past made on its day. It is not checked, because nobody can mend it any more, but for personal data.

    present: the site of today. What is a draft in it is nobody's to see in the past either, under whatever name it had then.
    memory: what other trees of the past decoded to: most files are the same in all of them.
    """
    site, _ = _site(tree, present.today, present.kinds, False, present.withheld, memory)
    return replace(site, today=day, diagnostics=tuple(personal_data(site, rules.allow, memory)))


def _site(
    tree: Tree,
    today: date,
    kinds: Mapping[str, Kind],
    with_drafts: bool,
    also_withheld: frozenset[Key] = frozenset(),
    memory: Memory | None = None,
) -> tuple[Site, list[Diagnostic]]:
    decoded, faults = decode(tree, kinds, memory, today)
    edition = publish(decoded.entities, with_drafts, also_withheld)
    linked, broken = link(edition.entities, edition.withheld, decoded.pages, kinds, decoded.unread)
    flows, astray = walk(linked, decoded.registries)
    drafts = frozenset(decoded.entities[key].path for key in edition.withheld & decoded.entities.keys() if not decoded.entities[key].home)
    # A file with several things is named by none of them.
    shelf = Shelf(tree, linked.entities, drafts - {entity.path for entity in linked.entities.values()}, kinds)
    astray = (*astray, *broken_links(linked.entities, shelf))
    site = Site(
        entities=linked.entities,
        registries=decoded.registries,
        links=tuple(linked.links),
        targets=linked.targets,
        former=linked.former,
        flows=flows,
        pages=decoded.pages,
        kinds=kinds,
        today=today,
        withheld=edition.withheld - linked.entities.keys(),
    )
    return site, [*faults, *broken, *astray]


def _weighed(diagnostic: Diagnostic, rules: Rules) -> Diagnostic:
    """Checks (C…) weigh what the site says; faults (E…) are always errors, because no page can be made of them."""
    if not rules.severities or not diagnostic.code.startswith("C"):
        return diagnostic
    best = -1
    severity = diagnostic.severity
    for rule, wanted in rules.severities.items():
        code, _, place = rule.partition(" in ")
        if code == diagnostic.code and diagnostic.at.path.startswith(place) and len(place) > best:
            best, severity = len(place), wanted
    return diagnostic.weighing(severity)
