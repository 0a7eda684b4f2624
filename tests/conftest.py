"""What the tests share: where the documents beside the checkout lie, the browser, and the way from text to records.

With KG_CI=1 a test that would skip for want of a browser fails instead: CI installs one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sample_graph import sample_graph
from serving import Served, serving

from kg.clean import clean
from kg.explore import explore
from kg.model.records import DocumentRecords
from kg.model.text import Outline, Source
from kg.outline import outline
from kg.store import make_store

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# The same examples on every machine, and no failure because a shared core was busy.
settings.register_profile(
    "same-everywhere", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same-everywhere")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source documents and their answers; the test skips where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the source documents are not beside the checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> tuple[Path, ...]:
    """The source documents; the test skips where they are absent."""
    return tuple(sorted((shared / "corpus").glob("*.txt")))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium browser; the test skips where none is installed."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium browser is installed")
    return found


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the sample graph with its store and its explorer."""
    folder = tmp_path_factory.mktemp("served")
    build = sample_graph().write(folder / "build")
    make_store(build)
    explore(build)
    with serving(build, folder / "access.jsonl", "--workers", "2") as server:
        yield server


@pytest.fixture(scope="session")
def read_text() -> Callable[[str], tuple[Source, Outline]]:
    """From the text of a document to its source and outline."""

    def read(text: str) -> tuple[Source, Outline]:
        source = Source("sample", "sample.txt", sha256(text.encode("utf-8")).hexdigest(), text)
        return source, outline(clean(text))

    return read


@pytest.fixture(scope="session")
def records_of(read_text: Callable[[str], tuple[Source, Outline]]) -> Callable[[str], DocumentRecords]:
    """From the text of a document to its records."""
    from kg.extract import extract

    return lambda text: extract(*read_text(text))


def _missing_browser(reason: str) -> bool:
    return any(word in reason.lower() for word in ("browser", "chromium", "playwright"))


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skip for want of a browser is a failure in CI."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if report.skipped and os.environ.get("KG_CI") == "1" and _missing_browser(reason):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {reason} - CI must run this test: install chromium"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Turn skips for want of a browser into failures (KG_CI=1)."""
    outcome = yield
    _refuse_skip(outcome.get_result())  # type: ignore[attr-defined]


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """The same for a module that skips as a whole."""
    outcome = yield
    _refuse_skip(outcome.get_result())  # type: ignore[attr-defined]
