"""What was published by mistake is forgotten: in no entry, reason, id or memory."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from journeysite.build import Options, build
from journeysite.history.changelog import ChangeLog, HistoryOptions
from journeysite.history.forgetting import ForgettingTree
from journeysite.history.redact import Redaction
from journeysite.model.kinds import KINDS
from journeysite.output.artifacts import File
from journeysite.source.tree import MemoryTree

from .repo import Past

QUOTE = "Call me on 0171 555 0192, I wait at home"
OPTIONS = HistoryOptions(redact_patterns=(re.compile(r"0171 ?555 ?0192"),))
NAME = HistoryOptions(redact_words=("Erika Muster",))


def test_removed_number(past: Past, tmp_path: Path) -> None:
    """A quote with a telephone number, removed and redacted: neither is in the log or the memory, and nothing is said of it."""
    text = "title: Ada\nquotes:\n  - I like bread\n"
    past.commit({"personas/ada.yml": text})
    past.commit({"personas/ada.yml": f"{text}  - {QUOTE}\n"}, "Ada left her number 0171 555 0192")
    past.commit({"personas/ada.yml": text}, "Take out what Ada said on 0171 555 0192")
    cache = tmp_path / "history.json"
    log = past.log(cache, options=OPTIONS)
    assert past.said(OPTIONS) == ["added persona:ada"]
    for text in (repr(log.entries), cache.read_text()):
        assert "0192" not in text and "wait at home" not in text


def test_name_in_titles_ids_and_messages(past: Past, tmp_path: Path) -> None:
    """A person's name that was a title, a file name, a reference and a subject."""
    past.commit(
        {"personas/erika-muster.yml": "title: Erika Muster\nrole: Buyer\ngoals: [Help Erika Muster, Be out by six]\n"},
        "Meet Erika Muster in town",
    )
    past.commit(
        {"journeys/pay.yml": "title: Pay\npersonas: erika-muster\nsteps:\n  - Erika Muster waits: -1\n"}, "What Erika Muster goes through"
    )
    past.commit({
        "personas/erika-muster.yml": None, "personas/buyer.yml": "title: After-work buyer\nrole: Buyer\ngoals: [Be out by six]\n",
        "journeys/pay.yml": "title: Pay\npersonas: buyer\nsteps:\n  - Waits: -1\n",
    }, "Use an archetype")  # fmt: skip
    cache = tmp_path / "history.json"
    log = past.log(cache, options=NAME)
    for text in (repr(log.entries), cache.read_text()):
        assert not re.search("erika|muster", text, re.I)
    assert past.said(NAME)[:1] == ["added journey:pay"]


def test_entity_is_forgotten(past: Past, tmp_path: Path) -> None:
    """A whole entity, by its name: no entry, no reference to it, no subject that may name it."""
    options = HistoryOptions(redact_entities=frozenset({"touchpoint:vault"}))
    pay = "title: Pay\nsteps:\n  - Waits: -1\n    touchpoints: {}\n"
    past.commit({"touchpoints/vault.yml": "title: Vault\n", "journeys/pay.yml": pay.format("[till, vault]")}, "The vault in the cellar")
    past.commit({"touchpoints/vault.yml": None, "journeys/pay.yml": pay.format("[till]")}, "No vault any more")
    cache = tmp_path / "history.json"
    assert past.said()[2:] == ["changed journey:pay", "  Waits: touchpoint removed: Vault", "removed touchpoint:vault"]
    assert past.said(options) == ["added journey:pay"]
    for text in (repr(past.log(cache, options=options).entries), cache.read_text()):
        assert "vault" not in text.casefold()


def test_words_are_whole_words() -> None:
    """Ann is forgotten, and Annual is not; a line break in a name is a space."""
    redaction = Redaction(words=("Ann", "Erika Muster"))
    assert redaction.text("The Annual report") and not redaction.text("Said Ann.")
    assert redaction.masked("for erika\n  muster, at least") == "for …, at least"


