"""Chromium, and a web server for what a test built."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

MISSING = "there is no Chromium here: install chromium, or run make test, which does"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium. Without one the tests are skipped, but on a server that is a failure: nobody would notice."""
    named = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in named if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests speak for themselves."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a built site is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def address(site_folder: Path) -> Iterator[str]:
    """Where the site of a test module is served; the module says which by its fixture `site_folder`."""
    with served(site_folder) as url:
        yield url
