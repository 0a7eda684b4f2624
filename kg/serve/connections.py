"""Connections that waste the server's time: those that do not finish a request, and those that do not read an answer.

The HTTP library closes idle connections, but lets a client send its request, or fetch its answer, byte by byte for
ever. A sweep over the open connections ends both.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

_EVERY = 0.5
# An answer must be fetched by this much in each such span.
_READ_SECONDS, _READ_BYTES = 30.0, 100_000


@dataclass(slots=True)
class _Seen:
    """Since when a connection is in its state: the request it is at, and what waits to be sent."""

    request: int
    since: float
    waiting: int = 0
    waiting_since: float = 0.0


async def sweep(connections: set[Any], seconds: float) -> None:
    """Close, for ever, connections of uvicorn's HTTP protocol that take longer than `seconds` to send a request."""
    seen: WeakKeyDictionary[Any, _Seen] = WeakKeyDictionary()
    while True:
        await asyncio.sleep(_EVERY)
        now = time.monotonic()
        for connection in list(connections):
            if connection.transport is not None and _wastes_time(connection, seen, seconds, now):
                connection.transport.abort()


def _wastes_time(connection: Any, seen: WeakKeyDictionary[Any, _Seen], seconds: float, now: float) -> bool:
    cycle = connection.cycle
    expecting = cycle is None or cycle.response_complete
    at = (id(cycle) << 1) | expecting
    known = seen.setdefault(connection, _Seen(at, now))
    if known.request != at:
        known.request, known.since = at, now
    if _stalls(known, connection.transport.get_write_buffer_size(), now):
        return True
    return bool(expecting and now - known.since > seconds)


def _stalls(known: _Seen, waiting: int, now: float) -> bool:
    if not waiting or waiting > known.waiting or known.waiting - waiting >= _READ_BYTES:
        known.waiting, known.waiting_since = waiting, now
    return bool(waiting and now - known.waiting_since > _READ_SECONDS)
