"""The index of words beside the store: which things have which words in their names and wordings.

`BUILD/words.sqlite` holds the labels and wordings of the graph in SQLite's full-text search, cut into pairs of
characters, so that words of two characters are found without looking through the graph. It says of which `graph.nq`
it was made; an index that is missing, older than its graph or damaged is not used: queries then look through the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg import terms as t
from kg.query import made_of
from kg.query.folding import fold_words
from kg.store import open_store

if TYPE_CHECKING:
    import sqlite3

    import pyoxigraph

WORDS_FILE = "words.sqlite"
_FORMAT = 3
# The predicates whose words are looked for, and the classes of the things that have them.
PREDICATES = (t.LABEL, t.OBJECT, t.PREF_LABEL, t.ALT_LABEL, t.POPULATION)
# A text is one row of `pairs`, in the column of its predicate: what is looked for in names does not meet the sentences,
# of which there are a hundred times as many. The rows of the things that lie in one document stand together (`documents`), so
# that a search in a few documents does not meet the others; before them those of what lies in none (names of things).
_COLUMNS = tuple(f"p{number}" for number in range(len(PREDICATES)))
_SCHEMA = f"""
CREATE TABLE things(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, classes TEXT NOT NULL);
CREATE TABLE documents(iri TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE said(id INTEGER PRIMARY KEY, thing INTEGER NOT NULL);
CREATE VIRTUAL TABLE pairs USING fts5({", ".join(_COLUMNS)}, content='', detail=full, tokenize='ascii');
"""
_EVERYWHERE, _NO_DOCUMENT = (0, 2**63 - 1), ""


@dataclass(frozen=True, slots=True)
class Words:
    """An index that is open for reading."""

    connection: sqlite3.Connection

    def size(self) -> int:
        """How many texts it holds."""
        row = self.connection.execute("SELECT MAX(id) FROM said").fetchone()
        return int(row[0] or 0)

    def holding(
        self,
        folded: str,
        classes: Iterable[str],
        predicates: Iterable[str],
        most: int,
        documents: Iterable[str] | None = None,
    ) -> list[str] | None:
        """The IRIs of the things of some class of which a text holds the words, sorted; None where there are more
        than `most`. With `documents`, of the things that lie in a document only those in one of these."""
        wanted = set(classes)
        columns = [_COLUMNS[PREDICATES.index(p)] for p in predicates if p in PREDICATES]
        sought = f"{{{' '.join(columns)}}} : {_phrase(folded)}"
        found: set[str] = set()
        for first, last in [_EVERYWHERE] if documents is None else self._rows_of(documents):
            for iri, kinds in self.connection.execute(
                "SELECT DISTINCT things.iri, things.classes FROM pairs JOIN said ON said.id = pairs.rowid "
                "JOIN things ON things.id = said.thing WHERE pairs MATCH ? AND pairs.rowid BETWEEN ? AND ?",
                (sought, first, last),
            ):
                if not wanted.isdisjoint(kinds.split()):
                    found.add(iri)
                    if len(found) > most:
                        return None
        return sorted(found)

    def _rows_of(self, documents: Iterable[str]) -> Iterator[tuple[int, int]]:
        """The first and last row of what lies in no document, and in each of these."""
        for document in (_NO_DOCUMENT, *documents):
            yield from self.connection.execute(
                "SELECT first, last FROM documents WHERE iri = ?", (document,)
            ).fetchall()


def make_words(build: Path) -> Path:
    """Make `BUILD/words.sqlite` of the store of a build folder; the same bytes for the same graph and SQLite."""
    store = open_store(build)
    return made_of.make(build, WORDS_FILE, _FORMAT, _SCHEMA, lambda connection: _write(connection, store))


def open_words(build: Path) -> Words | None:
    """The index of a build folder where it fits the store there, else None."""
    connection = made_of.opened(build, WORDS_FILE, _FORMAT)
    return None if connection is None else Words(connection)


def _write(connection: sqlite3.Connection, store: pyoxigraph.Store) -> None:
    classes = _classes(store)
    numbers: dict[str, int] = {}
    rows: dict[str, tuple[int, int]] = {}
    for row, (document, iri, predicate, text) in enumerate(_texts(store, classes.keys()), start=1):
        if iri not in numbers:
            numbers[iri] = len(numbers) + 1
            thing = (numbers[iri], iri, " ".join(sorted(classes[iri])))
            connection.execute("INSERT INTO things VALUES (?, ?, ?)", thing)
        folded = fold_words(text)
        connection.execute("INSERT INTO said VALUES (?, ?)", (row, numbers[iri]))
        connection.execute(
            f"INSERT INTO pairs(rowid, {_COLUMNS[predicate]}) VALUES (?, ?)",
            (row, " ".join(_pairs(folded + "\0"))),
        )
        rows[document] = (rows.get(document, (row, row))[0], row)
    connection.executemany(
        "INSERT INTO documents VALUES (?, ?, ?)", ((iri, *ends) for iri, ends in sorted(rows.items()))
    )
    connection.execute("INSERT INTO pairs(pairs) VALUES ('optimize')")


def _classes(store: pyoxigraph.Store) -> dict[str, set[str]]:
    import pyoxigraph

    found: dict[str, set[str]] = {}
    wanted = (*t.CLASSES, t.SKOS + "Concept")
    kind = pyoxigraph.NamedNode(t.RDF_TYPE)
    for cls in wanted:
        for quad in store.quads_for_pattern(None, kind, pyoxigraph.NamedNode(cls), None):
            found.setdefault(quad.subject.value, set()).add(cls)  # type: ignore[union-attr]
    return found


def _texts(store: pyoxigraph.Store, things: Collection[str]) -> list[tuple[str, str, int, str]]:
    """Each text of the things with its document, its thing and the number of its predicate, in that order."""
    import pyoxigraph

    documents = _documents(store)
    found = set()
    for number, predicate in enumerate(PREDICATES):
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None, None):
            iri = quad.subject.value  # type: ignore[union-attr]
            if iri in things:
                found.add((documents.get(iri, _NO_DOCUMENT), iri, number, quad.object.value))  # type: ignore[union-attr]
    return sorted(found)


def _documents(store: pyoxigraph.Store) -> dict[str, str]:
    """The document in which each thing lies; what lies in several counts as lying in none."""
    import pyoxigraph

    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(t.IN_DOCUMENT), None, None):
        iri, document = quad.subject.value, quad.object.value  # type: ignore[union-attr]
        found[iri] = document if found.get(iri, document) == document else _NO_DOCUMENT
    return found


def _pairs(text: str) -> Iterator[str]:
    """Each pair of neighbouring characters as a token of ASCII letters and digits."""
    for first, second in pairwise(text):
        yield f"{ord(first):x}x{ord(second):x}"


def _phrase(folded: str) -> str:
    """What to look for: the pairs in order, or for one character any pair that begins with it."""
    if len(folded) == 1:
        return f'"{ord(folded):x}x" *'
    return '"' + " ".join(_pairs(folded)) + '"'
