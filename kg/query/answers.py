"""Ready answers beside the store: what the questions that need no value answer over the whole graph.

Such a question looks at every fact there is, so its time grows with the graph, and its answer is always the same:
`BUILD/answers.sqlite` holds it, as the store gave it when it was made, under the text of the query: each term once (SPARQL
results in TSV, packed), and for each place of the table which of them stands there, as most terms stand at many.
Answers that are missing, of another store or damaged are not used: the store is asked then.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.query import made_of
from kg.query.arguments import bind
from kg.query.library import LibraryQuery, library
from kg.query.result import Term
from kg.store import open_store, select

if TYPE_CHECKING:
    import pyoxigraph

ANSWERS_FILE = "answers.sqlite"
_FORMAT = 2
_SCHEMA = (
    "CREATE TABLE answers(query TEXT PRIMARY KEY, name TEXT NOT NULL, columns TEXT NOT NULL,"
    " terms BLOB NOT NULL, rows BLOB NOT NULL) WITHOUT ROWID;"
)
# How a place of the table says which term stands there: unsigned, 4 bytes, the lowest first. The first term is none.
_NUMBERS, _WIDTH = "I", 4


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns and rows of an answer."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Answers:
    """Ready answers, open for reading."""

    connection: sqlite3.Connection

    def to(self, text: str, most: int | None = None) -> Rows | None:
        """The rows that a query, with its values in place, has in the store, the first `most`; None where they are not
        at hand."""
        try:
            row = self.connection.execute(
                "SELECT columns, terms, rows FROM answers WHERE query = ?", (_key(text),)
            ).fetchone()
            return None if row is None else _unpacked(row[0], row[1], row[2], most)
        except (sqlite3.Error, zlib.error, ValueError, SyntaxError, IndexError):
            return None


def make_answers(build: Path) -> Path:
    """Make `BUILD/answers.sqlite` of the store of a build folder; the same bytes for the same graph and SQLite."""
    store = open_store(build)
    return made_of.make(
        build,
        ANSWERS_FILE,
        _FORMAT,
        _SCHEMA,
        lambda connection: connection.executemany(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?)", _answers(store)
        ),
    )


def open_answers(build: Path) -> Answers | None:
    """The answers of a build folder where they fit the store there, else None."""
    connection = made_of.opened(build, ANSWERS_FILE, _FORMAT)
    return None if connection is None else Answers(connection)


def _answers(store: pyoxigraph.Store) -> Iterator[tuple[str, str, str, bytes, bytes]]:
    for query in library():
        if _needs_no_value(query):
            text = bind(query, {}, store)
            yield _key(text), query.name, *_packed(select(store, text))


def _packed(answer: pyoxigraph.QuerySolutions) -> tuple[str, bytes, bytes]:
    columns = [variable.value for variable in answer.variables]
    numbers: dict[Any, int] = {None: 0}
    at = array(_NUMBERS, (numbers.setdefault(term, len(numbers)) for row in answer for term in row))
    if sys.byteorder == "big":
        at.byteswap()
    lines = ["?term", *(str(term) for term in islice(numbers, 1, None))]
    return json.dumps(columns), _squeezed("\n".join(lines).encode("utf-8")), _squeezed(at.tobytes())


def _squeezed(data: bytes) -> bytes:
    return zlib.compress(data, level=6)


def _unpacked(columns: str, terms: bytes, rows: bytes, most: int | None) -> Rows:
    import pyoxigraph

    names: list[str] = json.loads(columns)
    at = array(_NUMBERS)
    packed = zlib.decompress(rows)
    at.frombytes(packed if most is None else packed[: most * len(names) * _WIDTH])
    if sys.byteorder == "big":
        at.byteswap()
    said = pyoxigraph.parse_query_results(zlib.decompress(terms), format=pyoxigraph.QueryResultsFormat.TSV)
    if not isinstance(said, pyoxigraph.QuerySolutions):
        raise ValueError("no table of terms")
    known: list[Term] = [None, *(row[0] for row in islice(said, max(at, default=0)))]
    found = [known[number] for number in at]
    return Rows(tuple(names), list(zip(*[iter(found)] * len(names), strict=True)))


def _needs_no_value(query: LibraryQuery) -> bool:
    """Whether a query has one answer for all who ask: rows, without a value or with one that it gives itself."""
    return bool(query.columns) and all(p.example is None or p.type == "integer" for p in query.params)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
