"""What a site was told to forget leaves the caches of pages and drawings too: those of builds that did not know of it yet may say it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from ..output.take_along import DRAWN
from .edition import CACHE as EDITIONS
from .history import RedactConfig

STAMP = ".cache/journeysite/forgotten"
"""The hash of what is to be forgotten by everything that lies beside it."""

log = get_plugin_logger("journeysite")


def forget(project: Path, redact: RedactConfig) -> None:
    """Empty the caches that were filled under another list of what must be forgotten. project: the folder of mkdocs.yml.

    The history and earlier versions see to themselves: they are kept under the list.
    """
    stamp = project / STAMP
    asked = {name: sorted(redact[name]) for name in redact}
    wanted = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    try:
        known = stamp.read_text("ascii")
    except (OSError, ValueError):
        known = ""
    if known == wanted or not (known or any(asked.values())):
        return
    try:
        for cache in (DRAWN, EDITIONS):
            if (project / cache).exists():
                shutil.rmtree(project / cache)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        (stamp.parent / ".gitignore").write_text("*\n", "ascii")
        stamp.write_text(wanted, "ascii")
    except OSError as error:
        log.warning(f"{project / '.cache/journeysite'} may hold what is to be forgotten, and cannot be emptied: {error.strerror}")
