"""What is served: the graph as it lies in the build folder now, kept readable while a new one is made.

A small graph is read into memory by each worker, a large one from its store on disk; both through hard links: the
files never change once they are published, but they are taken away when the next graph is, while the engine opens some
of them late, and a worker that replaces another must read the same graph.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.store import GRAPH_FILE, STORE_FOLDER, is_current, make_store

# Up to this size of graph.nq (some 130,000 triples) every worker reads it into memory: 1 s at its start, and queries
# take a third of the time (measured on the graph of five places: 1.7 s in memory, 5.1 s on disk for the library).
SMALL = 32_000_000
_LINKS = ".serving-"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the workers open (`place`), and by which marks a later graph is told from it."""

    place: Path
    mark: str
    links: Path | None = None

    def release(self) -> None:
        """Take away the links, if there are any."""
        if self.links is not None:
            shutil.rmtree(self.links, ignore_errors=True)


def mark_of(build: Path) -> str:
    """Tells one state of a build folder from another by sizes and times, without reading the graph."""
    marks = []
    for path in (build, build / GRAPH_FILE, build / STORE_FOLDER / "made-from.json"):
        with suppress(OSError):
            stat = path.stat()
            if path is not build or path.is_file():
                marks.append(f"{stat.st_size}-{stat.st_mtime_ns}-{stat.st_ino}")
    return "_".join(marks)


def settled(build: Path) -> bool:
    """Whether the folder is not being written: its store was made of its graph, or it is a graph without a store."""
    if build.is_file():
        return True
    return is_current(build) or ((build / GRAPH_FILE).is_file() and not (build / STORE_FOLDER).exists())


def lacks_store(build: Path) -> bool:
    """Whether `take` will first make the store of a large graph, which takes minutes for a million triples."""
    graph = build / GRAPH_FILE
    return graph.is_file() and graph.stat().st_size > SMALL and not is_current(build)


def take(build: Path) -> Snapshot:
    """The graph of the folder as it is now. Raises BadCall where there is none, BadInput where it is broken."""
    mark = mark_of(build)
    if build.is_file():
        return Snapshot(build, mark)
    graph, store = build / GRAPH_FILE, build / STORE_FOLDER
    if graph.is_file() and graph.stat().st_size <= SMALL:
        links = _linked(build, [graph])
        return Snapshot(links / GRAPH_FILE if links else graph, mark, links)
    if not is_current(build):
        make_store(build)
        mark = mark_of(build)
    links = _linked(build, list(store.iterdir()))
    return Snapshot(links or store, mark, links)


def _linked(build: Path, files: list[Path]) -> Path | None:
    """A folder in the build folder with hard links to the files, or None where none can be made."""
    try:
        _sweep(build)
        folder = Path(tempfile.mkdtemp(prefix=f"{_LINKS}{os.getpid()}-", dir=build))
    except OSError:
        return None
    try:
        for file in files:
            os.link(file, folder / file.name)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return folder


def _sweep(build: Path) -> None:
    """Take away the links of servers that were killed."""
    for folder in build.glob(f"{_LINKS}*"):
        with suppress(ValueError, OSError):
            pid = int(folder.name.removeprefix(_LINKS).partition("-")[0])
            if not _alive(pid):
                shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # there os.kill ends a process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
