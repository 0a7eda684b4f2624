"""What each place commits itself to in one programme, and who answers for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.compare.namings import region_places
from kg.compare.places import Place, chosen
from kg.compare.things import Thing
from kg.query.arguments import base_of
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

_COMMITMENTS = """
SELECT ?commitment ?doc ?period ?region ?status ?words ?section ?heading ?deadline ?start ?end {
  ?commitment hc:program <THING> ; a hc:Commitment ; hc:document ?doc ; hc:status ?status ; rdfs:label ?words .
  OPTIONAL { ?doc hc:period ?period }
  OPTIONAL { ?commitment hc:region ?region }
  OPTIONAL { ?commitment hc:deadline ?deadline }
  OPTIONAL { ?commitment hc:partOf ?part . ?part hc:number ?section OPTIONAL { ?part rdfs:label ?heading } }
  {
    SELECT ?commitment (MIN(?a) AS ?start) (MAX(?b) AS ?end) {
      ?commitment hc:program <THING> ; hc:evidence/oa:hasSelector ?place . ?place oa:start ?a ; oa:end ?b
    }
    GROUP BY ?commitment
  }
}
ORDER BY ?doc ?start ?commitment"""
# What a register expands from a collective is left out: the collective itself is named.
_OWNERS = """
SELECT DISTINCT ?commitment ?name ?role ?at {
  ?commitment hc:program <THING> ; a hc:Commitment .
  ?commitment hc:partOf* ?owned .
  ?responsibility hc:answersFor ?owned ; hc:institution ?body ; hc:role ?role ; hc:basis ?basis ;
    hc:evidence/oa:hasSelector/oa:start ?at .
  FILTER(?basis IN ("stated", "subject"))
  ?body skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh"))
}
ORDER BY ?commitment ?at ?name ?role"""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A commitment of one place: its words, its owners with their roles in the order of the source (none: not stated), where."""

    fact: str
    place: Place
    document: str
    period: str
    status: str
    words: str
    owners: tuple[tuple[str, str], ...]
    deadline: str | None
    section: str | None
    heading: str | None
    start: int
    end: int


def programme_view(
    store: pyoxigraph.Store, programme: Thing, regions: Sequence[str] = ()
) -> tuple[PromiseRow, ...]:
    """The commitments by place, each city above its districts; `regions` as in `indicator_view`."""
    base = base_of(store)
    iri = base + programme.id
    place_of, owners = region_places(store), _owners(store, iri)
    rows = [_row(row, owners, base, place_of) for row in _select(store, _COMMITMENTS, iri)]
    kept = set(chosen(sorted({row.place for row in rows}), regions)) if rows else set()
    found = (row for row in rows if row.place in kept)
    return tuple(sorted(found, key=lambda r: (r.place, r.period, r.document, r.start, r.fact)))


def _select(store: pyoxigraph.Store, query: str, iri: str) -> Iterable[Any]:
    return select(store, query.replace("<THING>", f"<{iri}>"))


def _owners(store: pyoxigraph.Store, iri: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for row in _select(store, _OWNERS, iri):
        found[row["commitment"].value][row["name"].value, row["role"].value] = None
    return {commitment: tuple(owners) for commitment, owners in found.items()}


def _row(row: Any, owners: dict[str, tuple[tuple[str, str], ...]], base: str, place_of: Any) -> PromiseRow:
    def text(name: str) -> str | None:
        return None if row[name] is None else str(row[name].value)

    document = row["doc"].value.removeprefix(base)
    region = row["region"].value.removeprefix(base) if row["region"] is not None else None
    return PromiseRow(
        fact=row["commitment"].value.removeprefix(base),
        place=place_of(region, document),
        document=document.removeprefix("document/"),
        period=text("period") or "",
        status=row["status"].value,
        words=row["words"].value,
        owners=owners.get(row["commitment"].value, ()),
        deadline=text("deadline"),
        section=text("section"),
        heading=text("heading"),
        start=int(row["start"].value),
        end=int(row["end"].value),
    )
