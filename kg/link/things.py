"""The things that links are about, with all that the documents call them: what names, judgements and people ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.ids import plain_name
from kg.model.links import Link, LinkKind
from kg.model.records import DocumentRecords

Node: TypeAlias = tuple[str, str | None]
"""The path of a thing, and the document where only its naming there is meant."""


@dataclass(slots=True)
class Thing:
    """One thing: its path and name, and for each document that names it the spellings found there."""

    kind: LinkKind
    path: str
    name: str
    entry: str | None
    place: str | None
    score: float
    """The best score of its links: below `kg.link.features.SHARED` it is one thing within its place only."""
    against: frozenset[str]
    """The features that keep its name to its own place (no-place, slogan, collective, …)."""
    spellings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and every spelling, the name first."""
        others = {s for found in self.spellings.values() for s in found} - {self.name}
        return (self.name, *sorted(others))


def spelled(documents: Iterable[DocumentRecords]) -> Iterator[tuple[str, str, str]]:
    """Each wording that names a thing, as (document, record, wording)."""
    for records in documents:
        doc = records.document.id
        for group in (records.institutions, records.regions, records.programs):
            for record in group:
                yield from ((doc, record.id, name) for name in (record.name, *record.aliases))
        yield from ((doc, t.id, t.indicator) for t in records.targets if t.indicator)
        yield from ((doc, r.id, r.institution) for r in records.responsibilities)


def things_of(documents: Sequence[DocumentRecords], links: Iterable[Link]) -> dict[str, Thing]:
    """The things of all links by path, in the order of paths."""
    wordings: Mapping[tuple[str, str], list[str]] = defaultdict(list)
    for document, record, name in spelled(documents):
        wordings[document, record].append(name)
    found: dict[str, Thing] = {}
    for link in links:
        thing = found.get(link.thing)
        if thing is None or link.score > thing.score:
            against = frozenset(r.feature for r in link.because if r.weight < 0)
            made = Thing(link.kind, link.thing, link.name, link.entry, link.place, link.score, against)
            made.spellings = thing.spellings if thing else made.spellings
            thing = found[link.thing] = made
        own = thing.spellings[link.document]
        if link.expanded_from is None:
            own.update(wordings.get((link.document, link.record), ()))
    return dict(sorted(found.items()))


class Names:
    """Looks things up by path, by name, or by a name as one document uses it (`qinghe-2024#一院`)."""

    def __init__(self, things: Mapping[str, Thing]) -> None:
        self.things = things
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._here: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for path, thing in things.items():
            for name in thing.names:
                self._named[thing.kind, plain_name(name)].add(path)
            for document, spellings in thing.spellings.items():
                for name in spellings | {thing.name}:
                    self._here[thing.kind, document, plain_name(name)].add(path)

    def find(self, reference: str, kind: str) -> list[Node]:
        """The things that a reference of a kind means, each with the document if it names one; none, one, or several.

        The path goes before the name, the name of one thing before a spelling of another.
        """
        if reference in self.things and self.things[reference].kind == kind:
            return [(reference, None)]
        document, mark, name = reference.partition("#")
        if mark and (here := self._here.get((kind, document, plain_name(name)))):
            return [(path, document) for path in sorted(here)]
        found = sorted(self._named.get((kind, plain_name(reference)), ()))
        named = [path for path in found if plain_name(self.things[path].name) == plain_name(reference)]
        return [(path, None) for path in (named if len(named) == 1 else found)]

    def near(self, reference: str, most: int = 3) -> list[str]:
        """Names of things that are spelled much like a reference, for a message."""
        import difflib

        return difflib.get_close_matches(reference, sorted({n for _, n in self._named}), n=most, cutoff=0.5)
