"""What a first visit costs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

FIRST_VISIT = 250_000
"""Bytes of the example's map page with everything that it asks for, beside fonts."""


@pytest.fixture(scope="module")
def site_folder(example: Path) -> Path:
    """The example, built."""
    return example


def sent(response: Response) -> int:
    """What goes over the line: every host of static sites compresses what is text."""
    body = response.body()
    is_text = any(kind in response.headers.get("content-type", "") for kind in ("text", "javascript", "json", "svg", "xml"))
    return len(gzip.compress(body, 6)) if is_text else len(body)


@pytest.mark.parametrize("path", ["", "journeys/pay-for-a-basket/"])
def test_a_first_visit_is_light(browser: Browser, address: str, path: str) -> None:
    """With an empty cache, until nothing more is asked for: pages, styles, scripts, pictures."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address + path, wait_until="networkidle")
    weights = {response.url.removeprefix(address): sent(response) for response in responses if response.request.resource_type != "font"}
    context.close()
    assert sum(weights.values()) <= FIRST_VISIT, weights
