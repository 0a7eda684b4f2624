"""The OpenAPI 3.1 document of the server, made from the library of queries."""

from __future__ import annotations

from typing import Any

from kg import __version__
from kg.query import LibraryQuery, library
from kg.query.library import Param
from kg.serve.media import GRAPHS, ROWS
from kg.serve.settings import Limits

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "date": {"type": "string", "description": "YYYY-MM-DD, or YYYY for the last day of a year"},
    "region": {"type": "string", "description": "name or code (GB/T 2260)"},
    "iri": {"type": "string", "description": "IRI; the base of the graph may be left out"},
}
_PROBLEMS = {
    "400": "the call is wrong; the body says what and how to mend it",
    "404": "there is no such thing",
    "406": "no form of the answer is acceptable",
    "422": "the answer is larger than may be given",
    "429": "this client asks too much; see Retry-After",
    "503": "the server is busy; see Retry-After",
    "504": "the query ran too long and was stopped",
}


def document(limits: Limits) -> dict[str, Any]:
    """The document; `limits` stand in its description."""
    about = (
        f"Read only. A query may run {limits.seconds:g} s and give {limits.rows:,} rows or {limits.bytes:,} bytes. "
        "只读；单次查询有时间、行数和大小上限。"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "卫健承诺图谱 health-commitments", "version": __version__, "description": about},
        "paths": {
            **{f"/api/{query.name}": {"get": _question(query)} for query in library()},
            "/api/ask": {"get": _ask()},
            "/sparql": {"get": _sparql(), "post": _sparql_post()},
            "/rdf-graph-store": {"get": _graph_store()},
            "/id/{path}": {"get": _thing()},
            "/healthz": {
                "get": {
                    "summary": "健康检查 / health",
                    "responses": {"200": {"description": "ok"}, "503": {"description": "no worker"}},
                }
            },
        },
        "components": {"schemas": {"Problem": _problem_schema(), "Answer": _answer_schema()}},
    }


def _ask() -> dict[str, Any]:
    example = "常州谁负责托育服务？"
    return {
        "operationId": "ask",
        "summary": "用中文或英文提问 / a question in Chinese or English",
        "parameters": [
            {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}, "example": example},
            *_form_parameters()[:3],
        ],
        "responses": _responses({"application/json": {"schema": {"type": "object"}}, "text/html": {}}),
    }


def _question(query: LibraryQuery) -> dict[str, Any]:
    return {
        "operationId": query.name,
        "summary": f"{query.title('zh')} / {query.title('en')}",
        "description": f"{query.description('zh')}\n\n{query.description('en')}",
        "parameters": [*map(_parameter, query.params), *_form_parameters()],
        "responses": _responses(
            {
                "application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
                "text/csv": {"schema": {"type": "string"}},
                "text/html": {"schema": {"type": "string"}},
                "application/sparql-results+json": {"schema": {"type": "object"}},
            }
        ),
    }


def _parameter(param: Param) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": param.name,
        "in": "query",
        # A number has a default; a value without an example may be left out.
        "required": param.example is not None and param.type != "integer",
        "description": f"{param.zh} / {param.en}",
        "schema": dict(_TYPES[param.type]),
    }
    if param.example is not None:
        told["example"] = int(param.example) if param.type == "integer" else param.example
    return told


def _form_parameters() -> list[dict[str, Any]]:
    return [
        _query_parameter("limit", {"type": "integer", "minimum": 1}, "最多几行 / rows at the most"),
        _query_parameter(
            "format", {"enum": ["json", "csv", "html", "sparql-json"]}, "格式 / form, instead of Accept"
        ),
        _query_parameter("lang", {"enum": ["zh", "en"]}, "语言 / language of pages and CSV heads"),
        _query_parameter("bom", {"enum": ["1"]}, "CSV 带 BOM / begin CSV with a byte order mark for Excel"),
    ]


def _query_parameter(name: str, schema: dict[str, Any], words: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words, **more}


def _sparql_parameters() -> list[dict[str, Any]]:
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return [
        _query_parameter("default-graph-uri", graphs, "默认图 / graphs of the default graph"),
        _query_parameter("named-graph-uri", graphs, "命名图 / named graphs"),
    ]


def _sparql() -> dict[str, Any]:
    query = _query_parameter(
        "query", {"type": "string"}, "SPARQL 1.1", example="SELECT * { ?s a hc:Commitment } LIMIT 5"
    )
    return {
        "operationId": "sparql",
        "summary": "SPARQL 1.1 查询 / SPARQL 1.1 query",
        "description": "Without a query: the service description. 不带 query 时返回服务描述。",
        "parameters": [query, *_sparql_parameters()],
        "responses": _responses({m.types[0]: {"schema": {"type": "string"}} for m in (*ROWS, *GRAPHS)}),
    }


def _sparql_post() -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    return {
        **_sparql(),
        "operationId": "sparqlPost",
        "parameters": _sparql_parameters(),
        "requestBody": {
            "content": {
                "application/sparql-query": {"schema": {"type": "string"}},
                "application/x-www-form-urlencoded": {"schema": form},
            }
        },
    }


def _graph_store() -> dict[str, Any]:
    return {
        "operationId": "graphStore",
        "summary": "整图读取 / a graph whole; without parameters the names of the graphs",
        "parameters": [
            _query_parameter("graph", {"type": "string", "format": "iri"}, "命名图 / a named graph"),
            _query_parameter(
                "default", {"type": "string"}, "全部图的并集 / the union of all", allowEmptyValue=True
            ),
        ],
        "responses": _responses({m.types[0]: {"schema": {"type": "string"}} for m in GRAPHS}),
    }


def _thing() -> dict[str, Any]:
    path = {
        "name": "path",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "example": "region/320400",
    }
    return {
        "operationId": "thing",
        "summary": "图中的事物 / a thing of the graph, as a page or as RDF",
        "parameters": [path],
        "responses": {
            "303": {"description": "to its page or its data"},
            "404": {"description": _PROBLEMS["404"]},
        },
    }


def _responses(content: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "200": {"description": "the answer", "content": content},
        "304": {"description": "unchanged since the ETag given"},
        **{code: {"description": words, "content": problem} for code, words in _PROBLEMS.items()},
    }


def _problem_schema() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "instruction")}
    return {"type": "object", "properties": {**texts, "status": {"type": "integer"}}}


def _answer_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "title": {"type": "object"},
            "parameters": {"type": "object"},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": {"type": "object"}},
            "truncated": {"type": "boolean"},
            "sparql": {"type": "string"},
        },
    }
