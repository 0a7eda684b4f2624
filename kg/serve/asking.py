"""From a request of the web to a worker and back: tags, kept answers, queue, time limits, clients that go away."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import out_of_memory
from kg.serve.pool import Busy, Pool
from kg.serve.process import Died, TimedOut
from kg.serve.replies import Cache, etag_of, matches, not_modified, problem, reply
from kg.serve.requests import client_of
from kg.serve.settings import Limits
from kg.serve.wire import Head

# A client that has gone gets this much time for its query to end: killing costs more than most queries.
_GRACE = 1.0
# What a process ends with where an allocation fails outside Python.
_ABORTED = "-6"
# For the log: nobody reads that reply. The number is the one that nginx made customary.
_CLIENT_GONE = 499


class Gone(Exception):  # noqa: N818 - reads as what it says
    """The client closed the connection before its answer was there."""


class Asking:
    """The way to the workers."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self.pool, self.limits = pool, limits
        self.cache = Cache(limits.cache_mb * 1_000_000)

    async def answer(self, request: Request, operation: Head) -> Response:
        """The response to an operation of a worker (`kg.serve.answers`)."""
        packed = "gzip" in request.headers.get("accept-encoding", "")
        whole = {
            **operation,
            "accept": request.headers.get("accept"),
            "most_rows": self.limits.rows,
            "most_bytes": self.limits.bytes,
            "gzip": packed,
        }
        etag = etag_of(self.pool.snapshot.mark if self.pool.snapshot else "", whole)
        if matches(request, etag):
            return not_modified(etag)
        if kept := self.cache.get(etag, packed):
            request.state.cached = True
            return reply(request, *kept, etag)
        try:
            head, body, waited = await self._patiently(request, whole)
        except Busy as error:
            return problem(
                request, error.status, f"the server is busy: {error.why}", "ask again later",
                **{"retry-after": str(error.retry_after)},
            )  # fmt: skip
        except TimedOut:
            wrong = f"query: ran longer than {self.limits.seconds:g} s and was stopped"
            return problem(
                request, 504, wrong, "narrow it down: fewer places, a LIMIT, or a ready-made question"
            )
        except Died as error:
            return self._died(request, str(error))
        except Gone:
            return Response(status_code=_CLIENT_GONE)
        request.state.waited = waited
        volatile = head["status"] != 200 or head.get("volatile")
        if not volatile:
            self.cache.put(etag, packed, head, body)
        return reply(request, head, body, None if volatile else etag)

    def _died(self, request: Request, code: str) -> Response:
        self.pool.tell("worker", error=f"ended during a query ({code})")
        if code == _ABORTED:
            head = out_of_memory()
            return problem(request, head["status"], head["title"], head["detail"])
        return problem(
            request, 500, "query: the process that answered it ended", "ask again, or simplify the query"
        )

    async def _patiently(self, request: Request, operation: Head) -> tuple[Head, bytes, float]:
        """Ask, and stop asking soon after the client has gone."""
        asking = asyncio.ensure_future(self.pool.ask(client_of(request), operation))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({asking, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                await asyncio.wait({asking}, timeout=_GRACE)
            if not asking.done():
                raise Gone
            return asking.result()
        finally:
            gone.cancel()
            asking.cancel()


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
