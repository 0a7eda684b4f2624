"""Statements and the named graphs that hold them, each statement in one graph only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, each as N-Quads writes it."""


def about(subject: str, *values: tuple[str, str | None]) -> Iterator[Triple]:
    """The statements about a subject from pairs of predicate and object; pairs without an object are left out."""
    for predicate, value in values:
        if value is not None:
            yield subject, f"<{predicate}>", value


class Dataset:
    """Named graphs in order of precedence: a statement stays in the first graph that says it."""

    def __init__(self) -> None:
        self._graph_of: dict[Triple, str] = {}

    def __len__(self) -> int:
        return len(self._graph_of)

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put statements into the graph of an IRI, but for those that an earlier graph says."""
        term = f"<{graph}>"
        for triple in triples:
            self._graph_of.setdefault(triple, term)

    def lines(self) -> list[str]:
        """N-Quads lines without their ends, sorted by code points."""
        return sorted(f"{s} {p} {o} {graph} ." for (s, p, o), graph in self._graph_of.items())
