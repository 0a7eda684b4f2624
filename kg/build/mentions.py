"""What a document names: its spellings, its places, and why it was taken to be this thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kg import terms as t
from kg.build.evidence import Evidence
from kg.build.names import Names
from kg.build.statements import Triple, about
from kg.build.terms import decimal, iri, text
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


def reasons(names: Names) -> Iterator[Triple]:
    """Why each mention was linked to its thing: the score and the reasons in both languages."""
    for kind, record in _with_places(names):
        link = names.links.get((kind, record.id))
        if link is not None:
            yield from about(
                names.nodes[record.id],
                (t.SCORE, decimal(link.score)),
                (t.LINKED_BECAUSE, text("；".join(reason.zh for reason in link.because), "zh")),
                (t.LINKED_BECAUSE, text("; ".join(reason.en for reason in link.because), "en")),
            )
