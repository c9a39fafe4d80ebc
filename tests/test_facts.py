"""What follows from an atlas: places, progress, evidence and figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journeysite.compiler.passes import compile_tree
from journeysite.model import facts
from journeysite.model.refs import Key
from journeysite.model.site import Site
from journeysite.model.spots import Spot
from journeysite.source.tree import MemoryTree

TODAY = date(2026, 11, 21)

PAY = """\
title: Pay
personas: [Shopper, Regular]
stages:
  - Wait:
    findings: crowded
    steps:
      - Joins a queue: {shopper: 0 -> -2, regular: -1}
        findings: [long-wait, bell]
        metrics: wait
        touchpoints: Till queue
      - Waits: -1..1
        personas: regular
        evidence: watch
  - Pay: 1
"""
FINDINGS = """\
crowded: {title: Crowded}
long-wait: {title: The wait, severity: 5, evidence: watch}
bell: {title: The bell}
cold: {title: It is cold, about: "pay#waits"}
whole: {title: All of it, about: pay}
loose: {title: Loose}
"""
OTHERS = {
    "research.yml": "watch: {title: Watch, confidence: validated}\nnext: {title: Next year, status: planned}\n",
    "metrics.yml": "wait: {title: Wait, unit: min, better: down, series: {2026-08: 7.5, 2026-09: 7.6, 2026-10: 3.0}}\n",
    "opportunities.yml": "watchband: {title: Watchband, answers: bell}\n",
}


def site_of(**files: str) -> Site:
    """The atlas above with files added or replaced: `actions="a: …"` is actions.yml."""
    named = {f"{name}.yml": text for name, text in files.items()}
    tree = {"journeys/pay.yml": PAY, "findings.yml": FINDINGS, **OTHERS, **named}
    site, diagnostics = compile_tree(MemoryTree(tree), TODAY)
    assert [str(d) for d in diagnostics if d.code.startswith("E")] == []
    return site


def thing(site: Site, kind: str, id: str) -> Any:
    return site.entities[Key(kind, id)]


def ids(things: Any) -> list[str]:
    return [thing.id for thing in things]


# Where things stand --------------------------------------------------------------------------------------------------


def test_both_ends_of_a_place_merge() -> None:
    """A step's `findings` and a finding's `about` mean the same; what the step names comes first."""
    site = site_of(findings=FINDINGS + "late: {title: Late, about: 'pay#joins-a-queue'}\n")
    assert ids(facts.findings_at(site, "pay", "joins-a-queue")) == ["long-wait", "bell", "late"]
    assert ids(facts.findings_at(site, "pay", "waits")) == ["cold"]
    assert ids(facts.findings_at(site, "pay", "wait")) == ["crowded"]
    assert ids(facts.findings_at(site, "pay", "")) == ["whole"]
    assert ids(facts.metrics_at(site, "pay", "joins-a-queue")) == ["wait"]


def test_places_of_a_thing() -> None:
    """Each spot of a thing is told once; one that stands nowhere has none."""
    twice = FINDINGS.replace("The bell}", 'The bell, about: "pay#joins-a-queue"}')
    site = site_of(findings=twice)
    assert facts.places_of(site, Key("finding", "bell")) == (Spot("pay", "joins-a-queue"),)
    assert facts.places_of(site, Key("finding", "loose")) == ()


def test_variant_takes_over_what_names_the_step() -> None:
    """What is said about a step holds for a variant that takes the step over, unless it writes a list of its own."""
    variant = "title: V\nvariant_of: pay\nstages:\n  - same: wait\n  - Other:\n      - same: waits\n        id: waits-here\n        findings: loose\n"
    site = site_of(**{"journeys/v": variant})
    assert Spot("v", "waits", True) in facts.places_of(site, Key("finding", "cold"))
    assert ids(facts.findings_at(site, "v", "waits-here")) == ["loose"]


def test_actions_come_through_findings_and_opportunities() -> None:
    """An action that answers a finding, or an opportunity that does, stands where the finding stands."""
    site = site_of(actions="till: {title: Till, answers: long-wait}\nband: {title: Band, answers: watchband}\n")
    assert ids(facts.opportunities_at(site, "pay", "joins-a-queue")) == ["watchband"]
    assert ids(facts.actions_at(site, "pay", "joins-a-queue")) == ["till", "band"]
    assert ids(facts.actions_for(site, thing(site, "finding", "bell"))) == ["band"]


# Progress ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "said", "expected"),
    [
        ([], "", "open"),
        (["idea"], "", "open"),
        (["stopped", "parked"], "", "open"),
        (["planned"], "", "in progress"),
        (["shipped", "pilot"], "", "in progress"),
        (["shipped", "stopped"], "", "resolved"),
        (["shipped"], "in progress", "in progress"),
    ],
)
def test_status_of_a_finding_follows_from_its_actions(statuses: list[str], said: str, expected: str) -> None:
    """Open without an action under way, resolved once all of them shipped; what is said outright wins."""
    actions = "".join(f"a{n}: {{title: A{n}, status: {status}, answers: long-wait}}\n" for n, status in enumerate(statuses))
    findings = FINDINGS.replace("severity: 5", f"severity: 5, status: {said or '~'}")
    site = site_of(findings=findings, actions=actions or "other: Other\n")
    assert facts.finding_status(site, thing(site, "finding", "long-wait")) == expected


def effect(**fields: str) -> facts.Effect:
    body = "".join(f"  {name}: {value}\n" for name, value in fields.items())
    site = site_of(actions=f"a:\n  title: A\n{body}")
    (found,) = facts.effects_of(site, thing(site, "action", "a"))
    return found


def test_effect_before_and_after_shipping() -> None:
    """The last value before an action shipped is laid beside the latest after it."""
    found = effect(status="shipped", dates="{shipped: 2026-10-02}", moves="wait")
    assert (found.baseline, found.latest, found.moved, found.reached) == (7.6, 3.0, True, None)
    assert found.latest_when is not None and found.latest_when.text == "2026-10"


def test_effect_against_a_target() -> None:
    """A metric may move without reaching its target."""
    found = effect(status="shipped", dates="{shipped: 2026-10-02}", moves="{wait: 7.6 -> 2.5}")
    assert (found.moved, found.reached, found.target) == (True, False, 2.5)


def test_effect_of_a_test_with_arms() -> None:
    """A test is judged by its arms; the one nearest to the baseline is the old way, in whichever order they are written."""
    arms = "[{name: New, n: 10, value: 4}, {name: Old, n: 10, value: 7.4}]"
    found = effect(type="experiment", status="pilot", moves=f"{{wait: {{from: 7.5, to: 3, arms: {arms}}}}}")
    assert (found.baseline_name, found.latest_name, found.latest, found.moved, found.reached) == ("Old", "New", 4.0, True, False)


def test_no_effect_is_claimed_for_what_was_given_up() -> None:
    """What was stopped before customers could feel it has no effect, whatever the metric did later."""
    found = effect(status="stopped", moves="{wait: 7.5 -> 6}")
    assert (found.latest, found.moved) == (None, None)


def test_no_effect_before_it_shipped() -> None:
    """A planned action shows the metric as it is now, and claims nothing."""
    found = effect(status="planned", moves="{wait: 7.5 -> 2}")
    assert (found.latest, found.moved, found.reached) == (3.0, None, False)


def test_review_due() -> None:
    """A review is due by the journey's rhythm, after a year where it has none, and never for one never reviewed."""
    site = site_of(journeys="a: {title: A, reviewed: 2026-01-31, review_every: 1 month}\nb: {title: B, reviewed: 2026-01-31}\nc: C\n")
    a, b, c = (thing(site, "journey", id) for id in "abc")
    assert facts.review_due(a) == date(2026, 2, 28) and facts.is_overdue(a, date(2026, 3, 1)) and not facts.is_overdue(a, date(2026, 2, 28))
    assert facts.review_due(b) == date(2027, 1, 31)
    assert facts.review_due(c) is None and not facts.is_overdue(c, TODAY)


