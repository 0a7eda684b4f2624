"""Statements and the lines that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, each as N-Quads writes it."""


def about(subject: str, *values: tuple[str, str | None]) -> Iterator[Triple]:
    """The statements about a subject from pairs of predicate and object; pairs without object are left out."""
    for predicate, value in values:
        if value is not None:
            yield subject, f"<{predicate}>", value


def quads(graph: str, triples: Iterable[Triple]) -> list[str]:
    """N-Quads lines, without their ends, for statements in the graph of an IRI; each statement once."""
    return [f"{s} {p} {o} <{graph}> ." for s, p, o in set(triples)]


class SharedGraphs:
    """The named graphs of several documents, in order of precedence: a statement stays where it was said first."""

    def __init__(self) -> None:
        self._graph_of: dict[Triple, str] = {}

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put statements into the graph of an IRI, but for those that an earlier graph says."""
        for triple in triples:
            self._graph_of.setdefault(triple, graph)

    def quads(self) -> list[str]:
        """N-Quads lines without their ends."""
        return [f"{s} {p} {o} <{graph}> ." for (s, p, o), graph in self._graph_of.items()]
