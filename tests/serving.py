"""A server in a process of its own, as a user starts it, and a plain HTTP client to talk to it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

# Runs for hours on any graph and any engine.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"


@dataclass
class Reply:
    """A response: status, headers by lower-case names, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    log: Path
    started_with: list[str] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def send(
        self, method: str, path: str, body: bytes | None = None, timeout: float = 30, **headers: str
    ) -> Reply:
        """One request on a connection of its own; `accept_language=` is Accept-Language."""
        connection = http.client.HTTPConnection(*self.address, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, timeout: float = 30, **headers: str) -> Reply:
        return self.send("GET", path, timeout=timeout, **headers)

    def sparql(self, query: str, timeout: float = 30, more: str = "", **headers: str) -> Reply:
        """A query by GET."""
        return self.get(f"/sparql?{urlencode({'query': query})}{more}", timeout=timeout, **headers)

    def ask(self, name: str, /, **params: str) -> Any:
        """The answer to a ready-made question as JSON."""
        reply = self.get(f"/api/{name}?{urlencode({**params, 'format': 'json'}, quote_via=quote)}")
        assert reply.status == 200, reply.text
        return reply.json

    def healthy(self) -> bool:
        """Whether the server says so and answers a query; waits until every worker has been replaced."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            state = self.get("/healthz").json
            if state["status"] == "ok" and not state["starting"] and state["idle"] == state["workers"]:
                return self.sparql("ASK { ?s ?p ?o }").json["boolean"] is True
            time.sleep(0.05)
        return False

    @property
    def build(self) -> Path:
        """The folder that it serves."""
        return Path(self.started_with[self.started_with.index("--build") + 1])

    def workers(self) -> list[int]:
        """The process ids of the workers (Linux)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
                if int(parent) == self.process.pid:
                    found.append(int(stat.parent.name))
            except (OSError, IndexError):
                continue
        return sorted(found)

    def events(self) -> list[dict[str, Any]]:
        """The lines of the access log."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@contextmanager
def serving(build: Path, log: Path, *options: str, before: str = "", **limits: float) -> Iterator[Served]:
    """A server of a build folder on a free port; ended, whatever happens.

    `options` are those of the command. With `limits` the server is started by its API instead, and `before` is Python
    that runs first.
    """
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--build",
        str(build),
        "--port",
        "0",
        "--log",
        str(log),
        *options,
    ]
    code = (
        f"{before}\nfrom pathlib import Path\nfrom kg.serve import Limits, Settings\nfrom kg.serve.server import serve\n"
        f"limits = Limits(**{limits!r})\n"
        f"settings = Settings(Path({str(build)!r}), port=0, limits=limits, log=Path({str(log)!r}))\n"
        "serve(settings, lambda url, pool: print(url, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code] if limits or before else command,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip()
        assert url, process.communicate(timeout=10)[1]
        yield Served(process, url, log, command)
    finally:
        process.kill()
        process.communicate(timeout=10)
