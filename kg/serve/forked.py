"""The server's hold on a nursery: starting it, and having it fork workers that share its graph."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.serve.nursery import BORN, FORK, GONE, KILL, MESSAGE
from kg.serve.process import LONGEST_READ, Worker, command, environment, errors, readied


class Forked:
    """A process that a nursery has forked, as `kg.serve.process.Running`."""

    def __init__(
        self, nursery: Nursery, pid: int, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader
    ) -> None:
        self._nursery, self._ended = nursery, asyncio.Event()
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self.returncode: int | None = None

    def kill(self) -> None:
        """End it now."""
        self._nursery.tell(KILL, self.pid)

    async def wait(self) -> int:
        """The code with which it ended, once it has."""
        await self._ended.wait()
        return self.returncode or 0

    def gone(self, code: int) -> None:
        """Take note that it has ended."""
        self.returncode = code
        self._ended.set()
        self.stdin.close()


class Nursery:
    """A process that holds a graph in memory and forks workers (`kg.serve.nursery`)."""

    def __init__(self, place: Path, folder: Path, memory_mb: int) -> None:
        self._call = command("kg.serve.nursery", place, folder, memory_mb)
        self._place = place
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._children: dict[int, Forked] = {}
        self._early: dict[int, int] = {}
        self._one = asyncio.Lock()

    async def worker(self, generation: int, seconds: float) -> Worker:
        """One more worker. Raises KgError where none comes up in so many seconds, reading the graph included."""
        try:
            async with asyncio.timeout(seconds):
                process = await self._forked(seconds)
        except (TimeoutError, OSError) as error:
            self.close()
            raise KgError(
                self._place, "no worker comes up", "see the messages above; KG_DEBUG=1 shows more"
            ) from error
        return await readied(process, self._place, generation, seconds)

    async def _forked(self, seconds: float) -> Forked:
        async with self._one:
            if self._process is None or self._process.returncode is not None:
                await self._begin()
            requests, to_worker = os.pipe()
            from_worker, answers = os.pipe()
            try:
                if self._control is None:
                    raise OSError("the nursery has ended")
                socket.send_fds(self._control, [MESSAGE.pack(FORK, 0, 0)], [requests, answers])
            finally:
                os.close(requests)
                os.close(answers)
            pid = await self._next()
            stdin, stdout = await _streams(to_worker, from_worker)
            child = self._children[pid] = Forked(self, pid, stdin, stdout)
            if pid in self._early:
                child.gone(self._early.pop(pid))
            return child

    async def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        self._process = await asyncio.create_subprocess_exec(
            *self._call, str(theirs.fileno()), pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=errors(), env=environment(), start_new_session=True,
        )  # fmt: skip
        theirs.close()
        self._control, self._born = ours, asyncio.Queue()
        asyncio.get_running_loop().add_reader(ours, self._read, ours)
        await self._next()  # the graph is read

    async def _next(self) -> int:
        pid = await self._born.get()
        if pid < 0:
            raise OSError("the nursery has ended")
        return pid

    def _read(self, control: socket.socket) -> None:
        try:
            data = control.recv(MESSAGE.size)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost(control)
            return
        kind, number, code = MESSAGE.unpack(data)
        if kind == BORN:
            self._born.put_nowait(number)
        elif kind == GONE:
            child = self._children.pop(number, None)
            if child is None:
                self._early[number] = code
            else:
                child.gone(code)

    def _lost(self, control: socket.socket) -> None:
        """The nursery has ended, and its workers with it."""
        asyncio.get_running_loop().remove_reader(control)
        control.close()
        if self._control is control:
            self._control = None
        self._born.put_nowait(-1)
        for child in self._children.values():
            child.gone(-9)
        self._children.clear()

    def tell(self, kind: bytes, number: int) -> None:
        """Send a message; where the nursery has gone there is nothing to tell."""
        if self._control is not None:
            with suppress(OSError):
                self._control.send(MESSAGE.pack(kind, number, 0))

    def close(self) -> None:
        """End the nursery and all its workers."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()


async def _streams(to_worker: int, from_worker: int) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    """The ends of a worker's pipes as the loop reads and writes them."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LONGEST_READ)
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(from_worker, "rb", 0)
    )
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.streams.FlowControlMixin(loop), os.fdopen(to_worker, "wb", 0)
    )
    return asyncio.StreamWriter(transport, protocol, None, loop), reader
