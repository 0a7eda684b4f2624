"""Which documents of a graph stand on one page: all of a small graph, a run of a large one.

A page carries about 10,000 nodes with their texts; measured, they are some 4,000 commitments and 3 to 5 MB. What is
more is turned over page by page: the first page is the file itself, and `kg serve` makes each further one, of half the size,
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.errors import BadCall
from kg.query.arguments import base_of
from kg.registers.region_names import short_name
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

MOST = 4000  # commitments of the first page, see above
MOST_LATER = 2000  # of each further one, which is made while its reader waits
_COUNTS = "SELECT ?g (COUNT(?c) AS ?n) { GRAPH ?g { ?c a hc:Commitment } } GROUP BY ?g"
_STATED = 'SELECT DISTINCT ?g { GRAPH ?g { ?duty hc:basis "stated" } }'
_DOCUMENTS = """SELECT ?doc ?period ?genre ?own ?code { ?doc a hc:Document
  OPTIONAL { ?doc hc:period ?period } OPTIONAL { ?doc hc:genre ?genre }
  OPTIONAL { ?doc hc:region ?own OPTIONAL { ?own hc:code ?code } } }"""
_REGIONS = """SELECT ?doc ?region ?code ?name {
  ?doc a hc:Document OPTIONAL { ?doc hc:region/hc:partOf* ?region OPTIONAL { ?region hc:code ?code }
    OPTIONAL { ?region skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh")) } }
}"""


@dataclass(frozen=True, slots=True)
class Book:
    """A document of the graph: its path, its size in commitments, the codes and names of the regions it lies in; the code of
    its own region, its period and genre, and whether it states owners."""

    path: str
    size: int
    regions: tuple[tuple[str, str], ...]
    place: str = ""
    period: str = ""
    genre: str = "plan"
    owner: bool = False

    @property
    def name(self) -> str:
        """The id of the document."""
        return self.path.removeprefix("document/")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the documents that were asked for, and what there is beside it."""

    base: str
    books: tuple[Book, ...]
    page: int
    pages: tuple[tuple[Book, ...], ...]
    query: str = ""
    """What was asked for, as the end of an address."""

    @property
    def documents(self) -> list[str]:
        """The paths of the documents of this page."""
        return [book.path for book in self.pages[self.page]]

    @property
    def whole(self) -> bool:
        """Whether this page holds the whole graph."""
        return len(self.pages[self.page]) == len(self.books)

    def told(self) -> dict[str, Any] | None:
        """What the page tells of it: how many documents and commitments there are, where it stands, the regions, and what the
        facets count of all documents asked for; None where it holds all.
        """
        if self.whole:
            return None
        names = {code: name for book in self.books for code, name in book.regions}
        counts = {c: sum(c in dict(b.regions) for b in self.books) for c in names}
        asked = [book for books in self.pages for book in books]
        return {
            "shown": len(self.documents), "asked": len(asked), "all": len(self.books),
            "size": sum(book.size for book in self.pages[self.page]), "total": sum(book.size for book in self.books),
            "page": self.page, "pages": len(self.pages), "query": self.query,
            "books": [[b.name, b.place, b.period, b.genre, int(b.owner)] for b in asked],
            "regions": [[code, names[code], counts[code]] for code in sorted(names)],
        }  # fmt: skip


def shelf(
    store: pyoxigraph.Store, *, regions: Collection[str] = (), documents: Collection[str] = (), about: str = "",
    page: int = 0, most: int = MOST,
) -> Shelf:  # fmt: skip
    """The documents of a page. `regions` (names or codes, each with all within it), `documents` (ids) and `about` (the path
    of a thing that they name) choose among all.

    Raises BadCall where nothing is left.
    """
    base = base_of(store)
    books = _books(store, base)
    naming = _naming(store, base, about) if about else None
    chosen = [
        book
        for book in books
        if _fits(book, frozenset(regions), frozenset(documents)) and (naming is None or book.path in naming)
    ]
    if not chosen:
        if not books:
            raise BadCall("graph", "holds no document", "build it again from records: kg run FILES…")
        there = [book.name for book in books]
        more = " …" if len(there) > 8 else ""
        do = f"choose among {', '.join(there[:8])}{more} or their regions, by name or code"
        raise BadCall(
            ", ".join(sorted({*regions, *documents, about} - {""})), "no document of the graph fits", do
        )
    pages = _pages(chosen, most, min(most, MOST_LATER))
    asked = [*(("regions", r) for r in regions), *(("documents", d) for d in documents)]
    query = urlencode([*asked, ("about", about)] if about else asked)
    return Shelf(base, books, max(0, min(page, len(pages) - 1)), pages, query)


def _naming(store: pyoxigraph.Store, base: str, thing: str) -> set[str]:
    """The paths of the documents that name a thing. Raises BadCall where it cannot be the path of one."""
    import pyoxigraph

    try:
        node = pyoxigraph.NamedNode(base + thing)
    except ValueError as error:
        raise BadCall(thing, "is not the path of a thing", "take it from the address of a page") from error
    graphs = {getattr(q.graph_name, "value", "") for q in store.quads_for_pattern(None, None, node, None)}
    return {graph.removeprefix(base + "graph/") for graph in graphs}


# A server asks for the same graph again and again.
@lru_cache(maxsize=1)
def _books(store: pyoxigraph.Store, base: str) -> tuple[Book, ...]:
    sizes = {
        row["g"].value.removeprefix(base + "graph/"): int(row["n"].value) for row in select(store, _COUNTS)
    }
    regions: dict[str, set[tuple[str, str]]] = {}
    for row in select(store, _REGIONS):
        found = regions.setdefault(row["doc"].value.removeprefix(base), set())
        if row["region"] is not None:
            tail = row["region"].value.rpartition("/")[2]
            code, name = (row[key].value if row[key] is not None else tail for key in ("code", "name"))
            found.add((code, name))
    stated = {row["g"].value.removeprefix(base + "graph/") for row in select(store, _STATED)}
    books: dict[str, Book] = {}
    for row in sorted(select(store, _DOCUMENTS), key=str):
        path = row["doc"].value.removeprefix(base)
        # A region without a code goes by its path, as in the page.
        place = row["code"] or row["own"]
        book = Book(
            path, sizes.get(path, 0), tuple(sorted(regions[path])), place.value.removeprefix(base) if place else "",
            _last(row["period"]), _last(row["genre"]) or "plan", path in stated,
        )  # fmt: skip
        books.setdefault(path, book)
    return tuple(books[path] for path in sorted(books))


def _last(term: Any) -> str:
    """A value, or the end of its IRI."""
    return "" if term is None else str(term.value).rpartition("#")[2].rpartition("/")[2]


def _fits(book: Book, regions: frozenset[str], documents: frozenset[str]) -> bool:
    named = not documents or book.name in documents
    return named and (
        not regions or any({code, name, short_name(name)} & regions for code, name in book.regions)
    )


def _pages(books: list[Book], first: int, later: int) -> tuple[tuple[Book, ...], ...]:
    """Runs of documents of at most so many commitments, the first of at most `first`; a document larger than that has a page to itself."""
    pages: list[list[Book]] = [[]]
    for book in books:
        room = later if len(pages) > 1 else first
        if pages[-1] and sum(b.size for b in pages[-1]) + book.size > room:
            pages.append([])
        pages[-1].append(book)
    return tuple(map(tuple, pages))
