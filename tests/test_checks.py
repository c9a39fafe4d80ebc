"""The checks on whole atlases: what they leave alone, and what the example says of itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeysite.compiler.check import CHECKS, importance_of
from journeysite.compiler.passes import Rules, compile_tree
from journeysite.compiler.personal import find_personal_data, is_allowed, is_iban, is_luhn
from journeysite.errors import Diagnostic, Severity
from journeysite.source.tree import FolderTree, MemoryTree

CONTENT = Path(__file__).parent.parent / "content"
TODAY = date(2026, 11, 21)


def diagnostics_of(files: dict[str, str], today: date = TODAY, rules: Rules | None = None) -> tuple[Diagnostic, ...]:
    return compile_tree(MemoryTree(files), today, rules)[1]


def codes(files: dict[str, str], today: date = TODAY, rules: Rules | None = None) -> set[str]:
    return {d.code for d in diagnostics_of(files, today, rules)}


# What is left alone --------------------------------------------------------------------------------------------------


def test_example_is_without_fault() -> None:
    """The example atlas has no error and no warning."""
    _, diagnostics = compile_tree(FolderTree(CONTENT), TODAY)
    assert [str(d) for d in diagnostics if d.severity is not Severity.HINT] == []


def test_only_dated_checks_age() -> None:
    """Ten years later the example is told nothing new but what only the date made true."""
    now = set(compile_tree(FolderTree(CONTENT), TODAY)[1])
    later = set(compile_tree(FolderTree(CONTENT), date(2036, 11, 21))[1])
    assert later - now
    assert all(d.dated and d.severity is Severity.HINT for d in later - now)


def test_archived_things_are_not_asked() -> None:
    """What is archived need not be complete."""
    bare = {"journeys/pay.yml": "title: Pay\nsteps: [Waits, Pays]\n", "actions/a.yml": "title: A\nstatus: planned\n"}
    archived = {path: text + "archived: No longer so\n" for path, text in bare.items()}
    assert {"C101", "C102", "C401"} <= codes(bare)
    assert codes(archived) == set()


def test_variant_is_not_asked_for_what_its_base_has() -> None:
    """A variant takes over owner, personas, objectives and review of the journey that it varies."""
    files = {
        "teams.yml": "shops: Shops\n",
        "journeys/pay.yml": (
            "title: Pay\nowner: shops\npersonas: Shopper\nobjectives: Find out why\nreviewed: 2026-11-01\n"
            "steps:\n  - Waits: -1\n    thinking: Oh\n    backstage: Roster\n"
        ),
        "journeys/scan.yml": "title: Scan\nvariant_of: pay\n",
    }
    assert codes(files) == set()


def test_things_in_place_are_not_asked() -> None:
    """A touchpoint, finding or metric that stands in place as a few words is not asked for an owner, a channel or a method."""
    step = "  - Waits: -1\n    touchpoints: Till queue\n    metrics:\n      - Paid without help: 93 %\n    findings:\n      - Nobody looks up: low\n"
    found = diagnostics_of({"journeys/pay.yml": f"title: Pay\nsteps:\n{step}    evidence: Six evenings https://example.org/six\n"})
    assert not [str(d) for d in found if not d.about.startswith("journey:")]


def test_said_to_be_assumed_is_enough() -> None:
    """A claim that calls itself assumed is not asked for evidence."""
    assert "C301" not in codes({"findings/f.yml": "title: The wait\nseverity: 5\nconfidence: assumed\n"})


def test_parked_pain_is_not_asked_for_an_action() -> None:
    """A strong pain that was parked with a reason is at rest."""
    assert not {"C302", "C306"} & codes({"findings/f.yml": "title: The wait\nseverity: 5\nstatus: parked\nreason: Next year\n"})


def test_way_that_a_variant_writes_itself_is_an_error() -> None:
    """An inherited way to a missing step is a warning of the variant; one that it wrote itself is an error."""
    base = "title: Pay\nsteps:\n  - Waits: -1\n    next: pays\n  - Pays: 1\n"
    inherited = {"journeys/pay.yml": base, "journeys/v.yml": "title: V\nvariant_of: pay\nsteps:\n  - same: waits\n"}
    own = {**inherited, "journeys/v.yml": "title: V\nvariant_of: pay\nsteps:\n  - same: waits\n    next: pays\n"}
    assert "C117" in codes(inherited) and "E104" not in codes(inherited)
    assert "E104" in codes(own) and "C117" not in codes(own)


# How they weigh ------------------------------------------------------------------------------------------------------


def test_severity_by_place() -> None:
    """A site sets a check's severity, and a more exact place wins."""
    files = {"journeys/a/pay.yml": "title: Pay\n", "journeys/b/go.yml": "title: Go\n"}
    rules = Rules({"C101": Severity.ERROR, "C101 in journeys/b/": Severity.OFF})
    found = [d for d in diagnostics_of(files, rules=rules) if d.code == "C101"]
    assert [(d.at.path, d.severity) for d in found] == [("journeys/a/pay.yml", Severity.ERROR)]


def test_importance_orders_every_check() -> None:
    """No two checks are equally important, so that which three are shown is never left to chance."""
    order = [check.importance for check in CHECKS]
    assert len(set(order)) == len(order)
    assert importance_of("C006") < min(order)


def test_same_days_same_words() -> None:
    """Two compilations of one tree say the same in the same order."""
    assert compile_tree(FolderTree(CONTENT), TODAY)[1] == compile_tree(FolderTree(CONTENT), TODAY)[1]


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2026, 12, 1), False), (date(2026, 12, 2), True)], ids=["on the day", "on the day after"]
)
def test_review_is_overdue_from_the_day_after(today: date, overdue: bool) -> None:
    """A review is overdue from the day after it was due."""
    assert ("C107" in codes({"journeys/p.yml": "title: P\nreviewed: 2026-06-01\nreview_every: 6 months\n"}, today)) is overdue


