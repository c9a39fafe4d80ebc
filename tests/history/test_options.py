"""The options `history:` and `redact:`, and what is said of those that cannot be meant."""

from __future__ import annotations

from typing import Any

import pytest

from journeysite.host.history import HistoryConfig, RedactConfig, history_options


def problems(config: HistoryConfig | RedactConfig, said: dict[str, Any]) -> list[str]:
    config.load_dict(said)
    errors, warnings = config.validate()
    return [str(error) for _, error in (*errors, *warnings)]


def test_options_as_the_core_takes_them() -> None:
    """Every option has its place."""
    history, redact = HistoryConfig(), RedactConfig()
    assert not problems(history, {"timezone": "Europe/Berlin", "silence": ["ABC1234"], "authors": True, "versions": 3})
    assert not problems(redact, {"words": ["Erika Muster"], "patterns": ["0171 ?555"], "entities": ["persona: erika"]})
    options = history_options(history, redact)
    assert str(options.zone) == "Europe/Berlin" and options.silence == {"abc1234"} and options.authors and options.versions == 3
    assert options.redaction.says("0171 555") and options.redaction.says("erika  MUSTER") and options.redaction.forgets("persona:erika")


def test_options_that_nobody_sets() -> None:
    """Without a word there is a change log in UTC, without authors, with five versions, and nothing is forgotten."""
    history, redact = HistoryConfig(), RedactConfig()
    assert not problems(history, {}) and not problems(redact, {})
    assert history.enabled and history_options(history, redact).redaction.is_empty


REFUSED: list[tuple[HistoryConfig | RedactConfig, dict[str, Any], str]] = [
    (HistoryConfig(), {"timezone": "Berlin"}, "is not a time zone that is known here: write one such as Europe/Berlin"),
    (HistoryConfig(), {"timezone": "../../etc/passwd"}, "is not a time zone: write one such as Europe/Berlin"),
    (HistoryConfig(), {"silence": [1234567]}, "1234567 is not a text: put it in quotes"),
    (RedactConfig(), {"words": [171555]}, "171555 is not a text: put it in quotes"),
    (RedactConfig(), {"words": [" "]}, "an empty text would take out everything"),
    (RedactConfig(), {"patterns": ["(0171"]}, "is not a regular expression"),
    (RedactConfig(), {"patterns": ["[0-9]*"]}, "also matches nothing at all"),
    (RedactConfig(), {"entities": ["erika"]}, "is not the name of an entity: write its kind and its id, such as persona:ada"),
]


@pytest.mark.parametrize(("config", "said", "problem"), REFUSED)
def test_options_that_cannot_be_meant(config: HistoryConfig | RedactConfig, said: dict[str, Any], problem: str) -> None:
    """A slip in what is to be forgotten must not pass in silence."""
    assert problem in " ".join(problems(config, said))
