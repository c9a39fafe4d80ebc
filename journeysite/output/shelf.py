"""A folder of drawings made before, each under the hash of all that it was made of. What is not what it says it is is made again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_KEPT_DAYS = 30
"""How long a drawing lies that no build asks for."""

_SIGN = 32


class Shelf:
    """Each file holds the SHA-256 of its content, then the content. folder: None for a shelf that keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._is_swept = False

    def fetch(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, else what is made now, which is kept."""
        if self.folder is None:
            return make()
        path = self.folder / key[:2] / key[2:]
        with contextlib.suppress(OSError):
            held = path.read_bytes()
            if hashlib.sha256(held[_SIGN:]).digest() == held[:_SIGN]:
                # Asked for today: it stays.
                os.utime(path)
                return held[_SIGN:]
        data = make()
        with contextlib.suppress(OSError):
            self._keep(path, data)
        return data

    def _keep(self, path: Path, data: bytes) -> None:
        assert self.folder is not None
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self._is_swept:
            self._is_swept = True
            (self.folder / ".gitignore").write_text("*\n", "ascii")
            self._sweep()
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(name).replace(path)
        except OSError:
            # The disk is full: what was begun takes the last of its room.
            Path(name).unlink(missing_ok=True)
            raise

    def _sweep(self) -> None:
        """Let go of what no build has asked for in a month."""
        assert self.folder is not None
        oldest = time.time() - _KEPT_DAYS * 86_400
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
