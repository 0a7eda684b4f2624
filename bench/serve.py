"""Load on the server: many clients with mixed questions, alone and beside one whose queries would run for minutes.

    python bench/serve.py [--build build] [--clients 50] [--seconds 60] [--cache 64] [--timeout 10]

Starts `kg serve` on the folder, finds the questions that the graph answers, and prints for each phase how many
requests were answered, how many failed, and the 50th, 95th and 99th percentile of the time to the whole answer. Every
client asks its next question as soon as it has the answer to the last. `--cache 0` has each answer computed anew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from kg.query import library

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
# Queries of a person at work, some with a turn of their own so that not all of them can be kept.
QUERIES = (
    "SELECT ?l { ?c a hc:Commitment ; rdfs:label ?l } ORDER BY ?l LIMIT 20 OFFSET %d",
    "SELECT ?i ?v { ?t a hc:Target ; hc:indicator ?i ; hc:value ?v } ORDER BY ?i ?v LIMIT 50 OFFSET %d",
    "SELECT ?r (COUNT(*) AS ?n) { ?c a hc:Commitment ; hc:region ?r } GROUP BY ?r OFFSET %d",
    "SELECT ?b (COUNT(?c) AS ?n) { ?b hc:responsibleFor ?c } GROUP BY ?b ORDER BY DESC(?n) OFFSET %d",
    "DESCRIBE ?p { { SELECT ?p { ?p a hc:Program } ORDER BY ?p LIMIT 1 OFFSET %d } }",
)
WORDS = (
    "托育",
    "签约",
    "急救",
    "中医",
    "疫苗",
    "筛查",
    "医保",
    "护理",
    "康复",
    "培训",
    "监督",
    "心理",
    "老年",
    "血",
)
PHASES = ("mixed questions", "the same beside one endless client")


@dataclass
class Phase:
    """What came of the requests of one phase: seconds of each that was answered, and the statuses of all."""

    name: str
    seconds: float
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    stopped: Counter[int] = field(default_factory=Counter)

    def percentile(self, share: float) -> float:
        """Milliseconds within which so many of the requests were answered."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def errors(self) -> int:
        return self.statuses.total() - self.statuses[200]

    def line(self) -> str:
        """The phase as a row of the table."""
        p50, p95, p99 = (self.percentile(share) for share in (0.5, 0.95, 0.99))
        rate = self.statuses.total() / self.seconds
        row = f"{self.name:<36}{self.statuses.total():>9}{rate:>9.0f}{self.errors:>8}{p50:>9.0f}{p95:>9.0f}{p99:>9.0f}"
        return row + (f"   (its queries: {dict(self.stopped)})" if self.stopped else "")


HEAD = f"{'phase':<36}{'requests':>9}{'per s':>9}{'errors':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"


@contextmanager
def served(build: Path, *options: str) -> Iterator[str]:
    """The URL of a server of that folder."""
    command = [sys.executable, "-m", "kg", "serve", "--build", str(build), "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        if not url:
            sys.exit(f"kg serve does not start on {build}; make a graph there with kg run")
        try:
            yield url
        finally:
            process.terminate()


class Client:
    """One connection, kept open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 0
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept: application/json, */*;q=0.5\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next(
            (int(line[15:]) for line in head.split("\r\n") if line.startswith("content-length:")), 0
        )
        body = await reader.readexactly(length)
        if "connection: close" in head:
            await self.close()
        return int(head.split()[1]), body

    async def close(self) -> None:
        """Give the connection up."""
        if self.streams is not None:
            self.streams[1].close()
            with suppress(OSError):
                await self.streams[1].wait_closed()
        self.streams = None


async def once(url: str, path: str) -> tuple[int, bytes]:
    """One request."""
    client = Client(url)
    try:
        return await client.get(path)
    finally:
        await client.close()


async def answerable(url: str) -> list[str]:
    """The questions with values that this graph answers, as paths."""
    client, paths = Client(url), []
    for query in library():
        texts = [p for p in query.params if p.type == "text"]
        values = {p.name: p.example for p in query.params if p.example}
        for word in WORDS[: 6 if texts else 1]:
            given = {**values, **({texts[0].name: word} if texts else {})}
            path = f"/api/{query.name}?{urlencode(given, quote_via=quote)}"
            status, _ = await client.get(path)
            if status == 200:
                paths.append(path)
    await client.close()
    return paths


def next_path(rng: random.Random, questions: list[str]) -> str:
    """Seven questions of the library to three of SPARQL."""
    if rng.random() < 0.7:
        return rng.choice(questions)
    return f"/sparql?{urlencode({'query': rng.choice(QUERIES) % rng.randrange(40)})}"


async def load(url: str, questions: list[str], phase: Phase, clients: int, endless: bool) -> None:
    """Ask for as long as the phase lasts."""
    end = time.monotonic() + phase.seconds

    async def one(number: int) -> None:
        rng, client = random.Random(number), Client(url)
        while time.monotonic() < end:
            started = time.monotonic()
            try:
                status, _ = await client.get(next_path(rng, questions))
            except (OSError, asyncio.IncompleteReadError):
                await client.close()
                status = 0
            phase.statuses[status] += 1
            phase.times.append(time.monotonic() - started)
        await client.close()

    async def attack() -> None:
        client, turn = Client(url), 0
        while time.monotonic() < end:
            turn += 1
            status, _ = await client.get(f"/sparql?{urlencode({'query': f'{ENDLESS} #{turn}'})}")
            phase.stopped[status] += 1
        await client.close()

    await asyncio.gather(*map(one, range(clients)), *([attack()] if endless else []))


def measure(build: Path, clients: int, seconds: float, options: list[str]) -> list[Phase]:
    """Both phases on a server of the folder."""
    with served(build, *options) as url:
        questions = asyncio.run(answerable(url))
        phases = [Phase(name, seconds) for name in PHASES]
        for phase in phases:
            asyncio.run(load(url, questions, phase, clients, endless=phase is phases[1]))
        status, body = asyncio.run(once(url, "/healthz"))
        if status != 200 or json.loads(body)["status"] != "ok":
            sys.exit(f"the server is not healthy after it: {body.decode()}")
    return phases


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--cache", type=int, default=64, help="MB of answers that the server keeps")
    parser.add_argument("--timeout", type=float, default=10, help="seconds that the server lets a query run")
    given = parser.parse_args()
    options = ["--cache", str(given.cache), "--timeout", str(given.timeout)]
    phases = measure(given.build, given.clients, given.seconds, options)
    print(
        f"{given.clients} clients, {given.seconds:g} s each, cache {given.cache} MB, queries stopped at {given.timeout:g} s"
    )
    print(HEAD)
    for phase in phases:
        print(phase.line())


if __name__ == "__main__":
    main()
