"""A map as large as one can be asked to read: 15 stages of 10 steps for 5 personas."""

from __future__ import annotations

from typing import Any

import yaml

PERSONAS = {
    "hurried-parent": "Hurried parent",
    "careful-pensioner": "Careful pensioner",
    "first-visitor": "First visitor",
    "shop-owner": "Shop owner",
    "night-worker": "Night worker",
}
STAGES, STEPS = 15, 10


def large_map() -> dict[str, str]:
    """Its sources, by path. The last step of each third stage is taken by the first persona only."""
    stages = [{"title": f"Stage {stage + 1}", "steps": [_step(stage, step) for step in range(STEPS)]} for stage in range(STAGES)]
    journey = {"title": "A large map", "personas": list(PERSONAS), "stages": stages}
    findings = {f"pain-{stage}": {"title": f"Pain of stage {stage + 1}", "severity": stage % 5 + 1} for stage in range(STAGES)}
    return {
        "personas.yml": yaml.safe_dump(PERSONAS),
        "channels.yml": "store: In the store\nweb: On the web\n",
        "touchpoints.yml": "till: {title: Till, channel: store}\nsite: {title: Website, channel: web}\n",
        "findings.yml": yaml.safe_dump(findings),
        "journeys/large.yml": yaml.safe_dump(journey, sort_keys=False),
    }


def _step(stage: int, step: int) -> dict[str, Any]:
    alone = stage % 3 == 0 and step == STEPS - 1
    who = list(PERSONAS)[:1] if alone else list(PERSONAS)
    fields: dict[str, Any] = {
        "title": f"Does thing {step + 1} of stage {stage + 1}",
        "emotion": {id: ((stage * 7 + step * 3 + number * 5) % 17 - 8) / 4 for number, id in enumerate(who)},
        "doing": "Takes it and puts it down again.",
        "thinking": {id: f"{PERSONAS[id]} wonders." for id in who},
        "touchpoints": "till" if step % 2 else "site",
    }
    if alone:
        fields["personas"] = who
    if step == 4:
        fields["findings"] = f"pain-{stage}"
    if step == 7 and stage % 5 == 0:
        fields["moment_of_truth"] = "Here it is decided."
    return fields
