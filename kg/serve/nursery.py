"""Workers that share one graph in memory: a process reads it once and forks a worker whenever the server asks for one.

    python -m kg.serve.nursery STORE FOLDER MEMORY_MB CONTROL

CONTROL is the number of a socket. Over it comes a byte with the two ends of a new worker's pipes, and the nursery
answers with its number; `k` and a number ends a worker. Of every worker that ends it tells the code, as a negative
number where a signal ended it. Pages of the graph are shared until a query writes beside them (the engine counts who
holds what it reads), so a worker takes little memory and a moment to start, however large the graph is.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import sys
from pathlib import Path

from kg.serve.isolation import end_with_parent, forbid_network
from kg.serve.worker import Readied, ready, serve

# What goes over the socket: a letter and two numbers.
MESSAGE = struct.Struct("@cqq")
BORN, GONE, FORK, KILL = b"b", b"g", b"f", b"k"


def main() -> None:
    """Read the graph named on the command line, then fork workers until the server has gone."""
    end_with_parent()
    place, folder, memory = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    control = socket.socket(fileno=int(sys.argv[4]))
    offline = forbid_network()
    readied = ready(place, folder)
    control.sendmsg([MESSAGE.pack(BORN, 0, 0)])
    wake, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: set[int] = set()
    while True:
        readable, _, _ = select.select([control.fileno(), wake], [], [])
        if wake in readable:
            os.read(wake, 4096)
            _reap(control, children)
        if control.fileno() not in readable:
            continue
        data, descriptors, _, _ = socket.recv_fds(control, MESSAGE.size, 2)
        if len(data) < MESSAGE.size:
            return
        kind, number, _ = MESSAGE.unpack(data)
        if kind == KILL and number in children:
            os.kill(number, signal.SIGKILL)
        elif kind == FORK:
            child = os.fork()
            if child == 0:
                _become_worker(control, descriptors, readied, memory, offline)
            children.add(child)
            for descriptor in descriptors:
                os.close(descriptor)
            control.sendmsg([MESSAGE.pack(BORN, child, 0)])


def _reap(control: socket.socket, children: set[int]) -> None:
    for child in list(children):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            children.discard(child)
            control.sendmsg([MESSAGE.pack(GONE, child, os.waitstatus_to_exitcode(status))])


def _become_worker(
    control: socket.socket, descriptors: list[int], readied: Readied, memory: int, offline: bool
) -> None:
    code = 1
    try:
        end_with_parent()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        requests, answers = (
            os.fdopen(d, mode, buffering=size)
            for d, mode, size in zip(descriptors, ("rb", "wb"), (-1, 0), strict=True)
        )
        serve(readied, memory, offline, requests, answers)  # type: ignore[arg-type]
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
