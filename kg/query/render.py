"""The answer to a query as text: a table for the terminal, CSV, JSON, Turtle or N-Triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from kg.errors import BadCall
from kg.query.labels import words_for
from kg.query.result import Result, Term
from kg.query.table import table, visible
from kg.terms import PREFIXES, RDF_TYPE, XSD

Format: TypeAlias = Literal["table", "csv", "json", "turtle", "ntriples"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "turtle", "ntriples")

_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float")}
_ANSWER = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}
_NOTHING = {"zh": "没有结果。", "en": "Nothing found."}
_TRIPLE = ("subject", "predicate", "object")


def render(
    result: Result, form: Format = "table", *, lang: str = "zh", width: int | None = None, bom: bool = False
) -> str:
    """The answer in a form.

    `lang` chooses the words of a table and the heads of a CSV file (`zh`, `en`), `width` the columns of the terminal
    that a table must fit, `bom` puts the mark before a CSV file by which Excel knows UTF-8. Raises BadCall where the
    answer has no such form.
    """
    if form == "table":
        return _table(result, lang, width)
    if form == "csv":
        return ("\ufeff" if bom else "") + _csv(result, lang)
    if form == "json":
        return _json(result)
    return _graph(result, form)


def _table(result: Result, lang: str, width: int | None) -> str:
    if result.kind == "answer":
        return _ANSWER[lang][bool(result.answer)] + "\n"
    columns, rows = _rows(result)
    if not rows:
        return _NOTHING[lang] + "\n"
    # A column without any value only takes room.
    kept = [i for i in range(len(columns)) if any(row[i] is not None for row in rows)]
    cells = [[visible(_shown(row[i], columns[i], result, lang)) for i in kept] for row in rows]
    right = [all(row[i] is None or _is_number(row[i]) for row in rows) for i in kept]
    return table([_head(columns[i], result, lang) for i in kept], cells, right, width)


def _csv(result: Result, lang: str) -> str:
    columns, rows = _rows(result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_head(c, result, lang) for c in columns])
    writer.writerows([_shown(v, c, result, lang) for c, v in zip(columns, row, strict=True)] for row in rows)
    return out.getvalue()


def _rows(result: Result) -> tuple[tuple[str, ...], list[tuple[Term, ...]]]:
    if result.kind == "answer":
        raise BadCall("ASK", "gives yes or no, not rows", "use --format table or json")
    if result.kind == "triples":
        return _TRIPLE, [(t.subject, t.predicate, t.object) for t in result.triples]
    return result.columns, list(result.rows)


def _head(column: str, result: Result, lang: str) -> str:
    for known in result.query.columns:
        if known.name == column:
            return known.zh if lang == "zh" else known.en
    return column


def _shown(term: Term, column: str, result: Result, lang: str) -> str:
    if term is None:
        return ""
    if not hasattr(term, "datatype"):
        return short_iri(getattr(term, "value", str(term)), result.base)
    value: str = term.value
    if lang == "en":
        value = result.query.words.get(value, value)
    return words_for(column, value, lang) if result.query.columns else value


def short_iri(iri: str, base: str) -> str:
    """An IRI as people can read and type it: under the base without it, a term with its prefix.

    >>> short_iri("https://w3id.org/health-commitments/region/320400", "https://w3id.org/health-commitments/")
    'region/320400'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri.removeprefix(base)


def _is_number(term: Term) -> bool:
    return hasattr(term, "datatype") and term.datatype.value in _NUMERIC


def _json(result: Result) -> str:
    if result.kind == "answer":
        document = {"head": {}, "boolean": bool(result.answer)}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    columns, rows = _rows(result)
    bindings = ({c: json_term(v) for c, v in zip(columns, row, strict=True) if v is not None} for row in rows)
    head = {"head": {"vars": list(columns)}, "results": {"bindings": None}}
    return json_with_rows(head, "bindings", bindings)


def json_with_rows(document: Mapping[str, Any], name: str, rows: Iterable[Any]) -> str:
    """A document as indented JSON whose one `null` under `name` becomes a list with a row on each line.

    Python's encoder is written in C only for text that is not indented: thousands of rows so cost a tenth.
    """
    encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
    lines = ",\n".join(map(encode, rows))
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    # No text of the document can look like this: its quotation marks are escaped.
    return text.replace(f'"{name}": null', f'"{name}": [\n{lines}\n]' if lines else f'"{name}": []', 1)


def json_term(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON writes it."""
    if not hasattr(term, "datatype"):
        kind = "bnode" if type(term).__name__ == "BlankNode" else "uri"
        return {"type": kind, "value": term.value}
    row = {"type": "literal", "value": term.value}
    if term.language:
        return {**row, "xml:lang": term.language}
    return row if term.datatype.value == XSD + "string" else {**row, "datatype": term.datatype.value}


def _graph(result: Result, form: str) -> str:
    import pyoxigraph

    if result.kind != "triples":
        raise BadCall(
            f"--format {form}",
            "is for graphs, and this query gives rows",
            "use CONSTRUCT, or table, csv, json",
        )
    kind = pyoxigraph.RdfFormat.TURTLE if form == "turtle" else pyoxigraph.RdfFormat.N_TRIPLES
    used = _vocabulary(result)
    prefixes = {p: start for p, start in PREFIXES.items() if any(iri.startswith(start) for iri in used)}
    data = pyoxigraph.serialize(result.triples, format=kind, prefixes=prefixes if form == "turtle" else None)
    return (data or b"").decode("utf-8")


def _vocabulary(result: Result) -> set[str]:
    """Properties and classes of the triples: the IRIs for which a prefix is worth its line."""
    classes = {t.object for t in result.triples if t.predicate.value == RDF_TYPE}
    return {
        term.value for term in (*classes, *(t.predicate for t in result.triples)) if hasattr(term, "value")
    }
