"""Running the server: the socket, the workers, the reload when the graph is made anew, the end."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import uvicorn

from kg.errors import BadCall, KgError
from kg.serve.access_log import AccessLog
from kg.serve.app import application
from kg.serve.connections import sweep
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.serve.snapshot import mark_of, settled, take

_LARGEST_HEAD = 64 * 1024
_LOOK_EVERY = 1.0


class _Server(uvicorn.Server):
    """uvicorn's server, but signals are taken by what is around it (`_ending`), from its start to its end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if sys.platform == "win32":
            with super().capture_signals():
                yield
        else:
            yield


@contextmanager
def _ending(server: _Server) -> Iterator[None]:
    """SIGINT and SIGTERM end the server once the requests under way are answered, or its start at once."""
    loop, main = asyncio.get_running_loop(), asyncio.current_task()

    def end(number: int) -> None:
        if server.started:
            server.handle_exit(number, None)
        elif main is not None:
            main.cancel()

    if sys.platform == "win32":
        yield
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end, number)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises BadCall where that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        wrong = f"cannot be listened on ({getattr(error, 'strerror', None) or error})"
        do = "another program may hold it: name another with --port N, or --port 0 for any free one"
        raise BadCall(f"{host}:{port}", wrong, do) from error


def serve(settings: Settings, started: Callable[[str, Pool], None]) -> None:
    """Serve until the process is told to end. `started` is called with the URL once requests are answered.

    Raises BadCall where the address or the graph is not there, KgError where no worker comes up.
    """
    settings = replace(settings, limits=settings.limits.resolved())
    log = AccessLog(settings.log)
    # Where it is ended before it began there is nothing to finish.
    with listen(settings.host, settings.port) as sock, suppress(asyncio.CancelledError):
        asyncio.run(_serve(settings, sock, log, started))


async def _serve(
    settings: Settings, sock: socket.socket, log: AccessLog, started: Callable[[str, Pool], None]
) -> None:
    pool = Pool(settings.limits, log.tell)
    server = _Server(_config(settings, pool, log))
    with _ending(server):
        try:
            await pool.fill(take(settings.build))
            started(_url(settings.host, sock), pool)
            await _run(server, sock, settings, pool, log)
        finally:
            await pool.close()


async def _run(server: _Server, sock: socket.socket, settings: Settings, pool: Pool, log: AccessLog) -> None:
    beside = [
        asyncio.ensure_future(_reload(settings, pool, log)),
        asyncio.ensure_future(sweep(server.server_state.connections, settings.limits.header_seconds)),
    ]
    try:
        await server.serve(sockets=[sock])
    finally:
        for task in beside:
            task.cancel()


def _config(settings: Settings, pool: Pool, log: AccessLog) -> uvicorn.Config:
    limits = settings.limits
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    return uvicorn.Config(
        application(settings, pool, log),
        # The plain parser: it bounds the size of heads, which the faster one does not.
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        limit_concurrency=limits.connections,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_keep_alive=int(limits.header_seconds) or 1,
        timeout_graceful_shutdown=int(limits.seconds) + 5,
    )


async def _reload(settings: Settings, pool: Pool, log: AccessLog) -> None:
    """Put new workers in place whenever the folder holds another graph; the former serve until these are ready."""
    passed_over = ""
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        mark = await asyncio.to_thread(mark_of, settings.build)
        if pool.snapshot is None or mark in (pool.snapshot.mark, passed_over, ""):
            continue
        # To look whether a store is that of its graph may take a while: once for each state of the two.
        passed_over = mark
        if not await asyncio.to_thread(settled, settings.build):
            continue
        try:
            await pool.fill(await asyncio.to_thread(take, settings.build))
            log.tell("reload", generation=pool.generation)
        except (KgError, OSError) as error:
            log.tell("reload", error=str(error))


def _url(host: str, sock: socket.socket) -> str:
    shown = (
        "127.0.0.1"
        if host in ("0.0.0.0", "")
        else "[::1]"
        if host == "::"
        else f"[{host}]"
        if ":" in host
        else host
    )
    return f"http://{shown}:{sock.getsockname()[1]}/"
