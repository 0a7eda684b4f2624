"""What the explorer's tests share: synthetic builds, and a browser that takes note of all it must not do."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.explore import explore, page_data
from kg.explore.shelf import shelf
from kg.store import open_store

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_BENCH = Path(__file__).resolve().parent.parent / "bench"


def why_no_browser() -> str | None:
    """Why the browser tests cannot run here, or None."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed (pip install -e '.[dev]')"
    return None if CHROMIUM else "no chromium on the path (apt-get install -y chromium fonts-noto-cjk)"


def bench(name: str) -> Any:
    """A script of `bench/` as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, _BENCH / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


def make_graph() -> Any:
    """The module that makes synthetic graphs."""
    return bench("make_graph")


def data_of(build: Path) -> dict[str, Any]:
    """What the page of a built graph holds."""
    store = open_store(build)
    return page_data(store, shelf(store), build / "sources")


class Sample:
    """A synthetic build with its page and the data of the page."""

    def __init__(self, folder: Path, nodes: int, *, hostile: bool = False, sources: bool = True) -> None:
        self.folder = folder
        make_graph().make(folder, nodes, hostile=hostile, sources=sources)
        self.page = explore(folder)
        self.data = data_of(folder)

    def source(self, document: int) -> str:
        """The text of a document as found."""
        name = self.data["documents"][document]["id"]
        return (self.folder / "sources" / f"{name}.txt").read_bytes().decode("utf-8")

    def commitment(self, document: int, number: int = 0) -> tuple[str, list[Any]]:
        """Path and row of a commitment of a document, in text order."""
        rows = sorted((r for r in self.data["commitments"] if r[0] == document), key=lambda r: r[7])
        row = rows[number]
        return f"document/{self.data['documents'][document]['id']}/commitment/{row[1]}", row


class Tab:
    """One page in the browser; counts clicks and remembers requests, errors and broken rules."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page, self.file = page, file
        self.clicks = 0
        self.requests: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, state: str) -> Tab:
        """Another state of the page that is open."""
        self.page.evaluate("(state) => { location.hash = state; }", state)
        return self

    def open(self, state: str = "") -> Tab:
        self.page.goto("about:blank")
        self.page.goto(self.file.resolve().as_uri() + state)
        self.page.wait_for_selector("body[data-ready]", timeout=15_000)
        return self.settled()

    def settled(self) -> Tab:
        """Wait until what lies below the first screen is drawn, too."""
        self.page.wait_for_selector("main:not([aria-busy])")
        return self

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()
        self.settled()

    def reached(self, words: str, *, gone: bool = False) -> None:
        """Wait until the address holds the words, or no longer does. (Waiting in the page would need eval.)"""
        for _ in range(200):
            if (words in self.page.evaluate("location.hash")) != gone:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(
            f"{self.page.evaluate('location.hash')}: {words} {'stays' if gone else 'is not there'}"
        )

    def export(self, kind: str) -> None:
        """Open the menu of exports and choose one."""
        self.page.locator("#export").click()
        self.page.locator(f"[data-export={kind}]").click()

    def exported(self, kind: str) -> Path:
        """The file that an export gives."""
        with self.page.expect_download() as waiting:
            self.export(kind)
        return Path(waiting.value.path())

    def type(self, words: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.wait_for_selector("#hits [role=option], #hits .none")

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def all(self, selector: str) -> list[str]:
        return list(self.page.locator(selector).all_inner_texts())

    def marked(self, root: str) -> str:
        """The marked words, verbatim: what small print holds too."""
        return str(
            self.page.evaluate(
                "(root) => [...document.querySelectorAll(root + ' mark')].map((m) => m.textContent).join('')",
                root,
            )
        )

    def trespasses(self) -> list[str]:
        """Requests other than for the file itself, and everything that the console said."""
        own = self.file.resolve().as_uri()
        strange = [u for u in self.requests if not u.startswith((own, "data:", "about:", "blob:"))]
        return strange + self.said


@contextmanager
def browser() -> Iterator[Any]:
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def tab(
    started: Any, file: Path, *, dark: bool = False, width: int = 1280, height: int = 800
) -> Iterator[Tab]:
    """A fresh offline tab on a file."""
    context = started.new_context(
        offline=True, locale="zh-CN", color_scheme="dark" if dark else "light",
        viewport={"width": width, "height": height},
    )  # fmt: skip
    try:
        yield Tab(context.new_page(), file)
    finally:
        context.close()
