"""Every file of a built site with its SHA-256, so that a deploy uploads only what changed, and two builds can be compared."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

NAME = "manifest.json"


def write_manifest(site: Path, hashes: Mapping[str, str]) -> str:
    """Write manifest.json at the top of a site: paths with `/`, sorted, each with its hash. It does not list itself; its own hash is returned."""
    data = (json.dumps({"files": hashes}, ensure_ascii=False, indent=0) + "\n").encode()
    (site / NAME).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def hashes_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its path in it, sorted. What Python and Jinja keep of their own is left out."""
    found = {}
    # os.walk and no Path.rglob: it looks at each of ten thousand folders once.
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            path = os.path.join(inside, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder).replace(os.sep, "/")] = hashlib.file_digest(file, "sha256").hexdigest()
    return dict(sorted(found.items()))