# Trust ---------------------------------------------------------------------------------------------------------------


def test_coverage_counts_what_is_the_steps_own() -> None:
    """A step is covered by its evidence, by a mark, or by a finding's evidence; a stage's or journey's does not count."""
    assert facts.coverage(site_of(), "pay") == (2, 3)
    wide = PAY.replace("title: Pay\n", "title: Pay\nevidence: watch\n")
    assert facts.coverage(site_of(**{"journeys/pay": wide}), "pay") == (2, 3)


def test_planned_study_and_assumption_are_no_evidence() -> None:
    """A study that has not begun, and `[^assumed]`, cover nothing."""
    pay = PAY.replace("- Pay: 1\n", "- Pay: 1\n    thinking: At last [^assumed]\n    evidence: next\n")
    assert facts.coverage(site_of(**{"journeys/pay": pay}), "pay") == (2, 3)


def test_nearest_confidence_wins() -> None:
    """A step is as sure as it says, then as its studies, then as its stage or journey, and assumed where nothing stands behind it."""
    pay = PAY.replace("title: Pay\n", "title: Pay\nconfidence: reported\n")
    site = site_of(**{"journeys/pay": pay})
    assert facts.confidence_of_step(site, "pay", "waits") == ("validated", False)
    assert facts.confidence_of_step(site, "pay", "pay") == ("reported", True)
    assert facts.confidence_of_step(site_of(), "pay", "pay") == ("assumed", False)
    assert facts.confidence_of(site, thing(site, "finding", "long-wait")).word == "validated"
    assert facts.confidence_of(site, thing(site, "finding", "loose")).word == "assumed"


# The curve -----------------------------------------------------------------------------------------------------------


def test_lowest_point() -> None:
    """A change counts with its lower end; a map without emotion has no lowest point."""
    assert facts.lowest_point(site_of(), "pay") == ("joins-a-queue", "shopper", -2)
    assert facts.lowest_point(site_of(journeys="bare: {title: Bare, steps: [Waits]}\n"), "bare") is None


def test_emotion_of_a_persona() -> None:
    """Her own emotion, else everybody's; none at a step that she does not take."""
    site = site_of()
    joins, waits, pays = (step.step for step in site.flows["pay"].steps)
    assert facts.emotion_of(site, joins, "regular").level == -1  # type: ignore[union-attr]
    assert facts.emotion_of(site, pays, "shopper").level == 1  # type: ignore[union-attr]
    assert facts.emotion_of(site, waits, "shopper") is None


def test_stage_levels() -> None:
    """A stage's level is the mean of its steps, each counting once however many personas it has."""
    assert facts.stage_levels(site_of().flows["pay"]) == (("wait", -0.5), ("pay", 1.0))


def test_a_copy_of_a_part_asks_its_own_texts() -> None:
    """What was worked out of a step does not hold for a copy with another text."""
    source = b"title: Pay\nsteps:\n  - title: Waits\n    thinking: Too long\n"
    site, _ = compile_tree(MemoryTree({"journeys/pay.yml": source}), TODAY)
    (step,) = site.flows["pay"].steps
    assert [text.source for text in step.step.texts()] == ["Too long"]
    quiet = step.step.model_copy(update={"thinking": ()})
    assert list(quiet.texts()) == []
    assert site.entities[Key("journey", "pay")].key == Key("journey", "pay")
    assert site.entities[Key("journey", "pay")].model_copy(update={"id": "wait"}).key == Key("journey", "wait")
