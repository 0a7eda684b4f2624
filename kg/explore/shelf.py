"""Which documents of a graph stand on one page: all of a small graph, a run of a large one.

A page carries about 10,000 nodes with their texts; measured, they are some 4,000 commitments and 3 to 5 MB. What is
more is turned over page by page, and `kg serve` makes each page when it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import BadCall
from kg.query.arguments import base_of
from kg.registers.region_names import short_name
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

MOST = 4000  # commitments a page, see above
_COUNTS = "SELECT ?g (COUNT(?c) AS ?n) { GRAPH ?g { ?c a hc:Commitment } } GROUP BY ?g"
_REGIONS = """SELECT ?doc ?region ?code ?name {
  ?doc a hc:Document OPTIONAL { ?doc hc:region/hc:partOf* ?region OPTIONAL { ?region hc:code ?code }
    OPTIONAL { ?region skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh")) } }
}"""


@dataclass(frozen=True, slots=True)
class Book:
    """A document of the graph: its path, its size in commitments, the codes and names of the regions it lies in."""

    path: str
    size: int
    regions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the documents that were asked for, and what there is beside it."""

    base: str
    books: tuple[Book, ...]
    page: int
    pages: tuple[tuple[Book, ...], ...]

    @property
    def documents(self) -> list[str]:
        """The paths of the documents of this page."""
        return [book.path for book in self.pages[self.page]]

    @property
    def whole(self) -> bool:
        """Whether this page holds the whole graph."""
        return len(self.pages[self.page]) == len(self.books)

    def told(self) -> dict[str, Any] | None:
        """What the page tells of it: how many documents there are, where it stands, the regions; None where it holds all."""
        if self.whole:
            return None
        names = {code: name for book in self.books for code, name in book.regions}
        counts = {c: sum(c in dict(b.regions) for b in self.books) for c in names}
        return {
            "shown": len(self.documents), "asked": sum(map(len, self.pages)), "all": len(self.books),
            "page": self.page, "pages": len(self.pages),
            "regions": [[code, names[code], counts[code]] for code in sorted(names)],
        }  # fmt: skip


def shelf(
    store: pyoxigraph.Store, *, regions: Collection[str] = (), documents: Collection[str] = (), page: int = 0,
    most: int = MOST,
) -> Shelf:  # fmt: skip
    """The documents of a page. `regions` (names or codes, each with all within it) and `documents` (ids) choose among all.

    Raises BadCall where nothing is left.
    """
    base = base_of(store)
    books = _books(store, base)
    chosen = [book for book in books if _fits(book, frozenset(regions), frozenset(documents))]
    if not chosen:
        if not books:
            raise BadCall("graph", "holds no document", "build it again from records: kg run FILES…")
        there = [book.path.removeprefix("document/") for book in books]
        more = " …" if len(there) > 8 else ""
        do = f"choose among {', '.join(there[:8])}{more} or their regions, by name or code"
        raise BadCall(", ".join(sorted({*regions, *documents})), "no document of the graph fits", do)
    pages = _pages(chosen, most)
    return Shelf(base, tuple(books), max(0, min(page, len(pages) - 1)), pages)


def _books(store: pyoxigraph.Store, base: str) -> list[Book]:
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
    return [Book(path, sizes.get(path, 0), tuple(sorted(regions[path]))) for path in sorted(regions)]


def _fits(book: Book, regions: frozenset[str], documents: frozenset[str]) -> bool:
    named = not documents or book.path.removeprefix("document/") in documents
    return named and (
        not regions or any({code, name, short_name(name)} & regions for code, name in book.regions)
    )


def _pages(books: list[Book], most: int) -> tuple[tuple[Book, ...], ...]:
    """Runs of documents of at most `most` commitments; a document larger than that has a page to itself."""
    pages: list[list[Book]] = [[]]
    for book in books:
        if pages[-1] and sum(b.size for b in pages[-1]) + book.size > most:
            pages.append([])
        pages[-1].append(book)
    return tuple(map(tuple, pages))
