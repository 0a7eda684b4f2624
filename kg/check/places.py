"""From the IRI of what breaks a rule to its place: document, characters, section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import terms
from kg.check.report import Place
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph


class Places:
    """Looks up places in one store."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        rows = select(store, "SELECT ?doc { ?doc a hc:Document }")
        self._documents = {row["doc"].value for row in rows}

    @property
    def documents(self) -> int:
        """The number of documents in the graph."""
        return len(self._documents)

    def of(self, focus: str) -> Place:
        """The place of a fact, span or section; a thing of the registers has none."""
        document = next((p for p in _prefixes(focus) if p in self._documents), None)
        if document is None:
            return Place()
        spans = self._spans(focus)
        start, end = spans[0] if spans else (None, None)
        return Place(document.rpartition("/")[2], start, end, self._section(focus))

    def _spans(self, focus: str) -> list[tuple[int, int]]:
        """Its own offsets and those of its evidence; where it has none, those of its commitment."""
        selectors = [focus, *self._values(focus, terms.HAS_SELECTOR)]
        for span in self._values(focus, terms.EVIDENCE):
            selectors += self._values(span, terms.HAS_SELECTOR)
        found = sorted(offsets for s in selectors if (offsets := self._offsets(s)))
        owner = self._values(focus, terms.OF_COMMITMENT)
        return found or (self._spans(owner[0]) if owner else [])

    def _offsets(self, selector: str) -> tuple[int, int] | None:
        starts, ends = (self._values(selector, p) for p in (terms.START, terms.END))
        try:
            return int(starts[0]), int(ends[0])
        except (IndexError, ValueError):  # what breaks a rule may be the offsets themselves
            return None

    def _section(self, focus: str) -> str | None:
        # A commitment has its section; a figure's is its commitment's; a section is its own.
        for path in (terms.OF_COMMITMENT, terms.ANSWERS_FOR, None):
            for node in self._values(focus, path) if path else [focus]:
                for section in [node, *self._values(node, terms.PART_OF)]:
                    number = self._values(section, terms.NUMBER)
                    if number and section not in self._documents:
                        return number[0]
        return None

    def _values(self, subject: str, predicate: str) -> list[str]:
        import pyoxigraph

        try:
            node, path = pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate)
        except ValueError:  # a blank node or a literal
            return []
        quads = self._store.quads_for_pattern(node, path, None, None)
        return sorted({getattr(q.object, "value", str(q.object)) for q in quads})


def _prefixes(iri: str) -> Iterator[str]:
    yield iri
    while "/" in iri:
        iri = iri.rpartition("/")[0]
        yield iri
