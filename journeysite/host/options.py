"""The plugin's options as the core takes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from ..compiler.passes import Rules
from ..errors import JourneysiteError, Severity

SEVERITIES: Mapping[str | bool, Severity] = {**{severity.word: severity for severity in Severity}, False: Severity.OFF}
"""By their words. MkDocs reads an `off` without quotes as false, and nobody should have to know that."""


def rules_from(options: Mapping[str, Any], with_drafts: bool = False) -> Rules:
    """options: `severities` (code, or `code in folder/`, to a word) and `allow` (words in which personal data may stand)."""
    severities = {code: SEVERITIES[word] for code, word in (options["severities"] or {}).items()}
    return Rules(severities, tuple(options["allow"]), with_drafts)


def today_from(option: str, environ: Mapping[str, str]) -> date:
    """The date of a build: JOURNEYSITE_TODAY, the option, SOURCE_DATE_EPOCH, else the clock. Raises JourneysiteError for what is no date."""
    said = environ.get("JOURNEYSITE_TODAY") or option
    if said:
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise JourneysiteError(f'"{said}" is not a day: write year, month and day, such as 2026-11-02') from None
    epoch = environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch and epoch.isdecimal() else datetime.now().astimezone().date()
