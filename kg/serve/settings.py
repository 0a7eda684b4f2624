"""What a server is told: where its graph lies, where it listens, and the limits it holds everyone to."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query, one client and all of them together may take.

    `seconds` a query may run (a process that runs longer is killed), `wait` it may stand in the queue; `rows`,
    `bytes` of an answer; `query_bytes` of a request; `memory_mb` a query may take beyond the graph itself;
    `workers` processes that answer; `per_client` of them that one address may hold; `queue` requests that may
    wait; `cache_mb` of answers kept; `connections` that may be open at once; `header_seconds` a client may take to
    send a request.
    """

    seconds: float = 30.0
    wait: float = 30.0
    rows: int = 100_000
    bytes: int = 50_000_000
    query_bytes: int = 200_000
    memory_mb: int = 2048
    workers: int = 0
    per_client: int = 0
    queue: int = 256
    cache_mb: int = 64
    connections: int = 1000
    header_seconds: float = 10.0

    def resolved(self) -> Limits:
        """The limits with 0 replaced by what fits the machine: two workers more than cores, all but one for a client."""
        workers = self.workers or (os.cpu_count() or 1) + 2
        per_client = self.per_client or max(1, workers - 1)
        return Limits(**{**asdict(self), "workers": workers, "per_client": per_client})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph lies and where the server listens; `port` 0 takes any free one.

    `cors` are the origins whose pages may read answers (`*`: all), `hosts` names by which the server is asked besides
    those of the machine itself, `log` the file of the access log (None: standard error), `behind_proxy` whether
    X-Forwarded-For of a proxy on this machine names the client.
    """

    build: Path
    host: str = "127.0.0.1"
    port: int = 7878
    limits: Limits = Limits()
    cors: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    log: Path | None = None
    behind_proxy: bool = False
