"""Pictures of the explorer in headless Chromium: of one state, or of every view (`readme.py` makes those of the README).

python bench/screenshot.py PAGE.html OUT.png --hash '#v=graph&c=programme/p1' [--theme dark] [--width 390]
python bench/screenshot.py PAGE.html FOLDER --all      # eight views, light and dark, on a desk and on a phone
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Literal

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


VIEWS = ("shared", "compare", "owners", "indicators", "graph", "source", "timeline", "regions")
SCREENS = {"desk": (1280, 800), "phone": (390, 844)}


def shoot_all(page: Path, folder: Path) -> list[str]:
    """Write `FOLDER/VIEW-THEME-SCREEN.png` for every view; what the console said meanwhile."""
    return [
        line
        for view in VIEWS
        for theme in ("light", "dark")
        for screen, size in SCREENS.items()
        for line in shoot(page, folder / f"{view}-{theme}-{screen}.png", f"#v={view}", theme, *size)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of the explorer in headless Chromium.")
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--hash", default="", help="the state of the page, from # on")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--all", action="store_true", help="every view, in both themes, on two screens")
    given = parser.parse_args()
    if given.all:
        said = shoot_all(given.page, given.picture)
    else:
        said = shoot(given.page, given.picture, given.hash, given.theme, given.width, given.height)
    for line in said:
        print(line)


if __name__ == "__main__":
    main()
