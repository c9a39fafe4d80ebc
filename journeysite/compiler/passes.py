"""The passes in order: the table of contents of the compiler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..errors import Diagnostic, Severity, in_order
from ..model.kind import Kind
from ..model.kinds import KINDS
from ..model.site import Site
from ..source.tree import Tree
from .check import check
from .decode import decode
from .link import link
from .privacy import personal_data
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
    tree: Tree, today: date, rules: Rules | None = None, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Compile a tree into a site. Every diagnostic of every pass is returned, weighed by the site's rules; those set to off are left out."""
    rules = rules or Rules()
    decoded, faults = decode(tree, kinds)
    edition = publish(decoded.entities, rules.with_drafts)
    linked, broken = link(edition.entities, edition.withheld, decoded.pages, kinds)
    flows, astray = walk(linked)
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
    )
    found = [*faults, *broken, *astray, *personal_data(site, rules.allow), *check(site)]
    diagnostics = in_order(weighed for d in found if (weighed := _weighed(d, rules)).severity is not Severity.OFF)
    return replace(site, diagnostics=diagnostics), diagnostics


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
