"""The server's hold on one worker: starting it, asking it, killing it."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import kg
from kg.errors import KgError
from kg.serve.wire import LENGTHS_SIZE, Head, frame, head_of, lengths

# A query that runs longer than this makes way for the others: its process runs at lowest priority from then on, and is
# replaced when it is done, for a priority cannot be raised again. Starting another costs a tenth of that.
_SLOW = 5.0
# To take a process down by its query takes longer than this: parsing it, reading, allocating memory without end.
_AT_ONCE = 0.02
# What may wait unread from a worker.
LONGEST_READ = 1 << 20
_ROOT = Path(kg.__file__).resolve().parents[1]


class Died(Exception):  # noqa: N818 - reads as what it says
    """A worker that ended, with that code, before it answered; `at_once`: so soon that the request was not the cause."""

    def __init__(self, code: str, at_once: bool = False) -> None:
        self.at_once = at_once
        super().__init__(code)


class TimedOut(Exception):  # noqa: N818 - reads as what it says
    """A worker that did not answer in time; it has been killed."""


class Running(Protocol):
    """What a worker needs of its process: one that was started for it, or one forked by a nursery."""

    @property
    def stdin(self) -> asyncio.StreamWriter | None: ...

    @property
    def stdout(self) -> asyncio.StreamReader | None: ...

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    def kill(self) -> None: ...

    async def wait(self) -> int: ...


@dataclass(eq=False)
class Worker:
    """A process with an open store."""

    process: Running
    generation: int
    ready: Head = field(default_factory=dict)
    slowed: bool = False

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    async def ask(self, request: Head, seconds: float) -> tuple[Head, bytes]:
        """The answer to a request. Raises TimedOut, Died; the process is gone then."""
        started = time.monotonic()
        lower = asyncio.get_running_loop().call_later(_SLOW, self._make_way)
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(request)
        except TimeoutError:
            await self.kill()
            raise TimedOut(f"{time.monotonic() - started:.1f}") from None
        except (asyncio.IncompleteReadError, OSError) as error:
            at_once = time.monotonic() - started < _AT_ONCE
            # It is ending by itself: to kill it now would take away the code that tells why.
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), 1)
            await self.kill()
            raise Died(str(self.process.returncode), at_once) from error
        except asyncio.CancelledError:
            await self.kill()
            raise
        finally:
            lower.cancel()

    async def _exchange(self, request: Head) -> tuple[Head, bytes]:
        if self.process.stdin is None:
            raise Died("no input")
        self.process.stdin.write(frame(request))
        await self.process.stdin.drain()
        return await self._receive()

    async def _receive(self) -> tuple[Head, bytes]:
        if self.process.stdout is None:
            raise Died("no output")
        head_size, body_size = lengths(await self.process.stdout.readexactly(LENGTHS_SIZE))
        head = head_of(await self.process.stdout.readexactly(head_size))
        return head, await self.process.stdout.readexactly(body_size)

    def _make_way(self) -> None:
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, 19)
                self.slowed = True

    async def kill(self) -> None:
        """End the process now."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
        await self.process.wait()


async def start(place: Path, folder: Path, memory_mb: int, generation: int, seconds: float) -> Worker:
    """A worker that is ready to answer. Raises KgError where it does not come up."""
    process = await asyncio.create_subprocess_exec(
        *command("kg.serve.worker", place, folder, memory_mb),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=errors(), env=environment(),
        start_new_session=True, limit=LONGEST_READ,
    )  # fmt: skip
    return await readied(process, place, generation, seconds)


async def readied(process: Running, place: Path, generation: int, seconds: float) -> Worker:
    """The worker in a process, once it says that it is ready. Raises KgError where it does not."""
    worker = Worker(process, generation)
    try:
        async with asyncio.timeout(seconds):
            worker.ready, _ = await worker._receive()
    except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
        await worker.kill()
        raise KgError(place, "no worker comes up", "see the messages above; KG_DEBUG=1 shows more") from error
    except asyncio.CancelledError:
        await worker.kill()
        raise
    if not worker.ready["ready"]:
        await worker.kill()
        raise KgError(place, worker.ready["error"])
    return worker


def command(module: str, *arguments: object) -> list[str]:
    """How a process of the server is started."""
    return [sys.executable, "-P", "-m", module, *map(str, arguments)]


def environment() -> dict[str, str]:
    """The variables of such a process: it runs the same code as this one."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), *_python_path()])}


def _python_path() -> list[str]:
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]


def errors() -> int | None:
    """Where a worker's messages go: nowhere, but to the terminal when faults of the program are looked for."""
    return None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL
