"""Commitments, figures, responsibilities and notes as nodes with their places and rules."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms as t
from kg.build.evidence import Evidence
from kg.build.names import Names
from kg.build.printed import figure_label, printed
from kg.build.scope import Scope
from kg.build.statements import Triple, about
from kg.build.terms import day, decimal, iri, text, zh
from kg.model.records import Commitment, Responsibility, Target
from kg.registers.units import unit_per_people

ACHIEVED = "achieved"


def commitments(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """The commitments, labelled by their wording, or by action and object where the records have no text."""
    for record in names.records.commitments:
        yield from about(
            names.nodes[record.id],
            (t.RDF_TYPE, iri(t.COMMITMENT)),
            (t.LABEL, zh(commitment_label(record))),
            (t.ACTION, zh(record.action)),
            (t.OBJECT, zh(record.object)),
            (t.STATUS, text(record.status)),
            (t.DEADLINE, day(record.deadline)),
            (t.PART_OF, names.node(record.section) or names.document),
            (t.IN_DOCUMENT, names.document),
            (t.IN_REGION, names.region),
            (t.RULE, text(record.rule)),
            (t.EVIDENCE, evidence.at(record.start, record.end, record.text)),
        )


def commitment_label(record: Commitment) -> str:
    """The wording, else action and object, else the record's id."""
    return record.text or f"{record.action or ''}{record.object or ''}" or record.id


def figures(names: Names, evidence: Evidence, source: str | None) -> Iterator[Triple]:
    """Targets, and achievements for records with status `achieved`: the clause and the number are two places."""
    scope = Scope(names)
    for record in names.records.targets:
        yield from _figure(record, names, source)
        yield from about(
            names.nodes[record.id],
            (t.IN_REGION, scope.region_at(record.start, record.end)),
            (t.EVIDENCE, evidence.at(record.start, record.end, record.text)),
            (t.EVIDENCE, evidence.at(record.number_start, record.number_end)),
        )


def _figure(record: Target, names: Names, source: str | None) -> Iterator[Triple]:
    yield from about(
        names.nodes[record.id],
        (t.RDF_TYPE, iri(t.ACHIEVEMENT if record.status == ACHIEVED else t.TARGET)),
        (t.RDF_TYPE, iri(t.FIGURE)),
        (t.LABEL, zh(figure_label(record))),
        (t.OF_COMMITMENT, names.node(record.commitment)),
        (t.OF_INDICATOR, names.thing("indicator", record.id)),
        (t.POPULATION, zh(record.population)),
        (t.MEASURE, text(record.measure)),
        (t.OPERATOR, text(record.op)),
        (t.VALUE, decimal(record.value)),
        (t.MAX_VALUE, decimal(record.value_max)),
        (t.UNIT, text(unit_of_figure(record, names))),
        (t.PRINTED, text(printed(record, source))),
        (t.BASELINE, decimal(record.baseline)),
        (t.DEADLINE, day(record.deadline)),
        (t.STATUS, text(record.status)),
        (t.IN_DOCUMENT, names.document),
        (t.RULE, text(record.rule)),
    )


def unit_of_figure(record: Target, names: Names) -> str | None:
    """The unit, with what it is counted per where the wording says other than its indicator (个/万人 of 每千人口…)."""
    link = names.links.get(("indicator", record.id))
    return unit_per_people(record.unit, record.indicator or "", link.name) if link else record.unit


def responsibilities(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """Who the document says answers for what; what follows from it stands in `kg.build.owners`."""
    for record in names.records.responsibilities:
        yield from about(
            names.nodes[record.id],
            *responsibility(record, names),
            (t.OF_INSTITUTION, names.body(record.institution)),
            (t.BASIS, text(record.basis)),
            (t.EVIDENCE, evidence.at(record.start, record.end)),
        )


def responsibility(record: Responsibility, names: Names) -> tuple[tuple[str, str | None], ...]:
    """What a responsibility says besides the body, its basis and its place."""
    return (
        (t.RDF_TYPE, iri(t.RESPONSIBILITY)),
        (t.RDF_TYPE, iri(t.PROV + "Association")),
        (t.ANSWERS_FOR, names.node(record.commitment or record.section)),
        (t.ROLE, text(record.role)),
        (t.IN_DOCUMENT, names.document),
        (t.RULE, text(record.rule)),
    )


def notes(names: Names, evidence: Evidence) -> Iterator[Triple]:
    """What a person should look at; without a fact it is about, a note is about its document."""
    for record in names.records.notes:
        yield from about(
            names.nodes[record.id],
            (t.RDF_TYPE, iri(t.NOTE)),
            (t.ABOUT, names.node(record.about) or names.document),
            (t.REASON, text(record.reason)),
            (t.IN_DOCUMENT, names.document),
            (t.EVIDENCE, evidence.at(record.start, record.end)),
        )
