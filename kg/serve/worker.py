"""A worker: a process that reads requests from its standard input and answers them, one at a time, until it is killed.

    python -m kg.serve.worker STORE FOLDER MEMORY_MB

STORE is a graph file to be read into memory or the folder of a store, FOLDER the build folder that it belongs to. The
first frame it writes tells that it is ready, or why it is not. It holds no state between requests, so it may be killed at any moment.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.query import open_beside
from kg.query.arguments import base_of
from kg.serve.answers import answer
from kg.serve.isolation import end_with_parent, forbid_network, limit_memory
from kg.serve.opened import Opened
from kg.serve.wire import frame, read_frame
from kg.store import open_place


@dataclass(frozen=True)
class Readied:
    """The graph as it was opened, or the error that it could not be."""

    opened: Opened | None
    base: str = ""
    error: str = ""


def main() -> None:
    """Serve the store named on the command line."""
    end_with_parent()
    requests, answers = sys.stdin.buffer, _own_output()
    place, folder, memory = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    offline = forbid_network()
    serve(ready(place, folder), memory, offline, requests, answers)


def ready(place: Path, folder: Path) -> Readied:
    """Open the store and what lies beside it in its build folder."""
    try:
        store = open_place(place)
        return Readied(Opened(store, open_beside(folder)), base_of(store))
    except KgError as error:
        return Readied(None, error=str(error))


def serve(readied: Readied, memory: int, offline: bool, requests: BinaryIO, answers: BinaryIO) -> None:
    """Tell that the graph is open, then answer requests until there are no more; `memory` in MB beyond what is held."""
    if readied.opened is None:
        _send(answers, frame({"ready": False, "error": readied.error}))
        return
    opened = readied.opened
    head = {
        "ready": True,
        "base": readied.base,
        "graphs": sum(1 for _ in opened.store.named_graphs()),
        "offline": offline,
        "memory": limit_memory(memory),
        "words": opened.beside.words is not None,
    }
    _send(answers, frame(head))
    while (request := read_frame(requests)) is not None:
        head, body = answer(opened, request[0])
        _send(answers, frame(head, body))


def _own_output() -> BinaryIO:
    """Standard output for frames alone: whatever else would write there goes to standard error."""
    own = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return own


def _send(stream: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


if __name__ == "__main__":
    main()
