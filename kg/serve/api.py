"""The ready-made questions and the things of the graph as web resources."""

from __future__ import annotations

import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.query import library
from kg.serve.asking import Asking
from kg.serve.forms import Refused
from kg.serve.media import GRAPHS, PAGE, negotiate
from kg.serve.openapi import document
from kg.serve.questions import JSON
from kg.serve.requests import asked, iri_path, language, single, url_path

# Parameters of the form of an answer; a query of the library has none of these names.
_OWN = ("limit", "lang", "format", "bom")


class Api:
    """Questions and things over one way to the workers; `sources` is the folder of the texts, which may not be there."""

    def __init__(self, asking: Asking, sources: Path) -> None:
        self.asking, self.sources = asking, sources

    async def index(self, request: Request) -> Response:
        """The questions: a page, or the same as JSON."""
        found = asked(request)
        media = negotiate(request.headers.get("accept"), (JSON, PAGE), single(found, "format"))
        if media and media[0] is PAGE:
            return RedirectResponse("/", 303)
        questions = [
            {
                "name": q.name,
                "title": q.titles,
                "description": q.descriptions,
                "url": f"/api/{q.name}",
                "parameters": [
                    {
                        "name": p.name,
                        "type": p.type,
                        "required": p.example is not None and p.type != "integer",
                        "example": p.example,
                        "title": {"zh": p.zh, "en": p.en},
                    }
                    for p in q.params
                ],
            }
            for q in library()
        ]
        text = json.dumps(
            {"openapi": "/api/openapi.json", "questions": questions}, ensure_ascii=False, indent=1
        )
        return Response(text + "\n", headers={"content-type": "application/json", "vary": "Accept"})

    async def openapi(self, request: Request) -> Response:
        """The OpenAPI document."""
        text = json.dumps(document(self.asking.limits), ensure_ascii=False, indent=1) + "\n"
        return Response(text, headers={"content-type": "application/json"})

    async def question(self, request: Request) -> Response:
        """The answer to a question with the values of the query string."""
        name = request.path_params["name"]
        if name not in {q.name for q in library()}:
            raise Refused(404, name, "is no ready-made question", "/api lists them")
        found = asked(request)
        values = {key: value for key, value in found if key not in _OWN}
        for key in values:
            single(found, key)
        operation = {
            "op": "question",
            "name": name,
            "params": {k: v for k, v in values.items() if v.strip()},
            "limit": _limit(found),
            "lang": language(request, found),
            "format": single(found, "format"),
            "bom": single(found, "bom") not in (None, "", "0"),
        }
        return await self.asking.answer(request, operation)

    async def ask(self, request: Request) -> Response:
        """A question in Chinese or English (`q`), answered by one of the library."""
        found = asked(request)
        words, lang = single(found, "q"), single(found, "lang")
        if not words or not words.strip():
            raise Refused(400, "q=", "is missing", "ask for example q=常州谁负责托育服务？")
        if lang not in (None, "zh", "en"):
            raise Refused(400, f"lang={lang}", "is no language of this server", "write lang=zh or lang=en")
        operation = {
            "op": "ask",
            "sources": str(self.sources),
            "question": words,
            "limit": _limit(found),
            "lang": lang,
            "page_lang": language(request, found),
            "format": single(found, "format"),
        }
        return await self.asking.answer(request, operation)

    async def thing(self, request: Request) -> Response:
        """A thing by its name: to its page or its data, whichever is wanted (303)."""
        found = asked(request)
        media = negotiate(request.headers.get("accept"), (PAGE, *GRAPHS), single(found, "format"))
        if media is None:
            raise Refused(
                406,
                f"Accept: {request.headers.get('accept')}",
                "is no form of a thing",
                "ask for text/turtle",
            )
        kind = "page" if media[0] is PAGE else "data"
        query = request.scope["query_string"].decode("ascii", "replace")
        place = f"/{kind}/{url_path(_path(request, '/id/'))}" + (f"?{query}" if query else "")
        return RedirectResponse(place, 303, headers={"vary": "Accept"})

    async def page(self, request: Request) -> Response:
        """The page of a thing."""
        return await self._thing(request, "/page/", "html")

    async def data(self, request: Request) -> Response:
        """The triples of a thing."""
        return await self._thing(request, "/data/", single(asked(request), "format"))

    async def _thing(self, request: Request, start: str, form: str | None) -> Response:
        base = self.asking.pool.ready["base"]
        operation = {
            "op": "thing",
            "iri": base + _path(request, start),
            "base": base,
            "lang": language(request, asked(request)),
            "format": form,
            "page": start == "/page/",
        }
        return await self.asking.answer(request, operation)


def _limit(found: list[tuple[str, str]]) -> int | None:
    """The value of `limit=`. Raises Refused (400)."""
    text = single(found, "limit")
    if text and not (text.isascii() and text.isdigit() and int(text[:12]) > 0):
        raise Refused(400, f"limit={text}", "is not a number of rows", "write limit=100")
    return int(text[:12]) if text else None


def _path(request: Request, start: str) -> str:
    return iri_path(request.scope["raw_path"]).removeprefix(start)
