"""The pages of the server: questions and their answers, things, errors, the query page."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg import __version__, paths
from kg.query import LibraryQuery, Result, library
from kg.query.labels import words_for
from kg.query.render import short_iri
from kg.serve.requests import url_path
from kg.serve.words import word

if TYPE_CHECKING:
    import jinja2

    from kg.ask import Answer


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.viz("serve")), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _render(template: str, lang: str, **values: Any) -> str:
    return _environment().get_template(template).render(
        lang=lang, language="en" if lang == "en" else "zh-Hans", other="zh" if lang == "en" else "en",
        version=__version__, say=lambda key: word(key, lang), **values,
    )  # fmt: skip


def home_page(lang: str) -> str:
    """What can be asked here, and where else to go."""
    return _render("home.html", lang, here="/", questions=library())


def query_page(lang: str) -> str:
    """SPARQL with the ready-made questions as samples."""
    samples = [
        {"name": q.name, "title": q.title(lang), "description": q.description(lang), "query": _body(q.text)}
        for q in library()
    ]
    # No `<` in it: nothing can end the script element that holds it.
    data = json.dumps({"samples": samples, "lang": lang}, ensure_ascii=False).replace("<", "\\u003c")
    return _render("query.html", lang, here="/query", data=data)


def _body(text: str) -> str:
    """A query of the library without the lines that describe it."""
    lines = text.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    return "".join(lines[first:]).lstrip("\n")


def question_page(
    query: LibraryQuery, result: Result | None, text: str, params: dict[str, str], lang: str
) -> str:
    """A question as a form, with its answer where it was asked."""
    table = _table(result, lang) if result is not None else None
    return _render(
        "question.html", lang, here=f"/api/{query.name}", query=query, params=params, table=table, sparql=_body(text),
        truncated=result is not None and result.truncated,
    )  # fmt: skip


def reply_page(said: Answer, lang: str) -> str:
    """The reply to a question in words: the sentence, how it was understood, the rows, the places in the sources."""
    table = _table(said.result, lang) if said.result is not None and said.rows else None
    return _render(
        "reply.html", lang, here="/api/ask", said=said, table=table, sparql=_body(said.sparql or "")
    )


def _table(result: Result, lang: str) -> dict[str, Any]:
    titles = {c.name: c.zh if lang == "zh" else c.en for c in result.query.columns}
    if result.kind == "triples":
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows: list[tuple[Any, ...]] = [(t.subject, t.predicate, t.object) for t in result.triples]
    else:
        columns, rows = result.columns, list(result.rows)
    return {
        "columns": [titles.get(c, c) for c in columns],
        "rows": [[_cell(v, c, result, lang) for v, c in zip(row, columns, strict=True)] for row in rows],
    }


def _cell(term: Any, column: str, result: Result, lang: str) -> dict[str, Any]:
    if term is None:
        return {"text": "", "link": "", "number": False}
    if not hasattr(term, "datatype"):
        return {
            "text": short_iri(term.value, result.base),
            "link": link_to(term.value, result.base),
            "number": False,
        }
    value = result.query.words.get(term.value, term.value) if lang == "en" else term.value
    number = term.datatype.value.rpartition("#")[2] in ("integer", "decimal", "double")
    return {"text": words_for(column, value, lang), "link": "", "number": number}


def link_to(iri: str, base: str) -> str:
    """Where the thing is shown: here where it lies under the base, else at its own address, nowhere for `urn:` and the like."""
    if iri.startswith(base) and "#" not in iri and "?" not in iri:
        return "/id/" + url_path(iri.removeprefix(base))
    return iri if iri.startswith(("http://", "https://")) else ""


def thing_page(shown: dict[str, Any], base: str, lang: str) -> str:
    """A thing with what the graph says of it and what names it (see `kg.serve.things`)."""
    path = url_path(shown["iri"].removeprefix(base))
    return _render(
        "thing.html", lang, here=f"/page/{path}", path=path, thing=shown, link=lambda iri: link_to(iri, base)
    )


def error_page(status: int, title: str, wrong: str, detail: str, lang: str) -> str:
    """An error for people."""
    return _render("error.html", lang, here="/", status=status, title=title, wrong=wrong, detail=detail)
