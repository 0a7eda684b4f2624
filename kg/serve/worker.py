"""A worker: a process that reads requests from its standard input and answers them, one at a time, until it is killed.

    python -m kg.serve.worker STORE FOLDER MEMORY_MB

STORE is a graph file to be read into memory or the folder of a store, FOLDER the build folder that it belongs to. The
first frame it writes tells that it is ready, or why it is not. It holds no state between requests, so it may be killed at any moment.
"""

from __future__ import annotations

import os
import sys
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


def main() -> None:
    """Serve the store named on the command line."""
    end_with_parent()
    requests, answers = sys.stdin.buffer, _own_output()
    place, folder, memory = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    offline = forbid_network()
    try:
        store = open_place(place)
        base = base_of(store)
        opened = Opened(store, open_beside(folder))
    except KgError as error:
        _send(answers, frame({"ready": False, "error": str(error)}))
        return
    graphs = sum(1 for _ in store.named_graphs())
    limited = limit_memory(memory)
    _send(
        answers,
        frame(
            {
                "ready": True,
                "base": base,
                "graphs": graphs,
                "offline": offline,
                "memory": limited,
                "words": opened.beside.words is not None,
            }
        ),
    )
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
