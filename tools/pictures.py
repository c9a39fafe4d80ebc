"""Makes the pictures of README.md out of the built example: make site, then python tools/pictures.py

Small on purpose: a palette, because a repository keeps every picture that it ever had. MAXCOVERAGE keeps the colour of a thin line.
"""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "pictures"

SHOTS = {
    "map": ("journeys/pay-for-a-basket.html", 1280, 860),
    "telephone": ("journeys/pay-for-a-basket.html", 390, 860),
}
"""Name: page, width and height of the window in px."""

COLOURS = 128


def shoot(browser: Browser, page: str, width: int, height: int) -> Image.Image:
    window = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    window.goto((ROOT / "site" / page).as_uri())
    window.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(window.screenshot()))
    window.close()
    return picture.convert("RGB")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, shot in SHOTS.items():
            path = OUT / f"{name}.png"
            shoot(browser, *shot).quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
