"""Ready answers beside the store: what the questions that need no value answer over the whole graph.

Such a question looks at every fact there is, so its time grows with the graph, and its answer is always the same:
`BUILD/answers.sqlite` holds it, as the store gave it when it was made (SPARQL results in TSV, packed), under the text
of the query. Answers that are missing, of another store or damaged are not used: the store is asked then.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query import made_of
from kg.query.arguments import bind
from kg.query.library import LibraryQuery, library
from kg.store import open_store, select

if TYPE_CHECKING:
    import pyoxigraph

ANSWERS_FILE = "answers.sqlite"
_FORMAT = 1
_SCHEMA = (
    "CREATE TABLE answers(query TEXT PRIMARY KEY, name TEXT NOT NULL, rows BLOB NOT NULL) WITHOUT ROWID;"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Ready answers, open for reading."""

    connection: sqlite3.Connection

    def to(self, text: str) -> pyoxigraph.QuerySolutions | None:
        """The rows that a query, with its values in place, has in the store; None where they are not at hand."""
        import pyoxigraph

        try:
            row = self.connection.execute(
                "SELECT rows FROM answers WHERE query = ?", (_key(text),)
            ).fetchone()
            packed = None if row is None else zlib.decompress(row[0])
        except (sqlite3.Error, zlib.error):
            return None
        if packed is None:
            return None
        found = pyoxigraph.parse_query_results(packed, format=pyoxigraph.QueryResultsFormat.TSV)
        return found if isinstance(found, pyoxigraph.QuerySolutions) else None


def make_answers(build: Path) -> Path:
    """Make `BUILD/answers.sqlite` of the store of a build folder; the same bytes for the same graph and SQLite."""
    store = open_store(build)
    return made_of.make(
        build,
        ANSWERS_FILE,
        _FORMAT,
        _SCHEMA,
        lambda connection: connection.executemany("INSERT INTO answers VALUES (?, ?, ?)", _answers(store)),
    )


def open_answers(build: Path) -> Answers | None:
    """The answers of a build folder where they fit the store there, else None."""
    connection = made_of.opened(build, ANSWERS_FILE, _FORMAT)
    return None if connection is None else Answers(connection)


def _answers(store: pyoxigraph.Store) -> Iterator[tuple[str, str, bytes]]:
    import pyoxigraph

    for query in library():
        if _needs_no_value(query):
            text = bind(query, {}, store)
            rows = select(store, text).serialize(format=pyoxigraph.QueryResultsFormat.TSV)
            yield _key(text), query.name, zlib.compress(rows or b"", level=6)


def _needs_no_value(query: LibraryQuery) -> bool:
    """Whether a query has one answer for all who ask: rows, without a value or with one that it gives itself."""
    return bool(query.columns) and all(p.example is None or p.type == "integer" for p in query.params)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
