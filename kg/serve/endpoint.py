"""`/sparql` and `/rdf-graph-store`: the SPARQL 1.1 Protocol (queries) and the Graph Store Protocol (reading)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.asking import Asking
from kg.serve.forms import Refused
from kg.serve.media import GRAPHS, PAGE, negotiate
from kg.serve.requests import asked, body_of, fields, single

_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
# A character of Chinese takes nine bytes in a form.
_FORM_OVERHEAD = 3
_READ_ONLY = Refused(403, "update", "the graph is read only", "change its records and run kg run")


class Endpoint:
    """The two protocols over one way to the workers."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking

    async def sparql(self, request: Request) -> Response:
        """A query by GET, by POST of a form or by POST of its text; without one, what the service is."""
        found = asked(request)
        if request.method == "POST":
            found += await self._posted(request)
        if single(found, "update") is not None:
            raise _READ_ONLY
        query = single(found, "query")
        if query is None and request.method == "POST":
            raise Refused(
                400, "query=", "is missing", "send the query as query=…, or as application/sparql-query"
            )
        if query is None:
            return await self._described(request, single(found, "format"))
        if len(query.encode("utf-8")) > self.asking.limits.query_bytes:
            raise Refused(
                413, "query", f"is larger than {self.asking.limits.query_bytes:,} bytes", "shorten it"
            )
        operation = {
            "op": "sparql",
            "query": query,
            "format": single(found, "format"),
            "default_graphs": [value for key, value in found if key == "default-graph-uri"],
            "named_graphs": [value for key, value in found if key == "named-graph-uri"],
        }
        return await self.asking.answer(request, operation)

    async def _posted(self, request: Request) -> list[tuple[str, str]]:
        limits = self.asking.limits
        kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        if kind.strip() == _UPDATE:
            raise _READ_ONLY
        if kind.strip() not in (_FORM, _QUERY):
            raise Refused(415, f"Content-Type: {kind}", "is not understood here", f"send {_FORM} or {_QUERY}")
        charset = parameters.partition("charset=")[2].strip('" ')
        if charset not in ("", "utf-8", "utf8"):
            raise Refused(415, f"charset={charset}", "is not understood here", "send UTF-8")
        if kind.strip() == _FORM:
            return fields(await body_of(request, limits.query_bytes * _FORM_OVERHEAD, limits.header_seconds))
        try:
            return [
                ("query", (await body_of(request, limits.query_bytes, limits.header_seconds)).decode("utf-8"))
            ]
        except UnicodeDecodeError as error:
            raise Refused(
                400, "query", f"is not UTF-8 ({error.reason} at byte {error.start})", "send UTF-8"
            ) from error

    async def _described(self, request: Request, form: str | None) -> Response:
        found = negotiate(request.headers.get("accept"), (*GRAPHS, PAGE), form)
        if found and found[0] is PAGE:
            return RedirectResponse("/query", 303)
        endpoint = str(request.url.replace(query="", fragment=""))
        return await self.asking.answer(request, {"op": "service", "endpoint": endpoint, "format": form})

    async def graph_store(self, request: Request) -> Response:
        """A graph by `graph=IRI`, the union by `default`; without either the names of the graphs."""
        found = asked(request)
        names, form = single(found, "graph"), single(found, "format")
        whole = any(key == "default" for key, _ in found)
        if names is not None and whole:
            raise Refused(400, "graph= and default", "exclude each other", "give one of them")
        if names is None and not whole:
            return await self.asking.answer(request, {"op": "graphs"})
        return await self.asking.answer(request, {"op": "graph", "graph": names, "format": form})
