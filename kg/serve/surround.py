"""What surrounds every request: the hosts that may be asked for, headers that keep browsers safe, the access log.

An exception never reaches the client: it becomes a 500 that says nothing of the inside, and a line of the log.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from kg.serve.access_log import AccessLog
from kg.serve.replies import problem
from kg.serve.requests import client_of

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip


class Surround:
    """The application within its surroundings. `hosts`: names by which it may be asked; None: any."""

    def __init__(self, app: Application, log: AccessLog, hosts: frozenset[str] | None, shared: bool) -> None:
        self.app, self.log, self.hosts = app, log, hosts
        # Answers that other origins may read must not be held back by the browser.
        self.headers = {**_HEADERS, "cross-origin-resource-policy": "cross-origin"} if shared else _HEADERS

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        started, told = time.monotonic(), {"status": 0, "bytes": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                self._add_headers(MutableHeaders(scope=message), message["status"])
            told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._answer(request, scope, receive, sending)
        except Exception as error:
            trace = traceback.format_exc(limit=-3)
            self.log.tell("fault", error=f"{type(error).__name__}: {error}", trace=trace)
            if not told["status"]:
                await problem(request, 500, "a fault of the program", "please report it")(
                    scope, receive, sending
                )
        finally:
            self._log(request, told, time.monotonic() - started)

    async def _answer(self, request: Request, scope: Message, receive: Receive, send: Send) -> None:
        host = host_name(request.headers.get("host", ""))
        if self.hosts is not None and host not in self.hosts:
            # A page elsewhere may have its own name point here; it must not read the graph in a user's browser.
            refused = problem(
                request, 421, f"Host: {host[:100]}", "this server is not asked by that name (--allow-host)"
            )
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _add_headers(self, headers: MutableHeaders, status: int) -> None:
        # What comes with a 304 replaces the policy of the page that the browser kept, and would shut out its own scripts.
        if status != 304:
            headers.setdefault("content-security-policy", _POLICY)
        for name, value in self.headers.items():
            headers[name] = value

    def _log(self, request: Request, told: dict[str, int], seconds: float) -> None:
        query = request.scope["query_string"].decode("ascii", "replace")
        state = request.scope.get("state", {})
        self.log.tell(
            "request", client=client_of(request), method=request.method,
            target=request.scope["path"] + (f"?{query}" if query else ""), status=told["status"], bytes=told["bytes"],
            ms=round(seconds * 1000, 1), waited_ms=round(state.get("waited", 0.0) * 1000, 1), cached=state.get("cached", False),
        )  # fmt: skip


def host_name(header: str) -> str:
    """The name in a Host header, without the port.

    >>> host_name("[::1]:7878"), host_name("LOCALHOST:80")
    ('[::1]', 'localhost')
    """
    name = header.strip().lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]
