"""Every file of a built site with its SHA-256, so that a deploy uploads only what changed, and two builds can be compared."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

NAME = "manifest.json"


def write_manifest(site: Path) -> None:
    """Write manifest.json at the top of a site: paths with `/`, sorted, each with its hash. It does not list itself."""
    files = {path.relative_to(site).as_posix(): path for path in _files(site)}
    hashes = {path: hashlib.sha256(files[path].read_bytes()).hexdigest() for path in sorted(files) if path != NAME}
    (site / NAME).write_text(json.dumps({"files": hashes}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")


def _files(site: Path) -> Iterator[Path]:
    # os.walk and no Path.rglob: it looks at each of ten thousand folders once.
    for folder, _, names in os.walk(site):
        yield from (Path(folder, name) for name in names)
