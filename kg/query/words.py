"""The index of words beside the store: which things have which words in their names and wordings.

`BUILD/words.sqlite` holds the labels and wordings of the graph in SQLite's full-text search, cut into pairs of
characters, so that words of two characters are found without looking through the graph. It says of which `graph.nq`
it was made; an index that is missing, older than its graph or damaged is not used: queries then look through the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_FORMAT = 2
# The predicates whose words are looked for, and the classes of the things that have them.
PREDICATES = (t.LABEL, t.OBJECT, t.PREF_LABEL, t.ALT_LABEL, t.POPULATION)
# A text is one row of `pairs`, in the column of its predicate: what is looked for in names does not meet the sentences,
# of which there are a hundred times as many.
_COLUMNS = tuple(f"p{number}" for number in range(len(PREDICATES)))
_SCHEMA = f"""
CREATE TABLE things(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, classes TEXT NOT NULL);
CREATE TABLE said(id INTEGER PRIMARY KEY, thing INTEGER NOT NULL);
CREATE VIRTUAL TABLE pairs USING fts5({", ".join(_COLUMNS)}, content='', detail=full, tokenize='ascii');
"""


@dataclass(frozen=True, slots=True)
class Words:
    """An index that is open for reading."""

    connection: sqlite3.Connection

    def size(self) -> int:
        """How many texts it holds."""
        row = self.connection.execute("SELECT MAX(id) FROM said").fetchone()
        return int(row[0] or 0)

    def holding(
        self, folded: str, classes: Iterable[str], predicates: Iterable[str], most: int
    ) -> list[str] | None:
        """The IRIs of the things of some class of which a text holds the words, sorted; None where there are more
        than `most`."""
        wanted = set(classes)
        columns = [_COLUMNS[PREDICATES.index(p)] for p in predicates if p in PREDICATES]
        found: set[str] = set()
        for iri, kinds in self.connection.execute(
            "SELECT DISTINCT things.iri, things.classes FROM pairs JOIN said ON said.id = pairs.rowid "
            "JOIN things ON things.id = said.thing WHERE pairs MATCH ?",
            (f"{{{' '.join(columns)}}} : {_phrase(folded)}",),
        ):
            if not wanted.isdisjoint(kinds.split()):
                found.add(iri)
                if len(found) > most:
                    return None
        return sorted(found)


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
    rows = 0
    for iri, predicate, text in _texts(store):
        if iri not in classes:
            continue
        if iri not in numbers:
            numbers[iri] = len(numbers) + 1
            row = (numbers[iri], iri, " ".join(sorted(classes[iri])))
            connection.execute("INSERT INTO things VALUES (?, ?, ?)", row)
        folded = fold_words(text)
        rows += 1
        connection.execute("INSERT INTO said VALUES (?, ?)", (rows, numbers[iri]))
        connection.execute(
            f"INSERT INTO pairs(rowid, {_COLUMNS[predicate]}) VALUES (?, ?)",
            (rows, " ".join(_pairs(folded + "\0"))),
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


def _texts(store: pyoxigraph.Store) -> list[tuple[str, int, str]]:
    import pyoxigraph

    found = set()
    for number, predicate in enumerate(PREDICATES):
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None, None):
            found.add((quad.subject.value, number, quad.object.value))  # type: ignore[union-attr]
    return sorted(found)


def _pairs(text: str) -> Iterator[str]:
    """Each pair of neighbouring characters as a token of ASCII letters and digits."""
    for first, second in pairwise(text):
        yield f"{ord(first):x}x{ord(second):x}"


def _phrase(folded: str) -> str:
    """What to look for: the pairs in order, or for one character any pair that begins with it."""
    if len(folded) == 1:
        return f'"{ord(folded):x}x" *'
    return '"' + " ".join(_pairs(folded)) + '"'
