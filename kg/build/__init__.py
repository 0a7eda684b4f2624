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
from kg.build import document, entries, facts, mentions, owners, relations, summaries, things, write
from kg.build.evidence import Evidence
from kg.build.names import Names, names_of
from kg.build.provenance import provenance
from kg.build.statements import Dataset
from kg.errors import BadCall, BadInput
from kg.model.links import Link
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers, load_registers

__all__ = ["BuildResult", "build", "dataset"]

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
) -> BuildResult:
    """Write the graph of some documents into the folder `out`.

    `links` are those of `kg.link.link` for the same records. `sources` maps document ids to their texts as read;
    they are copied beside the graph. `registers` are those of `ontology/` unless others are given. Raises
    BadInput where two documents have one name, BadCall for a base that is no IRI, KgError where `out` cannot be
    written.
    """
    lines = dataset(records, links, base=base, sources=sources, registers=registers).lines()
    write.make_folder(out)
    write.copy_records(records, out)
    write.copy_sources(sources or {}, out)
    write.write_graph(lines, out, base)
    return _result(records, links, out, len(lines))


def dataset(
    records: Sequence[DocumentRecords],
    links: Sequence[Link],
    *,
    base: str = ids.DEFAULT_BASE,
    sources: Mapping[str, str] | None = None,
    registers: Registers | None = None,
) -> Dataset:
    """The statements of all named graphs; see `build`."""
    _check(records, base)
    known = registers or load_registers()
    by_document: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_document[link.document].append(link)
    ordered = sorted(records, key=lambda r: r.document.id)
    every = [names_of(r, by_document[r.document.id], base) for r in ordered]
    # In order of precedence: what a register says is not said again by a document.
    result = Dataset()
    found = things.gather(ordered, links)
    _add_shared(result, every, found, known, base)
    for names in every:
        _add_document(result, names, (sources or {}).get(names.id))
    return result


def _add_shared(
    result: Dataset, every: Sequence[Names], found: Mapping[str, things.Thing], known: Registers, base: str
) -> None:
    registers = ids.iri(base, ids.graph("registers"))
    result.add(registers, entries.entries(found, known, base))
    result.add(registers, provenance(base, __version__))
    links = ids.iri(base, ids.graph("links"))
    result.add(links, things.describe(found, base, known.bodies.kind_of))
    result.add(links, chain.from_iterable(relations.between_things(names) for names in every))
    result.add(links, things.offices(found, base))
    result.add(links, chain.from_iterable(mentions.reasons(names) for names in every))
    counts = ids.iri(base, ids.graph("summaries"))
    result.add(counts, summaries.of_documents(every))
    result.add(counts, summaries.of_programmes(every))
    result.add(counts, summaries.of_indicators(every))


def _add_document(result: Dataset, names: Names, source: str | None) -> None:
    evidence = Evidence(names)
    graph = ids.iri(names.base, ids.document_graph(names.id))
    result.add(graph, document.document(names, __version__))
    result.add(graph, document.sections(names, evidence))
    result.add(graph, facts.commitments(names, evidence))
    result.add(graph, facts.figures(names, evidence, source))
    result.add(graph, facts.responsibilities(names, evidence))
    result.add(graph, owners.expansions(names, evidence))
    result.add(graph, owners.responsible_for(names))
    result.add(graph, relations.of_commitments(names))
    result.add(graph, mentions.mentions(names, evidence))
    result.add(graph, facts.notes(names, evidence))
    result.add(graph, evidence.triples())


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
