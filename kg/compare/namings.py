"""Which document names which programme, in what words: read from a graph, or from records and their links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import ids
from kg.compare.places import Place, chain_of, chosen
from kg.model.links import Link
from kg.model.records import DocumentRecords
from kg.query.arguments import base_of
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

    from kg.registers.regions import RegionRegister

_SPELLINGS = """
SELECT DISTINCT ?doc ?thing ?name ?printed {
  ?mention a hc:Mention ; hc:mentions ?thing ; hc:document ?doc ; hc:printed ?printed .
  ?thing a hc:Program ; skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh"))
}
ORDER BY ?doc ?thing ?name ?printed"""
_COUNTS = """
SELECT ?doc ?thing (COUNT(DISTINCT ?span) AS ?count) {
  ?mention a hc:Mention ; hc:mentions ?thing ; hc:document ?doc ; hc:evidence ?span . ?thing a hc:Program
}
GROUP BY ?doc ?thing"""
_DOCUMENTS = (
    "SELECT ?doc ?region { ?doc a hc:Document OPTIONAL { ?doc hc:region ?region } } ORDER BY ?doc ?region"
)
_REGIONS = """
SELECT ?region ?name ?around { ?region a hc:Region ; skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh"))
  OPTIONAL { ?region hc:partOf ?around . ?around a hc:Region } } ORDER BY ?region ?name ?around"""


@dataclass(frozen=True, slots=True)
class Naming:
    """That a document of a place names a programme: its spellings there and how often it names it.

    `programme` is the programme's path (`kg.ids`), `name` its name, the same in all namings.
    """

    place: Place
    document: str
    programme: str
    name: str
    spellings: tuple[str, ...]
    mentions: int

    @property
    def is_listed(self) -> bool:
        """Whether the programme stands in the vocabulary."""
        return not self.programme.startswith("programme/local/")


def namings_of_graph(store: pyoxigraph.Store) -> tuple[Naming, ...]:
    """The namings of a graph, by document and programme."""
    base = base_of(store)
    places = places_of_documents(store)
    counts = {
        (row["doc"].value, row["thing"].value): int(row["count"].value) for row in select(store, _COUNTS)
    }
    spellings: dict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in select(store, _SPELLINGS):
        spellings[row["doc"].value, row["thing"].value].append(row["printed"].value)
        names.setdefault(row["thing"].value, row["name"].value)
    return tuple(
        Naming(
            places[doc.removeprefix(base)], doc.removeprefix(f"{base}document/"), thing.removeprefix(base), names[thing],
            tuple(sorted(found)), counts.get((doc, thing), 0),
        )
        for (doc, thing), found in sorted(spellings.items())
    )  # fmt: skip


def places_of_documents(store: pyoxigraph.Store) -> dict[str, Place]:
    """The place of each document of a graph, by the document's path."""
    base, place_of = base_of(store), region_places(store)
    places: dict[str, Place] = {}
    for row in select(store, _DOCUMENTS):
        document = row["doc"].value.removeprefix(base)
        region = row["region"].value.removeprefix(base) if row["region"] is not None else None
        places.setdefault(document, place_of(region, document))
    return places


def region_places(store: pyoxigraph.Store) -> Callable[[str | None, str], Place]:
    """A function from the path of a region, and of the document that is its own place where it has none, to the place."""
    base = base_of(store)
    above: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in select(store, _REGIONS):
        region = row["region"].value.removeprefix(base)
        names.setdefault(region, row["name"].value)
        if row["around"] is not None:
            above.setdefault(region, row["around"].value.removeprefix(base))

    def place(region: str | None, document: str) -> Place:
        if region is None:
            return Place((document,), document.removeprefix("document/"))
        return Place(chain_of(region, above), names.get(region, region.rpartition("/")[2]))

    return place


def namings_of_records(
    documents: Sequence[DocumentRecords], links: Iterable[Link], regions: RegionRegister
) -> tuple[Naming, ...]:
    """The namings of records, as the graph that is made of them would give them."""
    kept = tuple(links)
    own = {k.document: k for k in kept if k.kind == "region" and k.record == k.document}
    places = {r.document.id: _place(r.document.id, own.get(r.document.id), regions) for r in documents}
    records = {
        (r.document.id, program.id): program for r in documents for program in r.programs if program.mentions
    }
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    spans: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    names: dict[str, str] = {}
    for link in kept:
        record = records.get((link.document, link.record)) if link.kind == "program" else None
        if record is not None:
            key, names[link.thing] = (link.document, link.thing), link.name
            spellings[key].update(record.aliases or (record.name,))
            spans[key].update(record.mentions)
    return tuple(
        Naming(
            places[doc],
            ids.document(doc).removeprefix("document/"),
            thing,
            names[thing],
            tuple(sorted(spellings[doc, thing])),
            len(spans[doc, thing]),
        )
        for doc, thing in sorted(spellings, key=lambda key: (ids.document(key[0]), key[1]))
    )


def _place(document: str, own: Link | None, regions: RegionRegister) -> Place:
    if own is None:
        return Place((ids.document(document),), document)
    around = [ids.region(r.code) for r in reversed(regions.ancestors(own.entry or "")) if r.code]
    return Place((*around, own.thing), own.name)


def within(namings: Iterable[Naming], words: Sequence[str]) -> tuple[Naming, ...]:
    """The namings of the places that some words name, and of those that lie in them. Raises BadCall where one names none."""
    known = tuple(namings)
    kept = set(chosen(sorted({n.place for n in known}), words))
    return tuple(n for n in known if n.place in kept)
