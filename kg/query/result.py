"""The answer to a query, as terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.query.library import LibraryQuery

if TYPE_CHECKING:
    import pyoxigraph

# An IRI, literal or blank node of pyoxigraph; None where a variable has no value in a row.
Term: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE, sorted.

    `truncated` says that there was more than `limit`; `base` is the IRI under which the things of the graph lie.
    """

    kind: Literal["rows", "answer", "triples"]
    query: LibraryQuery
    base: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[pyoxigraph.Triple, ...] = ()
    truncated: bool = False
