"""A ready-made question answered for the web: as JSON for programs, CSV for spreadsheets, a page for people."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.query import LibraryQuery, Result, named, render, run_on
from kg.query.arguments import bind
from kg.query.render import json_with_rows
from kg.query.values import python_value
from kg.serve.capped import TooLarge
from kg.serve.forms import chosen
from kg.serve.media import PAGE, Media
from kg.serve.opened import Opened
from kg.serve.wire import Head

JSON = Media("json", "", ("application/json",))
FORMS = (
    JSON, Media("csv", "", ("text/csv",)), PAGE,
    Media("sparql-json", "", ("application/sparql-results+json",)),
)  # fmt: skip
# What a page shows at first; the other forms give all.
_ROWS_OF_A_PAGE = 500


def question(opened: Opened, request: Head) -> tuple[Head, bytes]:
    """`name`, `params`, `limit`, `lang`, `format`, `accept`: the answer to a query of the library."""
    query = named(request["name"])
    media, kind = chosen(request, FORMS)
    # A page without values is the form to fill in; everything else says which value is missing.
    if media is PAGE and not request["params"] and any(p.example is not None for p in query.params):
        return _page(query, None, "", request)
    most = min(request.get("limit") or request["most_rows"], request["most_rows"])
    most = min(most, _ROWS_OF_A_PAGE) if media is PAGE else most
    result = run_on(opened.store, query, request["params"], most, opened.beside)
    text = bind(query, request["params"], opened.store)
    if media is PAGE:
        return _page(query, result, text, request)
    body = _written(media, result, text, request).encode("utf-8")
    if len(body) > request["most_bytes"]:
        raise TooLarge("bytes", request["most_bytes"])
    return {"type": media.content_type(kind)}, body


def ask(opened: Opened, request: Head) -> tuple[Head, bytes]:
    """A question in words, as JSON or as a page.

    `question`, `limit`, `lang` (None: that of the question), `sources` (folder of the texts, which may not be there).
    """
    from kg.ask import ask as reply_to

    media, kind = chosen(request, (JSON, PAGE))
    most = min(request.get("limit") or request["most_rows"], request["most_rows"])
    most = min(most, _ROWS_OF_A_PAGE) if media is PAGE else most
    said = reply_to(
        opened.store,
        request["question"],
        lang=request["lang"],
        limit=most,
        names=opened.names,
        beside=opened.beside,
        sources=Path(request["sources"]),
    )
    if media is PAGE:
        from kg.serve.pages import reply_page

        return {"type": "text/html; charset=utf-8"}, reply_page(said, request["page_lang"]).encode("utf-8")
    body = (json.dumps(said.to_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if len(body) > request["most_bytes"]:
        raise TooLarge("bytes", request["most_bytes"])
    return {"type": media.content_type(kind)}, body


def _written(media: Media, result: Result, text: str, request: Head) -> str:
    if media is JSON:
        return _json(result, request["params"], text)
    if media.name == "csv":
        return render(result, "csv", lang=request["lang"], bom=bool(request.get("bom")))
    return render(result, "json")


def _json(result: Result, params: dict[str, str], text: str) -> str:
    """The answer as plain values: what was asked, the columns with their names, a list of rows, and the SPARQL."""
    query = result.query
    titles = {c.name: {"zh": c.zh, "en": c.en} for c in query.columns}
    rows = (
        {c: _number(python_value(v)) for c, v in zip(result.columns, row, strict=True)} for row in result.rows
    )
    document = {
        "question": query.name,
        "title": query.titles,
        "parameters": params,
        "columns": [{"name": c, "title": titles.get(c, {})} for c in result.columns],
        "rows": None,
        "truncated": result.truncated,
        "sparql": text,
    }
    return json_with_rows(document, "rows", rows)


def _number(value: Any) -> Any:
    """A decimal as a number of JSON where that keeps every digit, else as it is written."""
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    return value


def _page(query: LibraryQuery, result: Result | None, text: str, request: Head) -> tuple[Head, bytes]:
    from kg.serve.pages import question_page

    body = question_page(query, result, text, request["params"], request["lang"])
    return {"type": "text/html; charset=utf-8"}, body.encode("utf-8")
