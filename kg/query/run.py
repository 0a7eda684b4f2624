"""Queries run on a build folder or on an open store; read only, no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadCall
from kg.query.arguments import Value, base_of, bind
from kg.query.beside import NOTHING, Beside, open_beside
from kg.query.guard import refuse_unsafe, syntax_problem
from kg.query.library import LibraryQuery, named, parse_query, read_query
from kg.query.result import Result, Term
from kg.store import open_store, run_query

if TYPE_CHECKING:
    import pyoxigraph

# The queries of the library come again and again.
_check = lru_cache(maxsize=64)(refuse_unsafe)
_ENDINGS = (".rq", ".sparql")


def run(
    build: Path,
    query: str | Path | LibraryQuery,
    params: Mapping[str, Value] | None = None,
    limit: int | None = None,
) -> Result:
    """Answer a query on the graph of a build folder.

    `query` is the name of a query of the library, SPARQL, or a file of SPARQL (.rq, .sparql); `params` are its
    values by name; at most `limit` rows or triples are given. Raises BadCall where the query or a value is wrong.
    """
    asked = resolve(query)
    return run_on(open_store(build), asked, params, limit, open_beside(build))


def resolve(query: str | Path | LibraryQuery) -> LibraryQuery:
    """The query that a name, a text of SPARQL or a file means."""
    if isinstance(query, LibraryQuery):
        return query
    if isinstance(query, Path) or query.endswith(_ENDINGS):
        return read_query(Path(query))
    return parse_query("query", query) if _is_sparql(query) else named(query)


def run_on(
    store: pyoxigraph.Store,
    query: LibraryQuery,
    params: Mapping[str, Value] | None = None,
    limit: int | None = None,
    beside: Beside = NOTHING,
) -> Result:
    """Answer a query on an open store, with what lies beside it where it is at hand; see `run`."""
    _check(query.text)
    text = bind(query, params or {}, store, beside.words)
    try:
        ready = beside.answers.to(text, None if limit is None else limit + 1) if beside.answers else None
        if ready is not None:
            rows, truncated = _first(ready.rows, limit)
            return Result(
                "rows", query, base_of(store), columns=ready.columns, rows=rows, truncated=truncated
            )
        return _collected(run_query(store, text), query, base_of(store), limit)
    except SyntaxError as error:
        raise syntax_problem(text, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise BadCall(query.name, f"could not be answered ({error})", "simplify the query") from error


def _is_sparql(text: str) -> bool:
    return "{" in text or any(c.isspace() for c in text.strip())


def _collected(answer: Any, query: LibraryQuery, base: str, limit: int | None) -> Result:
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result("answer", query, base, answer=bool(answer))
    if isinstance(answer, pyoxigraph.QueryTriples):
        triples = sorted(set(answer), key=str)
        kept = tuple(triples[:limit])
        return Result("triples", query, base, triples=kept, truncated=len(kept) < len(triples))
    columns = tuple(v.value for v in answer.variables)
    rows, truncated = _first(map(tuple, answer), limit)
    return Result("rows", query, base, columns=columns, rows=rows, truncated=truncated)


def _first(rows: Iterable[tuple[Term, ...]], limit: int | None) -> tuple[tuple[tuple[Term, ...], ...], bool]:
    found = tuple(islice(rows, None if limit is None else limit + 1))
    return found[:limit], limit is not None and len(found) > limit
