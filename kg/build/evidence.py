"""Places in the source text, each described once however many facts stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import ids
from kg import terms as t
from kg.build.names import Names
from kg.build.statements import Triple, about
from kg.build.terms import integer, iri, zh

_EVIDENCE = f"<{t.EVIDENCE}>"


class Evidence:
    """Collects the places of a document's facts and describes them as Web Annotation selectors."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._words: dict[tuple[int, int], str | None] = {}

    def at(self, start: int, end: int, words: str | None = None) -> str:
        """The term of a place, in characters of the source text; `words` is its cleaned wording, where known."""
        if not self._words.get((start, end)):
            self._words[start, end] = words
        return self._span(start, end)

    def triples(self) -> Iterator[Triple]:
        """The statements about all places collected so far."""
        for (start, end), words in self._words.items():
            place = ids.span(self._names.id, start, end)
            yield from self._place(place, start, end)
            if words:
                yield from self._quote(place, words)

    def begins(self, facts: Iterable[Triple]) -> Iterator[Triple]:
        """`hc:start` of everything that has evidence among the statements: where its first place begins."""
        starts = {self._span(start, end): start for start, end in self._words}
        first: dict[str, int] = {}
        for subject, predicate, place in facts:
            if predicate == _EVIDENCE:
                first[subject] = min(starts[place], first.get(subject, starts[place]))
        for subject, start in first.items():
            yield from about(subject, (t.BEGINS, integer(start)))

    def _span(self, start: int, end: int) -> str:
        return self._names.path(ids.span(self._names.id, start, end))

    def _place(self, place: str, start: int, end: int) -> Iterator[Triple]:
        position = self._names.path(f"{place}/position")
        yield from about(
            self._names.path(place),
            (t.RDF_TYPE, iri(t.SPECIFIC_RESOURCE)),
            (t.HAS_SOURCE, self._names.document),
            (t.HAS_SELECTOR, position),
        )
        yield from about(
            position,
            (t.RDF_TYPE, iri(t.POSITION_SELECTOR)),
            (t.START, integer(start)),
            (t.END, integer(end)),
        )

    def _quote(self, place: str, words: str) -> Iterator[Triple]:
        quote = self._names.path(f"{place}/quote")
        yield from about(self._names.path(place), (t.HAS_SELECTOR, quote))
        yield from about(quote, (t.RDF_TYPE, iri(t.QUOTE_SELECTOR)), (t.EXACT, zh(words)))
