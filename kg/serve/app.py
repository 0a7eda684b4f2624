"""The web application: which address is answered by what."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.access_log import AccessLog
from kg.serve.api import Api
from kg.serve.asking import Asking
from kg.serve.endpoint import Endpoint
from kg.serve.forms import Refused
from kg.serve.pages import home_page, query_page
from kg.serve.pool import Pool
from kg.serve.replies import problem
from kg.serve.requests import asked, language, single
from kg.serve.settings import Settings
from kg.serve.static import Explorer, send, shipped
from kg.serve.surround import Application, Surround

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
# The query page runs the shipped editor, which sets styles of its own; it may ask this server alone.
_QUERY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def is_loopback(host: str) -> bool:
    """Whether a server that listens there is reached from this machine alone."""
    return host in _LOOPBACK or host.startswith("127.")


def application(settings: Settings, pool: Pool, log: AccessLog) -> Application:
    """The application over a pool of workers."""
    asking = Asking(pool, settings.limits)
    app: Application = Starlette(
        routes=_routes(settings, asking), exception_handlers={HTTPException: _http_error, Refused: _refused}
    )
    if settings.cors:
        app = CORSMiddleware(
            app, allow_origins=settings.cors, allow_methods=("GET", "HEAD", "POST"), allow_headers=("*",),
            expose_headers=("ETag", "Retry-After"),
        )  # fmt: skip
    return Surround(app, log, _hosts(settings), bool(settings.cors))


def _hosts(settings: Settings) -> frozenset[str] | None:
    if not is_loopback(settings.host) or settings.behind_proxy:
        return None
    return frozenset({"localhost", "127.0.0.1", "[::1]", settings.host, *(h.lower() for h in settings.hosts)})


def _routes(settings: Settings, asking: Asking) -> list[Route]:
    endpoint, pages = Endpoint(asking), _Pages(settings, asking)
    api = Api(asking, pages.sources)
    return [
        Route("/", pages.home),
        Route("/explorer", pages.explorer),
        Route("/explorer/part", pages.explorer_part),
        Route("/explorer/find", pages.explorer_find),
        Route("/query", pages.query),
        Route("/healthz", pages.health),
        Route("/static/{name}", pages.static),
        Route("/favicon.ico", pages.icon),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/rdf-graph-store", endpoint.graph_store),
        Route("/api", api.index),
        Route("/api/openapi.json", api.openapi),
        Route("/api/ask", api.ask),
        Route("/api/{name}", api.question),
        Route("/id/{path:path}", api.thing),
        Route("/page/{path:path}", api.page),
        Route("/data/{path:path}", api.data),
    ]


class _Pages:
    """The pages for people."""

    def __init__(self, settings: Settings, asking: Asking) -> None:
        self.asking, self.pool, self.files = asking, asking.pool, shipped()
        self.explorer_page = Explorer(settings.build)
        self.sources = self.explorer_page.path.with_name("sources").resolve()

    async def home(self, request: Request) -> Response:
        return _page(home_page(language(request, asked(request))))

    async def query(self, request: Request) -> Response:
        return _page(query_page(language(request, asked(request))), _QUERY_POLICY)

    async def explorer(self, request: Request) -> Response:
        file = self.explorer_page.file()
        if file is None:
            raise Refused(404, "explorer.html", "is not in the build folder", "make it with kg explore")
        return send(request, file)

    async def explorer_part(self, request: Request) -> Response:
        found = asked(request)
        page = single(found, "page") or "0"
        if not (page.isascii() and page.isdigit()):
            raise Refused(400, f"page={page}", "is not a number", "write page=1")
        operation = {
            "op": "explorer",
            "regions": [value for key, value in found if key == "regions" and value],
            "documents": [value for key, value in found if key == "documents" and value],
            "about": (single(found, "about") or "")[:500],
            "page": int(page[:9]),
            "sources": str(self.sources),
        }
        return await self.asking.answer(request, operation)

    async def explorer_find(self, request: Request) -> Response:
        words = single(asked(request), "q") or ""
        return await self.asking.answer(request, {"op": "explorer find", "words": words[:200]})

    async def static(self, request: Request) -> Response:
        file = self.files.get(request.path_params["name"])
        if file is None:
            raise HTTPException(404)
        return send(request, file)

    async def icon(self, request: Request) -> Response:
        return Response(status_code=204)

    async def health(self, request: Request) -> Response:
        state = self.pool.state
        up = state["workers"] > 0
        told = {
            "status": "ok" if up else "no worker",
            "generation": self.pool.generation,
            "word_index": self.pool.ready["words"],
            **state,
        }
        return Response(
            json.dumps(told) + "\n", 200 if up else 503,
            {"content-type": "application/json", "cache-control": "no-store"},
        )  # fmt: skip


def _page(text: str, policy: str | None = None) -> Response:
    headers = {
        "content-type": "text/html; charset=utf-8",
        "vary": "Accept-Language",
        "cache-control": "no-cache",
    }
    return Response(text, headers=headers | ({"content-security-policy": policy} if policy else {}))


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return problem(request, error.status, f"{error.thing}: {error.wrong}", error.do)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status_code == 405:
        detail = "this server only reads: " + headers.get("allow", "GET")
        return problem(request, 405, f"{request.method} {request.url.path}", detail, **headers)
    return problem(request, error.status_code, request.url.path, "/ lists what there is", **headers)
