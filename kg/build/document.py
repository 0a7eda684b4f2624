"""The document itself and its outline."""

from __future__ import annotations

from collections.abc import Iterator

from kg import ids
from kg import terms as t
from kg.build.evidence import Evidence
from kg.build.names import Names
from kg.build.statements import Triple, about
from kg.build.terms import day, integer, iri, text, zh

# What a reader sees where the heading was left out of the records (--no-text).
_NUMBERED = "第{number}部分"


def document(names: Names, version: str) -> Iterator[Triple]:
    """What the head of the document says, and which version extracted it."""
    record = names.records.document
    yield from about(
        names.document,
        (t.RDF_TYPE, iri(t.DOCUMENT)),
        (t.RDF_TYPE, iri(t.PROV + "Entity")),
        (t.TITLE, zh(record.title)),
        (t.GENRE, text(record.genre)),
        (t.PERIOD, text(record.period)),
        (t.IN_REGION, names.region),
        (t.ISSUER, names.body(record.issuer)),
        (t.NUMBER, text(record.number)),
        (t.ISSUED, day(record.published)),
        (t.SOURCE, text(record.source)),
        (t.SHA256, text(record.sha256)),
        (t.CHARS, integer(record.chars)),
        (t.GENERATED_BY, names.path(ids.activity(version))),
    )


def sections(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """The outline: each section in the one above it, the topmost in the document."""
    for record in names.records.sections:
        yield from about(
            names.nodes[record.id],
            (t.RDF_TYPE, iri(t.SECTION)),
            (t.NUMBER, text(record.number)),
            (t.LABEL, zh(record.heading or _NUMBERED.format(number=record.number))),
            (t.PART_OF, names.node(record.parent) or names.document),
            (t.IN_DOCUMENT, names.document),
            (t.EVIDENCE, evidence.at(record.start, record.end)),
        )
