"""Two states of a small atlas that differ in most ways in which maps do, and what is said of it."""

from __future__ import annotations

from datetime import date

from journeysite.compiler.passes import compile_tree
from journeysite.history.between import State, between, present
from journeysite.history.changelog import HistoryOptions
from journeysite.source.tree import MemoryTree
from journeysite.view.addresses import Addresses
from journeysite.view.here import Here
from journeysite.view.language import Language
from journeysite.view.sentences import Sentence, sentences

TODAY = date(2026, 11, 21)

BEFORE = {
    "personas/ada.md": "---\ntitle: Ada\ngoals: [Be home by six]\n---\nShe comes at six.\n",
    "touchpoints/menu.md": "---\ntitle: Menu\n---\n",
    "touchpoints/till.md": "---\ntitle: Till\n---\n",
    "metrics/wait.yml": "title: Wait\nunit: min\nseries: {2026-09: 7.5}\n",
    "findings/long.md": "---\ntitle: Long wait\ntype: pain\nseverity: 3\n---\n",
    "journeys/pay.yml": (
        "title: Pay\npersonas: ada\nowner: shop\nstages:\n"
        "  - Choose:\n    steps:\n      - Reads: {ada: 0}\n        touchpoints: menu\n      - Asks: 1\n      - Leaves: -1\n"
        "  - Pay:\n    steps:\n      - Waits: {ada: -2}\n        id: waits\n        touchpoints: till\n        thinking: This takes much too long for me\n"
        "        duration: 7 minutes\n        findings: long\n      - Pays: 1\n"
    ),
    "teams/shop.md": "---\ntitle: Shop\n---\n",
}

AFTER = BEFORE | {
    "personas/ada.md": "---\ntitle: Ada\ngoals: [Be home by six, Eat well]\n---\nShe comes at seven, and never alone.\n",
    "touchpoints/menu.md": "---\ntitle: قائمة الطعام\n---\n",
    "metrics/wait.yml": "title: Wait\nunit: min\ntarget: 4\nseries: {2026-09: 7.5, 2026-10: 4.6}\n",
    "findings/long.md": "---\ntitle: Long wait\ntype: pain\nseverity: 2\n---\n",
    "journeys/pay.yml": (
        "title: Pay\npersonas: ada\nstages:\n"
        "  - Choose:\n    steps:\n      - Asks: 1..2\n      - Reads: {ada: 0.5}\n        touchpoints: [menu, till]\n"
        "  - Pay:\n    steps:\n      - Waits at the till: {ada: 0 -> 1}\n        id: waits\n        touchpoints: menu\n"
        "        thinking: This takes much less time for me\n"
        "        duration: 3 minutes\n      - Pays: 1\n      - Gets a receipt: 0\n"
    ),
}

DIFFERENT = (BEFORE, AFTER)


class Files(MemoryTree):
    """A tree that stands for a commit. files: ids of contents by path."""

    @property
    def files(self) -> dict[str, str]:
        return {path: f"{abs(hash(self.read(path))):040x}" for path in self}


def said_of(states: tuple[dict[str, str], dict[str, str]], language: Language) -> list[Sentence]:
    """Every sentence about the difference of two states."""
    old, new = (Files(files) for files in states)
    sites = [compile_tree(tree, TODAY)[0] for tree in (old, new)]
    comparison = between(State(old, sites[0]), State(present(new, old), sites[1]), HistoryOptions(), TODAY)
    here = Here(sites[1], Addresses())
    return [sentence for entry in comparison.entries for sentence in sentences(here, entry, language)]
