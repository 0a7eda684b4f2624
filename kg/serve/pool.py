"""The workers and those who wait for one: fair to every client, whole again after every loss.

One address never holds more than `per_client` of the workers, and the queue is served address by address, so that a
client with many or long queries takes its own turn only. A worker that was killed, died or had to make way is replaced
while the others serve.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from kg.errors import KgError
from kg.serve.forked import Nursery
from kg.serve.process import Died, Worker, start
from kg.serve.settings import Limits
from kg.serve.snapshot import Snapshot
from kg.serve.wire import Head

# A large store takes seconds to open on a busy machine.
_START_SECONDS = 120.0
# Between two attempts to start a worker that does not come up.
_PAUSE = 1.0


class Busy(Exception):  # noqa: N818 - reads as what it says
    """No worker can be had: the queue is full (503), this client's share of it is (429), or the wait was too long (503)."""

    def __init__(self, status: int, why: str, retry_after: int) -> None:
        self.status, self.why, self.retry_after = status, why, retry_after
        super().__init__(why)


class Pool:
    """Workers of the newest generation, and the queue before them."""

    def __init__(self, limits: Limits, tell: Callable[..., None]) -> None:
        self.limits, self.tell = limits, tell
        self.generation = 0
        self.snapshot: Snapshot | None = None
        self.ready: Head = {}
        self._idle: deque[Worker] = deque()
        self._all: set[Worker] = set()
        self._waiting: OrderedDict[str, deque[asyncio.Future[Worker]]] = OrderedDict()
        self._held: Counter[str] = Counter()
        self._starting: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[None]] = set()
        self._snapshots: dict[int, Snapshot] = {}
        self._nurseries: dict[int, Nursery] = {}
        self._closed = False

    async def fill(self, snapshot: Snapshot) -> None:
        """Start all workers on a snapshot, then put them in the place of the former. Raises KgError."""
        generation = self.generation + 1
        try:
            workers = await self._start_all(snapshot, generation)
        except BaseException:
            self._let_go(generation)
            snapshot.release()
            raise
        self.snapshot, self._snapshots[generation] = snapshot, snapshot
        self.generation, self.ready = generation, workers[0].ready
        former, self._idle = self._idle, deque()
        for worker in workers:
            self._add(worker)
        for worker in former:
            self._retire(worker)

    async def _start_all(self, snapshot: Snapshot, generation: int) -> list[Worker]:
        starts = [self._start(snapshot, generation) for _ in range(self.limits.workers)]
        results = await asyncio.gather(*starts, return_exceptions=True)
        workers = [w for w in results if isinstance(w, Worker)]
        failure = next((f for f in results if isinstance(f, BaseException)), None)
        if failure is not None:
            for worker in workers:
                await worker.kill()
            raise failure
        return workers

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for turn in [turn for turns in self._waiting.values() for turn in turns]:
            turn.cancel()
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all))
        for generation in list(self._snapshots):
            self._let_go(generation)

    @property
    def state(self) -> dict[str, int]:
        """How many workers there are, are idle and are being started, and how many requests wait."""
        return {
            "workers": len(self._all),
            "idle": len(self._idle),
            "starting": len(self._starting),
            "waiting": sum(map(len, self._waiting.values())),
        }

    async def ask(self, client: str, request: Head) -> tuple[Head, bytes, float]:
        """The answer to a request with the seconds it waited. Raises Busy, TimedOut, Died."""
        try:
            return await self._ask(client, request)
        except Died as error:
            if not error.at_once:
                raise
            # It had ended before it was asked, and nobody knew yet.
            return await self._ask(client, request)

    async def _ask(self, client: str, request: Head) -> tuple[Head, bytes, float]:
        started = time.monotonic()
        worker = await self._acquire(client)
        waited = time.monotonic() - started
        try:
            head, body = await worker.ask(request, self.limits.seconds)
        finally:
            self._release(worker, client)
        return head, body, waited

    async def _acquire(self, client: str) -> Worker:
        own = self._waiting.get(client, ())
        if sum(map(len, self._waiting.values())) >= self.limits.queue:
            raise Busy(503, "the queue is full", self._retry_after())
        if len(own) >= max(1, self.limits.queue // 2):
            raise Busy(429, "too many requests of this client wait", self._retry_after())
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self._dispatch()
        try:
            async with asyncio.timeout(self.limits.wait):
                return await turn
        except TimeoutError:
            self._give_back(turn, client)
            raise Busy(503, "no worker became free in time", self._retry_after()) from None
        except asyncio.CancelledError:
            self._give_back(turn, client)
            raise

    def _give_back(self, turn: asyncio.Future[Worker], client: str) -> None:
        """Leave the queue, or release the worker that came in the same moment."""
        if turn.done() and not turn.cancelled():
            self._release(turn.result(), client)
            return
        if client in self._waiting:
            with suppress(ValueError):
                self._waiting[client].remove(turn)
            if not self._waiting[client]:
                del self._waiting[client]

    def _retry_after(self) -> int:
        return max(1, min(30, round(self.limits.seconds / 2)))

    def _dispatch(self) -> None:
        """Give idle workers to those who wait, address by address."""
        while self._idle:
            client = next((c for c in self._waiting if self._held[c] < self.limits.per_client), None)
            if client is None:
                return
            turns = self._waiting[client]
            turn = turns.popleft()
            if turns:
                self._waiting.move_to_end(client)
            else:
                del self._waiting[client]
            if turn.done():
                continue
            worker = self._idle.popleft()
            self._held[client] += 1
            turn.set_result(worker)

    def _add(self, worker: Worker) -> None:
        """Let a worker that is ready take part."""
        self._all.add(worker)
        self._idle.append(worker)
        self._later(self._watch(worker))
        self._dispatch()

    def _release(self, worker: Worker, client: str) -> None:
        self._held[client] -= 1
        if self._held[client] <= 0:
            del self._held[client]
        if worker.generation == self.generation and worker.alive and not worker.slowed:
            self._idle.append(worker)
        else:
            self._retire(worker)
            self._replace(worker.generation)
        self._dispatch()

    def _retire(self, worker: Worker) -> None:
        self._all.discard(worker)
        self._later(worker.kill())
        in_use = {self.generation, *(w.generation for w in self._all)}
        for generation in set(self._snapshots) - in_use:
            self._let_go(generation)

    async def _watch(self, worker: Worker) -> None:
        """Replace a worker that ends while nobody asks it."""
        await worker.process.wait()
        if worker in self._idle and not self._closed:
            self.tell("worker", error=f"ended while idle ({worker.process.returncode})")
            self._idle.remove(worker)
            self._retire(worker)
            self._replace(worker.generation)

    def _replace(self, generation: int) -> None:
        if generation == self.generation and not self._closed:
            task = self._later(self._start_anew())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    def _later(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run it beside; the set keeps it from being collected before it is done."""
        task = asyncio.ensure_future(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task

    async def _start_anew(self) -> None:
        """Start a worker in the place of one that is gone, however long it takes."""
        while not self._closed and self.snapshot is not None:
            snapshot, generation = self.snapshot, self.generation
            try:
                worker = await self._start(snapshot, generation)
            except KgError as error:
                self.tell("worker", error=str(error))
                await asyncio.sleep(_PAUSE)
                continue
            if generation == self.generation:
                self._add(worker)
            else:  # a reload has brought its own
                await worker.kill()
            return

    async def _start(self, snapshot: Snapshot, generation: int) -> Worker:
        place, folder, memory = snapshot.place, snapshot.folder, self.limits.memory_mb
        if not snapshot.shared:
            return await start(place, folder, memory, generation, _START_SECONDS)
        nursery = self._nurseries.setdefault(generation, Nursery(place, folder, memory))
        return await nursery.worker(generation, _START_SECONDS)

    def _let_go(self, generation: int) -> None:
        """Release what a generation was served from."""
        if nursery := self._nurseries.pop(generation, None):
            nursery.close()
        if snapshot := self._snapshots.pop(generation, None):
            snapshot.release()