# Personal data -------------------------------------------------------------------------------------------------------

PERSONAL = {
    "an e-mail address": ["anna@example.org", "anna.b+x@mail.example.co.uk", "müller@exämple.de", "<mailto:anna@example.org>"],
    "a telephone number": [
        "+49 30 1234567", "0049 30 1234567", "+44 20 7946 0958", "020 7946 0958", "(030) 123 45 67", "0171/1234567", "07700 900123",
        "(202) 555-0143", "202-555-0143", "1-800-555-0199", "Tel. 12 34 56 78", "phone: 1234567", "06 12 34 56 78",
    ],
    "a card number": ["4111 1111 1111 1111", "4111111111111111", "5500-0000-0000-0004", "378282246310005"],
    "an account number": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "GB82 WEST 1234 5698 7654 32 IS MINE"],
}  # fmt: skip

HARMLESS = [
    "2026-11-21", "2026-W47", "2026-04-02..2026-04-20", "01.02.2026-03.02.2026", "01/02/2026 14:30", "18 200", "1 250 000", "1.250.000",
    "5,212 and 10,398", "9/14", "12 to 20 minutes", "1 min 50 s", "63 of 108 (58 %)", "+9.1 points (7.3 to 10.9)", "RT-4210", "icon@2x.png",
    "pkg@1.2.3", "@anna", "meet @ noon", "https://example.org/a/0123456789", "0.1234567", "978-3-16-148410-0", "4006381333931",
    "1234-5678-9012-3456", "192.168.100.200", "-2 -1 0 1 2 0 1 2", "0, 1, 2, 3, 4, 5", "07 08 09 10 11 12", "v1.02.03.04.05", "till #0123456789",
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in PERSONAL.items() for text in texts])
def test_personal_data_is_found(what: str, text: str) -> None:
    """An address or number in a sentence is found once, for what it is, and never repeated in full."""
    (match,) = find_personal_data(f"Ask Anna: {text}, before noon.")
    assert match.what == what
    assert match.masked not in text and len(match.masked.replace("…", "")) <= 5


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_are_no_personal_data(text: str) -> None:
    """Dates, figures, ranges, ids and web addresses are left alone."""
    assert list(find_personal_data(text)) == []


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 400))
def test_no_date_is_a_number_of_a_person(day: date, days: int) -> None:
    """No date or range of dates, however it is written, is taken for a telephone number."""
    last = min(day, date(2098, 1, 1)) + timedelta(days)
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y-W%W", "%d %B %Y"):
        assert list(find_personal_data(f"from {day:{form}} to {last:{form}}")) == []
    assert list(find_personal_data(f"{day}..{last}")) == []


@given(st.integers(0, 10**12))
def test_no_figure_is_a_number_of_a_person(figure: int) -> None:
    """A figure with its thousands set apart by spaces, points or commas is left alone."""
    for form in (f"{figure:,}", f"{figure:,}".replace(",", " "), f"{figure:,}".replace(",", ".")):
        assert list(find_personal_data(f"about {form} customers")) == []


@given(st.text("0123456789", min_size=12, max_size=18))
def test_luhn_tells_one_digit_from_another(digits: str) -> None:
    """Of the ten possible last digits of a card number exactly one holds."""
    assert sum(is_luhn(digits + last) for last in "0123456789") == 1


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=11, max_size=30))
def test_iban_checksum(account: str) -> None:
    """Every account gets a checksum that holds, and swapping its digits by one breaks it."""
    rest = int("".join(str(int(letter, 36)) for letter in f"{account}DE00")) % 97
    check = 98 - rest
    assert is_iban(f"DE{check:02}{account}")
    assert not is_iban(f"DE{(check + 1) % 100:02}{account}")


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    """No text makes the search raise, and what it finds stands where it says."""
    for match in find_personal_data(text):
        assert text[match.start : match.start + len(match.said)] == match.said


def test_allowed_by_name() -> None:
    """An address, its domain or a number, however it is spaced, may be allowed."""
    (address,) = find_personal_data("anna@mail.example.org")
    assert is_allowed(address, ["@example.org"]) and is_allowed(address, ["ANNA@mail.example.org"])
    assert not is_allowed(address, ["ample.org"]) and not is_allowed(address, ["bert@mail.example.org"])
    (number,) = find_personal_data("+49 30 1234567")
    assert is_allowed(number, ["+49301234567"])


def test_personal_data_everywhere() -> None:
    """It is found in fields, steps, prose, pages and the glossary, each at its line; a team's mailbox and a draft are left alone."""
    files = {
        "teams/shops.yml": "title: Shops\nmailbox: shops@example.org\n",
        "personas/p.md": "---\ntitle: P\n---\nOne\n\nTwo anna@example.org\n",
        "journeys/j.yml": "title: J\nsteps:\n  - Waits: -1\n    thinking: Call +49 30 1234567\n",
        "research/draft.yml": "title: D\ndraft: true\nsummary: bert@example.org\n",
        "guide/index.md": "# Guide\n\nWrite to carla@example.org\n",
        "glossary.yml": "Host: Ask dora@example.org\n",
    }
    found = [(str(d.at), d.about) for d in diagnostics_of(files) if d.code == "E150"]
    assert found == [
        ("glossary.yml", ""),
        ("guide/index.md:3:10", ""),
        ("journeys/j.yml:4:15", "journey:j"),
        ("personas/p.md:6:5", "persona:p"),
    ]