def test_tree_of_the_past_forgets() -> None:
    """An old version that is shown again says nothing that is to be forgotten, and has no page of a forgotten entity."""
    tree = MemoryTree({
        "personas/erika-muster.yml": "title: Erika Muster\n", "personas/ada.yml": "title: Ada\nquotes: Ask Erika Muster\n",
        "touchpoints.yml": "till: Till\nvault:\n  title: Vault\n  channel: cellar\nbell: Bell\n", "touchpoints/vault.md": "# Vault\n",
    })  # fmt: skip
    forgetting = ForgettingTree(tree, Redaction(words=("Erika Muster",), entities=frozenset({"touchpoint:vault"})), KINDS)
    assert list(forgetting) == ["personas/ada.yml", "touchpoints.yml"]
    assert forgetting.read("personas/ada.yml") == 'title: Ada\nquotes: "…"\n'.encode()
    assert forgetting.read("touchpoints.yml") == b"till: Till\nbell: Bell\n"


def test_tree_of_the_past_forgets_pinned_ids_and_references() -> None:
    """A forgotten entity goes whatever its file is called, and what names it goes with it."""
    tree = MemoryTree({
        "touchpoints/cellar.md": "---\nid: vault\ntitle: A door\n---\n", "touchpoints/till.md": "---\ntitle: Till\n---\n",
        "touchpoints.yml": "safe:\n  id: vault\n  title: Safe\nbell: Bell\n",
        "journeys/pay.yml": "title: Pay\nsteps:\n  - Vault:\n      touchpoints: [till, vault, Vault]\n      doing: Opens [[touchpoint:vault|the door]]\n",
    })  # fmt: skip
    forgetting = ForgettingTree(tree, Redaction(entities=frozenset({"touchpoint:vault"})), KINDS)
    assert list(forgetting) == ["journeys/pay.yml", "touchpoints.yml", "touchpoints/till.md"]
    assert forgetting.read("touchpoints.yml") == b"bell: Bell\n"
    said = forgetting.read("journeys/pay.yml").decode()
    assert said == 'title: Pay\nsteps:\n  - Vault:\n      touchpoints: [till, "…", "…"]\n      doing: "…"\n'


def test_forgotten_name_is_no_address_of_today() -> None:
    """What an entity was called before leads nobody to it where that name is to be forgotten, and search does not know it."""
    tree = MemoryTree({"personas/buyer.yml": "title: Buyer\nformerly: [erika-muster, shopper]\n"})
    log = ChangeLog(options=NAME)
    made = build(tree, Options(today=date(2026, 11, 22)), lambda site: log)
    paths = [artifact.path for artifact in made.artifacts if isinstance(artifact, File)]
    assert "personas/shopper/index.html" in paths and not [path for path in paths if "erika" in path]
    page = next(page for page in made.pages if page.path == "personas/buyer")
    assert [name for entry in page.entries() for name in entry.names] == ["buyer", "shopper"]


def test_texts_of_the_past_go_as_a_whole() -> None:
    """What stood around a forgotten number goes with it, however the text is written; a title keeps its other words."""
    tree = MemoryTree({
        "journeys/pay.md": (
            "---\ntitle: Pay\nsummary: >-\n  Ring 0171 555 0192\n  while I stand here\nsteps:\n  - Erika Muster waits: -1\n"
            "    quotes: ['Ring 0171 555 0192 while I stand here', So slow]\n---\nBefore.\n\nShe said: ring\n0171 555 0192 at noon.\n\nAfter.\n"
        )
    })  # fmt: skip
    redaction = Redaction(words=("Erika Muster",), patterns=(re.compile("0171 555 0192"),))
    text = ForgettingTree(tree, redaction, KINDS).read("journeys/pay.md").decode()
    assert text == '---\ntitle: Pay\nsummary: "…"\nsteps:\n  - … waits: -1\n    quotes: ["…", So slow]\n---\nBefore.\n\n…\n\nAfter.\n'


def test_personal_data_of_the_past_is_masked(past: Past) -> None:
    """An address that was taken out of a map is not said again by the change log, nor by the reason that was given."""
    past.commit({"journeys/pay.yml": "title: Pay\nsteps:\n  - Asks ada@example.org for help: 0\n  - Pays: 1\n"})
    past.commit({"journeys/pay.yml": "title: Pay\nsteps:\n  - Pays: 1\n"}, "Take out ada@example.org, who never agreed")
    said = "\n".join(past.said())
    assert "ada@example.org" not in said
    assert "ad…@…" in said
