"""What is served: the graph as it lies in the build folder now, kept readable while a new one is made.

A small graph is read into memory by each worker, a larger one once for all of them where memory allows, else from its
store on disk; all through hard links: the
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

from kg.query.beside import FILES
from kg.store import GRAPH_FILE, STORE_FOLDER, is_current, make_store

# Up to this size of graph.nq (some 130,000 triples) every worker reads it into memory: 1 s at its start, and queries
# take a third of the time (measured on the graph of five places: 1.7 s in memory, 5.1 s on disk for the library).
SMALL = 32_000_000
# A graph in memory takes so many times the bytes of its graph.nq (350 MB for 246 MB at a million triples), and as queries
# read it up to so many copies of it come to be; no more than half of what memory is free is taken.
_HELD, _COPIES = 1.5, 3
_LINKS = ".serving-"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the workers open (`place`), the folder that it belongs to, and by which marks a later graph is told from it.

    `links` is that folder where it was made for the snapshot.
    """

    place: Path
    folder: Path
    mark: str
    links: Path | None = None
    shared: bool = False
    """Whether the workers share one graph in memory."""

    def release(self) -> None:
        """Take away the links, if there are any."""
        if self.links is not None:
            shutil.rmtree(self.links, ignore_errors=True)


def mark_of(build: Path) -> str:
    """Tells one state of what is served from another by sizes and times, without reading it; empty where nothing is."""
    files = [build] if build.is_file() else [build / name for name in (GRAPH_FILE, *FILES)]
    if not _is_small(build):
        files.append(build / STORE_FOLDER / "made-from.json")
    marks = []
    for path in files:
        with suppress(OSError):
            stat = path.stat()
            marks.append(f"{stat.st_size}-{stat.st_mtime_ns}-{stat.st_ino}")
    return "_".join(marks)


def settled(build: Path) -> bool:
    """Whether what is served is whole: a graph file always is, a store once it was made of the graph beside it."""
    return build.is_file() or _is_small(build) or is_current(build)


def _is_small(build: Path) -> bool:
    """Whether the graph is read into memory."""
    try:
        return (build / GRAPH_FILE).stat().st_size <= SMALL
    except OSError:
        return False


def lacks_store(build: Path) -> bool:
    """Whether `take` will first make the store of a large graph, which takes minutes for a million triples."""
    return (build / GRAPH_FILE).is_file() and not _is_small(build) and not is_current(build)


def take(build: Path) -> Snapshot:
    """The graph of the folder as it is now. Raises BadCall where there is none, BadInput where it is broken."""
    mark = mark_of(build)
    if build.is_file():
        return Snapshot(build, build.parent, mark)
    small = _is_small(build)
    if not small and not is_current(build):
        make_store(build)
        mark = mark_of(build)
    links = _linked(build)
    folder = links or build
    shared = not small and _fits(build)
    return Snapshot(folder / (GRAPH_FILE if small or shared else STORE_FOLDER), folder, mark, links, shared)


def held_in_memory(build: Path) -> bool:
    """Whether the graph of a build folder would be served from memory now."""
    return _is_small(build) or _fits(build)


def _fits(build: Path) -> bool:
    """Whether a graph that is not small can be held in memory once for all workers, with room for what they write beside."""
    if sys.platform != "linux":
        return False
    try:
        size = (build / GRAPH_FILE).stat().st_size
        rows = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(row.split()[1]) * 1024 for row in rows if row.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return False
    return size * _HELD * _COPIES <= free / 2


def _linked(build: Path) -> Path | None:
    """A folder in the build folder with hard links to graph, store and what lies beside it, or None where none can be made."""
    try:
        _sweep(build)
        folder = Path(tempfile.mkdtemp(prefix=f"{_LINKS}{os.getpid()}-", dir=build))
    except OSError:
        return None
    try:
        (folder / STORE_FOLDER).mkdir()
        for file in (*(build / name for name in (GRAPH_FILE, *FILES)), *(build / STORE_FOLDER).glob("*")):
            if file.is_file():
                os.link(file, folder / file.relative_to(build))
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
