"""Makes the graph: records and links in, RDF out.

One named graph a document, one for registers and vocabularies, one for what holds between things of several
documents, one for counts. No statement stands in two, no node is blank, and the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg import __version__, ids
from kg.build import document, entries, facts, mentions, owners, reasons, relations, things, write
from kg.build.comparisons import Comparisons
from kg.build.evidence import Evidence
from kg.build.names import Names, names_of
from kg.build.provenance import provenance
from kg.build.sorting import SortedLines
from kg.build.statements import SharedGraphs, quads
from kg.build.summaries import Counts, of_commitments, of_document
from kg.errors import BadCall, BadInput
from kg.model.judgements import Judgement
from kg.model.links import Link
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers, load_registers

__all__ = ["BuildResult", "build"]

_BASE = re.compile(r"(?:https?|urn|tag)://?[^\s<>\"{}|\\^`]*[/#:]|urn:[^\s<>\"{}|\\^`]+[/#:]")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was built: the folder, the number of quads, and how many facts and things of each kind."""

    out: Path
    quads: int
    documents: int
    commitments: int
    targets: int
    achievements: int
    responsibilities: int
    institutions: int
    regions: int
    programs: int
    indicators: int
    notes: int


def build(
    records: Sequence[DocumentRecords],
    out: Path,
    *,
    links: Sequence[Link],
    base: str = ids.DEFAULT_BASE,
    sources: Mapping[str, str] | None = None,
    registers: Registers | None = None,
    judgements: Sequence[Judgement] = (),
) -> BuildResult:
    """Write the graph of some documents into the folder `out`.

    `links` are those of `kg.link.link` for the same records. `sources` maps document ids to their texts as read;
    they are copied beside the graph, and so are the `judgements` that the links keep to. `registers` are those of
    `ontology/` unless others are given. Raises
    BadInput where two documents have one name, BadCall for a base that is no IRI, KgError where `out` cannot be
    written.
    """
    _check(records, base)
    write.make_folder(out)
    write.copy_records(records, judgements, out)
    write.copy_sources(sources or {}, out)
    with write.scratch(out) as folder:
        lines = SortedLines(folder)
        _collect(lines, records, links, base, sources or {}, registers or load_registers())
        count = write.write_graph(lines, out, base)
    return _result(records, links, out, count)


def _collect(
    lines: SortedLines,
    records: Sequence[DocumentRecords],
    links: Sequence[Link],
    base: str,
    sources: Mapping[str, str],
    registers: Registers,
) -> None:
    """The lines of all named graphs, one document after the other, so that only what they share is held.

    The graph of a document says only what is about the document's own nodes, or about a thing and one of those;
    so no other graph says it too.
    """
    by_document: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_document[link.document].append(link)
    shared, counts = _things(records, links, base, registers), Counts()
    compared = Comparisons(base, registers)
    link_graph, summaries = (ids.iri(base, ids.graph(name)) for name in ("links", "summaries"))
    for document_records in sorted(records, key=lambda r: r.document.id):
        names = names_of(document_records, by_document[document_records.document.id], base)
        counts.add(names)
        compared.add(names)
        shared.add(link_graph, relations.between_things(names))
        lines.add(quads(link_graph, reasons.reasons(names)))
        lines.add(quads(summaries, of_document(names)))
        lines.add(quads(summaries, of_commitments(names)))
        lines.add(_document(names, sources.get(names.id)))
    shared.add(summaries, counts.triples())
    lines.add(quads(link_graph, compared.triples()))
    lines.add(shared.quads())


def _things(
    records: Sequence[DocumentRecords], links: Sequence[Link], base: str, registers: Registers
) -> SharedGraphs:
    """The statements about things themselves; what a register says goes before what documents say."""
    found = things.gather(records, links)
    shared = SharedGraphs()
    register_graph, link_graph = (ids.iri(base, ids.graph(name)) for name in ("registers", "links"))
    shared.add(register_graph, entries.entries(found, registers, base))
    shared.add(register_graph, provenance(base, __version__))
    shared.add(link_graph, things.describe(found, base, registers.bodies.kind_of))
    shared.add(link_graph, things.offices(found, base))
    return shared


def _document(names: Names, source: str | None) -> list[str]:
    """The lines of the named graph of one document."""
    evidence = Evidence(names)
    stated = list(
        chain(
            document.document(names, __version__),
            document.sections(names, evidence),
            facts.commitments(names, evidence),
            facts.figures(names, evidence, source),
            facts.responsibilities(names, evidence),
            owners.expansions(names, evidence),
            owners.responsible_for(names),
            owners.covers(names),
            relations.of_commitments(names),
            mentions.mentions(names, evidence),
            facts.notes(names, evidence),
        )
    )
    # The places are complete only after all facts have been described.
    statements = [*stated, *evidence.begins(stated), *evidence.triples()]
    return quads(ids.iri(names.base, ids.document_graph(names.id)), statements)


def _check(records: Sequence[DocumentRecords], base: str) -> None:
    if not _BASE.fullmatch(base):
        raise BadCall(base, "is no base for names", f"give an IRI that ends in /, such as {ids.DEFAULT_BASE}")
    named = Counter(ids.document(r.document.id) for r in records)
    for path, count in sorted(named.items()):
        if count > 1:
            raise BadInput(
                path.removeprefix("document/"), f"{count} documents have this name", "rename their files"
            )


def _result(records: Sequence[DocumentRecords], links: Sequence[Link], out: Path, quads: int) -> BuildResult:
    things_of = Counter(kind for kind, _ in {(link.kind, link.thing) for link in links})
    achieved = sum(target.status == facts.ACHIEVED for r in records for target in r.targets)
    return BuildResult(
        out=out,
        quads=quads,
        documents=len(records),
        commitments=sum(len(r.commitments) for r in records),
        targets=sum(len(r.targets) for r in records) - achieved,
        achievements=achieved,
        responsibilities=sum(len(r.responsibilities) for r in records),
        institutions=things_of["institution"],
        regions=things_of["region"],
        programs=things_of["program"],
        indicators=things_of["indicator"],
        notes=sum(len(r.notes) for r in records),
    )
