"""Pictures of the explorer in headless Chromium: for the README, and for a look while working on it.

    python bench/screenshot.py                        # viz/readme/explorer-light.png and explorer-dark.png
    python bench/screenshot.py PAGE.html OUT.png --hash '#v=graph&c=programme/p1' [--theme dark] [--width 390]

The README's pictures show the synthetic documents of `make_graph.py`: invented places, no sentence of a
real document.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Literal

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
README = Path(__file__).resolve().parent.parent / "viz" / "readme"
VIEW = "#v=shared&sel=programme/p11&at=990010"


def shoot(page: Path, picture: Path, view: str, theme: str, width: int, height: int) -> list[str]:
    """Write one picture of a page in one state; what the console said meanwhile."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("chromium is not installed; on Debian: apt-get install -y chromium fonts-noto-cjk")
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        scheme: Literal["dark", "light"] = "dark" if theme == "dark" else "light"
        context = browser.new_context(
            offline=True, locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": height}
        )
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(page.resolve().as_uri() + view)
        tab.wait_for_selector("body[data-ready]")
        tab.wait_for_timeout(400)
        picture.parent.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(picture))
        browser.close()
    return said


def readme_pictures() -> None:
    """The two pictures of the README, from synthetic documents."""
    from make_graph import make

    from kg.explore import explore

    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), 800)
        page = explore(Path(folder))
        for theme in ("light", "dark"):
            shoot(page, README / f"explorer-{theme}.png", VIEW, theme, 1280, 720)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of the explorer in headless Chromium.")
    parser.add_argument("page", type=Path, nargs="?")
    parser.add_argument("picture", type=Path, nargs="?")
    parser.add_argument("--hash", default="", help="the state of the page, from # on")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    given = parser.parse_args()
    if given.page is None or given.picture is None:
        readme_pictures()
        return
    for line in shoot(given.page, given.picture, given.hash, given.theme, given.width, given.height):
        print(line)


if __name__ == "__main__":
    main()
