"""What a document names: its spellings and its places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kg import terms as t
from kg.build.evidence import Evidence
from kg.build.names import Names
from kg.build.statements import Triple, about
from kg.build.terms import iri, text
from kg.model.links import LinkKind
from kg.model.records import DocumentRecords, Institution, Program, Region

Named: TypeAlias = Institution | Region | Program


def named(records: DocumentRecords) -> Iterator[tuple[LinkKind, Named]]:
    """The records of things that a document names, with their kinds."""
    for institution in records.institutions:
        yield "institution", institution
    for region in records.regions:
        yield "region", region
    for program in records.programs:
        yield "program", program


def _with_places(names: Names) -> Iterator[tuple[LinkKind, Named]]:
    return ((kind, record) for kind, record in named(names.records) if record.id in names.nodes)


def mentions(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """One mention for each thing that the document names, with each of its places."""
    for kind, record in _with_places(names):
        spellings = sorted({*record.aliases} or {record.name})
        yield from about(
            names.nodes[record.id],
            (t.RDF_TYPE, iri(t.MENTION)),
            (t.MENTIONS, names.thing(kind, record.id)),
            *((t.PRINTED, text(spelling)) for spelling in spellings),
            (t.RULE, text(record.rule)),
            (t.IN_DOCUMENT, names.document),
            *((t.EVIDENCE, evidence.at(start, end)) for start, end in record.mentions),
        )
