"""Which programmes several documents name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypedDict

from kg.link.features import SHARED
from kg.model.links import Link
from kg.model.records import DocumentRecords


class SharedProgramme(TypedDict):
    """A programme, every spelling of it, and for each document the spellings found there."""

    name: str
    names: list[str]
    documents: dict[str, list[str]]


def shared(
    links: Iterable[Link], documents: Sequence[DocumentRecords], minimum: int = 2
) -> list[SharedProgramme]:
    """The programmes found in at least `minimum` documents, those of most documents first."""
    spellings = {(r.document.id, p.id): p.aliases or (p.name,) for r in documents for p in r.programs}
    names: dict[str, str] = {}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in links:
        if link.kind == "program" and link.score >= SHARED:
            names[link.thing] = link.name
            found[link.thing][link.document].update(spellings.get((link.document, link.record), ()))
    rows = [
        _row(names[thing], by_document) for thing, by_document in found.items() if len(by_document) >= minimum
    ]
    return sorted(rows, key=lambda row: (-len(row["documents"]), row["name"]))


def _row(name: str, by_document: dict[str, set[str]]) -> SharedProgramme:
    every = sorted({spelling for found in by_document.values() for spelling in found})
    return {
        "name": name,
        "names": every,
        "documents": {document: sorted(found) for document, found in sorted(by_document.items())},
    }
